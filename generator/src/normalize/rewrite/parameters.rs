//! A parameter has a known place, a style that this place allows, and a schema or a content; path parameters are required.

use super::Site;
use crate::diagnostics::codes_typed;
use crate::dialect::Kind;
use crate::document::{Node, Span};

/// The keywords that Swagger 2.0 wrote on the parameter itself, where OpenAPI 3 has them in its schema.
pub(in crate::normalize) const OF_THE_SCHEMA: [&str; 16] = [
    "type",
    "format",
    "items",
    "default",
    "enum",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
    "multipleOf",
];

/// Repairs a parameter.
pub(super) fn parameter(site: &mut Site<'_>, node: &mut Node) {
    let name = node.get("name").and_then(Node::as_str).unwrap_or("?").to_owned();
    let subject = format!("parameter `{name}`");
    let Some(location) = location(site, node, &subject) else { return };
    style(site, node, &subject, styles(location), location);
    if location == "path" && node.get("required").and_then(Node::as_bool) != Some(true) {
        let (span, written) = (node.span, node.get("required").is_some());
        let message = format!("{subject} is in the path, but not `required: true`");
        let help = "it was read as required, as every path parameter is";
        site.warn_here(codes_typed::PARAMETER, message, span, help);
        if written {
            node.remove("required");
        }
        node.set("required", Node::bool(true, span));
    }
    if location != "query" {
        for key in ["allowReserved", "allowEmptyValue"] {
            if let Some(span) = node.get(key).map(|value| value.span) {
                let message = format!("`{key}` of {subject} has no effect in a {location}");
                site.warn(codes_typed::PARAMETER, message, span, key, "remove it");
                node.remove(key);
            }
        }
    }
    schema_or_content(site, node, &subject, Kind::Parameter);
}

/// Repairs a header.
pub(super) fn header(site: &mut Site<'_>, node: &mut Node) {
    style(site, node, "a header", &["simple"], "header");
    for key in ["name", "in"] {
        if let Some(span) = node.get(key).map(|value| value.span) {
            let message = format!("`{key}` of a header has no effect, its key says it");
            site.warn(codes_typed::PARAMETER, message, span, key, "remove it");
            node.remove(key);
        }
    }
    schema_or_content(site, node, "a header", Kind::Header);
}

fn location(site: &mut Site<'_>, node: &mut Node, subject: &str) -> Option<&'static str> {
    let written = node.get("in")?;
    let (span, text) = (written.span, written.as_str()?.to_owned());
    let lower = text.trim().to_ascii_lowercase();
    // What is none of these is for the typed parse to refuse: a call without the parameter would be another call.
    let location = ["query", "header", "path", "cookie"].into_iter().find(|location| *location == lower)?;
    if location != text {
        let message = format!("`in: {text}` of {subject} is not written as OpenAPI has it");
        site.warn(codes_typed::PARAMETER, message, span, "in", &format!("write `{location}`"));
        node.set("in", Node::string(location, span));
    }
    Some(location)
}

fn styles(location: &str) -> &'static [&'static str] {
    match location {
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "path" => &["simple", "label", "matrix"],
        "cookie" => &["form"],
        _ => &["simple"],
    }
}

fn style(site: &mut Site<'_>, node: &mut Node, subject: &str, styles: &[&str], location: &str) {
    let Some(style) = node.get("style") else { return };
    let (span, text) = (style.span, style.as_str().unwrap_or_default().to_owned());
    if !styles.contains(&text.as_str()) {
        let message = format!("style `{text}` of {subject} is none that a {location} may have");
        let help = format!("the default is used; it may be {}", styles.join(", "));
        site.warn(codes_typed::PARAMETER, message, span, "style", &help);
        node.remove("style");
    }
}

fn schema_or_content(site: &mut Site<'_>, node: &mut Node, subject: &str, kind: Kind) {
    let span = node.span;
    let has_content = node.get("content").is_some_and(|content| !content.entries().is_empty());
    if let Some(schema) = node.get("schema").map(|schema| schema.span) {
        if let Some(content) = node.get("content").map(|content| content.span) {
            let message = format!("{subject} has both `schema` and `content`");
            let (here, other) = ((content, "content"), (schema, "schema", "this is used"));
            site.warn_of_two(codes_typed::PARAMETER, message, here, other, "the schema is used; remove one of them");
            node.remove("content");
        }
    } else if !has_content {
        node.remove("content");
        let schema = schema_of_its_own(node, span);
        let moved = !schema.entries().is_empty();
        let (message, help) = match moved {
            true => {
                (format!("{subject} has the keywords of a schema, but no `schema`"), "they were read as one; write it")
            }
            false => {
                (format!("{subject} has neither `schema` nor `content`"), "it was read as a string; give it a schema")
            }
        };
        site.warn_here(codes_typed::PARAMETER, message, span, help);
        node.set("schema", if moved { schema } else { string(span) });
    } else if kind == Kind::Parameter && node.get("content").is_some_and(|content| content.entries().len() > 1) {
        let message = format!("{subject} has several content types, where one is needed");
        site.warn(codes_typed::PARAMETER, message, span, "content", "the first is used; remove the others");
    }
}

fn schema_of_its_own(node: &mut Node, span: Span) -> Node {
    let mut schema = Node::object(span);
    if node.get("type").is_some() {
        for key in OF_THE_SCHEMA {
            if let Some(value) = node.remove(key) {
                schema.set(key, value);
            }
        }
    }
    schema
}

fn string(span: Span) -> Node {
    let mut schema = Node::object(span);
    schema.set("type", Node::string("string", span));
    schema
}
