//! The crate to be, in its own terms: what `lower` makes and `emit` writes down.
//!
//! Everything is decided here: names are final Rust names, references are typed indices, recursion is boxed, and
//! nothing is left of OpenAPI but the pointers that say where a thing comes from. There are no tokens here.

mod answer;
mod arena;
mod body;
mod docs;
mod literal;
mod name;
mod operation;
mod part;
mod rule;
mod security;
mod server;
mod size;
mod style;
mod ty;
mod webhook;
mod xml;

pub use answer::{Content, EventForm, Exceptions, Failure, FailureCase, Headers, Output, OutputCase, Status, Streamed};
pub use arena::{Arena, Id};
pub use body::{Body, BodyCase, BodyContent, BodyForm, BodyKind, Multipart, Part, PartKind, PropertyStyle};
pub use docs::Docs;
pub use literal::Literal;
pub use name::{FieldName, ModuleName, TypeName};
pub use operation::{Location, LongRunning, Operation, Paging, Parameter, PathPart};
pub use part::PartPointer;
pub use rule::{Bound, Rule, Subject};
pub use security::{OAuth2Client, SchemeKind, SecurityScheme};
pub use server::{Server, ServerPart, ServerVariable};
pub use style::{Delimiter, Layout, Style};
pub use ty::{
    Constant, Enum, EnumBase, EnumVariant, Field, Integer, JsonKind, Member, Rest, Struct, Ty, Type, TypeKind, Union,
    Usage,
};
pub use webhook::{Received, Webhook};
pub use xml::{Xml, XmlName, XmlNode};

/// The id of a type in [`Api::types`].
pub type TypeId = Id<Type>;
/// The id of an operation in [`Api::operations`].
pub type OperationId = Id<Operation>;
/// The id of a tag in [`Api::tags`].
pub type TagId = Id<Tag>;

/// The features of every crate, whatever the document, that can be on by default.
pub(crate) const FEATURES_OF_EVERY_CRATE: &[&str] = &["reqwest", "blocking", "tower", "tracing", "validate"];

/// All of a crate.
#[derive(Clone, Debug)]
pub struct Api {
    /// What the crate is.
    pub krate: Crate,
    /// Groups of operations; each is a module, a trait and a Cargo feature.
    pub tags: Arena<Tag>,
    /// The types, sorted by name.
    pub types: Arena<Type>,
    /// The operations, sorted by tag and name.
    pub operations: Arena<Operation>,
    /// The requests that the service makes, sorted by name.
    pub webhooks: Vec<Webhook>,
    /// The servers that the document names.
    pub servers: Vec<Server>,
    /// The security schemes that operations name.
    pub security: Vec<SecurityScheme>,
}

/// What the crate is, from the document's head and the configuration.
#[derive(Clone, Debug)]
pub struct Crate {
    /// The package name, `acs-sdk`.
    pub name: String,
    /// The version.
    pub version: String,
    /// One sentence.
    pub description: String,
    /// The licence expression; empty if none is given.
    pub license: String,
    /// The repository's address; empty if none is given.
    pub repository: String,
    /// The oldest Rust that it promises to build with; empty for what the runtime needs.
    pub rust_version: String,
    /// The document's title.
    pub title: String,
    /// The document's introduction.
    pub docs: Docs,
    /// What emitted files say they come from: `spec/acs.yaml`.
    pub source: String,
    /// Dependencies beside those of the emitted code, as lines of `Cargo.toml`.
    pub dependencies: Vec<String>,
    /// The same for tests and examples.
    pub dev_dependencies: Vec<String>,
    /// Cargo features beside the emitted ones, as lines of `Cargo.toml`.
    pub features: Vec<String>,
    /// The features that are on unless a user of the crate says otherwise.
    pub default_features: Vec<String>,
    /// Hand-written examples that need features.
    pub examples: Vec<Example>,
    /// The first server, with its variables' defaults filled in, or the one that all operations have; empty if there is
    /// none that can be called.
    pub server: String,
    /// The header that carries the id of each call, in lower case; empty if there is none.
    pub request_id_header: String,
}

/// An example, `examples/<name>.rs`, which is written by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Its name.
    pub name: String,
    /// The features without which Cargo does not build it.
    pub features: Vec<String>,
}

/// A group of operations.
#[derive(Clone, Debug)]
pub struct Tag {
    /// Its name in the document.
    pub wire: String,
    /// The module of its operations, `chat`.
    pub module: ModuleName,
    /// The trait of its operations, `ChatApi`.
    pub api: TypeName,
    /// The Cargo feature, `chat`; `None` when the crate has one group only.
    pub feature: Option<String>,
    /// What it is.
    pub docs: Docs,
    /// Where the document describes it; empty if it does not.
    pub pointer: String,
}
