//! Text to tree: YAML and JSON documents as nodes that know where they stand.
//!
//! Knows syntax only: what a key means is the business of later stages. Text is untrusted, so depth, aliases and size
//! are bounded here, once.

mod node;
mod pointer;
mod source;

pub use node::{Entry, Node, Number, Value};
pub use pointer::{Pointer, escape, unescape};
pub use source::{FileId, Source, Sources, Span};
