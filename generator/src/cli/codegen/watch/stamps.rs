//! Which files were saved since they were last looked at.
//!
//! By asking for their times and sizes, not by being told: that works on every file system and in every container, for
//! editors that write a new file and give it the old name, and for files that are not there yet. There are a few dozen.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What a look at a file shows; none if there is no file.
type Look = Option<(SystemTime, u64, u64)>;

/// The files that are watched, with what was last seen of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Stamps(BTreeMap<PathBuf, Stamp>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Stamp {
    /// It was like that.
    Seen(Look),
    /// It changed after it was read, before anybody looked.
    Missed,
}

impl Stamps {
    /// How many files there are.
    pub(super) fn number(&self) -> usize {
        self.0.len()
    }

    /// Watches a file, too. If its text was read already it counts as saved if it has another one now.
    pub(super) fn add(&mut self, file: &Path, text: Option<&str>) {
        if self.0.contains_key(file) {
            return;
        }
        let seen = Stamp::Seen(look(file));
        let is_other = text.is_some_and(|text| fs::read_to_string(file).ok().as_deref() != Some(text));
        self.0.insert(file.to_owned(), if is_other { Stamp::Missed } else { seen });
    }

    /// Takes all files for seen as they are now.
    pub(super) fn take(&mut self) {
        for (file, stamp) in &mut self.0 {
            *stamp = Stamp::Seen(look(file));
        }
    }

    /// How all files are now.
    pub(super) fn look(&self) -> Vec<Look> {
        self.0.keys().map(|file| look(file)).collect()
    }

    /// The names of the files that are not as they were seen.
    pub(super) fn changed(&self) -> Vec<String> {
        let changed = self.0.iter().filter(|(file, stamp)| **stamp != Stamp::Seen(look(file)));
        changed.filter_map(|(file, _)| Some(file.file_name()?.to_string_lossy().into_owned())).collect()
    }

    /// Whether a file that was there is not there now, or is empty.
    pub(super) fn is_any_gone(&self) -> bool {
        self.0.iter().any(|(file, stamp)| {
            let is_there = look(file).is_some_and(|(_, size, _)| size > 0);
            matches!(stamp, Stamp::Seen(Some((_, size, _))) if *size > 0) && !is_there
        })
    }
}

fn look(file: &Path) -> Look {
    let metadata = fs::metadata(file).ok()?;
    Some((metadata.modified().ok()?, metadata.len(), identity(&metadata)))
}

/// What tells a file from another one with its name.
#[cfg(unix)]
fn identity(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn identity(_: &fs::Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watched(files: &[(&str, &str)]) -> (tempfile::TempDir, Stamps) {
        let folder = tempfile::tempdir().unwrap();
        let mut stamps = Stamps::default();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
            stamps.add(&folder.path().join(name), Some(text));
        }
        (folder, stamps)
    }

    #[test]
    fn a_save_is_seen_once() {
        let (folder, mut stamps) = watched(&[("a", "1"), ("b", "2")]);
        assert!(stamps.changed().is_empty());
        fs::write(folder.path().join("b"), "longer").unwrap();
        assert_eq!(stamps.changed(), ["b"]);
        stamps.take();
        assert!(stamps.changed().is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_takes_the_place_of_another_is_seen_whatever_its_time_and_size() {
        let (folder, stamps) = watched(&[("a", "1")]);
        let (file, new) = (folder.path().join("a"), folder.path().join("a.new"));
        fs::write(&new, "2").unwrap();
        let time = fs::metadata(&file).unwrap().modified().unwrap();
        fs::File::options().append(true).open(&new).unwrap().set_modified(time).unwrap();
        fs::rename(&new, &file).unwrap();
        assert_eq!(stamps.changed(), ["a"]);
    }

    #[test]
    fn a_file_that_goes_and_comes_back_is_seen_both_times() {
        let (folder, mut stamps) = watched(&[("a", "1")]);
        let file = folder.path().join("a");
        fs::remove_file(&file).unwrap();
        assert_eq!(stamps.changed(), ["a"]);
        assert!(stamps.is_any_gone());
        stamps.take();
        assert!(!stamps.is_any_gone());
        fs::write(&file, "1").unwrap();
        assert_eq!(stamps.changed(), ["a"]);
    }

    #[test]
    fn what_changed_between_being_read_and_being_watched_counts_as_saved() {
        let (folder, mut stamps) = watched(&[]);
        let file = folder.path().join("part");
        fs::write(&file, "new").unwrap();
        stamps.add(&file, Some("old"));
        assert_eq!(stamps.changed(), ["part"]);
        stamps.add(&folder.path().join("not there yet"), None);
        assert_eq!(stamps.number(), 2);
        fs::write(folder.path().join("not there yet"), "").unwrap();
        assert_eq!(stamps.changed(), ["not there yet", "part"]);
    }
}
