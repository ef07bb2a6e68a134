//! A property that several parts of an `allOf` describe, as an object or as a list of such, has all that they say of it.
//!
//! By JSON Schema each part holds, whereas a struct has one type for a field. So the property is written once more, beside the
//! `allOf`, as an `allOf` of what the parts say, unless the last of them says all of it anyway. What the parts say in
//! another form than these stays, and lowering reports it.

mod said;

use std::collections::HashSet;
use std::rc::Rc;

use indexmap::IndexMap;

use crate::dialect::{Kind, MAX_CHAIN, follow, local_pointer, walk};
use crate::document::{Entry, Node, Pointer, Value};
use said::{Form, leaves_out};

/// How deep the objects may be in which such properties are: what was written out is looked at again.
const ROUNDS: usize = 8;

/// How many properties are written out at most, so that no document grows without bounds.
const BUDGET: usize = 5_000;

/// What is said of a property as a whole, and not by its parts.
const ANNOTATIONS: [&str; 6] = ["title", "description", "readOnly", "writeOnly", "deprecated", "nullable"];

/// What is said of a list as a whole.
const LIST: [&str; 4] = ["type", "minItems", "maxItems", "uniqueItems"];

/// A property with the places that describe it.
struct Shared {
    composed: Pointer,
    name: String,
    form: Form,
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
            if parts.len() < 2 || found.len() >= budget {
                continue;
            }
            let parts: Vec<_> = parts.iter().map(Part::at).collect();
            if let Some(form) = leaves_out(document, &parts) {
                let parts = parts.into_iter().map(|(pointer, _)| pointer).collect();
                found.push(Shared { composed: pointer.clone(), name: name.to_owned(), form, parts });
            }
        }
    });
    found
}

/// The places that describe each property.
type Declared<'a> = IndexMap<&'a str, Vec<Part<'a>>>;

/// A place that describes a property; few are asked for their pointers.
struct Part<'a> {
    /// Where the properties are that it is one of.
    properties: Rc<Pointer>,
    entry: &'a Entry,
}

impl<'a> Part<'a> {
    fn at(&self) -> (Pointer, &'a Node) {
        (self.properties.key(&self.entry.key), &self.entry.node)
    }
}

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
    let properties = Rc::new(pointer.key("properties"));
    for entry in node.get("properties").map(Node::entries).unwrap_or_default() {
        let part = Part { properties: Rc::clone(&properties), entry };
        declared.entry(entry.key.as_str()).or_default().push(part);
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

fn join(document: &mut Node, shared: &Shared) {
    let Some((last, others)) = shared.parts.split_last() else { return };
    let Some(said) = document.at(last.as_str()).cloned() else { return };
    let own = shared.composed.key("properties").key(&shared.name);
    let joined = match shared.form {
        Form::Object => object(said, others, *last == own, last),
        Form::List => list(document, said, others, *last == own, last),
    };
    let Some(composed) = document.at_mut(shared.composed.as_str()) else { return };
    if composed.get("properties").is_none() {
        composed.set("properties", Node::object(composed.span));
    }
    if let Some(properties) = composed.get_mut("properties") {
        properties.set(&shared.name, joined);
    }
}

/// The object that others describe too. What stands at its place already stays there, since references may lead into it.
fn object(said: Node, others: &[Pointer], in_place: bool, pointer: &Pointer) -> Node {
    let span = said.span;
    let mut parts: Vec<Node> = others.iter().map(|other| reference(other, span)).collect();
    let mut joined = match in_place && said.get("$ref").is_none() {
        true => said,
        false => {
            parts.push(if in_place { said.clone() } else { reference(pointer, span) });
            annotated(&said)
        }
    };
    match joined.get_mut("allOf") {
        Some(Node { value: Value::Array(own), .. }) => own.extend(parts),
        _ => joined.set("allOf", Node::array(parts, span)),
    }
    joined
}

/// The list whose items others describe too.
fn list(document: &Node, said: Node, others: &[Pointer], in_place: bool, pointer: &Pointer) -> Node {
    let span = said.span;
    let items_of = |pointer: &Pointer| {
        let (node, pointer) = target(document, document.at(pointer.as_str())?, pointer.clone())?;
        node.get("items").is_some().then(|| pointer.key("items"))
    };
    let others: Vec<Pointer> = others.iter().filter_map(items_of).collect();
    let (mut joined, items) = match (in_place && said.get("$ref").is_none(), said.get("items")) {
        (true, Some(items)) => (said.clone(), object(items.clone(), &others, true, pointer)),
        _ => {
            let mut joined = annotated(&said);
            let last = target(document, &said, pointer.clone());
            for key in LIST {
                if let Some(value) = last.as_ref().and_then(|(last, _)| last.get(key)) {
                    joined.set(key, value.clone());
                }
            }
            let items_said = last.as_ref().and_then(|(last, _)| last.get("items")).map(annotated);
            let parts = others
                .iter()
                .cloned()
                .chain(last.filter(|(last, _)| last.get("items").is_some()).map(|(_, at)| at.key("items")));
            let mut items = items_said.unwrap_or_else(|| Node::object(span));
            items.set("allOf", Node::array(parts.map(|part| reference(&part, span)).collect(), span));
            (joined, items)
        }
    };
    joined.set("type", Node::string("array", span));
    joined.set("items", items);
    joined
}

/// A schema with nothing but what is said of another one as a whole.
fn annotated(said: &Node) -> Node {
    let mut node = Node::object(said.span);
    for key in ANNOTATIONS {
        if let Some(value) = said.get(key) {
            node.set(key, value.clone());
        }
    }
    node
}

fn reference(pointer: &Pointer, span: crate::document::Span) -> Node {
    let mut node = Node::object(span);
    node.set("$ref", Node::string(format!("#{}", pointer.as_str().replace('%', "%25")), span));
    node
}
