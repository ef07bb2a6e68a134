//! Puts a crate on disk: all of it, or nothing.
//!
//! Files whose bytes are the same keep their times, so that cargo builds nothing anew; when all are the same nothing is
//! touched. What is not ours is refused before anything is written.

use std::fs;
use std::path::{Path, PathBuf};

use crate::files::{Files, Sink};
use crate::lock::Lock;

use super::Wanted;
use super::compare::{State, States, compare};
use super::incoming::Incoming;
use super::interrupt::Interrupt;
use super::owned::{TREE, in_tree, refuse_detours, refuse_edited, refuse_foreign};
use super::staging::Staging;
use super::swap::Step;
use crate::cli::error::{Error, Result};
use crate::cli::{side_by_side, terminal};

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or have new bytes.
    pub changed: usize,
    /// Files that went away.
    pub removed: usize,
    /// Files that stayed as they were.
    pub unchanged: usize,
    /// What became of `API.txt`, if the crate has one.
    pub api_changed: Option<bool>,
    /// Whether only the lock had to be brought up to date.
    pub only_lock: bool,
    /// The files that changed, by their paths below the crate's folder: new ones, those with new bytes, those that went away.
    pub paths: Vec<(State, String)>,
}

/// What is written, with the files of `src/generated` to be made one by one.
pub(super) struct Parts<'a> {
    /// Files that belong to the generator beside that folder.
    pub(super) beside: &'a Files,
    /// Files that are written only where there are none.
    pub(super) scaffold: &'a Files,
    /// What the crate was made from.
    pub(super) lock: &'a Lock,
    /// Hands over the files of that folder.
    pub(super) tree: &'a dyn Fn(&Sink<'_>),
}

/// Makes the crate's folder what it should be.
///
/// # Errors
/// What stands in the way; then everything is as it was before.
pub fn write(out: &Path, lock: &Path, wanted: &Wanted, interrupt: &Interrupt) -> Result<Written> {
    let of_tree = |is_wanted: bool| wanted.files.iter().filter(move |(path, _)| in_tree(path) == is_wanted);
    let mut beside = Files::default();
    of_tree(false).for_each(|(path, text)| beside.add(path, text));
    let tree = |sink: &Sink<'_>| of_tree(true).for_each(|(path, text)| sink.add(path, text));
    write_parts(
        out,
        lock,
        &Parts { beside: &beside, scaffold: &wanted.scaffold, lock: &wanted.lock, tree: &tree },
        interrupt,
    )
}

/// The same, of which the files of `src/generated` are made ready as they come and forgotten.
///
/// # Errors
/// As above.
pub(super) fn write_parts(out: &Path, lock: &Path, parts: &Parts<'_>, interrupt: &Interrupt) -> Result<Written> {
    let deferred = interrupt.defer();
    Staging::recover(out)?;
    let formerly_owned =
        fs::read_to_string(lock).ok().and_then(|text| Lock::parse(&text).ok()).unwrap_or_default().owned;
    let scaffold: Vec<_> = parts.scaffold.iter().filter(|(path, _)| is_absent(&out.join(path))).collect();
    let beside = parts.beside.iter().chain(scaffold.iter().copied()).map(|(path, _)| path);
    refuse_detours(out, beside.chain([TREE]).chain(formerly_owned.iter().map(|file| file.path.as_str())))?;
    let mut states = compare(out, parts.beside, &formerly_owned)?;
    let replaced = states.iter().filter(|(_, state)| **state == State::Differs).map(|(path, _)| path.as_str());
    refuse_foreign(out, replaced)?;
    refuse_edited(out, &formerly_owned, parts.beside)?;

    let incoming = Incoming::new(out, &states, &deferred);
    (parts.tree)(&Sink::new(&|path, text| incoming.take(path, &text)));
    let (tree, staging) = incoming.end()?;
    refuse_detours(out, tree.keys().map(String::as_str))?;
    // Before, all that is in the folder was an orphan.
    states.extend(tree);
    let lock_text = parts.lock.to_string();
    let lock_differs = fs::read(lock).ok().as_deref() != Some(lock_text.as_bytes());
    let mut steps = steps(&states);
    steps.extend(scaffold.iter().map(|(path, _)| Step::Replace((*path).to_owned())));
    let mut written = summary(&states, scaffold.len(), lock_differs && steps.is_empty());
    written.paths.extend(scaffold.iter().map(|(path, _)| (State::Missing, (*path).to_owned())));
    if steps.is_empty() && !lock_differs {
        return Ok(written);
    }

    let staging = staging.map_or_else(|| Staging::open(out), Ok)?;
    for (path, text) in parts.beside.iter().filter(|(path, _)| is_staged(path, &steps)).chain(scaffold) {
        deferred.stop_if_requested()?;
        staging.add(path, text)?;
    }
    let kept = states.iter().filter(|(path, state)| **state == State::Same && in_tree(path) && is_staged(path, &steps));
    let kept: Vec<&str> = kept.map(|(path, _)| path.as_str()).collect();
    side_by_side::map(&kept, |path| {
        deferred.stop_if_requested()?;
        staging.keep(path)
    })?;
    deferred.stop_if_requested()?;
    let lock = lock_differs.then(|| NewFile::beside(lock, &lock_text)).transpose()?;
    staging.swap(&steps, || lock.map_or(Ok(()), |lock| lock.put_in_place()))?;
    Ok(written)
}

