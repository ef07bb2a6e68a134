//! Operations: what is called, with what, and what comes back.

use std::fmt;

use super::{Docs, FieldName, ModuleName, Style, TagId, Ty, TypeName};

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The name of its request type, unique in its tag's module: `ListChatMessages`.
    pub name: TypeName,
    /// The module and file of the request type, unique in its tag's module.
    pub module: ModuleName,
    /// The method of its tag's trait, `list_chat_messages`.
    pub method_name: FieldName,
    /// Its `operationId`; empty if the document gives none.
    pub id: String,
    /// Its tag.
    pub tag: TagId,
    /// What it does.
    pub docs: Docs,
    /// Where it stands in the document.
    pub pointer: String,
    /// Whether the document says not to use it.
    pub deprecated: bool,
    /// The HTTP method, upper case.
    pub http_method: String,
    /// The path template, as in the document.
    pub path: String,
    /// The same in parts.
    pub path_parts: Vec<PathPart>,
    /// The parameters: path parameters first, then the document's order.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// What is asked for in `Accept`; empty for nothing.
    pub accept: String,
    /// What a success gives.
    pub output: Output,
    /// Whether a success is a redirection: all that the document declares are.
    pub redirects: bool,
    /// Statuses that are successes, or failures, though HTTP says otherwise.
    pub exceptions: Exceptions,
    /// The headers that a success comes with.
    pub headers: Option<Headers>,
    /// What a failure answers.
    pub failure: Failure,
    /// The security schemes: one of these sets, each of the set.
    pub security: Vec<Vec<String>>,
    /// Its own servers, if it is not at the usual ones: addresses, or paths on the client's.
    pub servers: Vec<String>,
    /// How it goes on to the next page.
    pub paging: Option<Paging>,
    /// How the service goes on after the answer.
    pub long_running: Option<LongRunning>,
    /// The stream that it answers with, or can answer with.
    pub streamed: Option<Streamed>,
    /// The request header that makes it safe to repeat.
    pub idempotency_header: Option<String>,
}

/// A piece of a path.
#[derive(Clone, Debug, PartialEq)]
pub enum PathPart {
    /// The same in every call.
    Literal(String),
    /// The parameter of that position in [`Operation::parameters`].
    Parameter(usize),
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its field in the request type.
    pub name: FieldName,
    /// Its name on the wire.
    pub wire: String,
    /// Where it goes.
    pub location: Location,
    /// How it is written there.
    pub style: Style,
    /// Its type.
    pub ty: Ty,
    /// Whether it is always sent.
    pub required: bool,
    /// Whether it is hidden from `Debug`.
    pub secret: bool,
    /// Whether the document says not to use it.
    pub deprecated: bool,
    /// What it is.
    pub docs: Docs,
    /// Where it stands in the document.
    pub pointer: String,
}

/// Where a parameter goes.
#[derive(Clone, Debug, PartialEq)]
pub enum Location {
    /// Into the path, or to where the path has it in its query.
    Path,
    /// Into the query.
    Query,
    /// Its members are the query, as a form.
    QueryString {
        /// The members that are written in another way than the default.
        styles: Vec<PropertyStyle>,
    },
    /// Into a header.
    Header,
    /// Into a cookie.
    Cookie,
    /// Into the query, from the client's settings, with this value otherwise. Such a parameter has no field.
    SharedQuery {
        /// The value unless the client has another.
        default: String,
    },
}

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its field in the request type.
    pub name: FieldName,
    /// Whether there is always one.
    pub required: bool,
    /// What is sent.
    pub content: BodyContent,
    /// Whether it is hidden from `Debug`.
    pub secret: bool,
    /// What it is.
    pub docs: Docs,
    /// Where it stands in the document.
    pub pointer: String,
}

/// What a request body holds.
#[derive(Clone, Debug, PartialEq)]
pub enum BodyContent {
    /// One type.
    One(BodyForm),
    /// Different things in different media types: an enum of its own.
    Several {
        /// The enum's name.
        name: TypeName,
        /// Its variants, the one that is mostly used first.
        cases: Vec<BodyCase>,
    },
}

/// A request body in one of several forms.
#[derive(Clone, Debug, PartialEq)]
pub struct BodyCase {
    /// The variant, `Json`.
    pub name: TypeName,
    /// What it holds.
    pub form: BodyForm,
}

