//! `consumes` and `produces` become the keys of a `content`.

use std::collections::HashMap;

use super::moves::reference_to;
use crate::document::{Node, Value, escape};

/// The media types of what several operations share, by its name.
#[derive(Debug, Default)]
pub(super) struct Uses {
    by_name: HashMap<String, Vec<Node>>,
}

impl Uses {
    /// Notes that an operation uses it in these media types.
    pub(super) fn note(&mut self, name: String, types: &[Node]) {
        let known = self.by_name.entry(name).or_default();
        for ty in types {
            if !known.contains(ty) {
                known.push(ty.clone());
            }
        }
    }

    /// The media types in which operations use it; those of the document if none does.
    pub(super) fn of(&self, name: &str, document: &[Node]) -> Vec<Node> {
        self.by_name.get(name).filter(|types| !types.is_empty()).map_or_else(|| document.to_vec(), Clone::clone)
    }
}

/// Takes a list of media types out, each once; none if there is no such list.
pub(super) fn take(owner: &mut Node, key: &str) -> Option<Vec<Node>> {
    let is_list = |node: &Node| matches!(node.value, Value::Array(_) | Value::String(_));
    if !owner.get(key).is_some_and(is_list) {
        return None;
    }
    let mut types: Vec<Node> = Vec::new();
    let list = owner.remove(key)?;
    let items = if list.as_str().is_some() { vec![list] } else { list.items().to_vec() };
    for item in items {
        if item.as_str().is_some_and(|ty| !ty.trim().is_empty()) && !types.contains(&item) {
            types.push(item);
        }
    }
    Some(types)
}

/// Whether a media type is one of a form.
pub(super) fn is_form(ty: &Node) -> bool {
    let essence = essence(ty);
    essence == "application/x-www-form-urlencoded" || essence.starts_with("multipart/")
}

/// Whether a media type is JSON.
pub(super) fn is_json(ty: &Node) -> bool {
    let essence = essence(ty);
    essence.ends_with("/json") || essence.ends_with("+json")
}

/// A media type without its parameters, in small letters.
pub(super) fn essence(ty: &Node) -> String {
    ty.as_str().unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// A `content` that has one schema for all media types; `pointer` is where it will stand.
///
/// A schema of some size stands once: further media types refer to the first, so that they have the same type.
pub(super) fn content(types: &[Node], schema: Option<Node>, pointer: &str) -> Node {
    let span = schema.as_ref().or(types.first()).map(|node| node.span).unwrap_or_default();
    let mut content = Node::object(span);
    let mut first: Option<String> = None;
    for ty in types {
        let Some(key) = ty.as_str().map(str::trim) else { continue };
        let mut media_type = Node::object(ty.span);
        if let Some(schema) = &schema {
            let own = match &first {
                Some(first) if !is_small(schema) => {
                    let mut alias = Node::object(schema.span);
                    let target = format!("{pointer}/{}/schema", escape(first));
                    alias.set("$ref", Node::string(reference_to(&target), schema.span));
                    alias
                }
                _ => schema.clone(),
            };
            media_type.set("schema", own);
        }
        first.get_or_insert_with(|| key.to_owned());
        content.set(key, media_type);
    }
    content
}

/// Whether a schema may stand several times: a reference, or a scalar.
fn is_small(schema: &Node) -> bool {
    let is_scalar = |node: &Node| !matches!(node.value, Value::Array(_) | Value::Object(_));
    schema.entries().len() <= 8 && schema.entries().iter().all(|entry| is_scalar(&entry.node))
}
