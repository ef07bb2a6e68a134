//! Which entries of the configuration had an effect: one that has none is a mistake that would otherwise go unnoticed.

use std::collections::BTreeSet;

/// The parts of the configuration whose entries must be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// `[names]`, by pointer.
    Name,
    /// `[paging]`, by key.
    Paging,
    /// `[parameters.….default]`, by parameter.
    Parameter,
    /// `[parameters.….tags]`, by parameter and tag.
    ParameterTag,
    /// `[parameters.….operations]`, by parameter and operation.
    ParameterOperation,
    /// `[security]`, by scheme.
    Security,
    /// `idempotency.headers`, by header.
    Idempotency,
    /// `crate.features.default`, by feature.
    DefaultFeature,
    /// `crate.untagged`.
    Untagged,
}

/// The entries that were used so far.
#[derive(Clone, Debug, Default)]
pub struct Used {
    entries: BTreeSet<(Section, String, String)>,
}

impl Used {
    /// Notes that an entry had an effect.
    pub fn mark(&mut self, section: Section, key: &str) {
        self.mark_in(section, key, "");
    }

    /// Notes that an entry within an entry had an effect.
    pub fn mark_in(&mut self, section: Section, key: &str, inner: &str) {
        self.entries.insert((section, key.to_owned(), inner.to_owned()));
    }

    /// Whether an entry had an effect.
    pub fn contains(&self, section: Section, key: &str) -> bool {
        self.contains_in(section, key, "")
    }

    /// Whether an entry within an entry had an effect.
    pub fn contains_in(&self, section: Section, key: &str, inner: &str) -> bool {
        self.entries.contains(&(section, key.to_owned(), inner.to_owned()))
    }
}
