//! For a terminal: a line for each change, the reason once below those that have it.

use std::fmt::Write as _;

use annotate_snippets::renderer::{AnsiColor, Effects, Style};

use super::view::{self, Group, Row, View};
use crate::diagnostics::clean;

/// How many characters of a name or a detail are shown.
const LONGEST: usize = 100;
/// The widest that a column is made for what is in it.
const WIDEST: usize = 52;

const BOLD: Style = Style::new().effects(Effects::BOLD);
const DIM: Style = Style::new().effects(Effects::DIMMED);
const RED: Style = AnsiColor::Red.on_default();
const GREEN: Style = AnsiColor::Green.on_default();
const YELLOW: Style = AnsiColor::Yellow.on_default();

pub(super) fn render(view: &View, color: bool, most: usize) -> String {
    let pen = Pen { color };
    let mut text = String::new();
    let title = clean::line(&view.title, LONGEST);
    let versions = match view.next == view.old.version {
        true => view.old.version.clone(),
        false => format!("{} → {}", view.old.version, view.next),
    };
    let versions = clean::line(&versions, LONGEST);
    let verdict = pen.draw(colour(view.verdict), view.verdict);
    let _ = writeln!(text, "{} ({verdict}: {})", pen.draw(BOLD, &format!("{title} {versions}")), view.summary);
    let (old, new) = (clean::line(&view.old.name, LONGEST), clean::line(&view.new.name, LONGEST));
    let _ = writeln!(text, "{}", pen.draw(DIM, &format!("  {old} → {new}")));
    for section in &view.sections {
        let style = match (section.level, section.summary.as_str()) {
            ("wire", _) if !view.compatible => RED,
            ("api", summary) => colour(summary),
            _ => DIM,
        };
        let _ = writeln!(text, "\n{}: {}", pen.draw(BOLD, section.title), pen.draw(style, &section.summary));
        for group in &section.groups {
            self::group(&mut text, group, &pen, most);
        }
    }
    text
}

fn group(text: &mut String, group: &Group, pen: &Pen, most: usize) {
    let shown = group.rows.get(..most).unwrap_or(&group.rows);
    let cells: Vec<[String; 4]> = shown.iter().map(cells).collect();
    let width = |column: usize| {
        let widths = cells.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
        widths.max().unwrap_or(0).min(WIDEST)
    };
    let widths = [width(0), width(1), width(2)];
    for (row, [subject, name, detail, place]) in shown.iter().zip(&cells) {
        let kind = pen.draw(of_kind(row.kind), &format!("{:<8}", row.kind));
        let [a, b, c] = widths;
        let mut line = format!("  {kind} {subject:<a$}  {name:<b$}");
        if c > 0 {
            let _ = write!(line, "  {detail:<c$}");
        }
        let line = if place.is_empty() { line.trim_end().to_owned() } else { line + "  " + &pen.draw(DIM, place) };
        text.push_str(&line);
        text.push('\n');
    }
    let more = group.rows.len() - shown.len();
    if more > 0 {
        let _ = writeln!(
            text,
            "  {}",
            pen.draw(DIM, &format!("… {}", view::many(more, "more of the kind", "more of the kind")))
        );
    }
    let reason = clean::line(&group.reason, 4 * LONGEST);
    let reason = match (group.label, reason.as_str()) {
        ("", "") => return,
        ("", reason) => reason.to_owned(),
        (label, "") => label.to_owned(),
        (label, reason) => format!("{label}: {reason}"),
    };
    let _ = writeln!(text, "    {}", pen.draw(colour(group.label), &format!("= {reason}")));
}

/// The subject, the name, the detail and the place.
fn cells(row: &Row) -> [String; 4] {
    let place = row.place().map(|at| format!("{}:{}:{}", clean::line(short(&at.file), LONGEST), at.line, at.column));
    [
        row.subject.to_owned(),
        clean::line(&row.name, LONGEST),
        clean::line(&row.detail, LONGEST),
        place.unwrap_or_default(),
    ]
}

/// A file's path, or only its name where that would push the line too far.
fn short(path: &str) -> &str {
    if path.chars().count() <= WIDEST { path } else { path.rsplit(['/', '\\']).next().unwrap_or(path) }
}

fn of_kind(kind: &str) -> Style {
    match kind {
        "added" => GREEN,
        "removed" => RED,
        _ => YELLOW,
    }
}

fn colour(word: &str) -> Style {
    match word {
        "major" | "incompatible" => RED.effects(Effects::BOLD),
        "minor" | "compatible" => GREEN,
        _ => DIM,
    }
}

struct Pen {
    color: bool,
}

impl Pen {
    fn draw(&self, style: Style, text: &str) -> String {
        match self.color && !text.is_empty() {
            true => format!("{style}{text}{style:#}"),
            false => text.to_owned(),
        }
    }
}
