//! The files of a crate, by path.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Files by their path below the crate's folder, `src/generated/mod.rs`, in the order of the paths.
///
/// Paths use `/`, are relative, and have no `.` or `..` in them: whoever writes them may join them to a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    files: BTreeMap<String, String>,
}

/// Where each file goes as soon as it is made, so that nobody has to hold all of them: called from several threads, in no
/// order.
#[derive(Clone, Copy)]
pub struct Sink<'a>(&'a (dyn Fn(String, String) + Sync));

impl<'a> Sink<'a> {
    /// A sink that does that with each path and text.
    pub fn new(take: &'a (dyn Fn(String, String) + Sync)) -> Self {
        Self(take)
    }

    /// Hands a file over.
    pub fn add(&self, path: impl Into<String>, text: impl Into<String>) {
        (self.0)(path.into(), text.into());
    }
}

impl Files {
    /// Adds all that a function hands over.
    pub fn collect(self, make: impl FnOnce(&Sink<'_>)) -> Self {
        let files = Mutex::new(self);
        let take = |path: String, text: String| files.lock().unwrap_or_else(PoisonError::into_inner).add(path, text);
        make(&Sink::new(&take));
        files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a file.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.files.insert(path.into(), text.into());
    }

    /// The text of a file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// All files, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
