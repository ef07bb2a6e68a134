//! What no later stage reads is let go: examples, which are half of some documents, and descriptions that the typed
//! document has.
//!
//! Where they stand stays known, since messages and items point there. Schemas stay as they are: one that a reference leads to
//! into the middle of another is read once more. Knows where the table says that things are, and nothing of what code is
//! made of.

use crate::dialect::{Kind, walk, walk_mut};
use crate::document::{Node, Pointer, Value};

/// Empties the examples and descriptions of a document that was parsed.
pub(crate) fn let_go(document: &mut Node) {
    if has_references_into_examples(document) {
        return;
    }
    walk_mut(document, Kind::Document, &mut |kind, node| {
        // What stands beside a reference is not in the typed document.
        if node.get("$ref").is_some() {
            return;
        }
        for (key, value) in node.values_mut() {
            let is_unread = match key {
                "example" => matches!(kind, Kind::Parameter | Kind::Header | Kind::MediaType),
                "value" => kind == Kind::Example,
                "description" => matches!(kind, Kind::Operation | Kind::Parameter | Kind::Header | Kind::Response),
                _ => false,
            };
            if is_unread {
                value.value = Value::Null;
            }
        }
    });
}

/// Whether some reference leads to what an example holds.
fn has_references_into_examples(document: &Node) -> bool {
    let mut found = false;
    walk(document, Kind::Document, &mut Pointer::root(), &mut |_, node, _| {
        let reference = node.get("$ref").and_then(Node::as_str).unwrap_or_default();
        let name = reference.strip_prefix("#/components/examples/");
        found |= reference.contains("/example") && name.is_none_or(|name| name.contains('/'));
    });
    found
}
