//! What the generator has to say about its input.
//!
//! Every stage reports here instead of stopping at the first problem, so that a user sees all of them at once. A
//! diagnostic names its place by file and byte span; lines and columns are worked out only when it is printed. This
//! module knows nothing of OpenAPI but the prefix that no user has written.

pub(crate) mod clean;
pub mod codes;
pub mod codes_lower;
pub mod codes_typed;
mod excerpt;
mod explain;
mod github;
mod groups;
mod json;
mod keys;
mod lines;
mod links;
mod look;
mod pasted;
mod render;
mod screen;
mod show;
mod table;
mod tally;

pub use explain::{explain, explain_all};
pub(crate) use lines::Lines;
pub use look::{Format, Links, Look};
pub(crate) use pasted::toml_text;
pub use show::Shown;
pub use table::{Code, all_codes, code, page};
pub(crate) use tally::Tally;

use std::borrow::Cow;
use std::collections::HashSet;

use crate::dialect::CARRIED;
use crate::document::{FileId, Node, Sources, Span};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The output is complete, but the user should look: something was degraded, skipped or is suspicious.
    Warning,
    /// No output is written.
    Error,
}

/// Where in the input something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The bytes it concerns.
    pub span: Span,
    /// The JSON pointer (RFC 6901) to it within its file's tree; empty when it is the root, or when the file has no tree.
    pub pointer: String,
}

impl Place {
    /// The place of a node that stands at `pointer`.
    pub fn of(node: &Node, pointer: impl Into<String>) -> Self {
        Self { span: node.span, pointer: pointer.into() }
    }

    /// The start of a file, for what concerns all of it.
    pub fn file(file: FileId) -> Self {
        Self { span: Span { file, start: 0, end: 0 }, pointer: String::new() }
    }

    /// The pointer as the document's writer knows it, with the names of members that are carried under others.
    pub fn written_pointer(&self) -> Cow<'_, str> {
        written(&self.pointer)
    }
}

/// A pointer with the names of members that are carried under others.
pub(crate) fn written(pointer: &str) -> Cow<'_, str> {
    let carried = format!("/{CARRIED}");
    if pointer.contains(&carried) { Cow::Owned(pointer.replace(&carried, "/")) } else { Cow::Borrowed(pointer) }
}

/// One thing that is wrong, or that the user should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable name of this kind of problem, `E0201` or `W0601`: two digits for the stage, two for the problem.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop, names the thing.
    pub message: String,
    /// Where.
    pub place: Option<Place>,
    /// Where the same is wrong once more. The same bytes may stand here under several pointers.
    pub others: Vec<Place>,
    /// Other places that belong to it, each with a word on why ("first declared here").
    pub related: Vec<(Place, String)>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error; nothing will be written.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message.into())
    }

    /// A warning; the output is written.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message.into())
    }

    fn new(code: &'static str, severity: Severity, message: String) -> Self {
        Self { code, severity, message, place: None, others: Vec::new(), related: Vec::new(), help: None }
    }

    /// Says where it is.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The message with the number of the other places.
    pub fn full_message(&self) -> Cow<'_, str> {
        let mut seen: HashSet<Span> = self.place.iter().map(|place| place.span).collect();
        // Spans are all alike only in trees that have none.
        let is_new = |place: &&Place| place.span.start == place.span.end || seen.insert(place.span);
        match self.others.iter().filter(is_new).count() {
            0 => Cow::Borrowed(&self.message),
            1 => Cow::Owned(format!("{}, here and in one other place", self.message)),
            others => Cow::Owned(format!("{}, here and in {others} other places", self.message)),
        }
    }

    /// Adds a second place and what it has to do with it.
    #[must_use]
    pub fn also(mut self, place: Place, why: impl Into<String>) -> Self {
        self.related.push((place, why.into()));
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Everything that was reported, in the order in which it was found.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    /// The reports.
    pub list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a report.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Makes errors of all warnings.
    pub fn promote(&mut self) {
        for diagnostic in &mut self.list {
            diagnostic.severity = Severity::Error;
        }
    }

    /// Whether anything stands in the way of output.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many reports are of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// All reports as text for a person, in the order in which they were found, with excerpts of the sources; with ANSI
    /// colours when `color` is set.
    pub fn render(&self, sources: &Sources, color: bool) -> String {
        render::render(self, sources, color)
    }

    /// The reports as they are to be shown; empty if there are none.
    pub fn render_as(&self, sources: &Sources, look: &Look) -> String {
        match look.format {
            Format::Human => screen::render(self, sources, look),
            Format::Json => json::render(self, sources),
            Format::Github => github::render(self, sources, look.all),
        }
    }
}
