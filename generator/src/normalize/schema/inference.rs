//! A schema whose other keywords leave no doubt about its type says it.

use crate::document::{Node, Value};
use crate::normalize::shape::{fits_64_bits, is_whole};

/// Sets `type` where it is missing and plain.
pub(in crate::normalize) fn type_is_said(schema: &mut Node) {
    let has = |key: &str| schema.get(key).is_some();
    let composed = ["type", "x-oas31-types", "x-oas31-null", "allOf", "anyOf", "oneOf", "not", "$ref"];
    if composed.into_iter().any(has) {
        return;
    }
    let ty = if schema.get("properties").is_some_and(Node::is_object) || has("additionalProperties") {
        Some("object")
    } else if has("items") {
        Some("array")
    } else {
        schema.get("enum").and_then(|values| common_type(values.items()))
    };
    if let Some(ty) = ty {
        let span = schema.span;
        schema.set("type", Node::string(ty, span));
    }
}

/// The one type that all these values have.
fn common_type(values: &[Node]) -> Option<&'static str> {
    let mut types = values.iter().map(|value| match &value.value {
        Value::String(_) => Some("string"),
        Value::Bool(_) => Some("boolean"),
        Value::Number(number) if is_whole(&number.0) && fits_64_bits(number) => Some("integer"),
        Value::Number(_) => Some("number"),
        _ => None,
    });
    let first = types.next()??;
    types.all(|ty| ty == Some(first)).then_some(first)
}
