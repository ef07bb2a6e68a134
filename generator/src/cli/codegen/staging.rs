//! The folder in which everything new is made ready.
//!
//! It is in the crate's own folder, so that a rename is enough to put things in place. Its name is fixed and a locked
//! file is in it: two runs at once see each other, and what a killed run left is found by the next one and undone.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::swap::{self, Step};
use crate::cli::error::{Error, Result};

const NAME: &str = ".crategen-staging";

/// A staging folder; it goes away with this value.
#[derive(Debug)]
pub(super) struct Staging {
    out: PathBuf,
    folder: PathBuf,
    locked: Option<File>,
    /// Folders that were made on the way, outermost first.
    created: Vec<PathBuf>,
    /// Whether the swap failed and could not be undone: then the only copy of the old files is here.
    keep: bool,
}

impl Staging {
    /// Undoes what a killed run left in the crate's folder, if there was one.
    ///
    /// # Errors
    /// When that cannot be done, or when that run is not dead at all.
    pub(super) fn recover(out: &Path) -> Result<()> {
        if fs::symlink_metadata(out.join(NAME)).is_ok() { Self::open(out).map(drop) } else { Ok(()) }
    }

    /// Makes an empty staging folder, and the crate's folder if there is none.
    ///
    /// # Errors
    /// When the folder cannot be made, is not ours, or another run has it.
    pub(super) fn open(out: &Path) -> Result<Self> {
        let folder = out.join(NAME);
        let mut staging =
            Self { out: out.to_owned(), folder: folder.clone(), locked: None, created: Vec::new(), keep: false };
        staging.create_folders(out)?;
        let lock = folder.join("lock");
        let made = fs::create_dir(&folder);
        match &made {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(Error::io("make", &folder, error)),
            Err(_) if !lock.is_file() && !is_empty(&folder) => {
                let message = format!("`{}` was not made by this program", folder.display());
                return Err(Error::new(message).help("move it away"));
            }
            _ => {}
        }
        let file = File::create(&lock).map_err(|error| {
            if made.is_ok() {
                let _ = fs::remove_dir(&folder);
            }
            Error::io("write", &lock, &error)
        })?;
        // A file system that cannot lock is no reason not to write.
        #[allow(clippy::incompatible_msrv, reason = "the feature `cli` needs Rust 1.89, as the module says")]
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            let message = format!("another run is writing to `{}`", out.display());
            return Err(Error::new(message).help("wait until it is done"));
        }
        staging.locked = Some(file);
        staging.roll_back()?;
        for leftover in ["new", "old"].map(|name| folder.join(name)) {
            match fs::remove_dir_all(&leftover) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(Error::io("delete", &leftover, &error));
                }
                _ => {}
            }
        }
        Ok(staging)
    }

    /// Makes a file ready, and its folder if there is none.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn add(&self, path: &str, text: &str) -> Result<()> {
        let file = self.new_place(path);
        in_folder(&file, || fs::write(&file, text)).map_err(|error| Error::io("write", &file, &error))
    }

    /// Makes a file ready that is in the crate as it should be: the same file where the system lets it have two names, else one
    /// of the same time.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn keep(&self, path: &str) -> Result<()> {
        let (present, file) = (self.out.join(path), self.new_place(path));
        if in_folder(&file, || fs::hard_link(&present, &file)).is_ok() {
            return Ok(());
        }
        fs::copy(&present, &file).map_err(|error| Error::io("write", &file, &error))?;
        match fs::metadata(&present).and_then(|metadata| metadata.modified()) {
            Ok(time) => File::options()
                .append(true)
                .open(&file)
                .and_then(|file| file.set_modified(time))
                .map_err(|error| Error::io("write", &file, &error)),
            Err(_) => Ok(()),
        }
    }

    fn new_place(&self, path: &str) -> PathBuf {
        self.folder.join("new").join(path)
    }

    /// Puts everything in place, does `last`, and keeps it so; or changes nothing.
    ///
    /// # Errors
    /// What could not be done.
    pub(super) fn swap(mut self, steps: &[Step], last: impl FnOnce() -> Result<()>) -> Result<()> {
        for step in steps {
            if let Step::Replace(path) = step
                && let Some(parent) = self.out.join(path).parent()
            {
                self.create_folders(parent)?;
            }
        }
        let done = swap::swap(&self.out, &self.folder, steps)
            .map_err(|(path, error)| Error::io("replace", &path, &error))
            .and_then(|()| last())
            .and_then(|()| swap::commit(&self.folder).map_err(|error| Error::io("delete", &self.folder, &error)));
        match done {
            Ok(()) => {
                self.created.clear();
                Ok(())
            }
            Err(error) => {
                self.roll_back()?;
                Err(error)
            }
        }
    }

    fn roll_back(&mut self) -> Result<()> {
        swap::roll_back(&self.out, &self.folder).map_err(|(path, error)| {
            self.keep = true;
            let what = format!("`{}` could not be put back as it was: {error}", path.display());
            Error::new(what).help(format!(
                "run the command again once that is mended; what was there is kept in `{}`",
                self.folder.join("old").display()
            ))
        })
    }

    fn create_folders(&mut self, folder: &Path) -> Result<()> {
        let missing: Vec<_> =
            folder.ancestors().take_while(|path| !path.as_os_str().is_empty() && !path.exists()).collect();
        for path in missing.into_iter().rev() {
            fs::create_dir(path).map_err(|error| Error::io("make", path, &error))?;
            self.created.push(path.to_owned());
        }
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // Without the lock the folder is another run's, or not ours.
        if self.locked.take().is_some() && !self.keep {
            // What cannot be deleted now is deleted by the next run.
            let _ = fs::remove_dir_all(&self.folder);
        }
        for folder in self.created.iter().rev() {
            // Fails, as it should, when something is in it.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Makes a file, and its folder first if that is why it cannot be made.
fn in_folder(file: &Path, make: impl Fn() -> io::Result<()>) -> io::Result<()> {
    match (make(), file.parent()) {
        (Err(error), Some(folder)) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            make()
        }
        (made, _) => made,
    }
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}
