//! The files of `src/generated` as they come: each is compared with the disk and, if it is new, made ready; then its text is
//! forgotten.
//!
//! They come from several threads, in no order. What goes wrong with one is told when all have come.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use super::compare::{State, States, state_of};
use super::interrupt::Deferred;
use super::staging::Staging;
use crate::cli::error::{Error, Result};

/// What has come so far.
pub(super) struct Incoming<'a> {
    out: &'a Path,
    /// What is in the folder now.
    present: &'a States,
    deferred: &'a Deferred<'a>,
    states: Mutex<States>,
    /// Made for the first file that is not as it should be.
    staging: OnceLock<Staging>,
    /// Held while it is made.
    opening: Mutex<()>,
    error: Mutex<Option<Error>>,
}

impl<'a> Incoming<'a> {
    /// Nothing has come yet.
    pub(super) fn new(out: &'a Path, present: &'a States, deferred: &'a Deferred<'a>) -> Self {
        Self {
            out,
            present,
            deferred,
            states: Mutex::default(),
            staging: OnceLock::new(),
            opening: Mutex::default(),
            error: Mutex::default(),
        }
    }

    /// Takes a file.
    pub(super) fn take(&self, path: String, text: &str) {
        if locked(&self.error).is_some() {
            return;
        }
        match self.make_ready(&path, text) {
            Ok(state) => {
                locked(&self.states).insert(path, state);
            }
            Err(error) => {
                locked(&self.error).get_or_insert(error);
            }
        }
    }

    /// How all files are, and where those are ready that are not as they should be.
    ///
    /// # Errors
    /// What went wrong first.
    pub(super) fn end(self) -> Result<(States, Option<Staging>)> {
        match self.error.into_inner().unwrap_or_else(PoisonError::into_inner) {
            Some(error) => Err(error),
            None => Ok((self.states.into_inner().unwrap_or_else(PoisonError::into_inner), self.staging.into_inner())),
        }
    }

    fn make_ready(&self, path: &str, text: &str) -> Result<State> {
        self.deferred.stop_if_requested()?;
        let state = match self.present.contains_key(path) {
            true => state_of(&self.out.join(path), text)?,
            false => State::Missing,
        };
        if state != State::Same {
            self.staging()?.add(path, text)?;
        }
        Ok(state)
    }

    fn staging(&self) -> Result<&Staging> {
        let _opening = locked(&self.opening);
        match self.staging.get() {
            Some(staging) => Ok(staging),
            None => Staging::open(self.out).map(|staging| self.staging.get_or_init(|| staging)),
        }
    }
}

fn locked<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}
