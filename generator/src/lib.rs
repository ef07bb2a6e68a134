//! crategen: from OpenAPI documents to the files of a Rust crate.
//!
//! A small compiler in named stages, and a pure function: text in, files out, no I/O. `ARCHITECTURE.md` has the map.

pub mod diagnostics;
pub mod document;
pub mod ir;
