//! The one dialect that every document is brought into: which objects OpenAPI has and which keywords each may hold.
//!
//! This is a table, not a program: normalization asks it what is allowed where, the typed parse where schemas stand, and
//! resolution what a pointer leads to. It must not know how any of them answers a breach.

mod fields;
mod methods;
mod reference;
mod templates;
mod walk;

pub(crate) use fields::field;
pub(crate) use methods::{ItemOperation, METHODS, operations};
pub(crate) use reference::{Expected, expected_at, follow, local_pointer};
pub(crate) use templates::{Piece, is_named, is_several_segments, pieces, query_names, split_query};
pub(crate) use walk::{each_child, walk, walk_mut};

/// The prefix under which a keyword that the typed document has no field for is carried through it.
pub(crate) const CARRIED: &str = "x-oas31-";

/// What normalization marks an object with that is an array with types by position.
pub(crate) const TUPLE: &str = "x-oas31-tuple";

/// How many references may follow one another until something is reached; more are as bad as a circle.
pub(crate) const MAX_CHAIN: usize = 64;

/// The kinds of object that a document is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// The document itself.
    Document,
    /// `info`
    Info,
    /// `info.contact`
    Contact,
    /// `info.license`
    License,
    /// A server.
    Server,
    /// A variable of a server's URL.
    ServerVariable,
    /// `components`
    Components,
    /// `paths`
    Paths,
    /// The operations of one path.
    PathItem,
    /// An operation.
    Operation,
    /// A link to documentation elsewhere.
    ExternalDocs,
    /// A parameter.
    Parameter,
    /// A request body.
    RequestBody,
    /// One content type of a body.
    MediaType,
    /// How one property of a form is encoded.
    Encoding,
    /// The responses of an operation, by status.
    Responses,
    /// A response.
    Response,
    /// What a server calls back, by expression.
    Callback,
    /// A named example.
    Example,
    /// A link from a response to an operation.
    Link,
    /// A header of a response or of a part.
    Header,
    /// A tag.
    Tag,
    /// A schema.
    Schema,
    /// What tells the members of a union apart.
    Discriminator,
    /// A security scheme.
    SecurityScheme,
    /// The flows of an OAuth 2 scheme.
    Flows,
    /// A flow of an OAuth 2 scheme.
    Flow,
    /// The schemes that are needed together, with their scopes.
    SecurityRequirement,
}

/// What the value of a keyword must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Any JSON.
    Any,
    /// A text.
    Text,
    /// A truth value.
    Flag,
    /// A number from zero up, without fraction.
    Count,
    /// A number.
    Number,
    /// A list of texts.
    Texts,
    /// A list of anything.
    Values,
    /// An object whose members are texts.
    TextMap,
    /// An object whose members are anything.
    ValueMap,
    /// An object of that kind.
    One(Kind),
    /// A list of objects of that kind.
    List(Kind),
    /// An object whose members are objects of that kind.
    Map(Kind),
    /// A truth value, or an object of that kind.
    FlagOr(Kind),
}

/// What becomes of a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// The typed document has a field for it.
    Keep,
    /// The typed document has none: it is renamed to an extension.
    Carry,
    /// It stays in the tree, where references find it; the typed document does without.
    Tree,
    /// It has no effect on code, for that reason.
    Harmless(&'static str),
}

/// A keyword of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// Its name.
    pub(crate) name: &'static str,
    /// What its value must be.
    pub(crate) shape: Shape,
    /// What becomes of it.
    pub(crate) fate: Fate,
}

impl Kind {
    /// What messages call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Document => "the document",
            Kind::Info => "the info object",
            Kind::Contact => "the contact",
            Kind::License => "the license",
            Kind::Server => "a server",
            Kind::ServerVariable => "a server variable",
            Kind::Components => "the components",
            Kind::Paths => "the paths",
            Kind::PathItem => "a path item",
            Kind::Operation => "an operation",
            Kind::ExternalDocs => "external documentation",
            Kind::Parameter => "a parameter",
            Kind::RequestBody => "a request body",
            Kind::MediaType => "a media type",
            Kind::Encoding => "an encoding",
            Kind::Responses => "responses",
            Kind::Response => "a response",
            Kind::Callback => "a callback",
            Kind::Example => "an example",
            Kind::Link => "a link",
            Kind::Header => "a header",
            Kind::Tag => "a tag",
            Kind::Schema => "a schema",
            Kind::Discriminator => "a discriminator",
            Kind::SecurityScheme => "a security scheme",
            Kind::Flows => "OAuth flows",
            Kind::Flow => "an OAuth flow",
            Kind::SecurityRequirement => "a security requirement",
        }
    }

    /// The section of `components` for objects of this kind, for those that a Reference Object may stand for.
    pub(crate) fn section(self) -> Option<&'static str> {
        Some(match self {
            Kind::Parameter => "parameters",
            Kind::RequestBody => "requestBodies",
            Kind::Response => "responses",
            Kind::Callback => "callbacks",
            Kind::Example => "examples",
            Kind::Link => "links",
            Kind::Header => "headers",
            Kind::SecurityScheme => "securitySchemes",
            Kind::PathItem => "pathItems",
            Kind::MediaType => "mediaTypes",
            Kind::Schema => "schemas",
            _ => return None,
        })
    }
}
