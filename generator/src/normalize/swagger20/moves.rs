//! References lead to where things stand now.
//!
//! The sections of the root have a new name each; what stands below an operation may have moved in its own way, and is
//! remembered here while it does.

use std::collections::HashMap;

use crate::dialect::{Kind, local_pointer, walk};
use crate::document::{Node, Pointer, Value};

/// Old pointers and the new ones.
#[derive(Debug, Default)]
pub(super) struct Moves {
    moved: HashMap<String, String>,
}

/// The sections of the root.
const SECTIONS: [(&str, &str); 4] = [
    ("/definitions/", "/components/schemas/"),
    ("/parameters/", "/components/parameters/"),
    ("/responses/", "/components/responses/"),
    ("/securityDefinitions/", "/components/securitySchemes/"),
];

impl Moves {
    /// Remembers that what stood at `from` stands at `to`.
    pub(super) fn add(&mut self, from: String, to: String) {
        self.moved.insert(from, to);
    }

    /// Rewrites all references of a document that has the new shape, whatever a section for other tools holds included.
    pub(super) fn follow(&self, document: &mut Node) {
        let mut found = Vec::new();
        walk(document, Kind::Document, &mut Pointer::root(), &mut |kind, node, pointer| {
            let text = |key| node.get(key).and_then(Node::as_str);
            if kind.section().is_some()
                && let Some(target) = text("$ref").and_then(|reference| self.reference(reference))
            {
                found.push((pointer.key("$ref"), target));
            }
            if kind == Kind::Discriminator {
                for entry in node.get("mapping").map(Node::entries).unwrap_or_default() {
                    if let Some(target) = entry.node.as_str().and_then(|reference| self.reference(reference)) {
                        found.push((pointer.key("mapping").key(&entry.key), target));
                    }
                }
            }
        });
        for (pointer, target) in found {
            if let Some(reference) = document.at_mut(pointer.as_str()) {
                reference.value = Value::String(target.into());
            }
        }
    }

    /// The reference that leads to the same thing now; none if it is the same reference.
    fn reference(&self, reference: &str) -> Option<String> {
        let pointer = local_pointer(reference)?;
        let moved = self.section(&pointer).or_else(|| self.moved(&pointer))?;
        Some(reference_to(&moved))
    }

    fn section(&self, pointer: &str) -> Option<String> {
        let (old, new) = SECTIONS.into_iter().find(|(old, _)| pointer.starts_with(old))?;
        let rest = pointer.strip_prefix(old)?;
        let moved = format!("{new}{rest}");
        Some(self.moved(&moved).unwrap_or(moved))
    }

    /// By the longest beginning of the pointer that has moved.
    fn moved(&self, pointer: &str) -> Option<String> {
        let mut beginning = pointer;
        loop {
            if let Some(to) = self.moved.get(beginning) {
                return Some(format!("{to}{}", pointer.strip_prefix(beginning).unwrap_or_default()));
            }
            beginning = beginning.rsplit_once('/')?.0;
        }
    }
}

/// The reference to a pointer.
pub(super) fn reference_to(pointer: &str) -> String {
    format!("#{}", pointer.replace('%', "%25"))
}
