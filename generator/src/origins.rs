//! Which part of the crate was made from which part of the document, asked from either end.
//!
//! A question is what somebody has at hand: a Rust path or its end, a JSON pointer, `POST /pets`, the name of a schema, a
//! line of a file. This module answers it with items and places, reads no file and prints nothing.

mod paths;
mod places;
mod target;

pub use paths::path_of;

use crate::diagnostics::{Diagnostic, Diagnostics, written};
use crate::document::{FileId, Node, Places, Pointer, Sources, Span};
use crate::{Compiled, Input, Item, Tree, compile, items, read_document};

/// A document and what is made of it.
#[derive(Clone, Debug)]
pub struct Origins {
    /// The texts.
    pub sources: Sources,
    /// Which of them are overlays.
    overlays: Vec<FileId>,
    /// The document as it is written, with its overlays.
    written: Node,
    /// The document in the one dialect.
    document: Node,
    /// The public items.
    items: Vec<Item>,
    /// What was degraded or left out.
    warnings: Diagnostics,
}

/// What a question is answered with.
#[derive(Clone, Debug)]
pub enum Answer<'a> {
    /// That path: what has it, the thing itself first.
    Item(Found<'a>),
    /// Several paths end like that, one item for each.
    Several(Vec<&'a Item>),
    /// That place in the document.
    Place(Place<'a>),
    /// Nothing.
    Nothing {
        /// What may have been meant.
        similar: Vec<String>,
    },
}

/// An item, and where it comes from.
#[derive(Clone, Debug)]
pub struct Found<'a> {
    /// The item.
    pub item: &'a Item,
    /// Its pointer as the document's writer knows it.
    pub pointer: String,
    /// Where overlays change what it was made from.
    pub changes: Vec<Span>,
    /// Where parts of that come from which is itself in another file: in an overlay that copies them, say.
    pub sources: Vec<Span>,
    /// Items whose paths end in the same way, though they are of less weight: fields and variants.
    pub others: Vec<&'a Item>,
}

/// A place in the document, and what was made from it.
#[derive(Clone, Debug)]
pub struct Place<'a> {
    /// Its pointer as the document's writer knows it; empty for a line that is nothing's.
    pub pointer: String,
    /// Where it is written.
    pub span: Span,
    /// What was made from it.
    pub items: Vec<&'a Item>,
    /// What was made from parts of it.
    pub inside: Vec<&'a Item>,
    /// What was made from what it refers to, if it is only a reference.
    pub target: Option<(String, Vec<&'a Item>)>,
    /// If nothing was made from it: the innermost thing around it from which something was, and what.
    pub around: Option<(String, Vec<&'a Item>)>,
    /// What was reported about it or its parts.
    pub warnings: Vec<&'a Diagnostic>,
}

impl Origins {
    /// What is made of a document.
    ///
    /// # Errors
    /// All that is wrong with the input, when no crate can be made of it.
    pub fn of(input: &Input) -> Result<Self, Diagnostics> {
        let mut warnings = Diagnostics::default();
        let compiled = compile(input, Tree::Whole, &mut warnings);
        let written = read_document(input, &mut Diagnostics::default());
        match compiled.zip(written) {
            Some((Compiled { api, document, .. }, written)) if !warnings.has_errors() => Ok(Self {
                sources: input.sources.clone(),
                overlays: input.overlays.clone(),
                items: items(&api, &document),
                written,
                document,
                warnings,
            }),
            _ => Err(warnings),
        }
    }

    /// Answers a question.
    pub fn find(&self, question: &str) -> Answer<'_> {
        let question = question.trim();
        if let Some(target) = self.explicit_target(question) {
            return Answer::Place(self.place(&target));
        }
        match paths::find(&self.items, question) {
            paths::Match::One { item, others } => {
                let (changes, sources) = self.elsewhere(&item.pointer, item.span);
                let pointer = self.as_written(&item.pointer, item.span);
                Answer::Item(Found { item, pointer, changes, sources, others })
            }
            paths::Match::Several(items) => Answer::Several(items),
            paths::Match::None => match self.named_target(question) {
                Some(target) => Answer::Place(self.place(&target)),
                None => Answer::Nothing { similar: self.similar(question) },
            },
        }
    }

    /// Where what stands at a pointer has parts that are written in other files than itself: in overlays, and elsewhere the
    /// first of each file.
    fn elsewhere(&self, pointer: &str, span: Span) -> (Vec<Span>, Vec<Span>) {
        let mut parts = Vec::new();
        if let Some(node) = self.document.at(pointer) {
            places::written_elsewhere(node, span.file, &mut parts);
        }
        parts.sort_unstable();
        parts.dedup();
        let (changes, mut others): (Vec<Span>, Vec<Span>) =
            parts.into_iter().partition(|part| self.overlays.contains(&part.file));
        others.dedup_by_key(|part| part.file);
        (changes, others)
    }

    /// A pointer of the one dialect as the document's writer knows it: `/definitions/Pet` for `/components/schemas/Pet`.
    fn as_written(&self, pointer: &str, span: Span) -> String {
        if self.written.at(pointer).is_some() {
            return pointer.to_owned();
        }
        let mut path = Pointer::root();
        match places::find(&self.written, span, &mut path) {
            true => path.to_string(),
            false => written(pointer).into_owned(),
        }
    }

    fn span(&self, pointer: &str) -> Span {
        Places::new(&self.document).of(pointer)
    }
}
