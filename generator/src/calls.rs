//! How the emitted operations are called: for tools that make calls without reading Rust.

use crate::ir::{Api, BodyContent, BodyForm, BodyKind, Location, Operation};

/// An emitted operation and the fields of its request type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The request type below the module `operations`: `chat::SendChatMessage`.
    pub name: String,
    /// Where it stands in the document.
    pub pointer: String,
    /// The HTTP method.
    pub method: String,
    /// The path template, as in the document.
    pub path: String,
    /// Its fields.
    pub fields: Vec<CallField>,
}

/// A field of a request type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallField {
    /// Its name in Rust.
    pub name: String,
    /// Its name on the wire; empty for a body.
    pub wire: String,
    /// Where it goes.
    pub place: Place,
    /// What it holds.
    pub holds: Holds,
    /// The variant that holds it, below the module `operations`, if there are several: `chat::SendBody::Json`.
    pub variant: Option<String>,
    /// Whether it is always there; otherwise it is an `Option`.
    pub required: bool,
}

/// Where a field goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Into the path.
    Path,
    /// Into the query.
    Query,
    /// It is all of the query.
    QueryString,
    /// Into a header.
    Header,
    /// Into a cookie.
    Cookie,
    /// Into the body, in that media type.
    Body {
        /// The media type.
        media_type: String,
    },
}

impl Place {
    /// What a document calls it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::QueryString => "querystring",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Body { .. } => "body",
        }
    }
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A value that is read from JSON.
    Value,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// The parts of a multipart body.
    Parts,
}

/// How all operations are called, in the order in which they are emitted.
pub(crate) fn of(api: &Api) -> Vec<Call> {
    api.operations.values().map(|operation| call(api, operation)).collect()
}

fn call(api: &Api, operation: &Operation) -> Call {
    let module = &api.tags[operation.tag].module;
    let mut fields = Vec::new();
    for parameter in &operation.parameters {
        let place = match &parameter.location {
            Location::Path => Place::Path,
            Location::Query => Place::Query,
            Location::QueryString { .. } => Place::QueryString,
            Location::Header => Place::Header,
            Location::Cookie => Place::Cookie,
            Location::SharedQuery { .. } => continue,
        };
        fields.push(CallField {
            name: parameter.name.to_string(),
            wire: parameter.wire.to_string(),
            place,
            holds: Holds::Value,
            variant: None,
            required: parameter.required,
        });
    }
    fields.extend(operation.body.iter().filter_map(|body| {
        let (form, variant) = match &body.content {
            BodyContent::One(form) => (form, None),
            BodyContent::Several { name, cases } => {
                let case = cases.first()?;
                (&case.form, Some(format!("{module}::{name}::{}", case.name)))
            }
        };
        Some(CallField {
            name: body.name.to_string(),
            wire: String::new(),
            place: Place::Body { media_type: form.media_type.clone() },
            holds: holds(form),
            variant,
            required: body.required,
        })
    }));
    Call {
        name: format!("{module}::{}", operation.name),
        pointer: operation.pointer.clone(),
        method: operation.http_method.clone(),
        path: operation.path.clone(),
        fields,
    }
}

fn holds(form: &BodyForm) -> Holds {
    match &form.kind {
        BodyKind::Json(_) | BodyKind::Form { .. } | BodyKind::Lines(_) | BodyKind::Xml { .. } => Holds::Value,
        BodyKind::Multipart(_) | BodyKind::Parts => Holds::Parts,
        BodyKind::Text => Holds::Text,
        BodyKind::Bytes => Holds::Bytes,
    }
}