/// A request body in one form.
#[derive(Clone, Debug, PartialEq)]
pub struct BodyForm {
    /// The media type that is sent.
    pub media_type: String,
    /// Others that bytes may have, of which the user picks one; with `*` for any.
    pub alternatives: Vec<String>,
    /// How it is written.
    pub kind: BodyKind,
    /// Where its media type stands in the document.
    pub pointer: String,
}

impl BodyContent {
    /// All forms.
    pub fn forms(&self) -> Vec<&BodyForm> {
        match self {
            Self::One(form) => vec![form],
            Self::Several { cases, .. } => cases.iter().map(|case| &case.form).collect(),
        }
    }

    /// The same, to change them.
    pub fn forms_mut(&mut self) -> Vec<&mut BodyForm> {
        match self {
            Self::One(form) => vec![form],
            Self::Several { cases, .. } => cases.iter_mut().map(|case| &mut case.form).collect(),
        }
    }
}

/// How a request body is written.
#[derive(Clone, Debug, PartialEq)]
pub enum BodyKind {
    /// As JSON.
    Json(Ty),
    /// As the pairs of a form (`application/x-www-form-urlencoded`).
    Form {
        /// What is sent.
        ty: Ty,
        /// The properties that say how they are written.
        styles: Vec<PropertyStyle>,
    },
    /// In several parts, which a struct of its own holds.
    Multipart(Box<Multipart>),
    /// In several parts, which the user puts together.
    Parts,
    /// As lines, each a JSON value of that type.
    Lines(Ty),
    /// As XML.
    Xml {
        /// What is sent.
        ty: Ty,
        /// The root element.
        root: super::Xml,
    },
    /// As text.
    Text,
    /// As bytes.
    Bytes,
}

impl BodyKind {
    /// The types of what is sent.
    pub fn types(&self) -> Vec<&Ty> {
        match self {
            Self::Json(ty) | Self::Form { ty, .. } | Self::Lines(ty) | Self::Xml { ty, .. } => vec![ty],
            Self::Multipart(multipart) => {
                let rest = multipart.rest.iter().map(|(rest, _)| &rest.ty);
                multipart.parts.iter().map(|part| &part.field.ty).chain(rest).collect()
            }
            Self::Parts | Self::Text | Self::Bytes => Vec::new(),
        }
    }

    /// The same, to change them.
    pub fn types_mut(&mut self) -> Vec<&mut Ty> {
        match self {
            Self::Json(ty) | Self::Form { ty, .. } | Self::Lines(ty) | Self::Xml { ty, .. } => vec![ty],
            Self::Multipart(multipart) => {
                let rest = multipart.rest.iter_mut().map(|(rest, _)| &mut rest.ty);
                multipart.parts.iter_mut().map(|part| &mut part.field.ty).chain(rest).collect()
            }
            Self::Parts | Self::Text | Self::Bytes => Vec::new(),
        }
    }
}

/// The parts of a request body: a struct of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Multipart {
    /// The struct's name.
    pub name: TypeName,
    /// Where its schema stands in the document.
    pub pointer: String,
    /// Its fields.
    pub parts: Vec<Part>,
    /// Parts that always have the same value and therefore no field.
    pub constants: Vec<super::Constant>,
    /// Where parts without a field go, if the document types them.
    pub rest: Option<(super::Rest, PartKind)>,
}

/// A part, or several of one name.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its field; the type is that of a value, and without meaning for a file.
    pub field: super::Field,
    /// What it is.
    pub kind: PartKind,
}

/// What a part is.
#[derive(Clone, Debug, PartialEq)]
pub enum PartKind {
    /// A file.
    File {
        /// Whether there may be several.
        many: bool,
        /// The media type of those that have none themselves.
        content_type: Option<String>,
    },
    /// A value, written as its type has it.
    Value,
    /// A value of that media type.
    ValueAs(String),
    /// A value whose parts are what would be the pairs of a form.
    Styled(Style),
}

/// How a property of a form is written.
#[derive(Clone, Debug, PartialEq)]
pub struct PropertyStyle {
    /// Its name on the wire.
    pub wire: String,
    /// How it is written.
    pub style: Style,
}

/// Which statuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// That one.
    Code(u16),
    /// `4XX`: the hundreds of that digit.
    Range(u8),
    /// All that are not named.
    Default,
}

/// Statuses whose meaning for an operation is not the one that HTTP gives them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exceptions {
    /// Successes that are none by their class: a 404 that answers whether there is such a thing.
    pub successes: Vec<u16>,
    /// Failures among the statuses of successes.
    pub failures: Vec<u16>,
}

