//! The order of things in the crate: types by name, operations by tag and name, whatever the document's order.

use super::graph::{named_mut, operation_uses_mut, type_uses_mut, webhook_uses_mut};
use crate::ir::{Api, Arena, Crate, Operation, Tag, Ty, Type, Webhook};

/// Puts the parts of a crate in order.
pub(super) fn arrange(
    krate: Crate,
    tags: Arena<Tag>,
    mut types: Arena<Type>,
    operations: Vec<Operation>,
    mut webhooks: Vec<Webhook>,
) -> Api {
    let ids = types.sort_by(|one, two| one.name.cmp(&two.name));
    let mut operations = Arena::from(operations);
    operations.sort_by(|one, two| (one.tag, &one.name).cmp(&(two.tag, &two.name)));
    let renumber = |ty: &mut Ty| {
        if let Some(id) = named_mut(ty)
            && let Some(new) = ids.get(id.index())
        {
            *id = *new;
        }
    };
    for ty in types.values_mut() {
        type_uses_mut(&mut ty.kind).into_iter().for_each(renumber);
    }
    for operation in operations.values_mut() {
        operation_uses_mut(operation).into_iter().for_each(renumber);
    }
    for webhook in &mut webhooks {
        webhook_uses_mut(webhook).into_iter().for_each(renumber);
    }
    Api { krate, tags, types, operations, webhooks, servers: Vec::new(), security: Vec::new() }
}
