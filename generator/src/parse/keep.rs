//! What is kept of each object that `openapiv3` has read: its members that code can be made of, with its schemas in the
//! places where the deserializer left holes.

use indexmap::IndexMap;
use openapiv3::ReferenceOr;

use super::named::Named;
use super::objects::{
    Content, Encoding, Header, MediaType, Operation, Parameter, ParameterData, ParameterSchemaOrContent, PathItem,
    RequestBody, Response, Responses,
};
use super::schema::SchemaOrReference;
use crate::document::Text;

/// Gives the schema for a place where one belongs.
pub type Schemas<'s> = dyn FnMut(ReferenceOr<openapiv3::Schema>) -> SchemaOrReference + 's;

/// What an object that was read is kept as.
pub trait Keep {
    /// Its type.
    type Kept;

    /// Keeps it.
    fn keep(self, schemas: &mut Schemas<'_>) -> Self::Kept;
}

macro_rules! kept_as_they_are {
    ($($ty:ident),*) => {
        $(impl Keep for openapiv3::$ty {
            type Kept = Self;

            fn keep(self, _: &mut Schemas<'_>) -> Self {
                self
            }
        })*
    };
}

kept_as_they_are!(Info, Server, Tag, SecurityScheme, ExternalDocumentation);

/// Links have no effect on what code is made.
impl Keep for openapiv3::Link {
    type Kept = ();

    fn keep(self, _: &mut Schemas<'_>) {}
}

impl<T: Keep> Keep for ReferenceOr<T> {
    type Kept = ReferenceOr<T::Kept>;

    fn keep(self, schemas: &mut Schemas<'_>) -> Self::Kept {
        match self {
            Self::Reference { reference } => ReferenceOr::Reference { reference },
            Self::Item(item) => ReferenceOr::Item(item.keep(schemas)),
        }
    }
}

impl<T: Keep> Keep for Vec<T> {
    type Kept = Box<[T::Kept]>;

    fn keep(self, schemas: &mut Schemas<'_>) -> Self::Kept {
        // Not in the room of what they were, which is many times as large.
        let mut all = Vec::with_capacity(self.len());
        all.extend(self.into_iter().map(|item| item.keep(schemas)));
        all.into()
    }
}

impl<T: Keep> Keep for IndexMap<String, T> {
    type Kept = Named<T::Kept>;

    fn keep(self, schemas: &mut Schemas<'_>) -> Self::Kept {
        let mut all = Vec::with_capacity(self.len());
        all.extend(self.into_iter().map(|(name, item)| (Text::from(name), item.keep(schemas))));
        all.into()
    }
}

impl Keep for String {
    type Kept = Self;

    fn keep(self, _: &mut Schemas<'_>) -> Self {
        self
    }
}

impl Keep for openapiv3::ParameterSchemaOrContent {
    type Kept = ParameterSchemaOrContent;

    fn keep(self, schemas: &mut Schemas<'_>) -> Self::Kept {
        match self {
            Self::Schema(schema) => ParameterSchemaOrContent::Schema(schemas(schema)),
            Self::Content(content) => ParameterSchemaOrContent::Content(content.keep(schemas)),
        }
    }
}

impl Keep for openapiv3::ParameterData {
    type Kept = ParameterData;

    fn keep(self, schemas: &mut Schemas<'_>) -> ParameterData {
        ParameterData {
            name: self.name.into(),
            description: self.description.map(Into::into),
            required: self.required,
            deprecated: self.deprecated.unwrap_or(false),
            explode: self.explode,
            format: self.format.keep(schemas),
            extensions: self.extensions.into(),
        }
    }
}

impl Keep for openapiv3::Parameter {
    type Kept = Parameter;

