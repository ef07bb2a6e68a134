//! The places of a schema for other schemas.

use super::schema::{AdditionalProperties, AnySchema, Schema, SchemaKind, SchemaOrReference, Type};

/// Calls `visit` for each place directly in this schema.
pub(super) fn visit(schema: &mut Schema, visit: &mut dyn FnMut(&mut SchemaOrReference)) {
    match &mut schema.schema_kind {
        SchemaKind::Type(Type::Object(object)) => {
            object.properties.values_mut().for_each(&mut *visit);
            additional(&mut object.additional_properties, visit);
        }
        SchemaKind::Type(Type::Array(array)) => array.items.iter_mut().for_each(visit),
        SchemaKind::Type(_) => {}
        SchemaKind::OneOf { one_of: members }
        | SchemaKind::AllOf { all_of: members }
        | SchemaKind::AnyOf { any_of: members } => members.iter_mut().for_each(visit),
        SchemaKind::Not { not } => visit(not),
        SchemaKind::Any(any) => of_any(any, visit),
    }
}

fn of_any(any: &mut AnySchema, visit: &mut dyn FnMut(&mut SchemaOrReference)) {
    any.properties.values_mut().for_each(&mut *visit);
    any.items.iter_mut().for_each(&mut *visit);
    additional(&mut any.additional_properties, visit);
    for members in [&mut any.one_of, &mut any.all_of, &mut any.any_of] {
        members.iter_mut().for_each(&mut *visit);
    }
    any.not.iter_mut().for_each(visit);
}

fn additional(properties: &mut Option<AdditionalProperties>, visit: &mut dyn FnMut(&mut SchemaOrReference)) {
    if let Some(AdditionalProperties::Schema(schema)) = properties {
        visit(schema);
    }
}
