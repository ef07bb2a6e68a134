//! Text to tree: YAML and JSON documents as nodes that know where they stand.
//!
//! Knows syntax only: what a key means is the business of later stages. Text is untrusted, so depth, aliases and size
//! are bounded here, once.

mod build;
mod json;
mod json_text;
mod members;
mod merge;
mod node;
mod places;
mod pointer;
mod read;
mod source;
mod texts;
mod yaml;

pub use build::MAX_DEPTH;
pub use members::Members;
pub use node::{Entry, List, Node, Number, Value};
pub use places::Places;
pub use pointer::{Pointer, escape, unescape};
pub use read::read;
pub use source::{FileId, Source, Sources, Span};
pub use texts::Text;
