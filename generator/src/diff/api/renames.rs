//! What has another name, so that what mentions it counts as the same.

use std::collections::HashMap;

use super::items::Line;
use super::pairs::Pair;

/// The old paths of things that have another one now.
pub(super) struct Renames<'a>(HashMap<&'a str, &'a str>);

impl<'a> Renames<'a> {
    pub(super) fn of(pairs: &[Pair<'a>]) -> Self {
        let both = pairs.iter().filter_map(|(old, new)| Some(((*old)?.line, (*new)?.line)));
        Self(
            both.filter(|(old, new)| old.word == new.word && old.path != new.path)
                .map(|(old, new)| (old.path, new.path))
                .collect(),
        )
    }

    /// Whether both lines have the same value, but for the names of things.
    pub(super) fn are_same(&self, old: &Line<'_>, new: &Line<'_>) -> bool {
        old.value == new.value || (!self.0.is_empty() && self.renamed(old) == new.value)
    }

    /// The value with the new names.
    fn renamed(&self, line: &Line<'_>) -> String {
        let module = line.path.split("::").take(2).collect::<Vec<_>>().join("::");
        let mut text = String::with_capacity(line.value.len());
        let mut rest = line.value;
        while let Some(first) = rest.chars().next() {
            let is_part = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '#' | ':');
            let end = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len()).max(first.len_utf8());
            let (word, others) = rest.split_at(end);
            match self.new_name(word, &module) {
                Some(name) => text.push_str(name),
                None => text.push_str(word),
            }
            rest = others;
        }
        text
    }

    /// The new name of a type that is written out, or of one of the module in which it is mentioned.
    fn new_name(&self, word: &str, module: &str) -> Option<&'a str> {
        if let Some(path) = self.0.get(word) {
            return Some(path);
        }
        let path = self.0.get(format!("{module}::{word}").as_str())?;
        path.rsplit("::").next()
    }
}
