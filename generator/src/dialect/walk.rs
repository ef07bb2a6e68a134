//! Walking a document by the table: every object with its kind and its place.
//!
//! Trusts no shape: what is not an object where one belongs is visited as it is, and has no children.

use super::{Kind, Shape, field};
use crate::document::{Node, Pointer, Value};

/// Visits `node`, an object of that kind, and all objects below it, in document order.
pub(crate) fn walk<'a>(
    node: &'a Node,
    kind: Kind,
    pointer: &mut Pointer,
    visit: &mut dyn FnMut(Kind, &'a Node, &Pointer),
) {
    visit(kind, node, pointer);
    each_child(node, kind, pointer, &mut |kind, child, pointer| walk(child, kind, pointer, visit));
}

/// Calls `visit` for the objects directly below `node`, an object of that kind.
pub(crate) fn each_child<'a>(
    node: &'a Node,
    kind: Kind,
    pointer: &mut Pointer,
    visit: &mut dyn FnMut(Kind, &'a Node, &mut Pointer),
) {
    for entry in node.entries() {
        let Some(shape) = field(kind, &entry.key).map(|field| field.shape) else { continue };
        let length = pointer.enter(&entry.key);
        match shape {
            // A list of schemas in place of one, as `items` was before it became `prefixItems`.
            Shape::One(kind @ Kind::Schema) if matches!(entry.node.value, Value::Array(_)) => {
                visit(kind, &entry.node, pointer);
                for (index, item) in entry.node.items().iter().enumerate() {
                    let length = pointer.enter_index(index);
                    visit(kind, item, pointer);
                    pointer.leave(length);
                }
            }
            Shape::One(kind) => visit(kind, &entry.node, pointer),
            Shape::FlagOr(kind) if entry.node.as_bool().is_none() => visit(kind, &entry.node, pointer),
            Shape::List(kind) => {
                for (index, item) in entry.node.items().iter().enumerate() {
                    let length = pointer.enter_index(index);
                    visit(kind, item, pointer);
                    pointer.leave(length);
                }
            }
            Shape::Map(kind) => {
                for member in entry.node.entries() {
                    let length = pointer.enter(&member.key);
                    visit(kind, &member.node, pointer);
                    pointer.leave(length);
                }
            }
            _ => {}
        }
        pointer.leave(length);
    }
}

/// Visits `node`, an object of that kind, and all objects below it, in document order, to change them.
pub(crate) fn walk_mut(node: &mut Node, kind: Kind, visit: &mut dyn FnMut(Kind, &mut Node)) {
    visit(kind, node);
    for (key, node) in node.values_mut() {
        match field(kind, key).map(|field| field.shape) {
            Some(Shape::One(Kind::Schema)) if matches!(node.value, Value::Array(_)) => {
                node.items_mut().iter_mut().for_each(|item| walk_mut(item, Kind::Schema, visit));
            }
            Some(Shape::One(kind)) => walk_mut(node, kind, visit),
            Some(Shape::FlagOr(kind)) if node.as_bool().is_none() => walk_mut(node, kind, visit),
            Some(Shape::List(kind)) => node.items_mut().iter_mut().for_each(|item| walk_mut(item, kind, visit)),
            Some(Shape::Map(kind)) => {
                node.values_mut().for_each(|(_, member)| walk_mut(member, kind, visit));
            }
            _ => {}
        }
    }
}
