//! What no document can say: the crate's name and version, names, paging, who signs, which gaps are accepted.
//!
//! `codegen.toml` is small and written by hand, so every value remembers its place and every mistake is shown where it
//! stands. This module knows TOML and what the keys mean; it must not know the document that they are about.

mod allow;
mod krate;
mod read;
mod table;
mod used;

use std::collections::BTreeMap;

pub use allow::allow;
pub use krate::{is_crate_name, is_version};
pub use read::read;
pub use used::{Section, Used};

use crate::diagnostics::Place;

/// A value of the configuration and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting<T = String> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub place: Place,
}

/// All settings. Without a file every one is absent.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The document's path, relative to the configuration's file. For the caller, who reads files.
    pub document: Option<Setting>,
    /// The paths of the overlays, in the order in which they apply. For the caller, too.
    pub overlays: Vec<Setting>,
    /// The folder of the crate. For the caller, too.
    pub out: Option<Setting>,
    /// Whether a warning that is not allowed stands in the way of output.
    pub strict: bool,
    /// What the crate is.
    pub krate: CrateConfig,
    /// Rust names by the JSON pointer of a schema or an operation.
    pub names: BTreeMap<String, Setting>,
    /// How pages name their parts, unless an operation says otherwise.
    pub paging: PagingConfig,
    /// Query parameters that are the client's, by their name on the wire.
    pub parameters: BTreeMap<String, Setting<SharedParameter>>,
    /// Security schemes that hand-written code serves, by their name in the document; the value is the reason.
    pub security: BTreeMap<String, Setting>,
    /// The header that carries the id of each call, in lower case.
    pub request_id_header: Option<Setting>,
    /// Headers that make a request safe to repeat, the preferred one first.
    pub idempotency: Vec<Setting>,
    /// Diagnostics that are known and accepted.
    pub allow: Vec<Allow>,
}

/// What the crate is.
#[derive(Clone, Debug, Default)]
pub struct CrateConfig {
    /// The package's name.
    pub name: Option<Setting>,
    /// Its version.
    pub version: Option<Setting>,
    /// One sentence.
    pub description: Option<Setting>,
    /// The licence expression.
    pub license: Option<Setting>,
    /// The repository's address.
    pub repository: Option<Setting>,
    /// The oldest Rust that it promises to build with.
    pub rust_version: Option<Setting>,
    /// Further dependencies, as lines of `Cargo.toml`.
    pub dependencies: Vec<String>,
    /// Further dependencies of tests and examples, as lines of `Cargo.toml`.
    pub dev_dependencies: Vec<String>,
    /// Further Cargo features, as lines of `Cargo.toml`.
    pub features: Vec<String>,
    /// The features that are on unless a user of the crate says otherwise; without it, what [`MEMORY_BUDGET`] leaves.
    pub default_features: Option<Vec<Setting>>,
    /// How many megabytes compiling the crate with its default features may take; without it, [`MEMORY_BUDGET`].
    pub memory_budget: Option<u64>,
    /// How operations without a tag are grouped.
    pub untagged: Untagged,
    /// Hand-written examples that need features.
    pub examples: Vec<ExampleConfig>,
}

/// How many megabytes compiling a crate with its default features may take unless the configuration says otherwise: what a
/// machine with 8 GB has to spare, and what no crate of a thousand operations comes near.
pub const MEMORY_BUDGET: u64 = 6000;

/// How operations without a tag are grouped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Untagged {
    /// All in one group.
    #[default]
    Together,
    /// By the first word of their paths that tells them apart. With the place that says so.
    ByPath(Place),
}

/// An example, `examples/<name>.rs`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleConfig {
    /// Its name.
    pub name: String,
    /// The features without which it is not built.
    pub features: Vec<String>,
}

/// How pages name their parts.
#[derive(Clone, Debug, Default)]
pub struct PagingConfig {
    /// The property that holds the items.
    pub items: Option<Setting>,
    /// The property that holds the link to the next page.
    pub next: Option<Setting>,
}

/// A query parameter that belongs to the client rather than to a call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SharedParameter {
    /// Its value unless something below says otherwise.
    pub default: Option<Setting>,
    /// Its value for the operations of a tag.
    pub tags: BTreeMap<String, Setting>,
    /// Its value for one operation, by `operationId`.
    pub operations: BTreeMap<String, Setting>,
}

/// A diagnostic that is known and accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// Which kind.
    pub code: String,
    /// Exactly there; everywhere without it.
    pub pointer: Option<String>,
    /// Why it is accepted.
    pub reason: String,
    /// Where the entry stands.
    pub place: Place,
}
