//! Whether a tree is an overlay at all, and of which version.

use crate::diagnostics::{Diagnostic, Diagnostics, Place, codes};
use crate::document::{Node, Pointer, Value};

/// The versions of the overlay specification that there are differences between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    V1_0,
    V1_1,
}

/// Checks everything but the actions. Gives no version if the actions cannot be understood.
pub(super) fn check(overlay: &Node, diagnostics: &mut Diagnostics) -> Option<Version> {
    let root = Pointer::root();
    if !overlay.is_object() {
        diagnostics.push(
            Diagnostic::error(codes::OVERLAY_SHAPE, format!("an overlay is an object, and this is {}", overlay.kind()))
                .at(Place::of(overlay, root))
                .help("begin it with `overlay: 1.1.0`"),
        );
        return None;
    }
    let before = diagnostics.list.len();
    check_keys(overlay, &root, &["overlay", "info", "extends", "actions"], diagnostics);
    match require(overlay, "info", &root, diagnostics) {
        Some(info) if info.is_object() => {
            let pointer = root.key("info");
            check_keys(info, &pointer, &["title", "version", "description"], diagnostics);
            for key in ["title", "version"] {
                if let Some(node) = require(info, key, &pointer, diagnostics) {
                    expect(node, node.as_str().is_some(), "a string", &pointer.key(key), diagnostics);
                }
            }
        }
        Some(info) => expect(info, false, "an object", &root.key("info"), diagnostics),
        None => {}
    }
    if let Some(extends) = overlay.get("extends") {
        expect(extends, extends.as_str().is_some(), "a string", &root.key("extends"), diagnostics);
    }
    let version = require(overlay, "overlay", &root, diagnostics).and_then(|node| version(node, diagnostics));
    let actions = require(overlay, "actions", &root, diagnostics)?;
    expect(actions, matches!(&actions.value, Value::Array(_)), "an array", &root.key("actions"), diagnostics);
    if matches!(&actions.value, Value::Array(items) if items.is_empty()) && diagnostics.list.len() == before {
        diagnostics.push(
            Diagnostic::error(codes::OVERLAY_SHAPE, "the overlay has no actions")
                .at(Place::of(actions, root.key("actions")))
                .help("delete the overlay, or give it an action"),
        );
    }
    version
}

/// Reports the members that this object does not have by the specification; `x-` members it may have.
pub(super) fn check_keys(node: &Node, pointer: &Pointer, known: &[&str], diagnostics: &mut Diagnostics) {
    for entry in node.entries() {
        if !known.contains(&entry.key.as_str()) && !entry.key.starts_with("x-") {
            let list = known.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            diagnostics.push(
                Diagnostic::error(codes::OVERLAY_KEY, format!("overlays have no member `{}` here", entry.key))
                    .at(Place { span: entry.key_span, pointer: pointer.key(&entry.key).into() })
                    .help(format!("the members are {list}, and any that begin with `x-`")),
            );
        }
    }
}

/// Reports a value of the wrong kind.
pub(super) fn expect(node: &Node, right: bool, kind: &str, pointer: &Pointer, diagnostics: &mut Diagnostics) {
    if !right {
        let name = pointer.as_str().rsplit('/').next().unwrap_or_default();
        diagnostics.push(
            Diagnostic::error(codes::OVERLAY_SHAPE, format!("`{name}` is {}, and has to be {kind}", node.kind()))
                .at(Place::of(node, pointer.clone()))
                .help(format!("write {kind}")),
        );
    }
}

/// The member of that name; its absence is reported.
pub(super) fn require<'a>(
    node: &'a Node,
    key: &str,
    pointer: &Pointer,
    diagnostics: &mut Diagnostics,
) -> Option<&'a Node> {
    let found = node.get(key);
    if found.is_none() {
        let what = if pointer.as_str().is_empty() { "the overlay" } else { "this" };
        diagnostics.push(
            Diagnostic::error(codes::OVERLAY_SHAPE, format!("{what} has no member `{key}`"))
                .at(Place::of(node, pointer.clone()))
                .help(format!("add `{key}`")),
        );
    }
    found
}

fn version(node: &Node, diagnostics: &mut Diagnostics) -> Option<Version> {
    let text = node.as_str().unwrap_or_default();
    let version = match text.split('.').collect::<Vec<_>>().as_slice() {
        ["1", "0", _] => Some(Version::V1_0),
        ["1", "1", _] => Some(Version::V1_1),
        _ => None,
    };
    if version.is_none() {
        let found = super::describe(node);
        diagnostics.push(
            Diagnostic::error(codes::OVERLAY_VERSION, format!("overlay version {found} is not known"))
                .at(Place::of(node, Pointer::root().key("overlay")))
                .help("write `overlay: 1.1.0`; 1.0 and 1.1 are read"),
        );
    }
    version
}
