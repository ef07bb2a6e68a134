//! A property that several parts of an `allOf` describe as an object has all that they say of it.
//!
//! By JSON Schema each part holds, whereas a struct has one type for a field. So the property is written once more, beside the
//! `allOf`, as an `allOf` of what the parts say, unless the last of them says all of it anyway. What the parts say in
//! another form than plainly stays, and lowering reports it.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::dialect::{Kind, MAX_CHAIN, follow, local_pointer, walk};
use crate::document::{Node, Pointer, Value};

/// How deep the objects may be in which such properties are: what was written out is looked at again.
const ROUNDS: usize = 8;

/// How many properties are written out at most, so that no document grows without bounds.
const BUDGET: usize = 5_000;

/// What is said of a property as a whole, and not by its parts.
const ANNOTATIONS: [&str; 6] = ["title", "description", "readOnly", "writeOnly", "deprecated", "nullable"];

/// A property with the places that describe it.
struct Shared {
    composed: Pointer,
    name: String,
    parts: Vec<Pointer>,
}

/// Writes such properties out.
pub(super) fn are_joined(document: &mut Node) {
    let mut budget = BUDGET;
    for _ in 0..ROUNDS {
        let shared = collect(document, budget);
        budget -= shared.len();
        if shared.is_empty() {
            return;
        }
        for shared in shared {
            join(document, &shared);
        }
    }
}

fn collect(document: &Node, budget: usize) -> Vec<Shared> {
    let mut found = Vec::new();
    walk(document, Kind::Document, &mut Pointer::root(), &mut |kind, node, pointer| {
        if kind != Kind::Schema || node.get("allOf").is_none() {
            return;
        }
        let mut declared: Declared<'_> = IndexMap::new();
        gather(document, node, pointer.clone(), &mut declared, &mut HashSet::new(), 0);
        for (name, parts) in declared {
            if found.len() < budget && is_shared(document, &parts) {
                let parts = parts.into_iter().map(|(pointer, _)| pointer).collect();
                found.push(Shared { composed: pointer.clone(), name: name.to_owned(), parts });
            }
        }
    });
    found
}

/// The places that describe each property.
type Declared<'a> = IndexMap<&'a str, Vec<(Pointer, &'a Node)>>;

/// Gathers the properties of a schema, those of its parts first.
fn gather<'a>(
    document: &'a Node,
    node: &'a Node,
    pointer: Pointer,
    declared: &mut Declared<'a>,
    visited: &mut HashSet<Pointer>,
    depth: usize,
) {
    if depth > MAX_CHAIN || !visited.insert(pointer.clone()) {
        return;
    }
    let parts = pointer.key("allOf");
    for (index, part) in node.get("allOf").map(Node::items).unwrap_or_default().iter().enumerate() {
        if let Some((part, pointer)) = target(document, part, parts.index(index)) {
            gather(document, part, pointer, declared, visited, depth + 1);
        }
    }
    let properties = pointer.key("properties");
    for entry in node.get("properties").map(Node::entries).unwrap_or_default() {
        declared.entry(entry.key.as_str()).or_default().push((properties.key(&entry.key), &entry.node));
    }
}

/// What a schema is, through references.
fn target<'a>(document: &'a Node, mut node: &'a Node, mut pointer: Pointer) -> Option<(&'a Node, Pointer)> {
    for _ in 0..MAX_CHAIN {
        let Some(reference) = node.get("$ref").and_then(Node::as_str) else { return Some((node, pointer)) };
        (node, pointer) = follow(document, &local_pointer(reference)?)?;
    }
    None
}

/// Whether all of these are plain objects, and the last one is without a property of another.
fn is_shared(document: &Node, parts: &[(Pointer, &Node)]) -> bool {
    let Some((last, others)) = parts.split_last().filter(|(_, others)| !others.is_empty()) else { return false };
    let plain = |(pointer, node): &(Pointer, &'_ Node)| plain_properties(document, node, pointer.clone());
    let Some(last) = plain(last) else { return false };
    let has = |name: &str| last.iter().any(|known| known == name);
    let mut lacks = false;
    others.iter().all(|other| {
        plain(other).is_some_and(|names| {
            lacks |= names.iter().any(|name| !has(name));
            true
        })
    }) && lacks
}

/// The names of the properties of a plain object.
fn plain_properties(document: &Node, node: &Node, pointer: Pointer) -> Option<Vec<String>> {
    let (node, _) = target(document, node, pointer)?;
    let is_object = node.get("type").is_none_or(|ty| ty.as_str() == Some("object"));
    let composed = ["allOf", "anyOf", "oneOf", "enum"].iter().any(|key| node.get(key).is_some());
    let names = node.get("properties").filter(|_| is_object && !composed)?.entries();
    Some(names.iter().map(|entry| entry.key.clone()).collect())
}

fn join(document: &mut Node, shared: &Shared) {
    let Some((last, others)) = shared.parts.split_last() else { return };
    let Some(said) = document.at(last.as_str()).cloned() else { return };
    let own = shared.composed.key("properties").key(&shared.name);
    let reference = |pointer: &Pointer| {
        let mut node = Node::object(said.span);
        node.set("$ref", Node::string(format!("#{}", pointer.as_str().replace('%', "%25")), said.span));
        node
    };
    let mut parts: Vec<Node> = others.iter().map(reference).collect();
    parts.push(if *last == own { said.clone() } else { reference(last) });
    let mut joined = Node::object(said.span);
    for key in ANNOTATIONS {
        if let Some(value) = said.get(key) {
            joined.set(key, value.clone());
        }
    }
    joined.set("allOf", Node::new(Value::Array(parts), said.span));
    let Some(composed) = document.at_mut(shared.composed.as_str()) else { return };
    if composed.get("properties").is_none() {
        composed.set("properties", Node::object(composed.span));
    }
    if let Some(properties) = composed.get_mut("properties") {
        properties.set(&shared.name, joined);
    }
}
