//! Where the service is.

use super::{Docs, FieldName, TypeName};

/// A server that the document names.
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// Its name in Rust, unique among the servers.
    pub name: TypeName,
    /// What it is for.
    pub docs: Docs,
    /// Where it stands in the document.
    pub pointer: String,
    /// Its address in parts.
    pub parts: Vec<ServerPart>,
    /// What its address leaves open.
    pub variables: Vec<ServerVariable>,
    /// Its address with the defaults of its variables: one that can be called.
    pub address: String,
}

/// A piece of an address.
#[derive(Clone, Debug, PartialEq)]
pub enum ServerPart {
    /// Always the same.
    Literal(String),
    /// The variable of that position in [`Server::variables`].
    Variable(usize),
}

/// A variable of an address.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerVariable {
    /// Its setter.
    pub name: FieldName,
    /// What it is unless it is set.
    pub default: String,
    /// What it is, and which values it can have.
    pub docs: Docs,
    /// Where it stands in the document.
    pub pointer: String,
}
