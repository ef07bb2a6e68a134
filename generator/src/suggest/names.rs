//! Names inside of types that two things want; and the names of schemas, which only the configuration can give.

use std::collections::BTreeSet;

use serde_json::json;

use super::action::Action;
use super::look::{Look, between};
use crate::diagnostics::codes_lower;
use crate::document::Node;
use crate::lower::variant_names;

/// Where a document names the values of an enum already.
const NAMES: &[&str] =
    &["x-enum-varnames", "x-enumNames", "x-enum-names", "x-enum-keys", "x-speakeasy-enums", "x-ms-enum"];

pub(super) fn suggest(look: &Look, found: &mut Vec<Action>) {
    for report in look.reports(codes_lower::NAME_TAKEN) {
        let message = &report.diagnostic.message;
        if message.starts_with("property ") {
            let Some(name) = between(message, "is the field `", "`") else { continue };
            if report.node.get("$ref").is_some() || !report.node.is_object() {
                continue;
            }
            let why = format!(
                "{}. The number says nothing. Review: give it a name that tells the two apart.",
                capital(message).replacen("is the field", "would be the field", 1)
            );
            let (was, update) = (json!({"x-ms-client-name": null}), json!({ "x-ms-client-name": name }));
            found.push(Action::update(&look.document, &report.pointer, was, update, why));
        } else if message.starts_with("value ") {
            let Some((schema, _)) = report.pointer.rsplit_once("/enum/") else { continue };
            found.extend(of_values(look, schema));
        }
    }
}

/// Names for all values of an enum, since they are named together.
fn of_values(look: &Look, pointer: &str) -> Option<Action> {
    let schema = look.document.at(pointer)?;
    let values = schema.get("enum")?.items();
    let texts: Vec<&str> = values.iter().filter_map(Node::as_str).collect();
    if texts.len() < values.len() || NAMES.iter().any(|name| schema.get(name).is_some()) {
        return None;
    }
    let pairs: Vec<(&str, &str)> = texts.iter().map(|text| (*text, *text)).collect();
    let names: Vec<String> = variant_names(&pairs).iter().map(ToString::to_string).collect();
    let why = "Two values make the same name. These are the names that they have now, in the order of the values. Review: \
               give the numbered ones names that say what they mean.";
    let (was, update) = (json!({"x-enum-varnames": null}), json!({ "x-enum-varnames": names }));
    Some(Action::update(&look.document, pointer, was, update, why.to_owned()))
}

/// Lines for `[names]`, of schemas that are not called what they would be called alone.
pub(super) fn of_schemas(look: &Look) -> BTreeSet<String> {
    let taken = look.reports(codes_lower::NAME_TAKEN).into_iter();
    let schemas = taken.filter(|report| {
        let message = &report.diagnostic.message;
        message.starts_with("schema ") || message.starts_with("inline schema ")
    });
    let line = |report: super::look::Report<'_>| {
        let name = between(&report.diagnostic.message, "is called `", "`")?;
        let pointer = &report.diagnostic.place.as_ref()?.pointer;
        Some(format!("{} = \"{name}\"", serde_json::to_string(pointer).ok()?))
    };
    schemas.filter_map(line).collect()
}

/// A message as the start of a sentence.
pub(super) fn capital(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
