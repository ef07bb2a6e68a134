//! Diagnostics as text, in the look of rustc.
//!
//! Drawing is annotate-snippets' work; here it is given only short, clean excerpts, so that neither a hostile document
//! nor a minified one makes it slow or lets anything but text reach the terminal.

use std::collections::BTreeMap;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title};

use super::clean::{self, MARKER};
use super::excerpt::{Excerpt, Mark, excerpts};
use super::keys;
use super::lines::Lines;
use super::links::Targets;
use super::{Diagnostic, Diagnostics, Links, Place, Severity};
use crate::document::{FileId, Sources};

/// How many characters of a message, a label or a help line are shown.
const MESSAGE: usize = 600;
/// How many characters of a file's name or of a pointer are shown.
const NAME: usize = 240;
/// How many related places are shown.
const RELATED: usize = 6;

/// All reports in the order in which they were found, and their number.
pub(super) fn render(diagnostics: &Diagnostics, sources: &Sources, color: bool) -> String {
    let mut drawing = Drawing::new(sources, color, None);
    let mut text = String::new();
    for diagnostic in &diagnostics.list {
        text.push_str(&drawing.draw(diagnostic));
    }
    if let Some(summary) = summary(diagnostics) {
        text.push_str(&summary);
        text.push('\n');
    }
    text
}

/// Draws reports one after the other.
pub(super) struct Drawing<'a> {
    renderer: Renderer,
    sources: &'a Sources,
    files: BTreeMap<FileId, Lines<'a>>,
    links: Option<&'a Links>,
}

impl<'a> Drawing<'a> {
    /// A drawing without reports.
    pub(super) fn new(sources: &'a Sources, color: bool, links: Option<&'a Links>) -> Self {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        Self { renderer: renderer.hyperlink(links.is_some()), sources, files: BTreeMap::new(), links }
    }

    /// A report, and the empty line after it.
    pub(super) fn draw(&mut self, diagnostic: &Diagnostic) -> String {
        let mut targets = Targets::new(self.links);
        let report = report(diagnostic, self.sources, &mut self.files, &mut targets);
        targets.link(&self.renderer.render(&[report])) + "\n\n"
    }

    /// A line of its own for warnings that are counted.
    pub(super) fn draw_count(&self, code: &'static str, message: String) -> String {
        let title = with_page(Level::WARNING.primary_title(message).id(code), code, self.links);
        self.renderer.render(&[Group::with_title(title)]) + "\n\n"
    }
}

fn with_page<'a>(title: Title<'a>, code: &str, links: Option<&Links>) -> Title<'a> {
    match links.and_then(|links| links.page(code)) {
        Some(url) => title.id_url(url),
        None => title,
    }
}

/// How many there are of each severity.
pub(super) fn summary(diagnostics: &Diagnostics) -> Option<String> {
    let part = |severity, one: &str| match diagnostics.count(severity) {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {one}s")),
    };
    match (part(Severity::Error, "error"), part(Severity::Warning, "warning")) {
        (Some(errors), Some(warnings)) => Some(format!("{errors}, {warnings}")),
        (errors, warnings) => errors.or(warnings),
    }
}

fn report<'d, 'a>(
    diagnostic: &'d Diagnostic,
    sources: &'a Sources,
    files: &mut BTreeMap<FileId, Lines<'a>>,
    targets: &mut Targets<'_>,
) -> Group<'d> {
    let level = match diagnostic.severity {
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let title = level.primary_title(clean::line(&diagnostic.full_message(), MESSAGE)).id(diagnostic.code);
    let mut group = Group::with_title(with_page(title, diagnostic.code, targets.links()));
    for (file, marks) in marks_by_file(diagnostic, sources, files) {
        let Some(source) = sources.get(file) else { continue };
        let name = targets.mark(&source.name, clean::line(&source.name, NAME));
        if source.text.trim().is_empty() {
            group = group.element(Origin::path(name + &MARKER.to_string()));
            continue;
        }
        let lines = files.entry(file).or_insert_with(|| Lines::new(&source.text));
        for excerpt in excerpts(lines, &marks) {
            group = group.element(snippet(&excerpt, &name));
        }
    }
    let pointer = diagnostic.place.as_ref().map(Place::written_pointer).unwrap_or_default();
    if !pointer.is_empty() {
        group = group.element(Level::NOTE.message(format!("at {}", clean::line(&pointer, NAME))));
    }
    if diagnostic.related.len() > RELATED {
        let more = diagnostic.related.len() - RELATED;
        group = group.element(Level::NOTE.message(format!("and at {more} more places")));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(clean::paragraph(help, MESSAGE)));
    }
    group
}

/// What to show of each file, the file of the primary place first.
fn marks_by_file<'a>(
    diagnostic: &Diagnostic,
    sources: &'a Sources,
    files: &mut BTreeMap<FileId, Lines<'a>>,
) -> Vec<(FileId, Vec<Mark>)> {
    let primary = diagnostic.place.iter().map(|place| (place, None));
    let related = diagnostic.related.iter().take(RELATED).map(|(place, why)| (place, Some(why.as_str())));
    let mut all: Vec<(FileId, Vec<Mark>)> = Vec::new();
    for (Place { span, .. }, label) in primary.chain(related) {
        let Some(source) = sources.get(span.file) else { continue };
        let lines = files.entry(span.file).or_insert_with(|| Lines::new(&source.text));
        let mark = Mark {
            part: keys::place(lines, span.start as usize, span.end as usize),
            label: label.map(|why| clean::line(why, MESSAGE)),
            primary: label.is_none(),
        };
        match all.iter_mut().find(|(file, _)| *file == span.file) {
            Some((_, marks)) => marks.push(mark),
            None => all.push((span.file, vec![mark])),
        }
    }
    all
}

fn snippet<'a>(excerpt: &Excerpt<'_>, name: &str) -> Snippet<'a, Annotation<'a>> {
    let (line, column) = excerpt.position;
    let annotations = excerpt.marks.iter().map(|(range, mark)| {
        let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        kind.span(range.clone()).label(mark.label.clone())
    });
    // The renderer would count columns in the cut line. So it is told the position as part of the name, and what it adds
    // itself is cut off again.
    Snippet::source(excerpt.text.clone())
        .path(format!("{name}:{line}:{column}{MARKER}"))
        .line_start(excerpt.first_line + 1)
        .annotations(annotations)
}
