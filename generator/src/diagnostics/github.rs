//! Reports as workflow commands of GitHub, which shows them beside the lines that they are about.
//!
//! A command is a line of its own that begins with `::`. Documents are written by anybody: none of their text may end a
//! line or a property here, or be taken for a command.

use std::collections::BTreeMap;

use super::clean;
use super::groups::{Group, groups};
use super::keys;
use super::lines::Lines;
use super::{Diagnostic, Diagnostics, Place, Severity, pasted, table};
use crate::document::{FileId, Sources};

/// How many characters of a message, a title or the name of a file are shown.
const LIMIT: usize = 2000;

pub(super) fn render(diagnostics: &Diagnostics, sources: &Sources, all: bool) -> String {
    let mut files = BTreeMap::new();
    let mut text = String::new();
    for Group { code, shown, hidden } in groups(diagnostics, all) {
        let title = match table::code(code) {
            Some(known) => format!("{code}: {}", known.title.trim_end_matches('.')),
            None => code.to_owned(),
        };
        for diagnostic in &shown {
            let place = diagnostic.place.as_ref().map(|place| position(place, sources, &mut files));
            let message = message(diagnostic, sources, &mut files);
            text.push_str(&command(diagnostic.severity, place.flatten(), &title, &message));
        }
        if !hidden.is_empty() {
            let more = format!("{} more of these; `--all` shows them", hidden.len());
            text.push_str(&command(Severity::Warning, None, &title, &more));
        }
    }
    text
}

type Files<'a> = BTreeMap<FileId, Lines<'a>>;

/// Where something begins, and the column where it ends if that is in the same line.
struct Position<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end: Option<usize>,
}

fn position<'a>(place: &Place, sources: &'a Sources, files: &mut Files<'a>) -> Option<Position<'a>> {
    let source = sources.get(place.span.file)?;
    let lines = files.entry(place.span.file).or_insert_with(|| Lines::new(&source.text));
    let (start, end) = (place.span.start as usize, place.span.end as usize);
    let ((line, column), (last, end)) = (keys::position(lines, start, end), lines.position(end.max(start)));
    // GitHub shows a report below its last line, which for an object may be far from where it begins.
    Some(Position { file: &source.name, line, column, end: (last == line).then_some(end) })
}

fn message<'a>(diagnostic: &Diagnostic, sources: &'a Sources, files: &mut Files<'a>) -> String {
    let mut message = diagnostic.full_message().into_owned();
    for (place, why) in &diagnostic.related {
        if let Some(Position { file, line, .. }) = position(place, sources, files) {
            message.push_str(&format!("\n{file}:{line}: {why}"));
        }
    }
    if let Some(help) = &diagnostic.help {
        message.push_str(&format!("\nhelp: {help}"));
    }
    if let Some(allow) = pasted::allow(diagnostic) {
        message.push_str(&format!("\nto accept it, add to the configuration:\n{allow}"));
    }
    message
}

fn command(severity: Severity, at: Option<Position<'_>>, title: &str, message: &str) -> String {
    let level = match severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let mut properties = Vec::new();
    if let Some(Position { file, line, column, end }) = at {
        properties.push(format!("file={},line={line},col={column}", property(file)));
        properties.extend(end.map(|end| format!("endColumn={end}")));
    }
    properties.push(format!("title={}", property(title)));
    format!("::{level} {}::{}\n", properties.join(","), data(message))
}

/// A text after the second `::`.
fn data(text: &str) -> String {
    clean::paragraph(text, LIMIT).replace('%', "%25").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(&clean::line(text, LIMIT)).replace(':', "%3A").replace(',', "%2C")
}
