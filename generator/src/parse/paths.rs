//! Reading paths: each path item, each operation and each callback on its own.

use indexmap::IndexMap;
use openapiv3::ReferenceOr;

use super::Named;
use super::objects::{Callback, Operation, PathItem};
use super::pieces::read;
use crate::diagnostics::{Diagnostic, Diagnostics, Place, codes_typed};
use crate::dialect::{Kind, METHODS, operations};
use crate::document::{Node, Pointer, Text};

/// Path items by their keys.
type Paths = IndexMap<Text, ReferenceOr<PathItem>>;

/// How deeply callbacks may nest in operations of callbacks.
const CALLBACK_DEPTH: usize = 4;

/// Reads all paths, less what is refused.
pub(super) fn paths(node: Option<&Node>, diagnostics: &mut Diagnostics) -> Paths {
    let pointer = Pointer::root().key("paths");
    let mut paths = IndexMap::new();
    let entries = node.map(Node::entries).unwrap_or_default();
    for entry in entries.iter().filter(|entry| entry.key.starts_with('/')) {
        if let Some(reference) = entry.node.get("$ref").and_then(Node::as_str) {
            paths.insert(entry.key.clone(), ReferenceOr::Reference { reference: reference.to_owned() });
        } else if let Some(item) = path_item(&entry.node, &pointer.key(&entry.key), 0, diagnostics) {
            paths.insert(entry.key.clone(), ReferenceOr::Item(item));
            let at = pointer.key(&entry.key);
            for extra in operations(&entry.node, &at).into_iter().filter(|extra| extra.keyword.is_none()) {
                let get = operation(extra.node, &extra.pointer, 0, diagnostics);
                let item =
                    PathItem { operations: get.map(|get| ("get", get)).into_iter().collect(), ..PathItem::default() };
                paths.insert(additional(extra.method, &entry.key).into(), ReferenceOr::Item(item));
            }
        }
    }
    paths
}

/// The key of the path item that holds, in the place of `get`, an operation whose method the typed document does not
/// have. No path has that key, since all begin with a slash.
pub(crate) fn additional(method: &str, path: &str) -> String {
    format!("{method} {path}")
}

/// The key of the document under which normalization leaves the webhooks.
pub(crate) const WEBHOOKS: &str = "x-oas31-webhooks";

/// The key of the path item that holds a webhook's requests. No path and no additional operation has that key.
pub(crate) fn webhook(name: &str) -> String {
    format!("webhook\n{name}")
}

/// Whether that is such a key.
pub(crate) fn is_webhook(path: &str) -> bool {
    path.starts_with("webhook\n")
}

/// Reads the webhooks beside the paths, less what is refused.
pub(super) fn webhooks(document: &Node, paths: &mut Paths, diagnostics: &mut Diagnostics) {
    let pointer = Pointer::root().key(WEBHOOKS);
    for entry in document.get(WEBHOOKS).map(Node::entries).unwrap_or_default() {
        if let Some(item) = path_item(&entry.node, &pointer.key(&entry.key), 0, diagnostics) {
            paths.insert(webhook(&entry.key).into(), ReferenceOr::Item(item));
        }
    }
}

/// Reads callbacks, less what is refused.
pub(super) fn callbacks(
    node: Option<&Node>,
    pointer: &Pointer,
    depth: usize,
    diagnostics: &mut Diagnostics,
) -> Named<Callback> {
    let mut callbacks = Vec::new();
    for entry in node.map(Node::entries).unwrap_or_default() {
        let pointer = pointer.key(&entry.key);
        if depth > CALLBACK_DEPTH {
            diagnostics.push(
                Diagnostic::warning(
                    codes_typed::PART_REFUSED,
                    format!("callback `{}` is nested too deeply", entry.key),
                )
                .at(Place::of(&entry.node, pointer.as_str()))
                .help("it was left out; callbacks of callbacks of callbacks have no effect on a client"),
            );
            continue;
        }
        let mut callback = Vec::new();
        for item in entry.node.entries().iter().filter(|item| item.node.get("$ref").is_none() && item.key != "$ref") {
            if let Some(read) = path_item(&item.node, &pointer.key(&item.key), depth + 1, diagnostics) {
                callback.push((item.key.clone(), read));
            }
        }
        callbacks.push((entry.key.clone(), callback.into()));
    }
    callbacks.into()
}

fn path_item(node: &Node, pointer: &Pointer, depth: usize, diagnostics: &mut Diagnostics) -> Option<PathItem> {
    let mut item = match read::<openapiv3::PathItem>(node, Kind::PathItem, &METHODS, pointer, diagnostics) {
        Ok(item) => item,
        Err(refusal) => {
            let help = "it was skipped with all its operations; correct it";
            diagnostics.push(refusal.warning(codes_typed::PATH_ITEM_REFUSED, "a path item", help));
            return None;
        }
    };
    for entry in node.entries() {
        let Some(keyword) = METHODS.into_iter().find(|keyword| *keyword == entry.key) else { continue };
        let operation = operation(&entry.node, &pointer.key(&entry.key), depth, diagnostics);
        item.operations.extend(operation.map(|operation| (keyword, operation)));
    }
    item.operations.shrink_to_fit();
    Some(item)
}

fn operation(node: &Node, pointer: &Pointer, depth: usize, diagnostics: &mut Diagnostics) -> Option<Operation> {
    match read::<openapiv3::Operation>(node, Kind::Operation, &["callbacks"], pointer, diagnostics) {
        Ok(mut operation) => {
            operation.callbacks = callbacks(node.get("callbacks"), &pointer.key("callbacks"), depth, diagnostics);
            Some(operation)
        }
        Err(refusal) => {
            let what = match node.get("operationId").and_then(Node::as_str) {
                Some(id) => format!("operation `{id}`"),
                None => "an operation".to_owned(),
            };
            let help = "the operation was skipped; correct it";
            diagnostics.push(refusal.warning(codes_typed::OPERATION_REFUSED, &what, help));
            None
        }
    }
}
