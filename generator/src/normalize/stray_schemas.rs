//! Schemas that stand where the table expects none, but that references lead to, are settled like all others.
//!
//! Documents that were converted from Swagger 2.0 by hand keep their `definitions`, for instance.

use std::collections::HashSet;

use super::{Version, objects};
use crate::diagnostics::Tally;
use crate::dialect::{Expected, Kind, expected_at, follow, local_pointer, walk};
use crate::document::{Node, Pointer};

/// Settles them, and those that they refer to in turn.
pub(super) fn settle(document: &mut Node, version: Version, tally: &mut Tally) {
    let mut seen = HashSet::new();
    let mut found = targets(document, document, Kind::Document, Pointer::root());
    while let Some(pointer) = found.pop() {
        if !seen.insert(pointer.clone()) {
            continue;
        }
        if let Some(node) = document.at_mut(&pointer) {
            objects::settle_at(node, Kind::Schema, Pointer::from(pointer.as_str()), version, tally);
        }
        if let Some(node) = document.at(&pointer) {
            found.extend(targets(document, node, Kind::Schema, Pointer::from(pointer.as_str())));
        }
    }
}

/// The pointers, outside of the table, to which references at or below a node lead.
fn targets(document: &Node, node: &Node, kind: Kind, mut pointer: Pointer) -> Vec<String> {
    let mut found = Vec::new();
    walk(node, kind, &mut pointer, &mut |kind, node, _| {
        if kind == Kind::Schema
            && let Some(local) = node.get("$ref").and_then(Node::as_str).and_then(local_pointer)
            && expected_at(&local) == Expected::Nothing
            && let Some((target, pointer)) = follow(document, &local)
            && target.is_object()
        {
            found.push(String::from(pointer));
        }
    });
    found.reverse();
    found
}
