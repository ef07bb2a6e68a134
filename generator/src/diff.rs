//! What changed between two documents, and what that asks of the version of the crate.
//!
//! Three views of the same change: the *document* (what its writer did), the *wire* (what clients meet that were made from
//! the old document), and the *API* (what code meets that was written against the old crate). Each [`Change`] says why it
//! has its verdict, so that a reader can disagree. This module reads no file and prints nothing: it compares two
//! [`Snapshot`]s and gives a [`Report`].

mod api;
mod document;
mod members;
mod names;
mod operations;
mod renames;
pub mod render;
mod rule;
mod site;
mod snapshot;
pub mod version;
mod wire;
mod words;

pub use api::lints_of;
pub use rule::Rule;

use crate::document::{Node, Sources};
use crate::{Item, diagnostics::Place};

/// One side of a comparison.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// What it is called in the report: a file, a revision, a version.
    pub name: String,
    /// The name of the crate that is made from it.
    pub krate: String,
    /// Its texts, for the lines of places.
    pub sources: Sources,
    /// The document in the one dialect to which every version of OpenAPI is brought, with overlays and parts.
    pub document: Node,
    /// The public items of the crate that is made from it, sorted.
    pub items: Vec<Item>,
    /// The version of that crate.
    pub version: String,
}

/// What a change asks of the next version, by Semantic Versioning and Cargo's reading of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing: the crate is the same.
    #[default]
    None,
    /// A release without new items.
    Patch,
    /// New items; what compiled still compiles.
    Minor,
    /// Something that compiled may not compile, or means something else.
    Major,
}

/// Whose view a change is seen in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// What the document says.
    Document,
    /// What is sent and received.
    Wire,
    /// What Rust code sees.
    Api,
}

/// What became of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It was not there.
    Added,
    /// It is gone.
    Removed,
    /// It is another.
    Changed,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Whose view it is.
    pub level: Level,
    /// What became of it.
    pub kind: Kind,
    /// What kind of thing it is, in the words of the level: `operation`, `parameter`, `field`, `variant`.
    pub subject: &'static str,
    /// Which one: `POST /chat/threads`, `ChatMessage.policyViolation`, `models::ChatMessage.policy_violation`.
    pub name: String,
    /// What is different about it, if it was there and is there: `optional → required`.
    pub detail: String,
    /// The stable name of the rule that judged it, `request-field-became-required`.
    pub rule: &'static str,
    /// What it alone asks for. On the wire, [`Verdict::Major`] says that old clients may fail.
    pub verdict: Verdict,
    /// Why; empty at the level of the document, which judges nothing.
    pub reason: String,
    /// Where it was.
    pub old: Option<Place>,
    /// Where it is.
    pub new: Option<Place>,
}

/// All differences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Sorted by level, then by the names of things.
    pub changes: Vec<Change>,
}

/// Compares two documents and the crates that are made of them.
///
/// The same snapshots give the same report, in whatever order the members of a document stand.
pub fn compare(old: &Snapshot, new: &Snapshot) -> Report {
    let (was, is) = (site::Tree::new(&old.document), site::Tree::new(&new.document));
    let renames = renames::Renames::between(&was, &is);
    let mut changes = document::compare(&was, &is, &renames);
    changes.extend(wire::compare(&was, &is, &renames));
    changes.extend(api::compare(old, new));
    let key = |change: &Change| (change.level, change.name.clone(), change.kind, change.subject, change.detail.clone());
    changes.sort_by_cached_key(key);
    // What a path says for all of its operations is found with each of them.
    changes.dedup();
    Report { changes }
}

/// All rules by which documents and what is sent are judged.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    document::RULES.iter().chain(wire::RULES)
}

impl Report {
    /// What the next version must be: the most that any change of the API asks for, and a patch if only what is sent or
    /// documented changed.
    pub fn verdict(&self) -> Verdict {
        let most =
            |level| self.changes.iter().filter(|change| change.level == level).map(|change| change.verdict).max();
        match most(Level::Api) {
            Some(verdict) => verdict,
            None if self.changes.is_empty() => Verdict::None,
            None => Verdict::Patch,
        }
    }

    /// Whether clients that were made from the old document keep working.
    pub fn is_compatible_on_the_wire(&self) -> bool {
        !self.changes.iter().any(|change| change.level == Level::Wire && change.verdict == Verdict::Major)
    }
}
