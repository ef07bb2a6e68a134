//! A query that is part of a path, `/files?comp=list`, is sent as it stands, and nothing else says it again.
//!
//! Documents that tell operations apart by a query (`x-ms-paths` of Azure's) mostly declare it as a parameter of one value,
//! too. Such a parameter leaves nothing to choose, and would send the query twice.

use crate::dialect::{follow, local_pointer, operations};
use crate::document::{Node, Pointer, Value};

/// Leaves out the parameters whose one value the path has already.
pub(super) fn settle(document: &mut Node) {
    let mut surplus: Vec<(String, usize)> = Vec::new();
    for path in document.get("paths").map(Node::entries).unwrap_or_default() {
        let Some((_, query)) = path.key.split_once('?') else { continue };
        let item = Pointer::root().key("paths").key(&path.key);
        let operations = operations(&path.node, &item).into_iter();
        let owners = operations.map(|operation| (operation.pointer, operation.node));
        for (pointer, owner) in owners.chain([(item.clone(), &path.node)]) {
            for (index, parameter) in owner.get("parameters").map(Node::items).unwrap_or_default().iter().enumerate() {
                if query.split('&').any(|pair| says(document, parameter, pair)) {
                    surplus.push((format!("{pointer}/parameters"), index));
                }
            }
        }
    }
    // From the last to the first, so that indices stay right.
    for (pointer, index) in surplus.into_iter().rev() {
        if let Some(Node { value: Value::Array(items), .. }) = document.at_mut(&pointer)
            && index < items.len()
        {
            items.remove(index);
        }
    }
}

/// Whether a parameter can say nothing but that pair of the query.
fn says(document: &Node, parameter: &Node, pair: &str) -> bool {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    let reference = parameter.get("$ref").and_then(Node::as_str).and_then(local_pointer);
    let parameter = match &reference {
        Some(pointer) => follow(document, pointer).map_or(parameter, |(target, _)| target),
        None => parameter,
    };
    let is = |key: &str, text: &str| parameter.get(key).and_then(Node::as_str) == Some(text);
    let values = parameter.get("schema").and_then(|schema| schema.get("enum")).map(Node::items).unwrap_or_default();
    is("in", "query") && is("name", name) && matches!(values, [only] if only.as_str() == Some(value))
}
