//! Which types share a file: a component with the inline types in it, and the inline types of one operation.
//!
//! Whoever reads a type wants to see what it is made of, and thousands of small files are slow to write and to compile. A file
//! is under one condition, so types that other tags reach are in another. Must not change what a type is called.

use std::collections::BTreeMap;

use crate::ir::{Api, TagId, TypeId};

/// Gives the types of a file the module of that of them with the shortest name: the component itself, mostly.
pub(super) fn settle(api: &mut Api) {
    let mut files: BTreeMap<(&str, &[TagId]), Vec<TypeId>> = BTreeMap::new();
    for (id, ty) in api.types.iter().filter(|(_, ty)| ty.same_as.is_none()) {
        files.entry((whole(&ty.pointer), &ty.tags)).or_default().push(id);
    }
    let files: Vec<Vec<TypeId>> = files.into_values().filter(|types| types.len() > 1).collect();
    for types in files {
        let modules = types.iter().map(|id| &api.types[*id].module);
        let Some(module) = modules.min_by_key(|module| (module.plain().len(), module.plain())).cloned() else {
            continue;
        };
        types.into_iter().for_each(|id| api.types[id].module = module.clone());
    }
}

/// The pointer of the component, or of the operation, that this one is in: its first three steps.
fn whole(pointer: &str) -> &str {
    let end = pointer.match_indices('/').nth(3).map_or(pointer.len(), |(end, _)| end);
    pointer.get(..end).unwrap_or(pointer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_a_component_or_an_operation_is_part_of_that() {
        let schema = "/components/schemas/Pet";
        assert_eq!(whole(schema), schema);
        assert_eq!(whole("/components/schemas/Pet/properties/toys/items"), schema);
        assert_eq!(whole("/paths/~1pets/get/responses/200/content/application~1json/schema"), "/paths/~1pets/get");
        assert_eq!(whole(""), "");
    }
}
