//! Where in a document an item of the API comes from, as near as its name leads.

use super::items::{Line, Word};
use crate::diagnostics::Place;
use crate::diff::Snapshot;
use crate::document::{Node, escape};
use crate::lower::names;

/// The place of what a line was made from; none for what no one place says.
pub(super) fn of(snapshot: &Snapshot, line: &Line<'_>) -> Option<Place> {
    if line.pointer.is_empty() {
        return None;
    }
    let (node, mut pointer) = deepest(&snapshot.document, line.pointer);
    let Some((inner, steps)) = within(node, line) else { return Some(Place::of(node, pointer)) };
    pointer.push_str(&steps);
    Some(Place::of(inner, pointer))
}

/// The node that a pointer leads to as far as the document goes, and that part of the pointer.
fn deepest<'a>(document: &'a Node, pointer: &str) -> (&'a Node, String) {
    let mut end = pointer.len();
    loop {
        let part = pointer.get(..end).unwrap_or("");
        if let Some(node) = document.at(part) {
            return (node, part.to_owned());
        }
        end = part.rfind('/').unwrap_or(0);
    }
}

/// What says the member, below the node that says all of the thing.
fn within<'a>(node: &'a Node, line: &Line<'_>) -> Option<(&'a Node, String)> {
    match line.word {
        Word::Field => property(node, line.name(), 0).or_else(|| parameter(node, line.name())).or_else(|| {
            let body = node.get("requestBody")?;
            Some((body, "/requestBody".to_owned()))
        }),
        Word::Variant => {
            let mut values = node.get("enum")?.items().iter().enumerate();
            let (index, value) =
                values.find(|(_, value)| value.as_str().is_some_and(|text| format!("{text:?}") == line.value))?;
            Some((value, format!("/enum/{index}")))
        }
        Word::AssociatedType => Some((node.get("responses")?, "/responses".to_owned())),
        _ => None,
    }
}

/// The property whose field has that name, of the schema or of those that it is put together from.
fn property<'a>(schema: &'a Node, name: &str, depth: usize) -> Option<(&'a Node, String)> {
    let properties = schema.get("properties").map_or(&[][..], Node::entries);
    if let Some(entry) = properties.iter().find(|entry| is_named(&entry.key, name)) {
        return Some((&entry.node, format!("/properties/{}", escape(&entry.key))));
    }
    // Deeper than this nobody looks for it.
    if depth > 3 {
        return None;
    }
    schema.get("allOf")?.items().iter().enumerate().find_map(|(index, part)| {
        let (node, steps) = property(part, name, depth + 1)?;
        Some((node, format!("/allOf/{index}{steps}")))
    })
}

/// The parameter of an operation whose field has that name.
fn parameter<'a>(operation: &'a Node, name: &str) -> Option<(&'a Node, String)> {
    operation.get("parameters")?.items().iter().enumerate().find_map(|(index, parameter)| {
        let wire = parameter.get("name")?.as_str()?;
        is_named(wire, name).then(|| (parameter, format!("/parameters/{index}")))
    })
}

fn is_named(wire: &str, name: &str) -> bool {
    names::field_name(wire).as_str() == name
        || names::field_names(&[(wire, "")]).first().is_some_and(|field| field.as_str() == name)
}
