//! What is on disk beside what should be. Reads only.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io;
use std::path::Path;

use crate::files::Files;
use crate::lock::OwnedFile;

use super::owned::{TREE, in_tree};
use crate::cli::error::{Error, Result};
use crate::cli::side_by_side;

/// How one file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// As it should be.
    Same,
    /// There, with other bytes.
    Differs,
    /// Not there.
    Missing,
    /// There, and no longer emitted.
    Orphan,
}

/// How every owned file is, by its path below the crate's folder.
pub(super) type States = BTreeMap<String, State>;

/// Compares; `formerly_owned` are files beside the tree that an earlier run wrote.
///
/// # Errors
/// A file or folder that cannot be read.
pub(super) fn compare(out: &Path, files: &Files, formerly_owned: &[OwnedFile]) -> Result<States> {
    let mut found = Vec::new();
    collect(&out.join(TREE), TREE, &mut found)?;
    // What the tree does not have need not be asked for file by file.
    let in_place: HashSet<&str> = found.iter().map(String::as_str).collect();
    let files: Vec<_> = files.iter().collect();
    let state = |(path, text): &(&str, &str)| match !in_tree(path) || in_place.contains(path) {
        true => Ok((path.to_string(), state_of(&out.join(path), text)?)),
        false => Ok((path.to_string(), State::Missing)),
    };
    let mut states: States = side_by_side::map(&files, state)?.into_iter().collect();
    let beside = formerly_owned.iter().map(|file| &file.path);
    found.extend(beside.filter(|path| !in_tree(path) && out.join(path).is_file()).cloned());
    for path in found {
        states.entry(path).or_insert(State::Orphan);
    }
    Ok(states)
}

/// How one file is that should have a text.
///
/// # Errors
/// When it cannot be read.
pub(super) fn state_of(file: &Path, text: &str) -> Result<State> {
    let metadata = match fs::symlink_metadata(file) {
        Ok(metadata) => metadata,
        Err(error) if is_absence(&error) => return Ok(State::Missing),
        Err(error) => return Err(Error::io("read", file, &error)),
    };
    if !metadata.is_file() || metadata.len() != text.len() as u64 {
        return Ok(State::Differs);
    }
    let bytes = fs::read(file).map_err(|error| Error::io("read", file, &error))?;
    Ok(if bytes == text.as_bytes() { State::Same } else { State::Differs })
}

/// All files below a folder, by their paths; links are files, whatever they point to.
fn collect(folder: &Path, name: &str, found: &mut Vec<String>) -> Result<()> {
    let failed = |error: &io::Error| Error::io("read", folder, error);
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if is_absence(&error) => return Ok(()),
        Err(error) => return Err(failed(&error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| failed(&error))?;
        let kind = entry.file_type().map_err(|error| failed(&error))?;
        let name = format!("{name}/{}", entry.file_name().to_string_lossy());
        if kind.is_dir() {
            collect(&entry.path(), &name, found)?;
        } else {
            found.push(name);
        }
    }
    Ok(())
}

/// Whether the error says that there is nothing at the path.
fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
