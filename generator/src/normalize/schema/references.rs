//! A reference stands alone: what is beside it moves out to an `allOf` around it.
//!
//! In 3.1 everything beside a `$ref` counts. In 3.0 nothing does, by the letter; but annotations there are commonly meant,
//! and harm nobody, so they are kept, and constraints are reported.

use crate::diagnostics::codes_typed;
use crate::dialect::{Fate, Kind, field};
use crate::document::{Node, Value};
use crate::normalize::objects::Site;

/// What may stand beside a reference in 3.0 because it does not change what is valid.
const ANNOTATIONS: [&str; 12] = [
    "description",
    "title",
    "nullable",
    "readOnly",
    "writeOnly",
    "deprecated",
    "default",
    "example",
    "examples",
    "externalDocs",
    "$defs",
    "definitions",
];

/// Turns `{$ref, siblings…}` into `{allOf: [{$ref}], siblings…}`.
pub(super) fn siblings_move_out(site: &mut Site<'_>, schema: &mut Node) {
    let Some(reference) = schema.get("$ref") else { return };
    if reference.as_str().is_none() {
        let message = format!("`$ref` is {}, where a string is needed", reference.kind());
        site.warn(codes_typed::WRONG_KIND, message, reference.span, "$ref", "it was left out; correct it");
        schema.remove("$ref");
        return;
    }
    if !site.version.has_json_schema() {
        drop_constraints(site, schema);
    }
    if !schema.entries().iter().any(|entry| has_effect(&entry.key)) {
        return;
    }
    let Some(reference) = schema.remove("$ref") else { return };
    let span = reference.span;
    let mut alone = Node::object(span);
    alone.set("$ref", reference);
    match schema.get_mut("allOf") {
        Some(Node { value: Value::Array(members), .. }) => members.insert(0, alone),
        _ => schema.set("allOf", Node::array(vec![alone], span)),
    }
}

fn has_effect(key: &str) -> bool {
    key != "$ref" && !matches!(field(Kind::Schema, key).map(|field| field.fate), Some(Fate::Harmless(_) | Fate::Tree))
}

fn drop_constraints(site: &mut Site<'_>, schema: &mut Node) {
    let Value::Object(entries) = &mut schema.value else { return };
    entries.retain_mut(|entry| {
        let key = entry.key.as_str();
        let keep = key == "$ref" || key.starts_with("x-") || !has_effect(key) || ANNOTATIONS.contains(&key);
        if !keep {
            let message = format!("`{key}` beside the `$ref` of a schema has no effect in OpenAPI 3.0");
            let help = "put the reference into an `allOf` beside it, or remove it";
            site.warn(codes_typed::REFERENCE_SIBLINGS, message, entry.key_span, key, help);
        }
        keep
    });
}
