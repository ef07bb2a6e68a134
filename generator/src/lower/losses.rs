//! How much of what a document types is lost: schemas that say a type and became JSON nevertheless.
//!
//! Only counts, so that the generator can be measured. Nothing that is emitted depends on it.

use std::collections::HashSet;

use super::schemas::is_empty;
use super::view::View;
use crate::ir::{Api, Ty, TypeKind};

/// What of a document is not typed, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Losses {
    /// Schemas that say a type and became JSON nevertheless.
    pub schemas: usize,
    /// Fields of structs.
    pub properties: usize,
    /// Fields that are JSON, or hold it, although their schema says a type.
    pub properties_as_json: usize,
}

/// What was given up so far.
#[derive(Debug, Default)]
pub(super) struct GivenUp {
    /// The pointers of the schemas.
    schemas: HashSet<String>,
    /// How often a schema was given up, each use counted.
    pub(super) uses: usize,
    /// Fields whose schema was given up where it is used.
    pub(super) fields: usize,
}

impl GivenUp {
    /// Notes that the schema at a pointer became JSON.
    pub(super) fn note(&mut self, pointer: &str) {
        self.uses += 1;
        self.schemas.insert(pointer.to_owned());
    }

    /// Notes what a schema became, if that is less than it says.
    pub(super) fn note_type(&mut self, view: &View<'_>, ty: &Ty) {
        let tuple = view.data.extensions.contains_key("x-oas31-prefixItems");
        if tuple || (*ty == Ty::Json && !is_empty(view) && !view.is_only_null()) {
            self.note(view.pointer.as_str());
        }
    }

    /// The sum of it, now that all types are known.
    pub(super) fn count(&self, api: &Api) -> Losses {
        let mut losses = Losses { schemas: self.schemas.len(), properties: 0, properties_as_json: self.fields };
        for ty in api.types.values() {
            if let TypeKind::Struct(structure) = &ty.kind {
                losses.properties += structure.fields.len();
                let lost = structure.fields.iter().filter(|field| self.is_given_up(api, &field.ty));
                losses.properties_as_json += lost.count();
            }
        }
        losses
    }

    /// Whether a type is, or holds, another name of a schema that was given up.
    fn is_given_up(&self, api: &Api, ty: &Ty) -> bool {
        let mut ty = ty;
        // No chain of names is longer, since circles among them are broken.
        for _ in 0..64 {
            ty = match ty {
                Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => inner,
                Ty::Named(id) => match &api.types[*id].kind {
                    TypeKind::Alias(_) if self.schemas.contains(api.types[*id].pointer.as_str()) => return true,
                    TypeKind::Alias(inner) => inner,
                    TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::Union(_) => return false,
                },
                _ => return false,
            };
        }
        false
    }
}
