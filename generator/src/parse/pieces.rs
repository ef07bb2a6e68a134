//! Reading one object, a list or a section of them: what is refused is reported and left out.

use indexmap::IndexMap;
use openapiv3::ReferenceOr;
use serde::Deserialize;

use super::deserializer::{self, Holes};
use super::keep::Keep;
use super::{locate, schemas};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, codes_typed};
use crate::dialect::Kind;
use crate::document::{Node, Pointer, Text};

/// Why a piece was refused, and where.
pub(super) struct Refusal<'de> {
    pub(super) message: String,
    pub(super) node: &'de Node,
    pub(super) pointer: Pointer,
}

impl Refusal<'_> {
    /// The warning, which says what became of the piece.
    pub(super) fn warning(&self, code: &'static str, what: &str, help: &str) -> Diagnostic {
        Diagnostic::warning(code, format!("the typed document refuses {what}: {}", self.message))
            .at(Place::of(self.node, self.pointer.as_str()))
            .help(help)
    }
}

/// Reads an object of that kind, less some of its members, with all schemas in it.
pub(super) fn read<'de, T: Deserialize<'de> + Keep>(
    node: &'de Node,
    kind: Kind,
    omit: &[&str],
    pointer: &Pointer,
    diagnostics: &mut Diagnostics,
) -> Result<T::Kept, Refusal<'de>> {
    let holes = Holes::default();
    match T::deserialize(deserializer::root(node, kind, omit, &holes)) {
        Ok(object) => Ok(schemas::keep(object, holes, node, kind, pointer, diagnostics)),
        Err(error) => {
            let (culprit, place) = locate::culprit(node, kind, pointer.clone());
            Err(Refusal { message: error.to_string(), node: culprit, pointer: place })
        }
    }
}

/// Reads the list at `key`, less the items that are refused.
pub(super) fn list<'de, T: Deserialize<'de> + Keep>(
    node: &'de Node,
    key: &str,
    kind: Kind,
    pointer: &Pointer,
    diagnostics: &mut Diagnostics,
) -> Vec<T::Kept> {
    let pointer = pointer.key(key);
    let items = node.get(key).map(Node::items).unwrap_or_default().iter().enumerate();
    items.filter_map(|(index, item)| part::<T>(item, kind, &pointer.index(index), diagnostics)).collect()
}

/// Reads the object at `key`, unless it is refused.
pub(super) fn optional<'de, T: Deserialize<'de> + Keep>(
    node: &'de Node,
    key: &str,
    kind: Kind,
    pointer: &Pointer,
    diagnostics: &mut Diagnostics,
) -> Option<T::Kept> {
    part::<T>(node.get(key)?, kind, &pointer.key(key), diagnostics)
}

fn part<'de, T: Deserialize<'de> + Keep>(
    node: &'de Node,
    kind: Kind,
    pointer: &Pointer,
    diagnostics: &mut Diagnostics,
) -> Option<T::Kept> {
    match read::<T>(node, kind, &[], pointer, diagnostics) {
        Ok(object) => Some(object),
        Err(refusal) => {
            diagnostics.push(refusal.warning(codes_typed::PART_REFUSED, kind.name(), "it was left out; correct it"));
            None
        }
    }
}

/// Reads the section of the components for objects of that kind, less those that are refused.
pub(super) fn members<'de, T: Deserialize<'de> + Keep>(
    components: &'de Node,
    kind: Kind,
    pointer: &Pointer,
    diagnostics: &mut Diagnostics,
) -> IndexMap<Text, ReferenceOr<T::Kept>> {
    let section = kind.section().unwrap_or_default();
    let pointer = pointer.key(section);
    let mut members = IndexMap::new();
    for entry in components.get(section).map(Node::entries).unwrap_or_default() {
        if let Some(reference) = entry.node.get("$ref").and_then(Node::as_str) {
            members.insert(entry.key.clone(), ReferenceOr::Reference { reference: reference.to_owned() });
            continue;
        }
        match read::<T>(&entry.node, kind, &[], &pointer.key(&entry.key), diagnostics) {
            Ok(object) => {
                members.insert(entry.key.clone(), ReferenceOr::Item(object));
            }
            Err(refusal) => {
                let what = format!("`{}`, {}", entry.key, kind.name());
                let help = match kind {
                    Kind::Parameter | Kind::RequestBody | Kind::Response => {
                        "it was left out, and operations that need it are skipped; correct it"
                    }
                    _ => "it was left out; correct it",
                };
                diagnostics.push(refusal.warning(codes_typed::COMPONENT_REFUSED, &what, help));
            }
        }
    }
    members
}
