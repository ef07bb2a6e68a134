//! What all parts of the comparison share: the two trees, which way things travel, and what was found.

use std::cell::Cell;
use std::collections::HashSet;

use crate::diff::{
    Change, Verdict,
    names::{Thing, below, thing},
    renames::Renames,
    rule::Rule,
    site::{Site, Tree},
};

/// Which way a thing travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Direction {
    /// Clients send it.
    Sent,
    /// Clients receive it.
    Received,
}

impl Direction {
    /// What is for this way.
    pub(super) fn of<T>(self, sent: T, received: T) -> T {
        match self {
            Self::Sent => sent,
            Self::Received => received,
        }
    }
}

/// How many questions may stand inside each other whether one thing may stand for another.
const TRIALS: usize = 2;

/// How many such questions are asked in all, and how many pairs each may look at: a hostile document asks many.
const QUESTIONS: usize = 1_000;
const PAIRS: usize = 1_000;

/// How many references are followed before what is behind the next one has to wait.
const DEPTH: usize = 64;

/// Two schemas that are compared.
pub(super) struct Pair<'a> {
    /// What is shown of both: themselves, or where they are used.
    pub(super) shown: (Site<'a>, Site<'a>),
    /// The schemas.
    pub(super) sites: (Site<'a>, Site<'a>),
}

struct Later<'a> {
    pair: Pair<'a>,
    direction: Direction,
    alias: Option<Alias>,
}

/// A comparison under way.
pub(super) struct Walk<'a> {
    /// The old document.
    pub(super) old: &'a Tree<'a>,
    /// The new one.
    pub(super) new: &'a Tree<'a>,
    /// Which schemas have another name.
    pub(super) renames: &'a Renames<'a>,
    /// Which way that travels which is compared now.
    pub(super) direction: Direction,
    /// What was found.
    pub(super) changes: Vec<Change>,
    /// How deep in questions this is whether one thing may stand for another.
    trials: usize,
    /// What was compared already.
    seen: HashSet<(String, String, Direction)>,
    /// What was said already.
    said: HashSet<(&'static str, String, String)>,
    /// How many references deep this is.
    depth: usize,
    /// What is compared once this came back: references follow one another without end, and the stack has one.
    later: Vec<Later<'a>>,
    /// How many questions may still be asked whether one thing may stand for another.
    budget: Cell<usize>,
    /// What to call things, where two that have nothing to do with each other are compared.
    alias: Option<Alias>,
}

/// What things below two pointers are called by where they are used.
#[derive(Clone)]
struct Alias {
    old: String,
    new: String,
    of: Thing,
}

/// A pair that was entered.
pub(super) struct Entered {
    /// Whether both are what one component was and is, and not merely used in one place.
    pub(super) corresponds: bool,
    before: Option<Alias>,
}

impl<'a> Walk<'a> {
    /// A comparison that has found nothing.
    pub(super) fn new(old: &'a Tree<'a>, new: &'a Tree<'a>, renames: &'a Renames<'a>) -> Self {
        Self {
            old,
            new,
            renames,
            direction: Direction::Sent,
            changes: Vec::new(),
            trials: 0,
            seen: HashSet::new(),
            said: HashSet::new(),
            depth: 0,
            later: Vec::new(),
            budget: Cell::new(QUESTIONS),
            alias: None,
        }
    }

    /// What a report calls one of two counterparts; the new one, if both are there.
    pub(super) fn thing(&self, old: Option<&Site<'a>>, new: Option<&Site<'a>>) -> Thing {
        let is_old = new.is_none();
        let (root, site) = if is_old { (self.old.root.node, old) } else { (self.new.root.node, new) };
        let pointer = site.map_or("", |site| site.pointer.as_str());
        let aliased = self.alias.as_ref().and_then(|alias| {
            let rest = pointer.strip_prefix(if is_old { alias.old.as_str() } else { alias.new.as_str() })?;
            (rest.is_empty() || rest.starts_with('/')).then(|| below(root, &alias.of, pointer, rest))
        });
        aliased.unwrap_or_else(|| thing(root, pointer))
    }