/// In words: `404`, `any 5XX`.
impl fmt::Display for Status {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(formatter, "{code}"),
            Self::Range(digit) => write!(formatter, "any {digit}XX"),
            Self::Default => formatter.write_str("any other status"),
        }
    }
}

/// What a response's body holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Nothing.
    Empty,
    /// A JSON value.
    Json(Ty),
    /// A text.
    Text,
    /// A text that may also come as a JSON string.
    TextOrJson,
    /// XML.
    Xml {
        /// What it holds.
        ty: Ty,
        /// The root element.
        root: super::Xml,
    },
    /// Bytes.
    Bytes,
    /// The events of a stream, all of them.
    Events(Streamed),
}

impl Content {
    /// The type of the value or of each event, if it is one.
    pub fn ty(&self) -> Option<&Ty> {
        match self {
            Self::Json(ty) | Self::Xml { ty, .. } => Some(ty),
            Self::Events(streamed) => Some(&streamed.event),
            Self::Empty | Self::Text | Self::TextOrJson | Self::Bytes => None,
        }
    }

    /// The same, to change it.
    pub fn ty_mut(&mut self) -> Option<&mut Ty> {
        match self {
            Self::Json(ty) | Self::Xml { ty, .. } => Some(ty),
            Self::Events(streamed) => Some(&mut streamed.event),
            Self::Empty | Self::Text | Self::TextOrJson | Self::Bytes => None,
        }
    }
}

/// What a success gives.
#[derive(Clone, Debug)]
pub enum Output {
    /// The same for every success status.
    One(Content),
    /// Different things for different statuses or media types: an enum of its own.
    Several {
        /// The enum's name.
        name: TypeName,
        /// Its variants: by status, and those of a status in the order in which their media types are asked for.
        cases: Vec<OutputCase>,
    },
}

/// One success status, in one form.
#[derive(Clone, Debug)]
pub struct OutputCase {
    /// The status.
    pub status: Status,
    /// The media types that it comes as, in lower case; none if there is no other form of that status.
    pub media_types: Vec<String>,
    /// The variant, `Created`.
    pub name: TypeName,
    /// What it holds.
    pub content: Content,
    /// Whether that is hidden from `Debug`.
    pub secret: bool,
    /// When it comes.
    pub docs: Docs,
    /// Where the response stands in the document.
    pub pointer: String,
}

/// Typed response headers: a struct of its own.
#[derive(Clone, Debug)]
pub struct Headers {
    /// The struct's name.
    pub name: TypeName,
    /// Its fields. The wire names are lower case.
    pub fields: Vec<super::Field>,
}

/// What a failure answers.
#[derive(Clone, Debug)]
pub enum Failure {
    /// The document does not say.
    None,
    /// The same for every status.
    One {
        /// What it is: not empty.
        content: Content,
        /// The statuses that the document names.
        statuses: Vec<Status>,
    },
    /// Different things for different statuses: an enum of its own.
    Several {
        /// The enum's name.
        name: TypeName,
        /// Its variants, by status, the default last.
        cases: Vec<FailureCase>,
    },
}

/// A failure status.
#[derive(Clone, Debug)]
pub struct FailureCase {
    /// The status.
    pub status: Status,
    /// The variant, `TooManyRequests`.
    pub name: TypeName,
    /// What it holds; empty when the body is not described.
    pub content: Content,
    /// When it comes.
    pub docs: Docs,
    /// Where the response stands in the document.
    pub pointer: String,
}

/// The stream that an operation answers with.
#[derive(Clone, Debug, PartialEq)]
pub struct Streamed {
    /// The media type that is asked for.
    pub accept: String,
    /// What an event holds.
    pub event: Ty,
    /// How it is read.
    pub form: EventForm,
}

/// How an event is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventForm {
    /// Its data is JSON.
    Json,
    /// Its data is a text.
    Text,
    /// The type is an object of its fields: name, id and data.
    Object,
}

/// How a paged operation's answer is taken apart.
#[derive(Clone, Debug)]
pub struct Paging {
    /// The field of the output that holds the items.
    pub items: FieldName,
    /// Whether that field may be missing.
    pub items_optional: bool,
    /// The type of an item.
    pub item: Ty,
    /// The field that holds the link to the next page.
    pub next: FieldName,
    /// Whether that field may be missing.
    pub next_optional: bool,
}

/// How an operation that goes on is watched.
#[derive(Clone, Debug)]
pub struct LongRunning {
    /// The response header with the place to ask.
    pub status_header: String,
    /// What the service says when it is asked.
    pub status: Ty,
}
