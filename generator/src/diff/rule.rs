//! What a rule is: the judgement of one kind of change, under a name that stays.
//!
//! The tables stand with their levels; each says all that it judges in one place.

use super::{Change, Kind, Level, Verdict, names::Thing, site::Site};

/// How one kind of change is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its stable name, `request-property-became-required`.
    pub id: &'static str,
    /// Whose view it is of.
    pub level: Level,
    /// What became of the thing.
    pub kind: Kind,
    /// What such a change asks for.
    pub verdict: Verdict,
    /// Why.
    pub reason: &'static str,
}

impl Rule {
    /// A change that this rule judges.
    pub(super) fn change(
        &self,
        thing: Thing,
        detail: String,
        old: Option<&Site<'_>>,
        new: Option<&Site<'_>>,
    ) -> Change {
        Change {
            level: self.level,
            kind: self.kind,
            subject: thing.subject,
            name: thing.name,
            detail,
            rule: self.id,
            verdict: self.verdict,
            reason: self.reason.to_owned(),
            old: old.map(Site::place),
            new: new.map(Site::place),
        }
    }
}

/// Declares the rules of a level: a constant for each, and the list of them all.
macro_rules! rules {
    ($level:ident: $($name:ident = $id:literal, $kind:ident, $verdict:ident, $reason:literal;)*) => {
        $(pub(super) const $name: Rule = Rule {
            id: $id,
            level: Level::$level,
            kind: Kind::$kind,
            verdict: Verdict::$verdict,
            reason: $reason,
        };)*

        /// All of them, in the order of the table.
        pub(in crate::diff) const ALL: &[Rule] = &[$($name),*];
    };
}

pub(super) use rules;
