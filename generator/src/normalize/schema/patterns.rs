//! One schema for all members of an object that may have other names than its properties is said by
//! `additionalProperties`, also where `patternProperties` says which names these are.

use crate::document::{Node, Value};

/// Moves the one schema of `patternProperties` to `additionalProperties`, if that allows no other members or if the
/// pattern allows every name. The names are not checked.
pub(super) fn become_additional_properties(schema: &mut Node) {
    let Some(patterns) = schema.get("patternProperties") else { return };
    let [only] = patterns.entries() else { return };
    let any_name = matches!(only.key.as_str(), "" | ".*" | "^.*$" | ".+" | "^.+$" | "^.*" | "^");
    let closed = schema.get("additionalProperties").is_some_and(is_false);
    let silent = schema.get("additionalProperties").is_none();
    if !(closed || (any_name && silent)) {
        return;
    }
    let values = only.node.clone();
    schema.remove("patternProperties");
    schema.set("additionalProperties", values);
}

fn is_false(node: &Node) -> bool {
    matches!(node.value, Value::Bool(false))
}
