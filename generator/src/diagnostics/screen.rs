//! Reports for a person at a terminal: what matters last, what is many counted, and what to do next.

use super::groups::{Group, groups};
use super::render::{Drawing, summary};
use super::{Diagnostics, Look, clean, pasted, table};
use crate::document::Sources;

/// How many characters of a line to paste are shown.
const PASTED: usize = 600;

pub(super) fn render(diagnostics: &Diagnostics, sources: &Sources, look: &Look) -> String {
    let Some(summary) = summary(diagnostics) else { return String::new() };
    let mut drawing = Drawing::new(sources, look.color, look.links.as_ref());
    let mut text = String::new();
    let mut counted = 0;
    for Group { code, shown, hidden } in groups(diagnostics, look.all) {
        for diagnostic in &shown {
            text.push_str(&drawing.draw(diagnostic));
        }
        if !hidden.is_empty() {
            counted += hidden.len();
            let places: usize = hidden.iter().map(|diagnostic| 1 + diagnostic.others.len()).sum();
            text.push_str(&drawing.draw_count(code, more(code, hidden.len(), places)));
        }
    }
    text.push_str(&summary);
    if counted > 0 {
        text.push_str(&format!("; {} of them are shown, `--all` shows the others", diagnostics.list.len() - counted));
    }
    text.push('\n');
    text.push_str(&advice(diagnostics));
    text
}

/// `234 more of these in 240 places: two things want the same name`.
fn more(code: &str, count: usize, places: usize) -> String {
    let places = if places > count { format!(" in {places} places") } else { String::new() };
    let title = table::code(code).map(|known| format!(": {}", in_a_sentence(known.title))).unwrap_or_default();
    format!("{count} more of these{places}{title}")
}

/// A sentence as it stands inside of another one.
fn in_a_sentence(title: &str) -> String {
    let mut characters = title.trim_end_matches('.').chars();
    let first = characters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    first + characters.as_str()
}

/// Where to read more, and how to accept a warning if nothing worse is in the way.
fn advice(diagnostics: &Diagnostics) -> String {
    let Some(last) = diagnostics.list.iter().max_by_key(|diagnostic| diagnostic.severity) else { return String::new() };
    let mut text = format!("`cargo xtask explain {}` says what that means, and so for every code\n", last.code);
    let entries = diagnostics.list.iter().map(pasted::allow).collect::<Option<Vec<String>>>().unwrap_or_default();
    // One without a place would accept all of its kind.
    let has_place = |entry: &&String| entry.contains("\npointer");
    if let Some(entry) = entries.iter().find(has_place).or(entries.first()) {
        text.push_str("to accept a warning, add its code and place to the configuration:\n\n");
        for line in entry.lines() {
            text.push_str(&format!("    {}\n", clean::line(line, PASTED)));
        }
    }
    text
}
