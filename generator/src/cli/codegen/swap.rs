//! Several files and folders replaced as one, or none of them.
//!
//! Everything new stands ready below `new/` of a staging folder on the same file system. Each replacement is two
//! renames: the present thing into `old/`, the new one into its place. A journal written before the first rename names
//! all of them, and the disk itself says how far they got; so the same function puts everything back after an error
//! and, at the next run, after a power cut.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// One replacement, of a path below the crate's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// What is below `new/` takes the place of what is there, if anything is.
    Replace(String),
    /// What is there goes away.
    Remove(String),
}

/// Does all steps; after an error some of them are done, and [`roll_back`] is to be called.
///
/// # Errors
/// The path that could not be replaced, and why.
pub(super) fn swap(out: &Path, staging: &Path, steps: &[Step]) -> Result<(), (PathBuf, io::Error)> {
    let journal: String = steps.iter().map(Step::line).collect();
    let unfinished = staging.join("journal.new");
    fs::write(&unfinished, journal)
        .and_then(|()| fs::rename(&unfinished, journal_of(staging)))
        .map_err(|error| (journal_of(staging), error))?;
    for step in steps {
        let (new, old, target) = step.places(out, staging);
        apply(step, &new, &old, &target).map_err(|error| (target, error))?;
    }
    Ok(())
}

/// From here on nothing is rolled back.
///
/// # Errors
/// When the journal cannot be deleted; then [`roll_back`] still can.
pub(super) fn commit(staging: &Path) -> io::Result<()> {
    fs::remove_file(journal_of(staging))
}

/// Puts everything back as it was before [`swap`], if one was begun and not committed.
///
/// # Errors
/// The path that could not be put back, and why. What was there is still below `old/`.
pub(super) fn roll_back(out: &Path, staging: &Path) -> Result<(), (PathBuf, io::Error)> {
    let journal = journal_of(staging);
    let text = match fs::read_to_string(&journal) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err((journal, error)),
    };
    for step in text.lines().rev().filter_map(Step::of_line) {
        let (new, old, target) = step.places(out, staging);
        undo(&step, &new, &old, &target).map_err(|error| (target, error))?;
    }
    fs::remove_file(&journal).map_err(|error| (journal, error))
}

fn apply(step: &Step, new: &Path, old: &Path, target: &Path) -> io::Result<()> {
    if fs::symlink_metadata(target).is_ok() {
        create_parent(old)?;
        fs::rename(target, old)?;
    }
    match step {
        Step::Replace(_) => fs::rename(new, target),
        Step::Remove(_) => Ok(()),
    }
}

fn undo(step: &Step, new: &Path, old: &Path, target: &Path) -> io::Result<()> {
    let exists = |path: &Path| fs::symlink_metadata(path).is_ok();
    let is_in_place = matches!(step, Step::Replace(_)) && !exists(new) && exists(target);
    if is_in_place {
        create_parent(new)?;
        fs::rename(target, new)?;
    }
    if exists(old) { fs::rename(old, target) } else { Ok(()) }
}

fn create_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

fn journal_of(staging: &Path) -> PathBuf {
    staging.join("journal")
}

impl Step {
    fn path(&self) -> &str {
        match self {
            Self::Replace(path) | Self::Remove(path) => path,
        }
    }

    fn places(&self, out: &Path, staging: &Path) -> (PathBuf, PathBuf, PathBuf) {
        let path = self.path();
        (staging.join("new").join(path), staging.join("old").join(path), out.join(path))
    }

    fn line(&self) -> String {
        match self {
            Self::Replace(path) => format!("replace {path}\n"),
            Self::Remove(path) => format!("remove {path}\n"),
        }
    }

    fn of_line(line: &str) -> Option<Self> {
        match line.split_once(' ')? {
            ("replace", path) => Some(Self::Replace(path.to_owned())),
            ("remove", path) => Some(Self::Remove(path.to_owned())),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A crate with two files and a staging folder beside them that has new versions of `new`.
    fn crate_with(new: &[&str]) -> (tempfile::TempDir, PathBuf, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let (out, staging) = (folder.path().join("out"), folder.path().join("staging"));
        for (base, names) in [(&out, ["a", "b"].as_slice()), (&staging.join("new"), new)] {
            fs::create_dir_all(base).unwrap();
            let text = if *base == out { "old" } else { "new" };
            names.iter().for_each(|name| fs::write(base.join(name), text).unwrap());
        }
        (folder, out, staging)
    }

    fn contents(out: &Path) -> Vec<(String, String)> {
        let mut files: Vec<_> = fs::read_dir(out)
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap()))
            .collect();
        files.sort();
        files
    }

    fn pairs(files: &[(&str, &str)]) -> Vec<(String, String)> {
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    fn steps() -> Vec<Step> {
        vec![Step::Replace("a".to_owned()), Step::Remove("b".to_owned()), Step::Replace("c".to_owned())]
    }

    #[test]
    fn all_steps_are_done() {
        let (_folder, out, staging) = crate_with(&["a", "c"]);
        swap(&out, &staging, &steps()).unwrap();
        commit(&staging).unwrap();
        roll_back(&out, &staging).unwrap();
        assert_eq!(contents(&out), pairs(&[("a", "new"), ("c", "new")]));
    }

    #[test]
    fn wherever_it_stops_everything_can_be_put_back() {
        for done in 0..=3 {
            let (_folder, out, staging) = crate_with(&["a", "c"]);
            let all = steps();
            // A journal of all steps, of which only some were done, is what a killed run leaves.
            swap(&out, &staging, &all[..done]).unwrap();
            fs::write(staging.join("journal"), all.iter().map(Step::line).collect::<String>()).unwrap();
            roll_back(&out, &staging).unwrap();
            assert_eq!(contents(&out), pairs(&[("a", "old"), ("b", "old")]), "after {done} steps");
        }
    }

    #[test]
    fn a_step_that_fails_between_its_two_renames_is_put_back() {
        let (_folder, out, staging) = crate_with(&["c"]);
        let (path, _) = swap(&out, &staging, &steps()).unwrap_err();
        assert_eq!(path, out.join("a"));
        assert!(!path.exists());
        roll_back(&out, &staging).unwrap();
        assert_eq!(contents(&out), pairs(&[("a", "old"), ("b", "old")]));
    }
}
