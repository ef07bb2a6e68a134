//! What no later stage reads is let go: examples, which are half of some documents, and descriptions that the typed
//! document has.
//!
//! Where they stand stays known, since messages and items point there. Schemas stay as they are: one that a reference leads to
//! into the middle of another is read once more. Knows where the table says that things are, and nothing of what code is
//! made of.

use crate::dialect::{Kind, walk_mut};
use crate::document::{Node, Value};

/// Empties the examples and descriptions of a document that was parsed.
pub(crate) fn let_go(document: &mut Node) {
    if may_refer_to_examples(document) {
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

/// Whether some reference may lead to what an example holds, wherever it stands.
fn may_refer_to_examples(node: &Node) -> bool {
    let is_one = node.get("$ref").and_then(Node::as_str).is_some_and(|reference| {
        let name = reference.strip_prefix("#/components/examples/");
        reference.contains('%') || (reference.contains("/example") && name.is_none_or(|name| name.contains('/')))
    });
    is_one
        || node.entries().iter().any(|entry| may_refer_to_examples(&entry.node))
        || node.items().iter().any(may_refer_to_examples)
}
