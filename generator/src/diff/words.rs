//! Values and schemas in few words, for the details of changes.

use super::site::Site;
use crate::document::{Node, Value};

/// The longest value that is shown in full.
const LONGEST: usize = 60;

/// A value as a reader would write it, cut if it is long; `none` where there is none.
pub(super) fn value(node: Option<&Node>) -> String {
    let text = match node {
        None => return "none".to_owned(),
        Some(node) => json(node),
    };
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// A text as it is; any other value as JSON.
pub(super) fn bare(node: Option<&Node>) -> String {
    match node.and_then(Node::as_str) {
        Some(text) if !text.is_empty() && text.chars().count() <= LONGEST => text.to_owned(),
        _ => value(node),
    }
}

/// From one to the other.
pub(super) fn from_to(old: impl std::fmt::Display, new: impl std::fmt::Display) -> String {
    format!("{old} → {new}")
}

fn json(node: &Node) -> String {
    let list = |items: Vec<String>| items.join(", ");
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.0.to_string(),
        Value::String(text) => format!("{text:?}"),
        Value::Array(items) => format!("[{}]", list(items.iter().map(json).collect())),
        Value::Object(entries) => {
            let member = |entry: &crate::document::Entry| format!("{}: {}", entry.key, json(&entry.node));
            format!("{{{}}}", list(entries.iter().map(member).collect()))
        }
    }
}

/// What a schema allows, as one would say it: `string (date-time)`, `list of Pet`, `Cat or Dog`.
pub(super) fn schema(site: &Site<'_>) -> String {
    sketch(site.node, 0)
}

/// From one schema to another; where the same words fit both, in as many as it takes to tell them apart.
pub(super) fn schemas(old: &Site<'_>, new: &Site<'_>) -> String {
    let (was, is) = (schema(old), schema(new));
    match (old.text("$ref"), new.text("$ref")) {
        _ if was != is => from_to(was, is),
        (Some(old), Some(new)) if old != new => from_to(old, new),
        _ => from_to(value(Some(old.node)), value(Some(new.node))),
    }
}

fn sketch(node: &Node, depth: usize) -> String {
    let text = |key: &str| node.get(key).and_then(Node::as_str);
    if let Some(reference) = text("$ref") {
        return name_of(reference);
    }
    if depth > 3 {
        return "…".to_owned();
    }
    let members = |key: &str| node.get(key).map(Node::items).unwrap_or_default();
    let joined = |key: &str, word: &str| {
        let all: Vec<String> = members(key).iter().map(|member| sketch(member, depth + 1)).collect();
        match all.get(..4).filter(|_| all.len() > 5) {
            Some(first) => format!("{}{word}{} more", first.join(word), all.len() - 4),
            None => all.join(word),
        }
    };
    let mut words = match text("type") {
        Some("array") => {
            let items = node.get("items").filter(|items| !items.entries().is_empty());
            match items {
                Some(items) => format!("list of {}", sketch(items, depth + 1)),
                None => "list".to_owned(),
            }
        }
        Some("object") if node.get("properties").is_none() => match node.get("additionalProperties") {
            Some(values) if values.is_object() => format!("map of {}", sketch(values, depth + 1)),
            _ if !members("allOf").is_empty() => joined("allOf", " and "),
            _ => "object".to_owned(),
        },
        Some(ty) => ty.to_owned(),
        None if !members("oneOf").is_empty() => joined("oneOf", " or "),
        None if !members("anyOf").is_empty() => joined("anyOf", " or "),
        None if !members("allOf").is_empty() => joined("allOf", " and "),
        None => match node.get("x-oas31-types") {
            Some(types) => types.items().iter().filter_map(Node::as_str).collect::<Vec<_>>().join(" or "),
            None if node.get("enum").is_some() => "one of several values".to_owned(),
            None if !members("required").is_empty() => {
                let names: Vec<&str> = members("required").iter().filter_map(Node::as_str).collect();
                format!("anything with {}", names.join(" and "))
            }
            None => "any value".to_owned(),
        },
    };
    if let Some(format) = text("format") {
        words.push_str(&format!(" ({format})"));
    }
    words
}

/// What a reference leads to, by its last part.
pub(super) fn name_of(reference: &str) -> String {
    let last = reference.rsplit('/').next().unwrap_or(reference);
    crate::document::unescape(last).into_owned()
}
