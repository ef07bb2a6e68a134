//! Pairs of documents, and what `diff` says of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crategen::cli::error::{Error, Result};
use crategen::diff::{Change, Level, Snapshot, Verdict, compare};
use crategen::document::Source;
use crategen::{Input, Output};

/// The fewest pairs that are tried.
const FEWEST: usize = 24;

/// A pair.
pub(super) struct Case {
    pub(super) name: String,
    pub(super) old: Output,
    pub(super) new: Output,
    /// What changed for Rust code.
    pub(super) changes: Vec<Change>,
}

impl Case {
    /// What the change of the API asks for.
    pub(super) fn verdict(&self) -> Verdict {
        self.changes.iter().map(|change| change.verdict).max().unwrap_or_default()
    }

    /// Whether one of its crates needs the library for XML.
    pub(super) fn needs_xml(&self) -> bool {
        self.old.files.get("Cargo.toml").is_some_and(|manifest| manifest.contains("\nquick-xml = "))
    }
}

/// All pairs of a folder, by their names.
pub(super) fn read(folder: &Path) -> Result<Vec<Case>> {
    let entries = fs::read_dir(folder).map_err(|error| Error::io("read", folder, &error))?;
    let mut paths: Vec<_> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "diff"));
    paths.sort();
    paths.iter().map(|path| case(path)).collect()
}

/// The pairs that meet a rule of the API that none before them met, and others up to a number.
pub(super) fn one_for_each_rule(cases: Vec<Case>) -> Vec<Case> {
    let mut met = BTreeSet::new();
    let (mut chosen, others): (Vec<Case>, Vec<Case>) = cases.into_iter().partition(|case| {
        let rules: Vec<&str> = case.changes.iter().map(|change| change.rule).collect();
        let is_new = rules.iter().any(|rule| !met.contains(rule));
        met.extend(rules);
        is_new
    });
    let missing = FEWEST.saturating_sub(chosen.len());
    chosen.extend(others.into_iter().take(missing));
    chosen.sort_by(|one, two| one.name.cmp(&two.name));
    chosen
}

/// A file with both documents: lines begin with `-` for the old one only, with `+` for the new one only, with a space for
/// both, and with `#` for neither.
fn case(path: &Path) -> Result<Case> {
    let text = fs::read_to_string(path).map_err(|error| Error::io("read", path, &error))?;
    let side = |sign: char| {
        let lines = text.lines().filter(|line| line.is_empty() || line.starts_with([' ', sign]));
        let text = lines.map(|line| format!("{}\n", line.get(1..).unwrap_or_default())).collect();
        let mut input = Input::default();
        input.document = input.sources.add(Source { name: "api.yaml".to_owned(), text });
        input
    };
    let refused = |_| Error::new(format!("`{}` is refused: see `cargo test -p crategen --test diff`", path.display()));
    let (old, new) = (side('-'), side('+'));
    let changes = compare(&Snapshot::of(&old).map_err(refused)?, &Snapshot::of(&new).map_err(refused)?).changes;
    Ok(Case {
        name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        old: crategen::generate(&old).map_err(refused)?,
        new: crategen::generate(&new).map_err(refused)?,
        changes: changes.into_iter().filter(|change| change.level == Level::Api).collect(),
    })
}
