//! What a run tells beside what it does: which input moved, which files and which lines of the API changed.

use std::collections::BTreeSet;
use std::fs;

use super::{Job, Made, State, Written, job};
use crate::cli::terminal;
use crate::lock::Lock;

/// How many files and lines of the API are shown.
const SHOWN: usize = 12;

/// The public items of the crate as it is on the disk; none if there is none.
pub(super) fn api_on_disk(job: &Job) -> Option<String> {
    fs::read_to_string(job.out.join("API.txt")).ok()
}

/// Which inputs moved since the crate was made, if it was.
pub(super) fn inputs(job: &Job, read: &job::Read) {
    let lock = fs::read_to_string(&job.lock).ok().and_then(|text| Lock::parse(&text).ok());
    for change in lock.iter().flat_map(|lock| lock.changes(read.lock())) {
        terminal::plain(&format!("{:>10} {change}", ""));
    }
}

/// Which files changed.
pub(super) fn files(written: &Written) {
    for (state, path) in written.paths.iter().take(SHOWN) {
        let word = match state {
            State::Missing => "new",
            State::Orphan => "removed",
            State::Differs | State::Same => "changed",
        };
        terminal::plain(&format!("{:>10} {word:7}  {path}", ""));
    }
    more(written.paths.len(), "file");
}

/// Which lines of the API came and went; whether any did.
pub(super) fn api(old: &str, made: &Made) -> bool {
    let (old, new) = (lines(old), lines(made.beside.get("API.txt").unwrap_or_default()));
    let mut changes: Vec<(&str, bool)> = old.difference(&new).map(|line| (*line, false)).collect();
    changes.extend(new.difference(&old).map(|line| (*line, true)));
    // What became another has its two lines side by side.
    changes.sort_unstable();
    for (line, is_new) in changes.iter().take(SHOWN) {
        terminal::difference(*is_new, line);
    }
    more(changes.len(), "line");
    !changes.is_empty()
}

fn lines(api: &str) -> BTreeSet<&str> {
    api.lines().filter(|line| !line.starts_with('#')).collect()
}

fn more(number: usize, of_what: &str) {
    if number > SHOWN {
        let more = if number == SHOWN + 1 { of_what.to_owned() } else { format!("{of_what}s") };
        terminal::plain(&format!("{:>10} … and {} more {more}", "", terminal::grouped(number - SHOWN)));
    }
}
