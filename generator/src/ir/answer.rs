//! Answers: what a success gives and a failure answers, by status and media type.

use std::fmt;

use super::{Docs, PartPointer, Ty, TypeName};

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
        root: Box<super::Xml>,
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
    pub pointer: PartPointer,
}

/// Typed response headers: a struct of its own.
#[derive(Clone, Debug)]
pub struct Headers {
    /// The struct's name.
    pub name: TypeName,
    /// Its fields. The wire names are lower case.
    pub fields: Vec<super::Field>,
    /// The struct of an operation of the same tag that is like it, of which this is another name.
    pub same_as: Option<TypeName>,
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
    pub pointer: PartPointer,
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
