//! crategen: from OpenAPI documents to the files of a Rust crate.
//!
//! A small compiler in named stages, and a pure function: text in, files out, no I/O. `ARCHITECTURE.md` has the map.

pub mod diagnostics;
mod dialect;
pub mod document;
pub mod emit;
pub mod files;
pub mod ir;
pub mod lock;
pub mod normalize;
pub mod overlay;
pub mod parse;
pub mod resolve;

use diagnostics::Diagnostics;
use document::{FileId, Sources};
use files::Files;

/// All that a crate is made from.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// The texts.
    pub sources: Sources,
    /// Which of them is the document.
    pub document: FileId,
    /// Which are overlays, in the order in which they apply.
    pub overlays: Vec<FileId>,
    /// Which is the configuration; without one everything has its default.
    pub config: Option<FileId>,
}

/// A crate.
#[derive(Clone, Debug)]
pub struct Output {
    /// The files that belong to the generator: written, and deleted when they are no longer emitted.
    pub files: Files,
    /// Files that are written once, for a new crate, and belong to its owner from then on.
    pub scaffold: Files,
    /// How many operations and types there are.
    pub summary: Summary,
    /// Warnings; there are no errors among them.
    pub diagnostics: Diagnostics,
}

/// What a run made, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Operations that the document has.
    pub operations_in_document: usize,
    /// Operations that were emitted.
    pub operations: usize,
    /// Types that were emitted.
    pub types: usize,
}

/// Turns a document into the files of a crate.
///
/// The same input gives the same bytes.
///
/// # Errors
/// All that is wrong with the input, when something is. Warnings come with the [`Output`] otherwise.
pub fn generate(_input: &Input) -> Result<Output, Diagnostics> {
    Err(Diagnostics::default())
}
