//! The references in a part of a document, by the table of the one dialect and by what Swagger 2.0 has in other places.

use crate::dialect::{self, Kind};
use crate::document::{Node, Pointer, Span};

/// A reference and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Use {
    /// The pointer to its text.
    pub(super) pointer: Pointer,
    /// What it must lead to.
    pub(super) kind: Kind,
    /// The reference.
    pub(super) text: String,
    pub(super) span: Span,
    /// Whether it is the name of a schema in a mapping, and need not be a reference.
    pub(super) is_name: bool,
}

/// The references at and below a node, an object of that kind, and the `$id`s of its schemas.
pub(super) fn uses(node: &Node, kind: Kind, pointer: &Pointer) -> (Vec<Use>, Vec<String>) {
    let (mut uses, mut identifiers) = (Vec::new(), Vec::new());
    walk(node, kind, &mut pointer.clone(), &mut |kind, node, pointer| {
        if kind == Kind::Schema
            && let Some(id) = node.get("$id").and_then(Node::as_str)
        {
            identifiers.push(id.trim_end_matches('#').to_owned());
        }
        if kind == Kind::Discriminator {
            for entry in node.get("mapping").map(Node::entries).unwrap_or_default() {
                uses.extend(one(&entry.node, Kind::Schema, pointer.key("mapping").key(&entry.key), true));
            }
        } else if kind.section().is_some()
            && let Some(reference) = node.get("$ref")
        {
            uses.extend(one(reference, kind, pointer.key("$ref"), false));
        }
    });
    (uses, identifiers)
}

fn one(node: &Node, kind: Kind, pointer: Pointer, is_name: bool) -> Option<Use> {
    Some(Use { pointer, kind, text: node.as_str()?.to_owned(), span: node.span, is_name })
}

type Visit<'a, 'v> = dyn FnMut(Kind, &'a Node, &Pointer) + 'v;

fn walk<'a>(node: &'a Node, kind: Kind, pointer: &mut Pointer, visit: &mut Visit<'a, '_>) {
    visit(kind, node, pointer);
    dialect::each_child(node, kind, pointer, &mut |kind, child, pointer| walk(child, kind, pointer, visit));
    match kind {
        Kind::Document => {
            members(node, "definitions", Kind::Schema, pointer, visit);
            members(node, "parameters", Kind::Parameter, pointer, visit);
            members(node, "responses", Kind::Response, pointer, visit);
            child(node, "x-ms-paths", Kind::Paths, pointer, visit);
            if let Some(host) = node.get("x-ms-parameterized-host") {
                let length = pointer.enter("x-ms-parameterized-host");
                members(host, "parameters", Kind::Parameter, pointer, visit);
                pointer.leave(length);
            }
        }
        Kind::Response => child(node, "schema", Kind::Schema, pointer, visit),
        _ => {}
    }
}

fn child<'a>(node: &'a Node, key: &str, kind: Kind, pointer: &mut Pointer, visit: &mut Visit<'a, '_>) {
    if let Some(child) = node.get(key) {
        let length = pointer.enter(key);
        walk(child, kind, pointer, visit);
        pointer.leave(length);
    }
}

/// The members of an object or the items of a list.
fn members<'a>(node: &'a Node, key: &str, kind: Kind, pointer: &mut Pointer, visit: &mut Visit<'a, '_>) {
    let Some(section) = node.get(key) else { return };
    let length = pointer.enter(key);
    for entry in section.entries() {
        let length = pointer.enter(&entry.key);
        walk(&entry.node, kind, pointer, visit);
        pointer.leave(length);
    }
    for (index, item) in section.items().iter().enumerate() {
        let length = pointer.enter_index(index);
        walk(item, kind, pointer, visit);
        pointer.leave(length);
    }
    pointer.leave(length);
}
