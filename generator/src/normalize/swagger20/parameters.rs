//! Parameters have a schema instead of the keywords of one, and a style instead of a `collectionFormat`.

use crate::diagnostics::{Place, Tally, codes_typed};
use crate::document::{Node, Span, Value};
use crate::normalize::rewrite::OF_THE_SCHEMA;

/// Rewrites a parameter that is neither a body nor part of a form, where it stands.
pub(super) fn lift(parameter: &mut Node, pointer: &str, tally: &mut Tally) {
    if !parameter.is_object() || parameter.get("$ref").is_some() {
        return;
    }
    let place = parameter.get("in").and_then(Node::as_str).unwrap_or_default().trim().to_ascii_lowercase();
    let format = take_collection_format(parameter, pointer, tally);
    let is_array = parameter.get("type").and_then(Node::as_str) == Some("array");
    if is_array || format.as_ref().is_some_and(|format| format.kind != Kind::Comma) {
        let format = format.unwrap_or(Format { kind: Kind::Comma, span: parameter.span });
        style(parameter, &place, format, pointer, tally);
    }
    if parameter.get("schema").is_none() {
        let schema = take_schema(parameter, pointer, tally);
        if !schema.entries().is_empty() {
            parameter.set("schema", schema);
        }
    }
    if parameter.get("example").is_none() {
        parameter.rename("x-example", "example");
    }
}

/// Rewrites a header of a response, where it stands.
pub(super) fn lift_header(header: &mut Node, pointer: &str, tally: &mut Tally) {
    if !header.is_object() || header.get("$ref").is_some() || header.get("schema").is_some() {
        return;
    }
    if let Some(format) = take_collection_format(header, pointer, tally).filter(|format| format.kind != Kind::Comma) {
        hint(header, format, "a header", pointer, tally);
    }
    let schema = take_schema(header, pointer, tally);
    if !schema.entries().is_empty() {
        header.set("schema", schema);
    }
    if header.get("example").is_none() {
        header.rename("x-example", "example");
    }
}

/// Takes the keywords of a schema out of what is written like a parameter.
pub(super) fn take_schema(parameter: &mut Node, pointer: &str, tally: &mut Tally) -> Node {
    let mut schema = Node::object(parameter.span);
    let Value::Object(entries) = &mut parameter.value else { return schema };
    let taken = std::mem::take(entries);
    let (of_the_schema, rest): (Vec<_>, Vec<_>) = taken.into_iter().partition(|entry| {
        let key = entry.key.as_str();
        OF_THE_SCHEMA.contains(&key) || key == "x-ms-enum" || key.starts_with("x-enum") || key == "x-nullable"
    });
    *entries = rest.into();
    schema.value = Value::Object(of_the_schema.into());
    if let Some(ty) = schema.get("type").filter(|ty| ty.as_str() == Some("file")) {
        let span = ty.span;
        schema.set("type", Node::string("string", span));
        schema.set("format", Node::string("binary", span));
    }
    items_have_no_format(&mut schema, pointer, tally);
    schema
}

/// How the items of a list are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `csv`
    Comma,
    /// `ssv`
    Space,
    /// `tsv`
    Tab,
    /// `pipes`
    Pipe,
    /// `multi`
    Repeat,
}

/// A `collectionFormat` that was written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Format {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

/// Takes the `collectionFormat` out; one that there is not is reported.
pub(super) fn take_collection_format(owner: &mut Node, pointer: &str, tally: &mut Tally) -> Option<Format> {
    let written = owner.remove("collectionFormat")?;
    let kind = match written.as_str().map(str::to_ascii_lowercase).as_deref() {
        Some("csv") => Kind::Comma,
        Some("ssv") => Kind::Space,
        Some("tsv") => Kind::Tab,
        Some("pipes") => Kind::Pipe,
        Some("multi") => Kind::Repeat,
        text => {
            let message = format!("`collectionFormat: {}` is none that there is", text.unwrap_or(written.kind()));
            let help = "it was read as `csv`; the others are ssv, tsv, pipes and multi";
            tally.warn(codes_typed::PARAMETER, message, place(written.span, pointer), help);
            return None;
        }
    };
    Some(Format { kind, span: written.span })
}

/// Keeps a `collectionFormat` that no style stands for as `x-collectionFormat`, and reports it.
pub(super) fn hint(owner: &mut Node, format: Format, subject: &str, pointer: &str, tally: &mut Tally) {
    let word = word(format.kind);
    let message = format!("`collectionFormat: {word}` of {subject} cannot be written yet");
    let help = "its items are joined with commas, as if it were `csv`";
    tally.warn(codes_typed::PARAMETER, message, place(format.span, pointer), help);
    owner.set("x-collectionFormat", Node::string(word, format.span));
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Comma => "csv",
        Kind::Space => "ssv",
        Kind::Tab => "tsv",
        Kind::Pipe => "pipes",
        Kind::Repeat => "multi",
    }
}

fn style(parameter: &mut Node, location: &str, format: Format, pointer: &str, tally: &mut Tally) {
    let span = format.span;
    let mut set = |style: &str, explode: bool| {
        parameter.set("style", Node::string(style, span));
        parameter.set("explode", Node::bool(explode, span));
    };
    match (location, format.kind) {
        ("query", Kind::Comma) => set("form", false),
        ("query", Kind::Repeat) => set("form", true),
        ("query", Kind::Space) => set("spaceDelimited", false),
        ("query", Kind::Pipe) => set("pipeDelimited", false),
        // The default is `simple`, which has commas.
        (_, Kind::Comma) => {}
        (_, Kind::Repeat) => {
            let subject = subject(parameter);
            hint(parameter, format, &subject, pointer, tally);
        }
        // No style says that; lowering knows the extension.
        (location, kind) => {
            if location == "query" {
                set("form", false);
            }
            parameter.set("x-collectionFormat", Node::string(word(kind), span));
        }
    }
}

fn items_have_no_format(schema: &mut Node, pointer: &str, tally: &mut Tally) {
    let Some(items) = schema.get_mut("items") else { return };
    let is_list = items.get("type").and_then(Node::as_str) == Some("array");
    if let Some(format) = items.remove("collectionFormat") {
        let (message, help) = match is_list {
            true => ("`collectionFormat` of items that are lists cannot be written yet", "the items are sent as JSON"),
            false => ("`collectionFormat` of items that are no lists has no effect", "put it beside `items`"),
        };
        tally.warn(codes_typed::PARAMETER, message, place(format.span, pointer), help);
    }
    items_have_no_format(items, pointer, tally);
}

fn subject(parameter: &Node) -> String {
    format!("parameter `{}`", parameter.get("name").and_then(Node::as_str).unwrap_or("?"))
}

fn place(span: Span, pointer: &str) -> Place {
    Place { span, pointer: pointer.to_owned() }
}
