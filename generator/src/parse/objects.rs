//! The objects of the typed document around its schemas, in a tenth of the room.
//!
//! `openapiv3` has a place for a whole schema in each parameter and media type, and for eight operations in each path. It
//! reads them, one by one; what is kept is this. Decides nothing: what code can be made of is here, in its words.

use indexmap::IndexMap;
use openapiv3::{Info, PathStyle, QueryStyle, ReferenceOr, SecurityScheme, Server, StatusCode, Tag};

use super::named::Named;
use super::schema::{Extensions, SchemaOrReference};
use crate::document::Text;

/// The typed document.
#[derive(Debug)]
#[expect(missing_docs, reason = "members of OpenAPI")]
pub struct Typed {
    pub info: Info,
    pub servers: Vec<Server>,
    /// By their path; those of webhooks and of methods that no keyword is for by keys of their own.
    pub paths: IndexMap<Text, ReferenceOr<PathItem>>,
    pub components: Components,
    pub security: Vec<SecurityRequirement>,
    pub tags: Vec<Tag>,
}

/// What can be referred to.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "members of OpenAPI")]
pub struct Components {
    pub schemas: IndexMap<Text, SchemaOrReference>,
    pub responses: IndexMap<Text, ReferenceOr<Response>>,
    pub parameters: IndexMap<Text, ReferenceOr<Parameter>>,
    pub request_bodies: IndexMap<Text, ReferenceOr<RequestBody>>,
    pub headers: IndexMap<Text, ReferenceOr<Header>>,
    pub security_schemes: IndexMap<Text, ReferenceOr<SecurityScheme>>,
}

/// A path.
#[derive(Debug, Default, PartialEq)]
pub struct PathItem {
    /// Its operations, by their keyword.
    pub operations: Vec<(&'static str, Operation)>,
    /// The servers that it may be called at.
    pub servers: Box<[Server]>,
    /// What all of its operations take.
    pub parameters: Box<[ReferenceOr<Parameter>]>,
}

/// An operation.
#[derive(Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "members of OpenAPI")]
pub struct Operation {
    pub tags: Box<[String]>,
    pub summary: Option<Box<str>>,
    pub description: Option<Box<str>>,
    pub operation_id: Option<Box<str>>,
    pub parameters: Box<[ReferenceOr<Parameter>]>,
    pub request_body: Option<ReferenceOr<RequestBody>>,
    pub responses: Responses,
    pub callbacks: Named<Callback>,
    pub deprecated: bool,
    pub security: Option<Box<[SecurityRequirement]>>,
    pub servers: Box<[Server]>,
    /// Members that begin with `x-`.
    pub extensions: Extensions,
}

/// The paths that a service calls, by their expression.
pub type Callback = Named<PathItem>;

/// Schemes that are needed together, each with its scopes.
pub type SecurityRequirement = Named<Box<[String]>>;

/// What media types a value comes in.
pub type Content = Named<MediaType>;

/// What an operation answers.
#[derive(Debug, Default, PartialEq)]
pub struct Responses {
    /// For any other status.
    pub default: Option<ReferenceOr<Response>>,
    /// By status, in document order.
    pub responses: Box<[(StatusCode, ReferenceOr<Response>)]>,
}

/// An answer.
#[derive(Debug, PartialEq)]
#[expect(missing_docs, reason = "members of OpenAPI")]
pub struct Response {
    pub description: Box<str>,
    pub headers: Named<ReferenceOr<Header>>,
    pub content: Content,
    /// Whether it says what can be called with it.
    pub has_links: bool,
    /// Members that begin with `x-`.
    pub extensions: Extensions,
}

/// A header of an answer.
#[derive(Debug, PartialEq)]
#[expect(missing_docs, reason = "members of OpenAPI")]
pub struct Header {
    pub description: Option<Box<str>>,
    pub required: bool,
    pub deprecated: bool,
    pub format: ParameterSchemaOrContent,
}

/// The body of a request.
#[derive(Debug, PartialEq)]
#[expect(missing_docs, reason = "members of OpenAPI")]
pub struct RequestBody {
    pub description: Option<Box<str>>,
    pub content: Content,
    pub required: bool,
}

/// A value in a media type.
#[derive(Debug, PartialEq)]
#[expect(missing_docs, reason = "members of OpenAPI")]
pub struct MediaType {
    pub schema: Option<SchemaOrReference>,
    pub encoding: Named<Encoding>,
}

/// How a property of a body is written.
#[derive(Debug, PartialEq)]
#[expect(missing_docs, reason = "members of OpenAPI")]
pub struct Encoding {
    pub content_type: Option<Box<str>>,
    pub has_headers: bool,
    pub style: Option<QueryStyle>,
    pub explode: bool,
    pub allow_reserved: bool,
    /// Members that begin with `x-`.
    pub extensions: Extensions,
}

/// A parameter, by where it is written.
#[derive(Debug, PartialEq)]
#[expect(missing_docs, reason = "members of OpenAPI")]
pub enum Parameter {
    Query { parameter_data: ParameterData, allow_reserved: bool, style: QueryStyle, allow_empty_value: bool },
    Header { parameter_data: ParameterData },
    Path { parameter_data: ParameterData, style: PathStyle },
    Cookie { parameter_data: ParameterData },
}

/// What every parameter may have.
#[derive(Debug, PartialEq)]
#[expect(missing_docs, reason = "members of OpenAPI")]
pub struct ParameterData {
    pub name: Box<str>,
    pub description: Option<Box<str>>,
    pub required: bool,
    pub deprecated: bool,
    pub explode: Option<bool>,
    pub format: ParameterSchemaOrContent,
    /// Members that begin with `x-`.
    pub extensions: Extensions,
}

/// What a text holds.
#[derive(Debug, PartialEq)]
#[expect(missing_docs, reason = "members of OpenAPI")]
pub enum ParameterSchemaOrContent {
    Schema(SchemaOrReference),
    Content(Content),
}

impl PathItem {
    /// The operation of that keyword.
    pub fn operation(&self, keyword: &str) -> Option<&Operation> {
        self.operations.iter().find_map(|(known, operation)| (*known == keyword).then_some(operation))
    }
}

impl Parameter {
    /// What every parameter may have.
    pub fn parameter_data_ref(&self) -> &ParameterData {
        match self {
            Self::Query { parameter_data, .. }
            | Self::Header { parameter_data }
            | Self::Path { parameter_data, .. }
            | Self::Cookie { parameter_data } => parameter_data,
        }
    }
}
