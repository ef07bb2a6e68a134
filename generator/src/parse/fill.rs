//! Where the deserializer left holes for schemas.
//!
//! Lists, for each type that holds schemas and is none, where it holds them; nothing else.

use indexmap::IndexMap;
use openapiv3::{Encoding, Header, MediaType, Operation, Parameter, ParameterSchemaOrContent, PathItem};
use openapiv3::{ReferenceOr, RequestBody, Response, Schema};

/// A type that has places for schemas, or none.
pub(super) trait Slots {
    /// Calls `visit` for each place directly in this object.
    fn slots(&mut self, visit: &mut dyn FnMut(&mut ReferenceOr<Schema>));
}

macro_rules! no_slots {
    ($($ty:ty),*) => {
        $(impl Slots for $ty { fn slots(&mut self, _: &mut dyn FnMut(&mut ReferenceOr<Schema>)) {} })*
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
    fn slots(&mut self, visit: &mut dyn FnMut(&mut ReferenceOr<Schema>)) {
        if let ReferenceOr::Item(item) = self {
            item.slots(visit);
        }
    }
}

impl<T: Slots> Slots for Vec<T> {
    fn slots(&mut self, visit: &mut dyn FnMut(&mut ReferenceOr<Schema>)) {
        self.iter_mut().for_each(|item| item.slots(visit));
    }
}

impl<K, T: Slots> Slots for IndexMap<K, T> {
    fn slots(&mut self, visit: &mut dyn FnMut(&mut ReferenceOr<Schema>)) {
        self.values_mut().for_each(|item| item.slots(visit));
    }
}

impl Slots for ParameterSchemaOrContent {
    fn slots(&mut self, visit: &mut dyn FnMut(&mut ReferenceOr<Schema>)) {
        match self {
            ParameterSchemaOrContent::Schema(schema) => visit(schema),
            ParameterSchemaOrContent::Content(content) => content.slots(visit),
        }
    }
}

impl Slots for Parameter {
    fn slots(&mut self, visit: &mut dyn FnMut(&mut ReferenceOr<Schema>)) {
        match self {
            Parameter::Query { parameter_data, .. }
            | Parameter::Header { parameter_data, .. }
            | Parameter::Path { parameter_data, .. }
            | Parameter::Cookie { parameter_data, .. } => parameter_data.format.slots(visit),
        }
    }
}

impl Slots for Header {
    fn slots(&mut self, visit: &mut dyn FnMut(&mut ReferenceOr<Schema>)) {
        self.format.slots(visit);
    }
}

impl Slots for Encoding {
    fn slots(&mut self, visit: &mut dyn FnMut(&mut ReferenceOr<Schema>)) {
        self.headers.slots(visit);
    }
}

impl Slots for MediaType {
    fn slots(&mut self, visit: &mut dyn FnMut(&mut ReferenceOr<Schema>)) {
        self.schema.iter_mut().for_each(&mut *visit);
        self.encoding.slots(visit);
    }
}

impl Slots for RequestBody {
    fn slots(&mut self, visit: &mut dyn FnMut(&mut ReferenceOr<Schema>)) {
        self.content.slots(visit);
    }
}

impl Slots for Response {
    fn slots(&mut self, visit: &mut dyn FnMut(&mut ReferenceOr<Schema>)) {
        self.headers.slots(visit);
        self.content.slots(visit);
    }
}

/// Without its callbacks, which are read on their own.
impl Slots for Operation {
    fn slots(&mut self, visit: &mut dyn FnMut(&mut ReferenceOr<Schema>)) {
        self.parameters.slots(visit);
        self.request_body.iter_mut().for_each(|body| body.slots(visit));
        self.responses.default.iter_mut().for_each(|response| response.slots(visit));
        self.responses.responses.slots(visit);
    }
}

/// Without its operations, which are read on their own.
impl Slots for PathItem {
    fn slots(&mut self, visit: &mut dyn FnMut(&mut ReferenceOr<Schema>)) {
        self.parameters.slots(visit);
    }
}
