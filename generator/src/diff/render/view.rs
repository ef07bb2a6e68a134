//! What all renderings show: the levels in the order in which they matter, in each the changes by verdict and rule, with
//! the places as lines and columns.

use std::collections::HashMap;

use serde::Serialize;

use super::Comparison;
use crate::diagnostics::{Lines, Place};
use crate::diff::{Change, Kind, Level, Snapshot, Verdict, version};
use crate::document::{FileId, Sources};

/// A report, ready to be written down.
#[derive(Debug, Serialize)]
pub(super) struct View {
    pub(super) title: String,
    pub(super) verdict: &'static str,
    pub(super) compatible: bool,
    /// The verdict in words: `3 changes break code, 1 addition`.
    pub(super) summary: String,
    pub(super) old: Side,
    pub(super) new: Side,
    /// The version that the verdict asks for.
    pub(super) next: String,
    pub(super) sections: Vec<Section>,
}

/// One side.
#[derive(Debug, Serialize)]
pub(super) struct Side {
    pub(super) name: String,
    pub(super) version: String,
}

/// A level.
#[derive(Debug, Serialize)]
pub(super) struct Section {
    pub(super) level: &'static str,
    pub(super) title: &'static str,
    /// What the level says as a whole.
    pub(super) summary: String,
    pub(super) count: usize,
    pub(super) groups: Vec<Group>,
}

/// Changes of one rule.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    pub(super) rule: &'static str,
    pub(super) verdict: &'static str,
    /// What the verdict means at that level; empty where it says nothing.
    pub(super) label: &'static str,
    pub(super) reason: String,
    pub(super) rows: Vec<Row>,
}

/// A change.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub(super) kind: &'static str,
    pub(super) subject: &'static str,
    pub(super) name: String,
    pub(super) detail: String,
    /// The two sides of the detail, if it has two.
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    pub(super) old: Option<At>,
    pub(super) new: Option<At>,
}

/// A place.
#[derive(Debug, Serialize)]
pub(super) struct At {
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) pointer: String,
}

impl Row {
    /// Where to look: where it is, or where it was.
    pub(super) fn place(&self) -> Option<&At> {
        self.new.as_ref().or(self.old.as_ref())
    }
}

/// The levels, the one that decides first.
const ORDER: [Level; 3] = [Level::Api, Level::Wire, Level::Document];

pub(super) fn of(comparison: &Comparison<'_>) -> View {
    let Comparison { title, old, new, report, levels } = *comparison;
    let verdict = report.verdict();
    let (mut was, mut is) = (Places::of(&old.sources), Places::of(&new.sources));
    let mut sections = Vec::new();
    for level in ORDER.into_iter().filter(|level| levels.contains(level)) {
        let changes: Vec<&Change> = report.changes.iter().filter(|change| change.level == level).collect();
        sections.push(section(level, &changes, report.is_compatible_on_the_wire(), &mut was, &mut is));
    }
    View {
        title: title.to_owned(),
        verdict: verdict_name(verdict),
        compatible: report.is_compatible_on_the_wire(),
        summary: summary(&report.changes, verdict),
        next: version::next(&old.version, verdict),
        old: side(old),
        new: side(new),
        sections,
    }
}

fn side(snapshot: &Snapshot) -> Side {
    Side { name: snapshot.name.clone(), version: snapshot.version.clone() }
}

fn section(level: Level, changes: &[&Change], compatible: bool, was: &mut Places<'_>, is: &mut Places<'_>) -> Section {
    let mut sorted: Vec<&Change> = changes.to_vec();
    let order = |kind| match kind {
        Kind::Removed => 0,
        Kind::Changed => 1,
        Kind::Added => 2,
    };
    sorted.sort_by_key(|change| (std::cmp::Reverse(change.verdict), order(change.kind), change.rule));
    let groups =
        sorted.chunk_by(|one, two| (one.verdict, one.rule, &one.reason) == (two.verdict, two.rule, &two.reason));
    let groups = groups.filter_map(|changes| {
        let first = changes.first()?;
        Some(Group {
            rule: first.rule,
            verdict: verdict_name(first.verdict),
            label: label(level, first.verdict),
            reason: first.reason.clone(),
            rows: changes.iter().map(|change| row(change, was, is)).collect(),
        })
    });
    let count = changes.len();
    let summary = match level {
        _ if count == 0 => "nothing changed".to_owned(),
        Level::Wire if compatible => "old clients keep working".to_owned(),
        Level::Wire => "old clients may fail".to_owned(),
        Level::Api => verdict_name(changes.iter().map(|change| change.verdict).max().unwrap_or_default()).to_owned(),
        Level::Document => many(count, "change", "changes"),
    };
    Section { level: level_name(level), title: level_title(level), summary, count, groups: groups.collect() }
}

