//! Reading schemas, however deeply they nest, without a deep stack of calls.
//!
//! Each schema is read alone, its children left as holes; the children follow in a list, and are put back from its end.

use indexmap::IndexMap;
use openapiv3::ReferenceOr;
use serde::Deserialize as _;

use super::deserializer::{self, Holes, hole};
use super::keep::Keep;
use super::schema::{self, Schema, SchemaData, SchemaKind, SchemaOrReference};
use super::share::share;
use super::{children, locate};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, codes_typed};
use crate::dialect::Kind;
use crate::document::{Node, Pointer, Text, Value};

/// Reads the schema at a pointer. What is refused in it is typed as any JSON, and reported.
pub(crate) fn schema(node: &Node, pointer: &Pointer, diagnostics: &mut Diagnostics) -> SchemaOrReference {
    let mut refused = Vec::new();
    let schema = all(vec![node], &mut refused).into_iter().next().flatten();
    report(node, Kind::Schema, pointer, &refused, diagnostics);
    schema.unwrap_or_else(|| SchemaOrReference::item(anything()))
}

/// Reads the schemas that are the members of an object at a pointer.
pub(super) fn members(
    node: Option<&Node>,
    pointer: &Pointer,
    diagnostics: &mut Diagnostics,
) -> IndexMap<Text, SchemaOrReference> {
    let entries = node.map(Node::entries).unwrap_or_default().iter();
    entries.map(|entry| (entry.key.clone(), schema(&entry.node, &pointer.key(&entry.key), diagnostics))).collect()
}

/// Keeps an object that was read from `node`, with the schemas for its holes, and reports those that were refused.
pub(super) fn keep<'de, T: Keep>(
    object: T,
    holes: Holes<'de>,
    node: &'de Node,
    kind: Kind,
    pointer: &Pointer,
    diagnostics: &mut Diagnostics,
) -> T::Kept {
    let mut refused = Vec::new();
    let mut schemas = all(holes.into_inner(), &mut refused);
    report(node, kind, pointer, &refused, diagnostics);
    object.keep(&mut |place| {
        let ReferenceOr::Reference { reference } = place else { return schema::one(place) };
        let schema = hole(&reference).and_then(|number| schemas.get_mut(number)).and_then(Option::take);
        schema.unwrap_or_else(|| SchemaOrReference::item(anything()))
    })
}

/// A schema that was refused, and why.
struct Refused<'de> {
    node: &'de Node,
    message: String,
}

fn all<'de>(roots: Vec<&'de Node>, refused: &mut Vec<Refused<'de>>) -> Vec<Option<SchemaOrReference>> {
    let count = roots.len();
    let mut nodes = roots;
    let mut schemas: Vec<Option<SchemaOrReference>> = Vec::with_capacity(count);
    let mut first_children = Vec::with_capacity(count);
    while let Some(&node) = nodes.get(schemas.len()) {
        first_children.push(nodes.len());
        schemas.push(Some(match node.get("$ref").map(|reference| &reference.value) {
            Some(Value::String(reference)) => SchemaOrReference::Reference(reference.clone()),
            _ => SchemaOrReference::item(one(node, &mut nodes, refused)),
        }));
    }
    // Children stand behind their parents, so from the end each has its own children already.
    for (index, first_child) in first_children.into_iter().enumerate().rev() {
        let Some(mut schema) = schemas.get_mut(index).and_then(Option::take) else { continue };
        if let SchemaOrReference::Item(schema) = &mut schema {
            children::visit(schema, &mut |slot| put(slot, &mut schemas, first_child));
        }
        if let Some(place) = schemas.get_mut(index) {
            *place = Some(schema);
        }
    }
    schemas.truncate(count);
    schemas
}

fn one<'de>(node: &'de Node, nodes: &mut Vec<&'de Node>, refused: &mut Vec<Refused<'de>>) -> Schema {
    let holes = Holes::default();
    match openapiv3::Schema::deserialize(deserializer::root(node, Kind::Schema, &[], &holes)) {
        Ok(schema) => {
            nodes.extend(holes.into_inner());
            let mut schema = schema.into();
            share(&mut schema, node);
            schema
        }
        Err(error) => {
            refused.push(Refused { node, message: error.to_string() });
            anything()
        }
    }
}

fn put(slot: &mut SchemaOrReference, schemas: &mut [Option<SchemaOrReference>], first: usize) {
    let SchemaOrReference::Reference(reference) = slot else { return };
    let number = hole(reference);
    if let Some(schema) = number.and_then(|number| schemas.get_mut(first.checked_add(number)?)).and_then(Option::take) {
        *slot = schema;
    }
}

/// The schema that allows any JSON.
fn anything() -> Schema {
    Schema { schema_data: SchemaData::default(), schema_kind: SchemaKind::anything() }
}

fn report(root: &Node, kind: Kind, pointer: &Pointer, refused: &[Refused<'_>], diagnostics: &mut Diagnostics) {
    for Refused { node, message } in refused {
        let place = locate::pointer_to(root, kind, pointer, node);
        let (culprit, place) = locate::culprit(node, Kind::Schema, place);
        let message = format!("the typed document refuses a schema: {message}");
        diagnostics.push(
            Diagnostic::warning(codes_typed::SCHEMA_REFUSED, message)
                .at(Place::of(culprit, place))
                .help("it is typed as any JSON; correct the value"),
        );
    }
}
