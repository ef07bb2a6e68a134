//! Putting schemas back into the holes that the deserializer left.
//!
//! Lists, for each type that holds schemas, where it holds them; nothing else.

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, Encoding, Header, MediaType, Operation, Parameter, ParameterSchemaOrContent,
    PathItem, ReferenceOr, RequestBody, Response, Schema, SchemaKind, Type,
};

/// A place for a schema.
pub(super) enum Slot<'a> {
    Plain(&'a mut ReferenceOr<Schema>),
    Boxed(&'a mut ReferenceOr<Box<Schema>>),
}

/// A type that has places for schemas, or none.
pub(super) trait Slots {
    /// Calls `visit` for each place directly in this object.
    fn slots(&mut self, visit: &mut dyn FnMut(Slot<'_>));
}

impl Slot<'_> {
    /// The reference that stands there.
    pub(super) fn reference(&self) -> Option<&str> {
        match self {
            Slot::Plain(ReferenceOr::Reference { reference }) | Slot::Boxed(ReferenceOr::Reference { reference }) => {
                Some(reference)
            }
            _ => None,
        }
    }

    /// Puts a schema there.
    pub(super) fn fill(self, schema: ReferenceOr<Schema>) {
        match self {
            Slot::Plain(slot) => *slot = schema,
            Slot::Boxed(slot) => {
                *slot = match schema {
                    ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
                    ReferenceOr::Item(schema) => ReferenceOr::boxed_item(schema),
                }
            }
        }
    }
}

macro_rules! no_slots {
    ($($ty:ty),*) => {
        $(impl Slots for $ty { fn slots(&mut self, _: &mut dyn FnMut(Slot<'_>)) {} })*
    };
}

no_slots!(
    openapiv3::Info,
    openapiv3::Server,
    openapiv3::Tag,
    openapiv3::SecurityRequirement,
    openapiv3::SecurityScheme,
    openapiv3::Example,
    openapiv3::Link,
    openapiv3::ExternalDocumentation
);

impl<T: Slots> Slots for ReferenceOr<T> {
    fn slots(&mut self, visit: &mut dyn FnMut(Slot<'_>)) {
        if let ReferenceOr::Item(item) = self {
            item.slots(visit);
        }
    }
}

impl<T: Slots> Slots for Vec<T> {
    fn slots(&mut self, visit: &mut dyn FnMut(Slot<'_>)) {
        self.iter_mut().for_each(|item| item.slots(visit));
    }
}

impl<K, T: Slots> Slots for IndexMap<K, T> {
    fn slots(&mut self, visit: &mut dyn FnMut(Slot<'_>)) {
        self.values_mut().for_each(|item| item.slots(visit));
    }
}

impl Slots for Schema {
    fn slots(&mut self, visit: &mut dyn FnMut(Slot<'_>)) {
        match &mut self.schema_kind {
            SchemaKind::Type(Type::Object(object)) => {
                object.properties.values_mut().for_each(|schema| visit(Slot::Boxed(schema)));
                additional(&mut object.additional_properties, visit);
            }
            SchemaKind::Type(Type::Array(array)) => {
                array.items.iter_mut().for_each(|schema| visit(Slot::Boxed(schema)))
            }
            SchemaKind::Type(_) => {}
            SchemaKind::OneOf { one_of: members }
            | SchemaKind::AllOf { all_of: members }
            | SchemaKind::AnyOf { any_of: members } => {
                members.iter_mut().for_each(|schema| visit(Slot::Plain(schema)));
            }
            SchemaKind::Not { not } => visit(Slot::Plain(not)),
            SchemaKind::Any(any) => any_slots(any, visit),
        }
    }
}

fn any_slots(any: &mut AnySchema, visit: &mut dyn FnMut(Slot<'_>)) {
    any.properties.values_mut().for_each(|schema| visit(Slot::Boxed(schema)));
    any.items.iter_mut().for_each(|schema| visit(Slot::Boxed(schema)));
    additional(&mut any.additional_properties, visit);
    for members in [&mut any.one_of, &mut any.all_of, &mut any.any_of] {
        members.iter_mut().for_each(|schema| visit(Slot::Plain(schema)));
    }
    if let Some(not) = &mut any.not {
        visit(Slot::Plain(not));
    }
}

fn additional(properties: &mut Option<AdditionalProperties>, visit: &mut dyn FnMut(Slot<'_>)) {
    if let Some(AdditionalProperties::Schema(schema)) = properties {
        visit(Slot::Plain(schema));
    }
}

impl Slots for ParameterSchemaOrContent {
    fn slots(&mut self, visit: &mut dyn FnMut(Slot<'_>)) {
        match self {
            ParameterSchemaOrContent::Schema(schema) => visit(Slot::Plain(schema)),
            ParameterSchemaOrContent::Content(content) => content.slots(visit),
        }
    }
}

impl Slots for Parameter {
    fn slots(&mut self, visit: &mut dyn FnMut(Slot<'_>)) {
        match self {
            Parameter::Query { parameter_data, .. }
            | Parameter::Header { parameter_data, .. }
            | Parameter::Path { parameter_data, .. }
            | Parameter::Cookie { parameter_data, .. } => parameter_data.format.slots(visit),
        }
    }
}

impl Slots for Header {
    fn slots(&mut self, visit: &mut dyn FnMut(Slot<'_>)) {
        self.format.slots(visit);
    }
}

impl Slots for Encoding {
    fn slots(&mut self, visit: &mut dyn FnMut(Slot<'_>)) {
        self.headers.slots(visit);
    }
}

impl Slots for MediaType {
    fn slots(&mut self, visit: &mut dyn FnMut(Slot<'_>)) {
        self.schema.iter_mut().for_each(|schema| visit(Slot::Plain(schema)));
        self.encoding.slots(visit);
    }
}

impl Slots for RequestBody {
    fn slots(&mut self, visit: &mut dyn FnMut(Slot<'_>)) {
        self.content.slots(visit);
    }
}

impl Slots for Response {
    fn slots(&mut self, visit: &mut dyn FnMut(Slot<'_>)) {
        self.headers.slots(visit);
        self.content.slots(visit);
    }
}

/// Without its callbacks, which are read on their own.
impl Slots for Operation {
    fn slots(&mut self, visit: &mut dyn FnMut(Slot<'_>)) {
        self.parameters.slots(visit);
        self.request_body.iter_mut().for_each(|body| body.slots(visit));
        self.responses.default.iter_mut().for_each(|response| response.slots(visit));
        self.responses.responses.slots(visit);
    }
}

/// Without its operations, which are read on their own.
impl Slots for PathItem {
    fn slots(&mut self, visit: &mut dyn FnMut(Slot<'_>)) {
        self.parameters.slots(visit);
    }
}
