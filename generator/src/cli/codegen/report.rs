//! `--check`: what is different, and what to do about it.

use std::fmt;
use std::fs;
use std::path::Path;

use crate::lock::Lock;

use super::compare::{State, States, compare};
use super::{Job, Wanted};
use crate::cli::error::Result;
use crate::cli::terminal::count;

/// How many files a report names, and of how many it shows a line.
const NAMED: usize = 20;
const SHOWN: usize = 3;

/// What a check found.
#[derive(Clone, Debug)]
pub struct Report {
    out: String,
    command: String,
    /// Why it is different, as far as the lock knows.
    inputs: Vec<String>,
    states: States,
    hints: Vec<Hint>,
}

/// The first line in which a file is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Hint {
    path: String,
    line: usize,
    on_disk: Option<String>,
    wanted: Option<String>,
}

/// Compares what should be on disk with what is. Writes nothing.
///
/// # Errors
/// A file that cannot be read.
pub fn compare_with_disk(job: &Job, wanted: &Wanted) -> Result<Report> {
    let lock_name = job.name(&job.lock);
    let on_disk = fs::read_to_string(&job.lock).ok();
    let (inputs, formerly_owned) = match on_disk.as_deref().map(Lock::parse) {
        None => (vec![format!("{lock_name} is missing")], Vec::new()),
        Some(Err(error)) => (vec![format!("{lock_name}: {error}")], Vec::new()),
        Some(Ok(lock)) => {
            let mut changes = lock.changes(&wanted.lock);
            if changes.is_empty() && on_disk != Some(wanted.lock.to_string()) {
                changes.push(format!("{lock_name} is not as it was written"));
            }
            (changes, lock.owned)
        }
    };
    let states = compare(&job.out, &wanted.files, &formerly_owned)?;
    let differing = states.iter().filter(|(_, state)| **state == State::Differs);
    let hints = differing.take(SHOWN).filter_map(|(path, _)| hint(&job.out, path, wanted)).collect();
    Ok(Report { out: job.name(&job.out), command: job.command.clone(), inputs, states, hints })
}

fn hint(out: &Path, path: &str, wanted: &Wanted) -> Option<Hint> {
    let wanted = wanted.files.get(path)?;
    let on_disk = fs::read(out.join(path)).ok()?;
    let on_disk = String::from_utf8_lossy(&on_disk);
    let (mut left, mut right) = (on_disk.split('\n'), wanted.split('\n'));
    (1..).find_map(|line| match (left.next(), right.next()) {
        (None, None) => Some(None),
        (left, right) if left == right => None,
        (left, right) => {
            let (on_disk, wanted) = (left.map(str::to_owned), right.map(str::to_owned));
            Some(Some(Hint { path: path.to_owned(), line, on_disk, wanted }))
        }
    })?
}

impl Report {
    /// Whether everything is as it should be.
    pub fn is_fresh(&self) -> bool {
        self.inputs.is_empty() && self.states.values().all(|state| *state == State::Same)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_fresh() {
            return write!(f, "{}: nothing to do", count(self.states.len(), "file"));
        }
        writeln!(f, "`{}` is not up to date", self.out)?;
        self.inputs.iter().try_for_each(|input| writeln!(f, "  {input}"))?;
        if self.inputs.is_empty() {
            writeln!(f, "  no input moved: the generator writes something else now, or somebody edited what it wrote")?;
        }
        let others: Vec<_> = self.states.iter().filter(|(_, state)| **state != State::Same).collect();
        for (path, state) in others.iter().take(NAMED) {
            let word = match state {
                State::Same => "same",
                State::Differs => "differs",
                State::Missing => "missing",
                State::Orphan => "orphan",
            };
            writeln!(f, "  {word:7}  {path}")?;
        }
        if others.len() > NAMED {
            writeln!(f, "  … and {}", count(others.len() - NAMED, "more file"))?;
        }
        for Hint { path, line, on_disk, wanted } in &self.hints {
            let shown = |text: &Option<String>| text.as_deref().map_or("(end of file)".to_owned(), cut);
            writeln!(f, "  {path}:{line}\n    on disk: {}\n    wanted:  {}", shown(on_disk), shown(wanted))?;
        }
        write!(f, "  = help: run `{}` and commit what it writes", self.command)
    }
}

/// A line as a terminal can show it: not too long, and without characters that would steer it.
fn cut(line: &str) -> String {
    const LONG: usize = 100;
    let (line, ending) = line.strip_suffix('\r').map_or((line, ""), |line| (line, " (CR LF)"));
    let harmless = |character: char| if character.is_control() { char::REPLACEMENT_CHARACTER } else { character };
    let shown: String = line.chars().take(LONG).map(harmless).collect();
    let more = if line.chars().nth(LONG).is_some() { "…" } else { "" };
    format!("{shown}{more}{ending}")
}
