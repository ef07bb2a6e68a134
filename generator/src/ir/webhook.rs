//! Requests that the service makes, and that the user's own server receives.

use super::{Docs, Headers, ModuleName, Ty, TypeName, Xml};

/// A request that the service makes: a webhook, or a callback of an operation.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// The name of its type, unique among the webhooks and their parts.
    pub name: TypeName,
    /// Its module and file, unique among the webhooks.
    pub module: ModuleName,
    /// Its name in the document.
    pub wire: String,
    /// What it says.
    pub docs: Docs,
    /// Where it stands in the document.
    pub pointer: String,
    /// Whether the document says not to use it.
    pub deprecated: bool,
    /// The HTTP method, upper case.
    pub http_method: String,
    /// Its headers, by names in lower case.
    pub headers: Option<Headers>,
    /// The parameters in its query.
    pub query: Option<Headers>,
    /// What its body holds.
    pub body: Received,
    /// Where its body stands in the document; empty if there is none.
    pub body_pointer: String,
    /// Whether there is always a body.
    pub body_required: bool,
    /// Whether the body is hidden from `Debug`.
    pub secret: bool,
}

/// What the body of a request holds that the service makes.
#[derive(Clone, Debug, PartialEq)]
pub enum Received {
    /// Nothing.
    Empty,
    /// A JSON value.
    Json(Ty),
    /// The pairs of a form (`application/x-www-form-urlencoded`).
    Form(Ty),
    /// XML.
    Xml {
        /// What it holds.
        ty: Ty,
        /// The root element.
        root: Box<Xml>,
    },
    /// A text.
    Text,
    /// Bytes.
    Bytes,
}

impl Received {
    /// The type of the value, if it is one.
    pub fn ty(&self) -> Option<&Ty> {
        match self {
            Self::Json(ty) | Self::Form(ty) | Self::Xml { ty, .. } => Some(ty),
            Self::Empty | Self::Text | Self::Bytes => None,
        }
    }

    /// The same, to change it.
    pub fn ty_mut(&mut self) -> Option<&mut Ty> {
        match self {
            Self::Json(ty) | Self::Form(ty) | Self::Xml { ty, .. } => Some(ty),
            Self::Empty | Self::Text | Self::Bytes => None,
        }
    }
}
