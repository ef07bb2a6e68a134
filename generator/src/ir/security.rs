//! How calls are authenticated.

use super::{Docs, FieldName};

/// A scheme that operations name.
#[derive(Clone, Debug, PartialEq)]
pub struct SecurityScheme {
    /// The method that gives its credential, unique among the schemes.
    pub name: FieldName,
    /// Its name in the document.
    pub wire: String,
    /// What it asks for.
    pub kind: SchemeKind,
    /// What it is.
    pub docs: Docs,
    /// Where it stands in the document.
    pub pointer: String,
}

/// What a scheme asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemeKind {
    /// A key in a header, in the query or in a cookie.
    ApiKey {
        /// `header`, `query` or `cookie`.
        location: &'static str,
        /// The name there.
        name: String,
    },
    /// User name and password.
    Basic,
    /// A token.
    Bearer,
    /// A token from an authorization server.
    OAuth2 {
        /// Where a client that acts for itself gets one (RFC 6749, section 4.4), and with which scopes; `None` if the
        /// service does not offer it.
        client: Option<OAuth2Client>,
    },
    /// Something that nothing is emitted for, or that the configuration says hand-written code does.
    Custom,
}

/// How a client that acts for itself gets a token.
#[derive(Clone, Debug, PartialEq)]
pub struct OAuth2Client {
    /// The method that gives its credential, unique among the schemes.
    pub method: FieldName,
    /// Where it asks: an absolute URL.
    pub token_url: String,
    /// The scopes that the document lists.
    pub scopes: Vec<String>,
}
