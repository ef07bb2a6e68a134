//! Responses have a content for each media type instead of a schema.

use super::{Lift, media, parameters};
use crate::document::{Entry, Node, Value, escape};

/// Rewrites a response where it stands, in these media types.
pub(super) fn lift(response: &mut Node, produces: &[Node], pointer: &str, lift: &mut Lift<'_>) {
    if !response.is_object() || response.get("$ref").is_some() {
        return;
    }
    if let Some(headers) = response.get_mut("headers") {
        for header in headers.entries_mut() {
            let pointer = format!("{pointer}/headers/{}", escape(&header.key));
            parameters::lift_header(&mut header.node, &pointer, lift.tally);
        }
    }
    if let Some(schema) = response.remove("schema") {
        let (types, schema) = types(produces, schema);
        let at = format!("{pointer}/content");
        if let Some(first) = types.first().and_then(Node::as_str) {
            lift.moves.add(format!("{pointer}/schema"), format!("{at}/{}/schema", escape(first.trim())));
        }
        response.set("content", media::content(&types, Some(schema), &at));
    }
    examples(response);
}

/// The media types of a response, and its schema: a file is bytes, which JSON cannot hold.
fn types(produces: &[Node], mut schema: Node) -> (Vec<Node>, Node) {
    let span = schema.span;
    let mut types = produces.to_vec();
    let mut default = "application/json";
    if schema.get("type").and_then(Node::as_str) == Some("file") {
        schema.set("type", Node::string("string", span));
        schema.set("format", Node::string("binary", span));
        types.retain(|ty| !media::is_json(ty));
        default = "application/octet-stream";
    }
    if types.is_empty() {
        types.push(Node::string(default, span));
    }
    (types, schema)
}

/// Moves `examples`, which are by media type, to the content of their media type; others stay as `x-examples`.
fn examples(response: &mut Node) {
    if !response.get("examples").is_some_and(Node::is_object) {
        return;
    }
    let Some(Node { value: Value::Object(examples), span }) = response.remove("examples") else { return };
    let mut rest: Vec<Entry> = Vec::new();
    for entry in examples {
        let content = response.get_mut("content");
        match content.and_then(|content| content.get_mut(entry.key.trim())) {
            Some(media_type) => media_type.set("example", entry.node),
            None => rest.push(entry),
        }
    }
    if !rest.is_empty() && response.get("x-examples").is_none() {
        response.set("x-examples", Node::new(Value::Object(rest.into()), span));
    }
}
