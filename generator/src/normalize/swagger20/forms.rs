//! The parameters `in: formData` of an operation become one request body: an object that has a property for each.

use std::collections::HashMap;

use super::{Lift, media, parameters};
use crate::diagnostics::{Diagnostic, Place, codes_typed};
use crate::document::{Node, Span, Value};

const URL_ENCODED: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// A field of a form, and where it was declared.
pub(super) struct FormField {
    pub(super) parameter: Node,
    pub(super) pointer: String,
}

/// The request body of a form; `pointer` is where it will stand.
pub(super) fn lift(fields: Vec<FormField>, consumes: &[Node], span: Span, pointer: &str, lift: &mut Lift<'_>) -> Node {
    let is_file = |field: &FormField| field.parameter.get("type").and_then(Node::as_str) == Some("file");
    let types = types(consumes, fields.iter().any(is_file), span);
    let mut properties = Node::object(span);
    let mut encodings = Node::object(span);
    let mut places = HashMap::new();
    let mut required = Vec::new();
    for FormField { mut parameter, pointer: declared } in fields {
        let Some(name) = parameter.remove("name") else {
            let help = "it was left out; add `name`";
            let place = Place::of(&parameter, declared);
            lift.tally.warn(codes_typed::PARAMETER, "a field of a form has no `name`", place, help);
            continue;
        };
        let Some(key) = name.as_str().map(str::to_owned) else { continue };
        if let Some(first) = places.get(&key) {
            let warning =
                Diagnostic::warning(codes_typed::PARAMETER, format!("field `{key}` of a form is declared twice"))
                    .at(Place::of(&parameter, declared))
                    .also(Place::clone(first), "first declared here")
                    .help("the first is used; remove one of them");
            lift.tally.note(warning);
            continue;
        }
        places.insert(key.clone(), Place::of(&parameter, declared.as_str()));
        if parameter.remove("required").and_then(|flag| flag.as_bool()) == Some(true) {
            required.push(Node::string(key.clone(), name.span));
        }
        if let Some(encoding) = encoding(&mut parameter, &declared, lift) {
            encodings.set(&key, encoding);
        }
        properties.set(&key, property(parameter, &declared, lift));
    }
    let is_required = !required.is_empty();
    let mut schema = Node::object(span);
    schema.set("type", Node::string("object", span));
    schema.set("properties", properties);
    if is_required {
        schema.set("required", Node::array(required, span));
    }
    let mut content = media::content(&types, Some(schema), &format!("{pointer}/content"));
    if !encodings.entries().is_empty() {
        for media_type in content.entries_mut() {
            media_type.node.set("encoding", encodings.clone());
        }
    }
    let mut body = Node::object(span);
    if is_required {
        body.set("required", Node::bool(true, span));
    }
    body.set("content", content);
    body
}

/// The media types of a form: those that `consumes` names, if a file can be sent in them.
fn types(consumes: &[Node], has_file: bool, span: Span) -> Vec<Node> {
    let can = |ty: &&Node| match media::essence(ty).as_str() {
        URL_ENCODED => !has_file,
        essence => essence.starts_with("multipart/"),
    };
    let types: Vec<Node> = consumes.iter().filter(can).cloned().collect();
    if types.is_empty() {
        return vec![Node::string(if has_file { MULTIPART } else { URL_ENCODED }, span)];
    }
    types
}

/// How the items of a field that is a list are written.
fn encoding(parameter: &mut Node, pointer: &str, lift: &mut Lift<'_>) -> Option<Node> {
    let format = parameters::take_collection_format(parameter, pointer, lift.tally);
    if parameter.get("type").and_then(Node::as_str) != Some("array") {
        return None;
    }
    let format = format.unwrap_or(parameters::Format { kind: parameters::Kind::Comma, span: parameter.span });
    let (style, explode) = match format.kind {
        parameters::Kind::Repeat => ("form", true),
        parameters::Kind::Space => ("spaceDelimited", false),
        parameters::Kind::Pipe => ("pipeDelimited", false),
        parameters::Kind::Comma | parameters::Kind::Tab => ("form", false),
    };
    let mut encoding = Node::object(format.span);
    encoding.set("style", Node::string(style, format.span));
    encoding.set("explode", Node::bool(explode, format.span));
    // No style says that; lowering knows the extension.
    if format.kind == parameters::Kind::Tab {
        encoding.set("x-collectionFormat", Node::string("tsv", format.span));
    }
    Some(encoding)
}

/// The schema of a field, with what its parameter says besides.
fn property(mut parameter: Node, pointer: &str, lift: &mut Lift<'_>) -> Node {
    parameter.remove("in");
    let mut property = match parameter.remove("schema") {
        Some(schema) if parameter.get("type").is_none() => schema,
        _ => parameters::take_schema(&mut parameter, pointer, lift.tally),
    };
    if property.entries().is_empty() {
        property.set("type", Node::string("string", parameter.span));
    }
    parameter.rename("allowEmptyValue", "x-allowEmptyValue");
    parameter.rename("x-example", "example");
    let Value::Object(rest) = parameter.value else { return property };
    for entry in rest {
        if property.get(&entry.key).is_none() {
            property.set(&entry.key, entry.node);
        }
    }
    property
}
