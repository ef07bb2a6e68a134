//! The root has an `info` and `paths`, and every path begins with a slash.

use super::Site;
use crate::diagnostics::codes_typed;
use crate::document::{Node, Value};

/// What a document without a title is called, and the version of one without a version.
pub(super) const TITLE: &str = "API";
pub(super) const VERSION: &str = "0.0.0";

/// Gives the root an `info`.
pub(super) fn document(site: &mut Site<'_>, node: &mut Node) {
    let span = node.span;
    let found = node.get("info").map(|info| (info.kind(), info.span, info.is_object()));
    if let Some((_, _, true)) = found {
        return;
    }
    let help = "add `info` with a title and a version; the title is what the crate is called in its documentation";
    match found {
        Some((kind, span, _)) => {
            let message = format!("`info` is {kind}, where an object is needed");
            site.warn(codes_typed::WRONG_KIND, message, span, "info", help);
        }
        None => site.warn_here(codes_typed::FILLED, "the document has no `info`", span, help),
    }
    let mut info = Node::object(span);
    info.set("title", Node::string(TITLE, span));
    info.set("version", Node::string(VERSION, span));
    node.set("info", info);
}

/// Gives the root `paths`, which 3.1 may do without if it has something else.
pub(super) fn paths_are_there(site: &mut Site<'_>, node: &mut Node) {
    if node.get("paths").is_none() {
        let has_something = ["x-oas31-webhooks", "components"].iter().any(|key| node.get(key).is_some());
        if !site.version.has_json_schema() || !has_something {
            let help = "add `paths`, even if it is empty";
            site.warn_here(codes_typed::FILLED, "the document has no `paths`", node.span, help);
        }
        node.set("paths", Node::object(node.span));
    }
}

/// Puts a slash before each path that lacks it.
pub(super) fn paths(site: &mut Site<'_>, node: &mut Node) {
    let Value::Object(entries) = &mut node.value else { return };
    let entries = entries.all_mut();
    for index in 0..entries.len() {
        let Some(entry) = entries.get(index) else { break };
        if entry.key.starts_with('/') || entry.key.starts_with("x-") {
            continue;
        }
        let corrected = format!("/{}", entry.key);
        let message = format!("path `{}` does not begin with `/`", entry.key);
        site.warn(codes_typed::PATH, message, entry.key_span, &entry.key, "it was read as if it did; add the slash");
        if !entries.iter().any(|other| other.key == corrected)
            && let Some(entry) = entries.get_mut(index)
        {
            entry.key = corrected.into();
        }
    }
}
