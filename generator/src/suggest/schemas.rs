//! Schemas that do not say their type, where their other keywords do.
//!
//! Such a schema allows values of other types, as JSON Schema has it. Its writer hardly ever means that.

use serde_json::json;

use super::action::Action;
use super::look::Look;
use crate::dialect::{Kind, walk};
use crate::document::{Node, Pointer, Value};

/// Keywords that leave no doubt, with the type that they are for; the first that is there counts.
const TELLING: &[(&str, &str)] = &[
    ("properties", "object"),
    ("additionalProperties", "object"),
    ("minProperties", "object"),
    ("maxProperties", "object"),
    ("items", "array"),
    ("prefixItems", "array"),
    ("minItems", "array"),
    ("maxItems", "array"),
    ("uniqueItems", "array"),
    ("pattern", "string"),
    ("minLength", "string"),
    ("maxLength", "string"),
];

/// Keywords that say a type themselves, or let members say it.
const SAYING: &[&str] = &["type", "$ref", "allOf", "anyOf", "oneOf", "not", "if", "$dynamicRef"];

pub(super) fn suggest(look: &Look, found: &mut Vec<Action>) {
    let mut visit = |kind: Kind, node: &Node, pointer: &Pointer| {
        if kind == Kind::Schema
            && let Some((ty, by)) = said(node)
        {
            let why =
                format!("The schema does not say its type; `{by}` makes it `{ty}`. Review: may it be another one?");
            let (was, update) = (json!({"type": null}), json!({ "type": ty }));
            found.push(Action::update(&look.document, pointer.as_str(), was, update, why));
        }
    };
    walk(&look.document, Kind::Document, &mut Pointer::root(), &mut visit);
    let definitions = look.document.get("definitions").map(Node::entries).unwrap_or_default();
    for entry in definitions {
        walk(&entry.node, Kind::Schema, &mut Pointer::from("/definitions").key(&entry.key), &mut visit);
    }
}

/// The type that a schema means, and the keyword that tells it.
fn said(schema: &Node) -> Option<(&'static str, &'static str)> {
    if !schema.is_object() || SAYING.iter().any(|key| schema.get(key).is_some()) {
        return None;
    }
    // A list in `items` is meant as a union as often as not.
    if schema.get("items").is_some_and(|items| !items.is_object()) {
        return None;
    }
    if let Some((by, ty)) = TELLING.iter().find(|(key, _)| schema.get(key).is_some()) {
        return Some((ty, by));
    }
    if let Some(ty) = schema.get("enum").and_then(|values| common_type(values.items())) {
        return Some((ty, "enum"));
    }
    if let Some(ty) = schema.get("const").and_then(|value| common_type(std::slice::from_ref(value))) {
        return Some((ty, "const"));
    }
    let ty = match schema.get("format").and_then(Node::as_str)? {
        "date-time" | "date" | "time" | "duration" | "uuid" | "email" | "uri" | "hostname" | "ipv4" | "ipv6"
        | "byte" | "password" => "string",
        "int32" | "int64" => "integer",
        "float" | "double" => "number",
        _ => return None,
    };
    Some((ty, "format"))
}

/// The one type that all these values have.
fn common_type(values: &[Node]) -> Option<&'static str> {
    let mut types = values.iter().map(|value| match &value.value {
        Value::String(_) => Some("string"),
        Value::Bool(_) => Some("boolean"),
        Value::Number(number) if number.as_i128().is_some() => Some("integer"),
        Value::Number(_) => Some("number"),
        _ => None,
    });
    let first = types.next()??;
    types.all(|ty| ty == Some(first)).then_some(first)
}
