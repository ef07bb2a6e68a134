//! What would make values too large for a stack is boxed.
//!
//! Structs hold structs in place, and where the objects of a document hold each other, a value would take hundreds of
//! kilobytes: a few calls move it about, and the stack of a thread is full. A box that depends on a size changes the API
//! when a document grows, so that the limit is far above what most documents come near.

use crate::ir::{Api, Ty, TypeId, TypeKind};

/// What a field or a member holds in place at most, in bytes: a page of memory.
const MOST: usize = 4096;

/// Boxes what is larger. Types hold themselves no more.
pub(super) fn box_large_values(api: &mut Api) {
    let mut sizes: Vec<Option<usize>> = vec![None; api.types.len()];
    let ids: Vec<TypeId> = api.types.iter().map(|(id, _)| id).collect();
    for start in ids {
        // Those that a type holds come before it.
        let mut open = vec![start];
        while let Some(id) = open.last().copied() {
            let known = size(&sizes, id).is_some();
            let waiting = holds(&api.types[id].kind).into_iter().find(|held| !known && size(&sizes, *held).is_none());
            // No way among types is longer than there are types.
            if let Some(waiting) = waiting.filter(|_| open.len() <= sizes.len()) {
                open.push(waiting);
                continue;
            }
            open.pop();
            let kind = &mut api.types[id].kind;
            let is_large = |ty: &Ty| ty.size(&mut |id| size(&sizes, id).unwrap_or(0)) > MOST;
            match kind {
                TypeKind::Struct(body) => body.fields.iter_mut().for_each(|field| field.boxed |= is_large(&field.ty)),
                TypeKind::Union(body) => {
                    body.members.iter_mut().for_each(|member| member.boxed |= is_large(&member.ty))
                }
                TypeKind::Alias(_) | TypeKind::Enum(_) => {}
            }
            let own = kind.size(&mut |id| size(&sizes, id).unwrap_or(0));
            if let Some(place) = sizes.get_mut(id.index()) {
                *place = Some(own);
            }
        }
    }
}

fn size(sizes: &[Option<usize>], id: TypeId) -> Option<usize> {
    sizes.get(id.index()).copied().flatten()
}

/// The types that a type holds in place. What is in lists and maps is elsewhere.
fn holds(kind: &TypeKind) -> Vec<TypeId> {
    match kind {
        TypeKind::Struct(body) => {
            body.fields.iter().filter(|field| !field.boxed).filter_map(|field| field.ty.held()).collect()
        }
        TypeKind::Union(body) => {
            body.members.iter().filter(|member| !member.boxed).filter_map(|member| member.ty.held()).collect()
        }
        TypeKind::Alias(ty) => ty.held().into_iter().collect(),
        TypeKind::Enum(_) => Vec::new(),
    }
}
