//! Where schemas stand.

use crate::document::Pointer;
use crate::parse::{Schema, SchemaOrReference};

/// A schema, or a reference to one, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Site<'a> {
    /// What stands there.
    pub(crate) schema: SiteSchema<'a>,
    /// The pointer to it.
    pub(crate) pointer: Pointer,
}

/// What stands where a schema belongs.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SiteSchema<'a> {
    /// A reference.
    Reference(&'a str),
    /// A schema.
    Item(&'a Schema),
}

impl<'a> Site<'a> {
    /// The place of a schema.
    pub(crate) fn new(schema: &'a SchemaOrReference, pointer: Pointer) -> Self {
        let schema = match schema {
            SchemaOrReference::Reference(reference) => SiteSchema::Reference(reference),
            SchemaOrReference::Item(schema) => SiteSchema::Item(schema),
        };
        Self { schema, pointer }
    }
}

/// The places of a list of schemas.
pub(super) fn all<'a>(pointer: &Pointer, key: &str, schemas: &'a [SchemaOrReference]) -> Vec<Site<'a>> {
    let list = pointer.key(key);
    schemas.iter().enumerate().map(|(index, schema)| Site::new(schema, list.index(index))).collect()
}
