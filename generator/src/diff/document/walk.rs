//! What all parts of the comparison share: the two trees, and what was found.

use super::rules;
use crate::diagnostics::Place;
use crate::diff::{
    Change,
    names::{Thing, thing},
    renames::Renames,
    rule::Rule,
    site::{Site, Tree},
    words::from_to,
};

/// A comparison under way.
pub(super) struct Walk<'a> {
    /// The old document.
    pub(super) old: &'a Tree<'a>,
    /// The new one.
    pub(super) new: &'a Tree<'a>,
    /// Which schemas have another name.
    pub(super) renames: &'a Renames<'a>,
    /// What was found.
    pub(super) changes: Vec<Change>,
    /// The descriptions that changed within what is compared now.
    texts: Vec<Text>,
}

struct Text {
    of: String,
    key: String,
    old: Option<Place>,
    new: Option<Place>,
}

/// How many descriptions a change names.
const NAMED: usize = 3;

impl<'a> Walk<'a> {
    /// A comparison that has found nothing.
    pub(super) fn new(old: &'a Tree<'a>, new: &'a Tree<'a>, renames: &'a Renames<'a>) -> Self {
        Self { old, new, renames, changes: Vec::new(), texts: Vec::new() }
    }

    /// What a report calls one of two counterparts; the new one, if both are there.
    pub(super) fn thing(&self, old: Option<&Site<'a>>, new: Option<&Site<'a>>) -> Thing {
        match (old, new) {
            (_, Some(new)) => thing(self.new.root.node, new.pointer.as_str()),
            (Some(old), None) => thing(self.old.root.node, old.pointer.as_str()),
            (None, None) => thing(self.new.root.node, ""),
        }
    }

    /// Adds a change of a thing.
    pub(super) fn report(&mut self, rule: &Rule, old: Option<&Site<'a>>, new: Option<&Site<'a>>, detail: String) {
        let thing = self.thing(old, new);
        self.changes.push(rule.change(thing, detail, old, new));
    }

    /// Adds a change of what a thing says under a keyword: the thing is named, the keyword is shown.
    pub(super) fn keyword(&mut self, rule: &Rule, old: &Site<'a>, new: &Site<'a>, key: &str, detail: String) {
        let thing = self.thing(Some(old), Some(new));
        let (was, is) = (old.get(key), new.get(key));
        self.changes.push(rule.change(thing, detail, was.as_ref().or(Some(old)), is.as_ref().or(Some(new))));
    }

    /// Notes that what describes a thing changed.
    pub(super) fn text(&mut self, old: &Site<'a>, new: &Site<'a>, key: &str) {
        let of = self.thing(Some(old), Some(new)).name;
        let place = |site: &Site<'a>| site.get(key).map(|text| text.place());
        let key = key.strip_prefix(crate::dialect::CARRIED).unwrap_or(key).to_owned();
        self.texts.push(Text { of, key, old: place(old), new: place(new) });
    }

    /// Reports all descriptions that changed within a thing as one change.
    pub(super) fn finish(&mut self, old: &Site<'a>, new: &Site<'a>) {
        let mut texts = std::mem::take(&mut self.texts);
        if texts.is_empty() {
            return;
        }
        texts.sort_by(|a, b| (&a.of, &a.key).cmp(&(&b.of, &b.key)));
        let thing = self.thing(Some(old), Some(new));
        let short = |text: &Text| {
            let of = text.of.strip_prefix(thing.name.as_str()).unwrap_or(&text.of).trim_start();
            if of.is_empty() { text.key.clone() } else { format!("{} of {of}", text.key) }
        };
        let mut detail = texts.iter().take(NAMED).map(short).collect::<Vec<_>>().join(", ");
        if texts.len() > NAMED {
            detail.push_str(&format!(" and {} more", texts.len() - NAMED));
        }
        let mut change = rules::DOCUMENTATION_CHANGED.change(thing, detail, Some(old), Some(new));
        if let Some(first) = texts.first() {
            change.old = first.old.clone().or(change.old);
            change.new = first.new.clone().or(change.new);
        }
        self.changes.push(change);
    }

    /// Reports that the members of a set are others.
    pub(super) fn turned(&mut self, rule: &Rule, old: &Site<'a>, new: &Site<'a>, key: &str, was: &str, is: &str) {
        self.keyword(rule, old, new, key, from_to(was, is));
    }
}
