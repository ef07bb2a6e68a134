//! An array whose items have types by their position is an object whose properties stand in that order: the typed
//! document has no other place for a list of schemas. `x-oas31-tuple` says that it is an array all the same.

use crate::dialect::TUPLE;
use crate::document::{Node, Value};

/// How the first positions are called; nobody counts further in words.
const WORDS: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/// Turns `prefixItems` into `properties`, and what is said of the other items into `additionalProperties`. An array of
/// another type beside it, or of several, stays as it is.
pub(super) fn become_objects(schema: &mut Node) {
    let is_array = matches!(schema.get("type").map(Node::as_str), None | Some(Some("array")));
    let composed = ["allOf", "anyOf", "oneOf", "not", "x-oas31-types"].iter().any(|key| schema.get(key).is_some());
    let span = schema.span;
    let Some(Node { value: Value::Array(items), .. }) = schema.get("prefixItems") else { return };
    if !is_array || composed || items.is_empty() {
        return;
    }
    let items = items.clone();
    let least = match schema.get("minItems").map(|node| &node.value) {
        Some(Value::Number(number)) => number.as_f64().unwrap_or(0.0),
        _ => 0.0,
    };
    let mut properties = Node::object(span);
    let mut required = Vec::new();
    let count = items.len();
    for (index, item) in items.into_iter().enumerate() {
        let name = WORDS.get(index).map_or_else(|| format!("item{}", index + 1), |word| (*word).to_owned());
        if (index as f64) < least {
            required.push(Node::string(name.as_str(), item.span));
        }
        properties.set(&name, item);
    }
    schema.remove("prefixItems");
    schema.remove("minItems");
    if let Some(Node { value: Value::Number(most), .. }) = schema.get("maxItems")
        && most.as_f64() == Some(count as f64)
    {
        schema.remove("maxItems");
    }
    let more = schema.remove("items").or_else(|| schema.remove("additionalItems"));
    schema.set("type", Node::string("object", span));
    schema.set(TUPLE, Node::bool(true, span));
    schema.set("properties", properties);
    if !required.is_empty() {
        schema.set("required", Node::array(required, span));
    }
    if let Some(more) = more {
        schema.set("additionalProperties", more);
    }
}
