//! The operations of a path item: those at keywords of their own, and those that 3.2 adds.

use super::CARRIED;
use crate::document::{Node, Pointer};

/// The methods that a path item may have, in the order in which the typed document has them.
pub(crate) const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// An operation of a path item.
pub(crate) struct ItemOperation<'a> {
    /// The pointer to it.
    pub(crate) pointer: Pointer,
    /// The keyword that it stands at; none if the typed document has none for its method.
    pub(crate) keyword: Option<&'static str>,
    /// Its method, in capital letters if it is one of OpenAPI's own.
    pub(crate) method: &'a str,
    /// The operation.
    pub(crate) node: &'a Node,
}

/// The operations of the path item at a pointer, in document order, whether it is normalized or not.
pub(crate) fn operations<'a>(item: &'a Node, pointer: &Pointer) -> Vec<ItemOperation<'a>> {
    let mut operations = Vec::new();
    for entry in item.entries() {
        let at = pointer.key(&entry.key);
        if let Some(keyword) = METHODS.into_iter().find(|method| *method == entry.key) {
            let method = capitals(keyword);
            operations.push(ItemOperation { pointer: at, keyword: Some(keyword), method, node: &entry.node });
            continue;
        }
        match entry.key.strip_prefix(CARRIED).unwrap_or(&entry.key) {
            "query" => {
                operations.push(ItemOperation { pointer: at, keyword: None, method: "QUERY", node: &entry.node });
            }
            "additionalOperations" => operations.extend(entry.node.entries().iter().map(|entry| ItemOperation {
                pointer: at.key(&entry.key),
                keyword: None,
                method: &entry.key,
                node: &entry.node,
            })),
            _ => {}
        }
    }
    operations
}

fn capitals(keyword: &str) -> &'static str {
    match keyword {
        "get" => "GET",
        "put" => "PUT",
        "post" => "POST",
        "delete" => "DELETE",
        "options" => "OPTIONS",
        "head" => "HEAD",
        "patch" => "PATCH",
        _ => "TRACE",
    }
}