/// Whether a file is new or part of a folder that is replaced.
fn is_staged(path: &str, steps: &[Step]) -> bool {
    let replaced = if in_tree(path) { TREE } else { path };
    steps.contains(&Step::Replace(replaced.to_owned()))
}

/// Whether nothing is there, not even a link that leads nowhere.
fn is_absent(path: &Path) -> bool {
    fs::symlink_metadata(path).is_err()
}

/// What has to be replaced so that nothing is different any more.
fn steps(states: &States) -> Vec<Step> {
    let mut steps = Vec::new();
    let tree: Vec<_> = states.iter().filter(|(path, _)| in_tree(path)).map(|(_, state)| *state).collect();
    if tree.iter().any(|state| *state != State::Same) {
        let is_empty = tree.iter().all(|state| *state == State::Orphan);
        steps.push(if is_empty { Step::Remove(TREE.to_owned()) } else { Step::Replace(TREE.to_owned()) });
    }
    steps.extend(states.iter().filter(|(path, _)| !in_tree(path)).filter_map(|(path, state)| match state {
        State::Same => None,
        State::Differs | State::Missing => Some(Step::Replace(path.clone())),
        State::Orphan => Some(Step::Remove(path.clone())),
    }));
    steps
}

fn summary(states: &States, scaffolded: usize, only_lock: bool) -> Written {
    let count = |wanted: State| states.values().filter(|state| **state == wanted).count();
    Written {
        changed: count(State::Differs) + count(State::Missing) + scaffolded,
        removed: count(State::Orphan),
        unchanged: count(State::Same),
        api_changed: states.get("API.txt").filter(|state| **state != State::Missing).map(|state| *state != State::Same),
        only_lock,
        paths: states
            .iter()
            .filter(|(_, state)| **state != State::Same)
            .map(|(path, state)| (*state, path.clone()))
            .collect(),
    }
}

impl Written {
    /// The verb and the rest of the line that says it.
    pub fn describe(&self) -> (&'static str, String) {
        let api = match self.api_changed {
            None => "",
            Some(false) => ", API unchanged",
            Some(true) => ", API changed",
        };
        let lock = if self.only_lock { ", codegen.lock updated" } else { "" };
        if self.changed + self.removed == 0 {
            return ("Unchanged", format!("{}{api}{lock}", terminal::count(self.unchanged, "file")));
        }
        let of_all = terminal::count(self.changed + self.unchanged, "file");
        let changed =
            if self.unchanged == 0 { of_all } else { format!("{} of {of_all}", terminal::grouped(self.changed)) };
        let removed =
            if self.removed == 0 { String::new() } else { format!(", {} removed", terminal::grouped(self.removed)) };
        ("Writing", format!("{changed}{removed}{api}"))
    }
}

/// The new text of a single file, in the same folder; it goes away if it is not put in place.
struct NewFile {
    place: PathBuf,
    new: PathBuf,
}

impl NewFile {
    fn beside(place: &Path, text: &str) -> Result<Self> {
        let file = Self { place: place.to_owned(), new: place.with_extension("lock.new") };
        fs::write(&file.new, text).map_err(|error| Error::io("write", &file.new, &error))?;
        Ok(file)
    }

    fn put_in_place(&self) -> Result<()> {
        fs::rename(&self.new, &self.place).map_err(|error| Error::io("replace", &self.place, &error))
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        // There is none any more once it is in place.
        let _ = fs::remove_file(&self.new);
    }
}
