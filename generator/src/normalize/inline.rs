//! References that the typed document has no place for are written out: path items, callbacks, media types, and Reference Objects that
//! lead to somewhere else than the components.
//!
//! Copies are what a hostile document would multiply, so their number is bounded, and a reference that leads back into
//! itself stays. Knows nothing of schemas: references to them stay references.

use std::collections::HashSet;

use crate::diagnostics::{Place, Tally, codes_typed};
use crate::dialect::{Expected, Kind, MAX_CHAIN, expected_at, follow, local_pointer, walk};
use crate::document::{Node, Pointer, Value};

/// How often what was written out may itself hold what must be.
const ROUNDS: usize = 16;

/// How many nodes may be copied in all.
const BUDGET: usize = 200_000;

struct Written {
    pointer: String,
    target: String,
}

/// Writes out all such references.
pub(super) fn write_out_references(document: &mut Node, tally: &mut Tally) {
    let mut budget = BUDGET;
    let mut written: Vec<Written> = Vec::new();
    let mut given_up: HashSet<String> = HashSet::new();
    for _ in 0..ROUNDS {
        let todo = collect(document, &given_up);
        if todo.is_empty() {
            return;
        }
        for (pointer, kind, reference) in todo {
            match replacement(document, &pointer, kind, &reference, &written, &mut budget) {
                Ok((node, target)) => {
                    if let Some(place) = document.at_mut(&pointer) {
                        *place = node;
                    }
                    written.push(Written { pointer, target });
                }
                Err(Some(message)) => {
                    leave_out(document, &pointer, message, tally);
                    given_up.insert(pointer);
                }
                Err(None) => {
                    given_up.insert(pointer);
                }
            }
        }
    }
    for (pointer, kind, reference) in collect(document, &given_up) {
        let message = format!("reference `{reference}` to {} is nested too deeply", kind.name());
        leave_out(document, &pointer, message, tally);
    }
}

fn leave_out(document: &mut Node, pointer: &str, message: String, tally: &mut Tally) {
    if let Some(node) = document.at_mut(pointer) {
        let help = "it was left out; write the object out here";
        tally.warn(codes_typed::INLINE, message, Place::of(node, pointer), help);
        *node = Node::object(node.span);
    }
}

/// The references that must be written out, outermost first.
fn collect(document: &Node, given_up: &HashSet<String>) -> Vec<(String, Kind, String)> {
    let mut found = Vec::new();
    walk(document, Kind::Document, &mut Pointer::root(), &mut |kind, node, pointer| {
        let Some(section) = kind.section().filter(|_| kind != Kind::Schema) else { return };
        let Some(reference) = node.get("$ref").and_then(Node::as_str) else { return };
        let must = matches!(kind, Kind::PathItem | Kind::Callback | Kind::MediaType)
            || !leads_to_component(reference, section);
        if must && !given_up.contains(pointer.as_str()) {
            found.push((pointer.as_str().to_owned(), kind, reference.to_owned()));
        }
    });
    found
}

fn leads_to_component(reference: &str, section: &str) -> bool {
    let rest = reference.strip_prefix("#/components/").and_then(|rest| rest.strip_prefix(section));
    rest.and_then(|rest| rest.strip_prefix('/')).is_some_and(|name| !name.contains('/'))
}

/// What stands in place of a reference, and the pointer of what was copied; else why it is left out, or nothing if it
/// stays, for resolution to report.
fn replacement(
    document: &Node,
    pointer: &str,
    kind: Kind,
    reference: &str,
    written: &[Written],
    budget: &mut usize,
) -> Result<(Node, String), Option<String>> {
    let mut seen = Vec::new();
    let mut next = reference.to_owned();
    let (target, target_pointer) = loop {
        // Resolution reports what leads elsewhere, nowhere, or to something else.
        let local = local_pointer(&next).ok_or(None)?;
        let (target, found) = follow(document, &local).filter(|(target, _)| target.is_object()).ok_or(None)?;
        if !matches!(expected_at(found.as_str()), Expected::Nothing)
            && expected_at(found.as_str()) != Expected::Object(kind)
        {
            return Err(None);
        }
        if seen.contains(&found) || seen.len() > MAX_CHAIN {
            return Err(Some(format!("reference `{reference}` leads back to itself")));
        }
        match target.get("$ref").and_then(Node::as_str) {
            Some(further) => next = further.to_owned(),
            None => break (target, String::from(found)),
        }
        seen.push(found);
    };
    let is_inside = |outer: &str| pointer.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'));
    if is_inside(&target_pointer) || written.iter().any(|w| w.target == target_pointer && is_inside(&w.pointer)) {
        return Err(Some(format!("reference `{reference}` leads back to itself")));
    }
    let cost = count(target);
    if cost > *budget {
        return Err(Some(format!("reference `{reference}` would be written out too often")));
    }
    *budget -= cost;
    let mut node = target.clone();
    for sibling in document.at(pointer).map(Node::entries).unwrap_or_default() {
        if sibling.key != "$ref" {
            node.set(&sibling.key, sibling.node.clone());
        }
    }
    Ok((node, target_pointer))
}

fn count(node: &Node) -> usize {
    1 + match &node.value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(entries) => entries.iter().map(|entry| count(&entry.node)).sum(),
        _ => 0,
    }
}
