//! Which way types travel, and which tags reach them.

use std::collections::BTreeMap;

use super::graph::{self, received, sent, type_uses};
use crate::ir::{Api, Field, Operation, TagId, Ty, TypeId, TypeKind};

/// Which types something reaches, by their position.
type Reached = Vec<bool>;

/// The most tags that are worth a condition.
const MOST_TAGS: usize = 8;

/// Finds out for every type, and settles which fields are always there.
pub(super) fn follow(api: &mut Api) {
    let none: Reached = vec![false; api.types.len()];
    let (mut outward, mut inward) = (none.clone(), none.clone());
    for operation in api.operations.values() {
        spread(api, &sent(operation), &mut outward);
        spread(api, &received(operation), &mut inward);
    }
    let mut brought = none;
    for webhook in &api.webhooks {
        spread(api, &graph::brought(webhook), &mut brought);
    }
    inward.iter_mut().zip(&brought).for_each(|(inward, brought)| *inward |= brought);
    let by_tag = tags_of_types(api);
    // What no operation reaches, or a webhook brings, is under no condition, and neither is what it is made of.
    let mut free = brought;
    let ids: Vec<TypeId> = api.types.iter().map(|(id, _)| id).collect();
    for id in ids.iter().filter(|id| !has(&outward, **id) && !has(&inward, **id)) {
        spread(api, &[&Ty::Named(*id)], &mut free);
    }
    let count = api.tags.len();
    for (id, tags) in ids.into_iter().zip(by_tag) {
        let worth = !has(&free, id) && are_worth_a_condition(&tags, count);
        let ty = &mut api.types[id];
        ty.usage.request = has(&outward, id);
        ty.usage.response = has(&inward, id);
        ty.tags = if worth { tags } else { Vec::new() };
        let unused = !ty.usage.request && !ty.usage.response;
        let (request, response) = (ty.usage.request || unused, ty.usage.response || unused);
        if let TypeKind::Struct(structure) = &mut ty.kind {
            structure.fields.iter_mut().for_each(|field| settle(field, request, response));
        }
    }
}

/// Whether it is worth a condition that only operations of these tags, of so many in all, reach something.
pub(super) fn are_worth_a_condition(tags: &[TagId], of: usize) -> bool {
    tags.len() < of && tags.len() <= MOST_TAGS
}

/// The tags whose operations reach each type, in order; of those that more reach than are worth a condition, some.
fn tags_of_types(api: &Api) -> Vec<Vec<TagId>> {
    let mut operations: BTreeMap<TagId, Vec<&Operation>> = BTreeMap::new();
    for operation in api.operations.values() {
        operations.entry(operation.tag).or_default().push(operation);
    }
    let mut tags: Vec<Vec<TagId>> = vec![Vec::new(); api.types.len()];
    for (tag, operations) in operations {
        let used = operations.into_iter().flat_map(|operation| [sent(operation), received(operation)]).flatten();
        let mut open: Vec<TypeId> = used.filter_map(Ty::named).collect();
        while let Some(id) = open.pop() {
            let Some(tags) = tags.get_mut(id.index()) else { continue };
            // What has too many tags is not followed again: what it is made of has them, too.
            if tags.last() != Some(&tag) && tags.len() <= MOST_TAGS {
                tags.push(tag);
                open.extend(type_uses(&api.types[id].kind).into_iter().filter_map(Ty::named));
            }
        }
    }
    tags
}

/// What only the service sets cannot be demanded of who builds the value; what only the user sets is not there in a value
/// that was received, and must not be sent back as if it were.
fn settle(field: &mut Field, request: bool, response: bool) {
    if (field.read_only && request) || (field.write_only && response) {
        field.demanded = field.required && !field.read_only && request;
        field.required = false;
    }
}

fn spread(api: &Api, from: &[&Ty], reached: &mut Reached) {
    let mut open: Vec<TypeId> = from.iter().filter_map(|ty| ty.named()).collect();
    while let Some(id) = open.pop() {
        let Some(reached) = reached.get_mut(id.index()) else { continue };
        if !std::mem::replace(reached, true) {
            open.extend(type_uses(&api.types[id].kind).into_iter().filter_map(Ty::named));
        }
    }
}

fn has(reached: &[bool], id: TypeId) -> bool {
    reached.get(id.index()).copied().unwrap_or(false)
}
