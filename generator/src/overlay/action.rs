//! One action of an overlay: what it says, before anything is done.

use super::shape::{Version, check_keys, expect, require};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, codes};
use crate::document::{Node, Pointer, Value};

/// An action that says one thing.
pub(super) struct Action<'a> {
    /// Where it stands in the overlay.
    pub(super) pointer: Pointer,
    /// The JSONPath of what it changes; a text.
    pub(super) target: &'a Node,
    /// What it expects its targets to be.
    pub(super) was: Option<&'a Node>,
    /// What it does to them.
    pub(super) effect: Effect<'a>,
    /// Itself.
    pub(super) node: &'a Node,
}

/// What an action does to its targets.
pub(super) enum Effect<'a> {
    /// Takes them out.
    Remove,
    /// Merges this into them.
    Update(&'a Node),
    /// Merges the value at this JSONPath into them; a text.
    Copy(&'a Node),
}

/// Reads an action, and reports everything that is wrong with it; gives none if it cannot be performed.
pub(super) fn read<'a>(
    node: &'a Node,
    pointer: &Pointer,
    version: Version,
    diagnostics: &mut Diagnostics,
) -> Option<Action<'a>> {
    let before = diagnostics.list.len();
    if !node.is_object() {
        diagnostics.push(
            Diagnostic::error(codes::OVERLAY_SHAPE, format!("the action is {}, and has to be an object", node.kind()))
                .at(Place::of(node, pointer.clone()))
                .help("an action has a `target` and one of `update`, `copy` and `remove`"),
        );
        return None;
    }
    check_keys(node, pointer, &["target", "description", "update", "remove", "copy"], diagnostics);
    if let Some(copy) = node.entry("copy").filter(|_| version < Version::V1_1) {
        diagnostics.push(
            Diagnostic::error(codes::OVERLAY_KEY, "overlays of version 1.0 have no `copy`")
                .at(Place { span: copy.key_span, pointer: pointer.key("copy").into() })
                .help("write `overlay: 1.1.0`"),
        );
    }
    let target = require(node, "target", pointer, diagnostics);
    for (key, value) in [("target", target), ("description", node.get("description")), ("copy", node.get("copy"))] {
        if let Some(value) = value {
            expect(value, value.as_str().is_some(), "a string", &pointer.key(key), diagnostics);
        }
    }
    if let Some(remove) = node.get("remove") {
        expect(remove, remove.as_bool().is_some(), "true or false", &pointer.key("remove"), diagnostics);
    }
    if diagnostics.list.len() > before {
        return None;
    }
    let effect = effect(node, pointer, diagnostics)?;
    Some(Action { pointer: pointer.clone(), target: target?, was: node.get("x-was"), effect, node })
}

fn effect<'a>(node: &'a Node, pointer: &Pointer, diagnostics: &mut Diagnostics) -> Option<Effect<'a>> {
    let remove = matches!(node.get("remove"), Some(Node { value: Value::Bool(true), .. }));
    let place = |key: &str| Place {
        span: node.entry(key).map_or(node.span, |entry| entry.key_span),
        pointer: pointer.key(key).into(),
    };
    match (remove, node.get("update"), node.get("copy")) {
        (true, None, None) => Some(Effect::Remove),
        (true, _, _) => {
            let unused = if node.get("update").is_some() { "update" } else { "copy" };
            diagnostics.push(
                Diagnostic::warning(codes::UNUSED_UPDATE, format!("`{unused}` has no effect beside `remove: true`"))
                    .at(place(unused))
                    .also(place("remove"), "the target is removed")
                    .help(format!("delete `{unused}`, or `remove`")),
            );
            Some(Effect::Remove)
        }
        (false, Some(update), None) => Some(Effect::Update(update)),
        (false, None, Some(copy)) => Some(Effect::Copy(copy)),
        (false, Some(_), Some(_)) => {
            diagnostics.push(
                Diagnostic::error(codes::ACTION, "the action has both `update` and `copy`")
                    .at(place("copy"))
                    .also(place("update"), "the other one")
                    .help("make two actions of it: they are applied in their order"),
            );
            None
        }
        (false, None, None) => {
            diagnostics.push(
                Diagnostic::error(codes::ACTION, "the action does nothing")
                    .at(Place::of(node, pointer.clone()))
                    .help("give it `update`, `copy` or `remove: true`"),
            );
            None
        }
    }
}
