//! Which types share a file: a component with the inline types in it, and the inline types of one operation.
//!
//! Whoever reads a type wants to see what it is made of, and thousands of small files are slow to write and to compile. A file
//! is under one condition, so types that other tags reach are in another. Must not change what a type is called.

use std::collections::BTreeMap;

use crate::ir::{Api, TagId, TypeId};

/// Gives the types of a file the module of the component; of those of an operation, that of the type which stands first.
pub(super) fn settle(api: &mut Api) {
    let mut files: BTreeMap<(&str, &[TagId]), Vec<TypeId>> = BTreeMap::new();
    for (id, ty) in api.types.iter().filter(|(_, ty)| ty.same_as.is_none()) {
        files.entry((ty.whole(), &ty.tags)).or_default().push(id);
    }
    let files: Vec<Vec<TypeId>> = files.into_values().filter(|types| types.len() > 1).collect();
    for types in files {
        // The pointer of what is whole is the start of all others.
        let first = types.iter().map(|id| &api.types[*id]).min_by(|one, two| one.pointer.cmp(&two.pointer));
        let Some(module) = first.map(|first| first.module.clone()) else { continue };
        types.into_iter().for_each(|id| api.types[id].module = module.clone());
    }
}
