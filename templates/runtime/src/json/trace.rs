//! Where reading failed and why: the path of a message, without secrets and without a server's control characters.

use std::{
    cell::{Cell, RefCell},
    fmt, ptr,
};

use serde_json::Value as Tree;

use super::super::model::{Column, Table};
use super::{Malformed, orders::Orders, union::weight};

/// What is known while a value is read: where reading failed and why, filled in on the way out of the failure only, and in
/// which order members come.
#[derive(Default)]
pub(super) struct Trace<'a> {
    failure: RefCell<Failure>,
    /// What it is read for, inside of a union.
    pub(super) trial: Option<Trial<'a>>,
    pub(super) orders: Orders,
    /// The name that probably comes next.
    pub(super) expected: Cell<Option<&'static str>>,
}

/// How a member of a union is read.
#[derive(Clone, Copy)]
pub(super) struct Trial<'a> {
    /// How many more steps may be made, where members are found by trying: values that are read, and what is copied to
    /// be read again.
    pub(super) budget: &'a Cell<u64>,
    /// With how many left the first member that fits has to do, although another may fit better.
    pub(super) reserve: u64,
    /// How many values there were that no column names, with all that is in them.
    pub(super) strangers: &'a Cell<u64>,
    /// Whether it is not known yet that it is this member, so that a text must be of its format, and a constant must be it.
    pub(super) strict: bool,
}

impl Trial<'_> {
    /// Notes so many values that no column names.
    pub(super) fn meet_strangers(&self, count: u64) {
        self.strangers.set(self.strangers.get().saturating_add(count));
    }
}

#[cfg(test)]
thread_local! {
    /// All steps that were asked for in this thread.
    pub(super) static STEPS: Cell<u64> = const { Cell::new(0) };
}

#[derive(Default)]
struct Failure {
    /// The innermost step first.
    steps: Vec<Step>,
    problem: Option<String>,
}

enum Step {
    Name(&'static str),
    Key(String),
    Item(usize),
    Path(String),
}

impl<'a> Trace<'a> {
    pub(super) fn of(trial: Option<Trial<'a>>) -> Self {
        Self { trial, ..Self::default() }
    }

    /// Whether a text must be of its format, and a constant must be it.
    pub(super) fn is_strict(&self) -> bool {
        self.trial.is_some_and(|trial| trial.strict)
    }

    /// The position of a column, which probably is that one.
    #[inline]
    pub(super) fn find(&self, table: &'static Table, name: &str, probably: usize, after: usize) -> Option<usize> {
        match table.columns.get(probably) {
            Some(column) if ptr::eq(column.name(), name) || column.name() == name => Some(probably),
            // A tree has no order to learn.
            _ if self.trial.is_some() => table.find(name, after),
            _ => self.orders.find(table, name, after),
        }
    }

    /// Notes so many values that no column names.
    pub(super) fn meet_strangers(&self, count: u64) {
        if let Some(trial) = self.trial {
            trial.meet_strangers(count);
        }
    }

    /// Takes so many steps from what may be made.
    ///
    /// # Errors
    /// When there are not so many left.
    pub(super) fn spend<E: serde::de::Error>(&self, steps: u64) -> Result<(), E> {
        let Some(trial) = self.trial else { return Ok(()) };
        #[cfg(test)]
        STEPS.set(STEPS.get() + steps);
        let left = trial.budget.get().checked_sub(steps);
        trial.budget.set(left.unwrap_or(0));
        match left {
            Some(_) => Ok(()),
            None => Err(self.fail("too many ways to read it".to_owned())),
        }
    }

    /// A tree that was copied out of another one, for as many steps as that is work.
    ///
    /// # Errors
    /// When there are not so many left.
    pub(super) fn pay<E: serde::de::Error>(&self, copy: Tree) -> Result<Tree, E> {
        if self.trial.is_some() {
            self.spend(weight(&copy))?;
        }
        Ok(copy)
    }

    pub(super) fn fail<E: serde::de::Error>(&self, problem: String) -> E {
        let error = E::custom(&problem);
        self.failure.borrow_mut().problem = Some(problem);
        error
    }

    pub(super) fn fail_at<E: serde::de::Error>(&self, malformed: Malformed) -> E {
        if !malformed.path.is_empty() {
            self.step(Step::Path(malformed.path));
        }
        self.fail(malformed.problem)
    }

    pub(super) fn leave_key<E>(&self, key: &str, error: E) -> E {
        self.step(Step::Key(key.to_owned()));
        error
    }

    /// Forgets what was found, and where in it.
    pub(super) fn hide(&self) {
        let mut failure = self.failure.borrow_mut();
        // Without a problem of our own it is the syntax, whose message shows no values.
        if failure.problem.is_some() {
            failure.problem = Some("not what was expected; the value is secret and not shown".to_owned());
        }
        failure.steps.clear();
    }

    pub(super) fn leave_column<E>(&self, column: &Column, error: E) -> E {
        if column.is().secret {
            self.hide();
        }
        self.step(Step::Name(column.name()));
        error
    }

    pub(super) fn leave_item<E>(&self, index: usize, error: E) -> E {
        self.step(Step::Item(index));
        error
    }

    pub(super) fn take(&self) -> Option<Malformed> {
        let failure = self.failure.take();
        let problem = failure.problem?;
        Some(Malformed { path: path(&failure.steps), problem })
    }

    pub(super) fn explain(&self, error: &serde_json::Error) -> Malformed {
        let failure = self.failure.take();
        // Without a problem of our own it is the syntax, and serde_json names line and column.
        let problem = failure.problem.unwrap_or_else(|| format!("not JSON: {error}"));
        Malformed { path: path(&failure.steps), problem }
    }

    fn step(&self, step: Step) {
        self.failure.borrow_mut().steps.push(step);
    }
}

fn path(steps: &[Step]) -> String {
    let mut text = String::new();
    for step in steps.iter().rev() {
        match step {
            Step::Name(name) => push_name(&mut text, name),
            Step::Key(key) if is_plain(key) => push_name(&mut text, key),
            Step::Key(key) => text.push_str(&format!("[{}]", Quoted(key))),
            Step::Item(index) => text.push_str(&format!("[{index}]")),
            Step::Path(path) if path.starts_with('[') => text.push_str(path),
            Step::Path(path) => push_name(&mut text, path),
        }
    }
    text
}

fn push_name(text: &mut String, name: &str) {
    if !text.is_empty() {
        text.push('.');
    }
    text.push_str(name);
}

/// Whether a key that a server made up can stand in a path as it is.
fn is_plain(key: &str) -> bool {
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '$' | '@');
    (1..=60).contains(&key.len()) && key.chars().all(plain)
}

/// A text in quotes, not longer than a line of a message has room for.
pub(in super::super) struct Quoted<'a>(pub(in super::super) &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.char_indices().nth(60) {
            None => fmt::Debug::fmt(self.0, formatter),
            Some((end, _)) => write!(formatter, "{:?}…", self.0.get(..end).unwrap_or_default()),
        }
    }
}