    fn keep(self, schemas: &mut Schemas<'_>) -> Parameter {
        match self {
            Self::Query { parameter_data, allow_reserved, style, allow_empty_value } => Parameter::Query {
                parameter_data: parameter_data.keep(schemas),
                allow_reserved,
                style,
                allow_empty_value: allow_empty_value.unwrap_or(false),
            },
            Self::Header { parameter_data, .. } => Parameter::Header { parameter_data: parameter_data.keep(schemas) },
            Self::Path { parameter_data, style } => {
                Parameter::Path { parameter_data: parameter_data.keep(schemas), style }
            }
            Self::Cookie { parameter_data, .. } => Parameter::Cookie { parameter_data: parameter_data.keep(schemas) },
        }
    }
}

impl Keep for openapiv3::Header {
    type Kept = Header;

    fn keep(self, schemas: &mut Schemas<'_>) -> Header {
        Header {
            description: self.description.map(Into::into),
            required: self.required,
            deprecated: self.deprecated.unwrap_or(false),
            format: self.format.keep(schemas),
        }
    }
}

impl Keep for openapiv3::Encoding {
    type Kept = Encoding;

    fn keep(self, _: &mut Schemas<'_>) -> Encoding {
        Encoding {
            content_type: self.content_type.map(Into::into),
            has_headers: !self.headers.is_empty(),
            style: self.style,
            explode: self.explode,
            allow_reserved: self.allow_reserved,
            extensions: self.extensions.into(),
        }
    }
}

impl Keep for openapiv3::MediaType {
    type Kept = MediaType;

    fn keep(self, schemas: &mut Schemas<'_>) -> MediaType {
        MediaType { schema: self.schema.map(&mut *schemas), encoding: self.encoding.keep(schemas) }
    }
}

impl Keep for openapiv3::RequestBody {
    type Kept = RequestBody;

    fn keep(self, schemas: &mut Schemas<'_>) -> RequestBody {
        let content: Content = self.content.keep(schemas);
        RequestBody { description: self.description.map(Into::into), content, required: self.required }
    }
}

impl Keep for openapiv3::Response {
    type Kept = Response;

    fn keep(self, schemas: &mut Schemas<'_>) -> Response {
        Response {
            description: self.description.into(),
            headers: self.headers.keep(schemas),
            content: self.content.keep(schemas),
            has_links: !self.links.is_empty(),
            extensions: self.extensions.into(),
        }
    }
}

impl Keep for openapiv3::Responses {
    type Kept = Responses;

    fn keep(self, schemas: &mut Schemas<'_>) -> Responses {
        Responses {
            default: self.default.map(|response| response.keep(schemas)),
            responses: self.responses.into_iter().map(|(status, response)| (status, response.keep(schemas))).collect(),
        }
    }
}

/// Without its callbacks when they are read on their own.
impl Keep for openapiv3::Operation {
    type Kept = Operation;

    fn keep(self, schemas: &mut Schemas<'_>) -> Operation {
        Operation {
            tags: self.tags.keep(schemas),
            summary: self.summary.map(Into::into),
            description: self.description.map(Into::into),
            operation_id: self.operation_id.map(Into::into),
            parameters: self.parameters.keep(schemas),
            request_body: self.request_body.map(|body| body.keep(schemas)),
            responses: self.responses.keep(schemas),
            callbacks: self.callbacks.keep(schemas),
            deprecated: self.deprecated,
            security: self.security.map(|security| security.keep(schemas)),
            servers: self.servers.keep(schemas),
            extensions: self.extensions.into(),
        }
    }
}

/// Without its operations when they are read on their own.
impl Keep for openapiv3::PathItem {
    type Kept = PathItem;

    fn keep(self, schemas: &mut Schemas<'_>) -> PathItem {
        let Self { get, put, post, delete, options, head, patch, trace, servers, parameters, .. } = self;
        let operations = [
            ("get", get),
            ("put", put),
            ("post", post),
            ("delete", delete),
            ("options", options),
            ("head", head),
            ("patch", patch),
            ("trace", trace),
        ];
        let kept = |(keyword, operation): (_, Option<openapiv3::Operation>)| Some((keyword, operation?.keep(schemas)));
        PathItem {
            operations: operations.into_iter().filter_map(kept).collect(),
            servers: servers.keep(schemas),
            parameters: parameters.keep(schemas),
        }
    }
}