fn row(change: &Change, was: &mut Places<'_>, is: &mut Places<'_>) -> Row {
    let sides = change.detail.split_once(" → ");
    Row {
        kind: kind_name(change.kind),
        subject: change.subject,
        name: change.name.clone(),
        detail: change.detail.clone(),
        before: sides.map(|(before, _)| before.to_owned()),
        after: sides.map(|(_, after)| after.to_owned()),
        old: change.old.as_ref().and_then(|place| was.at(place)),
        new: change.new.as_ref().and_then(|place| is.at(place)),
    }
}

/// The changes of the API in a few words, or of the rest where that stays.
fn summary(changes: &[Change], verdict: Verdict) -> String {
    let api = |kept: &dyn Fn(&Change) -> bool| {
        changes.iter().filter(|change| change.level == Level::Api && kept(change)).count()
    };
    let breaking = api(&|change| change.verdict == Verdict::Major);
    let added = api(&|change| change.kind == Kind::Added && change.verdict != Verdict::Major);
    let others = api(&|_| true) - breaking - added;
    let mut parts = Vec::new();
    if breaking > 0 {
        parts.push(many(breaking, "change breaks code", "changes break code"));
    } else if verdict > Verdict::None {
        parts.push("nothing breaks".to_owned());
    }
    if added > 0 {
        parts.push(many(added, "addition", "additions"));
    }
    if others > 0 {
        parts.push(many(others, "other change", "other changes"));
    }
    match (verdict, api(&|_| true)) {
        (Verdict::None, _) => "nothing changed".to_owned(),
        (_, 0) => "the API is the same".to_owned(),
        _ => parts.join(", "),
    }
}

pub(super) fn many(count: usize, one: &str, more: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { more })
}

/// A number with a comma before each three digits.
pub(super) fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut number = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            number.push(',');
        }
        number.push(digit);
    }
    number
}

fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::None => "none",
        Verdict::Patch => "patch",
        Verdict::Minor => "minor",
        Verdict::Major => "major",
    }
}

fn level_name(level: Level) -> &'static str {
    match level {
        Level::Document => "document",
        Level::Wire => "wire",
        Level::Api => "api",
    }
}

fn level_title(level: Level) -> &'static str {
    match level {
        Level::Document => "Document",
        Level::Wire => "Wire",
        Level::Api => "Rust API",
    }
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Added => "added",
        Kind::Removed => "removed",
        Kind::Changed => "changed",
    }
}

fn label(level: Level, verdict: Verdict) -> &'static str {
    match (level, verdict) {
        (Level::Document, _) | (_, Verdict::None) => "",
        (Level::Wire, Verdict::Major) => "incompatible",
        (Level::Wire, _) => "compatible",
        (Level::Api, verdict) => verdict_name(verdict),
    }
}

/// Lines and columns of the files of one side, counted once.
struct Places<'a> {
    sources: &'a Sources,
    files: HashMap<FileId, Lines<'a>>,
}

impl<'a> Places<'a> {
    fn of(sources: &'a Sources) -> Self {
        Self { sources, files: HashMap::new() }
    }

    fn at(&mut self, place: &Place) -> Option<At> {
        let source = self.sources.get(place.span.file)?;
        let lines = self.files.entry(place.span.file).or_insert_with(|| Lines::new(&source.text));
        let part = lines.part(place.span.start as usize, place.span.end as usize);
        Some(At {
            file: source.name.clone(),
            line: part.line + 1,
            column: part.column + 1,
            pointer: place.written_pointer().into_owned(),
        })
    }
}
