//! The items of a stream (`itemSchema`, OpenAPI 3.2) become those of a list, which is what all of the stream is
//! (section 4.14.3.1 there), and what wraps a server-sent event's data gives way to the data where nothing is lost.

use crate::dialect::{Kind, follow, local_pointer, walk};
use crate::document::{Node, Pointer, unescape};

/// Writes them as lists.
pub(super) fn settle(document: &mut Node) {
    for pointer in streams(document) {
        let key = pointer.rsplit('/').next().map(unescape).unwrap_or_default();
        let Some(item) = document.at(&pointer).and_then(|media_type| media_type.get("itemSchema")) else { continue };
        let item = if is_server_sent(&key) { event(document, item) } else { item.clone() };
        let span = item.span;
        let mut list = Node::object(span);
        list.set("type", Node::string("array", span));
        list.set("items", item);
        if let Some(media_type) = document.at_mut(&pointer) {
            media_type.remove("itemSchema");
            media_type.set("schema", list);
        }
    }
}

/// The media types that say what their items are.
fn streams(document: &Node) -> Vec<String> {
    let mut found = Vec::new();
    walk(document, Kind::Document, &mut Pointer::root(), &mut |kind, node, pointer| {
        let is_used = !pointer.as_str().starts_with("/components/mediaTypes/");
        if kind == Kind::MediaType && is_used && node.get("itemSchema").is_some() {
            found.push(pointer.as_str().to_owned());
        }
    });
    found
}

fn is_server_sent(media_type: &str) -> bool {
    media_type.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("text/event-stream")
}

/// What is said of an event: of its data, if only that matters, and otherwise of an object of its fields.
fn event(document: &Node, item: &Node) -> Node {
    let said = followed(document, item);
    let Some(properties) = said.get("properties") else {
        return alternatives(document, said).unwrap_or_else(|| item.clone());
    };
    if let Some(event) = alternatives(document, said) {
        return event;
    }
    let Some(data) = properties.get("data") else { return item.clone() };
    match (payload(data), properties.entries().len()) {
        (Some(payload), _) => payload.clone(),
        (None, 1) => data.clone(),
        (None, _) => item.clone(),
    }
}

/// An event of several kinds: what is said of all of them is said of each.
fn alternatives(document: &Node, event: &Node) -> Option<Node> {
    let key = ["oneOf", "anyOf"].into_iter().find(|key| event.get(key).is_some())?;
    let kinds: Vec<Node> =
        event.get(key)?.items().iter().map(|kind| alternative(event, followed(document, kind))).collect();
    let mut union = Node::object(event.span);
    union.set(key, Node::array(kinds, event.span));
    Some(union)
}

fn alternative(event: &Node, kind: &Node) -> Node {
    let mut properties = event.get("properties").cloned().unwrap_or_else(|| Node::object(kind.span));
    for entry in kind.get("properties").map(Node::entries).unwrap_or_default() {
        let mut said = properties.remove(&entry.key).unwrap_or_else(|| Node::object(entry.node.span));
        for keyword in entry.node.entries() {
            said.set(&keyword.key, keyword.node.clone());
        }
        let said = payload(&said).cloned().unwrap_or(said);
        properties.set(&entry.key, said);
    }
    let mut required: Vec<Node> = Vec::new();
    for name in [event, kind].into_iter().filter_map(|node| node.get("required")).flat_map(Node::items) {
        if !required.iter().any(|known| known.as_str() == name.as_str()) {
            required.push(name.clone());
        }
    }
    let mut node = kind.clone();
    node.set("type", Node::string("object", kind.span));
    node.set("properties", properties);
    if !required.is_empty() {
        node.set("required", Node::array(required, kind.span));
    }
    node
}

/// The schema of a text that is JSON.
fn payload(text: &Node) -> Option<&Node> {
    let media_type = text.get("contentMediaType").and_then(Node::as_str);
    let is_json = media_type.is_none_or(|media_type| media_type.to_ascii_lowercase().contains("json"));
    text.get("contentSchema").filter(|_| is_json)
}

/// What a reference leads to, one step far; anything else is itself.
fn followed<'d>(document: &'d Node, schema: &'d Node) -> &'d Node {
    let reference = schema.get("$ref").and_then(Node::as_str).and_then(local_pointer);
    reference.and_then(|pointer| Some(follow(document, &pointer)?.0)).unwrap_or(schema)
}
