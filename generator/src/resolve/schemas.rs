//! Schemas by reference: components by their name, all others by their pointer.

use indexmap::IndexMap;

use super::SchemaTarget;
use crate::dialect::{follow, local_pointer};
use crate::document::{Node, escape, unescape};
use crate::parse::{SchemaOrReference, Typed};

/// The name of the component that a pointer leads to, if it leads to a component schema itself.
pub(super) fn component_name(pointer: &str) -> Option<String> {
    let name = pointer.strip_prefix("/components/schemas/")?;
    (!name.contains('/')).then(|| unescape(name).into_owned())
}

/// The same for a reference without escapes, as nearly all are.
fn plain_name(reference: &str) -> Option<&str> {
    let name = reference.strip_prefix("#/components/schemas/")?;
    (!name.bytes().any(|byte| matches!(byte, b'/' | b'~' | b'%'))).then_some(name)
}

/// The schemas of the components.
pub(super) fn components(typed: &Typed) -> impl Iterator<Item = (&str, SchemaTarget<'_>)> {
    typed.components.schemas.iter().map(|(name, schema)| {
        let pointer = format!("/components/schemas/{}", escape(name));
        (name.as_str(), SchemaTarget { schema, pointer })
    })
}

/// What a reference leads to; `others` has the schemas that are no components.
pub(super) fn lookup<'s>(
    typed: &'s Typed,
    document: &Node,
    others: &'s IndexMap<String, SchemaOrReference>,
    reference: &str,
) -> Option<SchemaTarget<'s>> {
    if let Some(name) = plain_name(reference) {
        let schema = typed.components.schemas.get(name)?;
        return Some(SchemaTarget { schema, pointer: reference.trim_start_matches('#').to_owned() });
    }
    let pointer = local_pointer(reference)?;
    if let Some(name) = component_name(&pointer) {
        let schema = typed.components.schemas.get(name.as_str())?;
        return Some(SchemaTarget { schema, pointer: format!("/components/schemas/{}", escape(&name)) });
    }
    let (_, found) = follow(document, &pointer)?;
    let schema = others.get(found.as_str())?;
    Some(SchemaTarget { schema, pointer: found.into() })
}
