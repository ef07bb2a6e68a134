//! How calls are authenticated.

use super::Docs;

/// A scheme that operations name.
#[derive(Clone, Debug, PartialEq)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub wire: String,
    /// What it asks for.
    pub kind: SchemeKind,
    /// What it is.
    pub docs: Docs,
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
    OAuth2,
    /// Something that the configuration says hand-written code does.
    Custom,
}
