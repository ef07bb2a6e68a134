//! A place with its lines, for what is no report: the same look, without a severity.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::clean::{self, MARKER};
use super::excerpt::{Mark, excerpts};
use super::lines::Lines;
use super::links::Targets;
use crate::document::{Sources, Span};

/// How many characters of a title or a note are shown.
const TEXT: usize = 600;

/// Something that stands at places of the input.
#[derive(Clone, Debug, Default)]
pub struct Shown<'a> {
    /// What it is.
    pub title: &'a str,
    /// Where it is, and where else something belongs to it, with a word on what.
    pub places: Vec<(Span, &'a str)>,
    /// What else is to be said.
    pub notes: Vec<String>,
}

impl Shown<'_> {
    /// The title, an excerpt for each place, and the notes; with ANSI colours when `color` is set.
    pub fn render(&self, sources: &Sources, color: bool) -> String {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let title = Level::NOTE.no_name().primary_title(clean::line(self.title, TEXT));
        let mut group = Group::with_title(title);
        for (index, (span, what)) in self.places.iter().enumerate() {
            let Some(source) = sources.get(span.file) else { continue };
            let name = clean::line(&source.name, TEXT);
            if source.text.trim().is_empty() {
                group = group.element(Origin::path(name));
                continue;
            }
            let lines = Lines::new(&source.text);
            let part = lines.part(span.start as usize, span.end as usize);
            let label = (!what.is_empty()).then(|| clean::line(what, TEXT));
            let marks = [Mark { part, label, primary: index == 0 }];
            for excerpt in excerpts(&lines, &marks) {
                let (line, column) = excerpt.position;
                let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
                let annotations =
                    excerpt.marks.iter().map(|(range, mark)| kind.span(range.clone()).label(mark.label.clone()));
                // The renderer would count columns in the cut line: what it adds is cut off again.
                let snippet = Snippet::source(excerpt.text.clone())
                    .path(format!("{name}:{line}:{column}{MARKER}"))
                    .line_start(excerpt.first_line + 1)
                    .annotations(annotations);
                group = group.element(snippet);
            }
        }
        for note in &self.notes {
            group = group.element(Level::NOTE.message(clean::line(note, TEXT)));
        }
        Targets::new(None).link(&renderer.render(&[group]))
    }
}