    /// Adds a change of a thing.
    pub(super) fn report(&mut self, rule: &Rule, old: Option<&Site<'a>>, new: Option<&Site<'a>>, detail: String) {
        let thing = self.thing(old, new);
        self.report_as(rule, thing, old, new, detail);
    }

    /// Adds a change of a thing that is called something else than its place says.
    pub(super) fn report_as(
        &mut self,
        rule: &Rule,
        thing: Thing,
        old: Option<&Site<'a>>,
        new: Option<&Site<'a>>,
        detail: String,
    ) {
        if self.said.insert((rule.id, thing.name.clone(), detail.clone())) {
            self.changes.push(rule.change(thing, detail, old, new));
        }
    }

    /// Adds a change of what a thing says under a keyword.
    pub(super) fn keyword(&mut self, rule: &Rule, old: &Site<'a>, new: &Site<'a>, key: &str, detail: String) {
        let thing = self.thing(Some(old), Some(new));
        let (was, is) = (old.get(key), new.get(key));
        self.report_as(rule, thing, was.as_ref().or(Some(old)), is.as_ref().or(Some(new)), detail);
    }

    /// Goes from two places to what stands there, unless that was compared already.
    pub(super) fn enter(
        &mut self,
        (old, new): (&Site<'a>, &Site<'a>),
        (was, is): (&Site<'a>, &Site<'a>),
    ) -> Option<Entered> {
        let refers = old.pointer != was.pointer || new.pointer != is.pointer;
        let corresponds = self.correspond(was.pointer.as_str(), is.pointer.as_str());
        let (from, to) = if corresponds { (was, is) } else { (old, new) };
        let key = (from.pointer.as_str().to_owned(), to.pointer.as_str().to_owned(), self.direction);
        let is_enough = self.trials > 0 && self.seen.len() >= PAIRS;
        if is_enough || !self.seen.insert(key) {
            return None;
        }
        let before = self.alias.clone();
        if corresponds && refers {
            self.alias = None;
        } else if refers {
            let of = self.thing(Some(old), Some(new));
            let (old, new) = (was.pointer.as_str().to_owned(), is.pointer.as_str().to_owned());
            self.alias = Some(Alias { old, new, of });
        }
        Some(Entered { corresponds, before })
    }

    /// Comes back from there.
    pub(super) fn leave(&mut self, entered: Entered) {
        self.alias = entered.before;
    }

    /// Compares two schemas that were entered, now or once there is room on the stack.
    pub(super) fn descend(&mut self, pair: Pair<'a>, judge: fn(&mut Self, &Pair<'a>)) {
        if self.depth >= DEPTH {
            let (direction, alias) = (self.direction, self.alias.clone());
            return self.later.push(Later { pair, direction, alias });
        }
        self.depth += 1;
        judge(self, &pair);
        self.depth -= 1;
        if self.depth > 0 {
            return;
        }
        let (direction, alias) = (self.direction, self.alias.clone());
        while let Some(later) = self.later.pop() {
            (self.direction, self.alias, self.depth) = (later.direction, later.alias, 1);
            judge(self, &later.pair);
        }
        (self.direction, self.alias, self.depth) = (direction, alias, 0);
    }

    /// Whether two pointers lead to the same thing of both documents.
    fn correspond(&self, old: &str, new: &str) -> bool {
        self.renames.same_reference(&format!("#{old}"), &format!("#{new}"))
    }

    /// Whether the new one of two schemas may stand for the old one. The answer is no where it takes too many such questions.
    pub(super) fn fits(&self, old: &Site<'a>, new: &Site<'a>) -> bool {
        let Some(left) = self.budget.get().checked_sub(1).filter(|_| self.trials < TRIALS) else { return false };
        self.budget.set(left);
        let mut trial = Walk::new(self.old, self.new, self.renames);
        (trial.direction, trial.trials) = (self.direction, self.trials + 1);
        trial.budget.set(left);
        super::schemas::compare(&mut trial, old, new);
        self.budget.set(self.budget.get().min(trial.budget.get()));
        trial.seen.len() < PAIRS && !trial.changes.iter().any(|change| change.verdict == Verdict::Major)
    }
}
