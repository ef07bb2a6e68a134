//! Operations: what is called, with what, and what is known about how to go on.

use smol_str::SmolStr;

use super::{
    Body, Docs, Exceptions, Failure, FieldName, Headers, ModuleName, Output, PartPointer, PropertyStyle, Streamed,
    Style, TagId, Ty, TypeName,
};

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
    pub wire: SmolStr,
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
    pub pointer: PartPointer,
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
