//! Exclusive bounds are flags beside `minimum` and `maximum`, as in 3.0, and not numbers of their own, as in 3.1.

use super::enums::whole;
use crate::document::{Node, Value};

/// Rewrites numeric `exclusiveMinimum` and `exclusiveMaximum`; where both bounds are given, the stricter one stays.
pub(super) fn exclusive_bounds_become_flags(schema: &mut Node) {
    exclusive(schema, "exclusiveMinimum", "minimum", |exclusive, inclusive| exclusive >= inclusive);
    exclusive(schema, "exclusiveMaximum", "maximum", |exclusive, inclusive| exclusive <= inclusive);
    if schema.get("type").and_then(Node::as_str) == Some("integer") {
        for key in ["minimum", "maximum", "multipleOf"] {
            if let Some(Node { value: Value::Number(number), .. }) = schema.get_mut(key)
                && let Some(whole) = whole(number)
            {
                *number = whole;
            }
        }
    }
}

fn exclusive(schema: &mut Node, exclusive_key: &str, inclusive_key: &str, is_stricter: fn(f64, f64) -> bool) {
    let Some(bound @ Node { value: Value::Number(exclusive), .. }) = schema.get(exclusive_key) else { return };
    let inclusive = match schema.get(inclusive_key).map(|node| &node.value) {
        Some(Value::Number(inclusive)) => inclusive.as_f64(),
        _ => None,
    };
    let wins = match (exclusive.as_f64(), inclusive) {
        (Some(exclusive), Some(inclusive)) => is_stricter(exclusive, inclusive),
        _ => true,
    };
    let bound = bound.clone();
    if wins {
        schema.set(exclusive_key, Node::bool(true, bound.span));
        schema.set(inclusive_key, bound);
    } else {
        schema.remove(exclusive_key);
    }
}
