//! The first of the `examples` of 3.1 is the `example` of 3.0; the table carries the list.

use crate::document::{Node, Value};

/// Sets `example`, unless there is one.
pub(super) fn first_becomes_the_example(schema: &mut Node) {
    if schema.get("example").is_some() || schema.get("x-oas31-example").is_some() {
        return;
    }
    let first = schema.get("examples").and_then(|examples| examples.items().first());
    if let Some(first) = first.filter(|first| !matches!(first.value, Value::Null)).cloned() {
        schema.set("example", first);
    }
}
