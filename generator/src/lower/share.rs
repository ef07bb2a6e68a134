//! Inline types that are alike are defined once.
//!
//! A document writes the same inline schema in many places: of GitHub's and Stripe's types half are like another. Each
//! keeps its name, as another name of the one that is defined, and the compiler has half the work. When two of them part,
//! code that took values of one for the other no longer compiles, which `API.txt` lets `diff` see. Components stay what
//! their author made them. Two types are alike if a user could not tell them apart but by their names: the same words, the
//! same parts, of types that are alike in turn.
//! Must not change what any type is made of, only under which conditions it is there.

mod parts;
mod refine;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::types::is_component;
use crate::ir::{Api, Body, BodyContent, OperationId, TagId, Ty, Type, TypeId, TypeKind};
use parts::Parts;

/// Which types are alike, by their position: those of one class.
type Classes = Vec<usize>;

/// Settles which types are another name of one that is like them, and under which conditions these are.
pub(super) fn settle(api: &mut Api) {
    let mut alone: HashSet<TypeId> =
        api.types.iter().filter(|(_, ty)| is_component(&ty.pointer)).map(|(id, _)| id).collect();
    let mut classes = classes(api, &alone);
    let rivals = rivals(api, &classes);
    if !rivals.is_empty() {
        alone.extend(rivals);
        classes = self::classes(api, &alone);
    }
    let mut members: BTreeMap<usize, Vec<TypeId>> = BTreeMap::new();
    for ((id, _), class) in api.types.iter().zip(classes) {
        members.entry(class).or_default().push(id);
    }
    for alike in members.into_values().filter(|alike| alike.len() > 1) {
        // What one of them is made of is there for the others, too.
        let tags = tags(api, &alike);
        alike.iter().for_each(|id| api.types[*id].tags.clone_from(&tags));
        let by_name = |id: &TypeId| (api.types[*id].name.as_str().len(), *id);
        let Some(defined) = alike.iter().copied().min_by_key(by_name) else { continue };
        // What needs no definition has none to share.
        if !matches!(api.types[defined].kind, TypeKind::Alias(_)) {
            alike.into_iter().filter(|id| *id != defined).for_each(|id| api.types[id].same_as = Some(defined));
        }
    }
}

/// The same for the headers of successes: those of one tag, whose operations are there together.
pub(super) fn settle_headers(api: &mut Api) {
    let mut alike: HashMap<_, Vec<OperationId>> = HashMap::new();
    for (id, operation) in api.operations.iter() {
        if let Some(headers) = &operation.headers {
            let Parts { own, uses, .. } = Parts::of_headers(headers);
            let uses: Vec<TypeId> = uses.into_iter().map(|id| api.types[id].same_as.unwrap_or(id)).collect();
            alike.entry((operation.tag, own, uses)).or_default().push(id);
        }
    }
    let alike: Vec<Vec<OperationId>> = alike.into_values().collect();
    for operations in alike {
        let name = |id: OperationId| Some(api.operations[id].headers.as_ref()?.name.clone());
        let names = operations.iter().filter_map(|id| name(*id));
        let Some(defined) = names.min_by_key(|name| (name.as_str().len(), name.clone())) else { continue };
        for id in operations {
            if let Some(headers) = api.operations[id].headers.as_mut().filter(|headers| headers.name != defined) {
                headers.same_as = Some(defined.clone());
            }
        }
    }
}

/// The tags that reach any of these types; none if one of them is under no condition.
fn tags(api: &Api, members: &[TypeId]) -> Vec<TagId> {
    let of_each = || members.iter().map(|id| &api.types[*id].tags);
    if of_each().any(Vec::is_empty) {
        return Vec::new();
    }
    let mut tags: Vec<TagId> = of_each().flatten().copied().collect();
    tags.sort_unstable();
    tags.dedup();
    if super::reach::are_worth_a_condition(&tags, api.tags.len()) { tags } else { Vec::new() }
}

/// The members of one union, or of one body, that are alike: it is made from each of them, which only types that differ
/// can tell apart.
fn rivals(api: &Api, classes: &Classes) -> Vec<TypeId> {
    let mut found = Vec::new();
    let mut compare = |types: &mut dyn Iterator<Item = &Ty>| {
        let mut members: Vec<TypeId> = types.filter_map(|ty| defined(api, ty)).collect();
        members.sort_unstable();
        members.dedup();
        let class = |id: &TypeId| classes.get(id.index());
        members.sort_by_key(class);
        found.extend(members.chunk_by(|one, two| class(one) == class(two)).filter(|alike| alike.len() > 1).flatten());
    };
    for ty in api.types.values() {
        if let TypeKind::Union(body) = &ty.kind {
            compare(&mut body.members.iter().map(|member| &member.ty));
        }
    }
    for operation in api.operations.values() {
        if let Some(Body { content: BodyContent::Several { cases, .. }, .. }) = &operation.body {
            compare(&mut cases.iter().flat_map(|case| case.form.kind.types()));
        }
    }
    found
}

/// The type with a definition that a use comes to, however deep within lists and maps and behind other names.
fn defined(api: &Api, ty: &Ty) -> Option<TypeId> {
    let mut id = ty.named()?;
    // No way among types is longer than there are types.
    for _ in 0..api.types.len() {
        match &api.types[id].kind {
            TypeKind::Alias(target) => id = target.named()?,
            _ => return Some(id),
        }
    }
    None
}

/// Which types are alike; those that stand alone are like no other.
fn classes(api: &Api, alone: &HashSet<TypeId>) -> Classes {
    let (classes, uses) = by_own_parts(api, alone);
    refine::refine(classes, &uses)
}

/// Which types are alike whatever the types are that they are made of, and which those are.
fn by_own_parts(api: &Api, alone: &HashSet<TypeId>) -> (Classes, Vec<Vec<usize>>) {
    let mut firsts: HashMap<u64, Vec<(usize, &Type)>> = HashMap::new();
    let mut count = 0;
    let mut one_more = move || {
        count += 1;
        count
    };
    let of_each = api.types.iter().map(|(id, ty)| {
        let parts = Parts::of(ty);
        let uses = parts.uses.iter().map(|id| id.index()).collect();
        if alone.contains(&id) {
            return (one_more(), uses);
        }
        let mut hasher = DefaultHasher::new();
        parts.own.hash(&mut hasher);
        let firsts = firsts.entry(hasher.finish()).or_default();
        let known = firsts.iter().find(|(_, first)| Parts::of(first).own == parts.own);
        let class = known.map(|(class, _)| *class).unwrap_or_else(|| {
            let class = one_more();
            firsts.push((class, ty));
            class
        });
        (class, uses)
    });
    of_each.unzip()
}
