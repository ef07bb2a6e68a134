//! A schema has at most one type, and it is one that JSON has; null is said by `nullable`.
//!
//! Several types that remain are carried in `x-oas31-types`, and there is no `type` then.

use super::nulls;
use crate::diagnostics::codes_typed;
use crate::document::{Node, Text, Value};
use crate::normalize::Version;
use crate::normalize::objects::Site;

const TYPES: [&str; 6] = ["string", "number", "integer", "boolean", "object", "array"];

/// Rewrites `type`.
pub(super) fn become_one(site: &mut Site<'_>, schema: &mut Node) {
    let Some(written) = schema.get("type") else { return };
    let span = written.span;
    let names: Vec<(Text, _)> = match &written.value {
        Value::String(name) => vec![(name.clone(), span)],
        Value::Array(items) => items.iter().filter_map(|item| Some((name(item)?.into(), item.span))).collect(),
        // YAML reads a bare `null` as null. In 3.0, where there is no such type, it is an empty value.
        Value::Null if site.version.has_json_schema() => vec![("null".into(), span)],
        Value::Number(number) => vec![(number.0.clone(), span)],
        Value::Bool(value) => vec![(value.to_string().into(), span)],
        // An object: the table refuses it.
        _ => return,
    };
    if names.len() < written.items().len() {
        let message = "`type` lists what is no name of a type";
        site.warn(codes_typed::UNKNOWN_TYPE, message, span, "type", "it was left out; list names only");
    }
    let mut null = false;
    let mut only_null = names.len() >= schema.get("type").map_or(0, |written| written.items().len());
    let mut types: Vec<&'static str> = Vec::new();
    for (name, span) in names {
        match known(&name) {
            Known::Type(ty) => {
                if ty != name {
                    let message = format!("`{name}` is not how JSON Schema writes the type `{ty}`");
                    site.warn(codes_typed::UNKNOWN_TYPE, message, span, "type", &format!("write `{ty}`"));
                }
                if !types.contains(&ty) {
                    types.push(ty);
                }
            }
            Known::Null => {
                null = true;
                continue;
            }
            Known::File => {
                if site.version != Version::Swagger20 {
                    let message = "`file` is a type of Swagger 2.0 only";
                    site.warn(codes_typed::UNKNOWN_TYPE, message, span, "type", "write `type: string, format: binary`");
                }
                types.push("string");
                schema.set("format", Node::string("binary", span));
            }
            Known::Not => unknown(site, &name, span),
        }
        only_null = false;
    }
    if types.contains(&"number") {
        types.retain(|ty| *ty != "integer");
    }
    // Everything but null, in as many words, is what a schema without a type says.
    if types.len() > 4 {
        types.clear();
    } else if null && only_null {
        nulls::become_null(schema);
    }
    if null {
        schema.set("nullable", Node::bool(true, span));
    }
    if let [ty] = types.as_slice() {
        // Mostly it is written just so.
        if schema.get("type").and_then(Node::as_str) != Some(ty) {
            schema.set("type", Node::string(*ty, span));
        }
        return;
    }
    schema.remove("type");
    if !types.is_empty() {
        let types = types.into_iter().map(|ty| Node::string(ty, span)).collect();
        schema.set("x-oas31-types", Node::array(types, span));
    }
}

/// A type's name in a list; YAML reads a bare `null` as null.
fn name(item: &Node) -> Option<&str> {
    if matches!(item.value, Value::Null) { Some("null") } else { item.as_str() }
}

enum Known {
    Type(&'static str),
    Null,
    File,
    Not,
}

fn known(name: &str) -> Known {
    let lower = name.trim().to_ascii_lowercase();
    match lower.as_str() {
        "null" => Known::Null,
        "file" => Known::File,
        "int" => Known::Type("integer"),
        "bool" => Known::Type("boolean"),
        lower => TYPES.into_iter().find(|ty| *ty == lower).map_or(Known::Not, Known::Type),
    }
}

fn unknown(site: &mut Site<'_>, name: &str, span: crate::document::Span) {
    let nearest = TYPES.into_iter().max_by(|a, b| strsim::jaro(a, name).total_cmp(&strsim::jaro(b, name)));
    let help = match nearest.filter(|nearest| strsim::jaro(nearest, name) > 0.8) {
        Some(nearest) => format!("it was left out, so any JSON is allowed; did you mean `{nearest}`?"),
        None => format!("it was left out, so any JSON is allowed; the types are {}", TYPES.join(", ")),
    };
    site.warn(codes_typed::UNKNOWN_TYPE, format!("`{name}` is no type"), span, "type", &help);
}
