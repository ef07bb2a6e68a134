//! Anchors and aliases, within a budget.
//!
//! A few hundred bytes of aliases of aliases unfold to billions of values; so unfolding is paid for, and what a text may
//! spend grows only with its length.

use std::collections::{HashMap, HashSet};

use super::Halt;
use crate::diagnostics::{Diagnostic, codes};
use crate::document::build::Builder;
use crate::document::{Node, Value};

/// How many nodes any text may unfold to, however short it is. One node costs about 80 bytes.
const BUDGET: usize = 500_000;

/// What the anchors of a text stand for.
pub(super) struct Aliases {
    /// The anchors to remember; none in a first reading.
    wanted: Option<HashSet<usize>>,
    known: HashMap<usize, Anchored>,
    budget: usize,
}

struct Anchored {
    /// The value; `None` if remembering it was beyond the budget.
    node: Option<Node>,
    cost: usize,
    height: usize,
}

impl Aliases {
    /// For a reading that stops at the first alias.
    pub(super) fn none() -> Self {
        Self { wanted: None, known: HashMap::new(), budget: 0 }
    }

    /// For a reading that knows which anchors are used, of a text of this many bytes.
    pub(super) fn of(wanted: HashSet<usize>, length: usize) -> Self {
        Self { wanted: Some(wanted), known: HashMap::new(), budget: BUDGET + length / 4 }
    }

    /// Keeps a copy of a value if aliases of it follow.
    pub(super) fn remember(&mut self, anchor: usize, node: &Node) {
        if anchor == 0 || !self.wanted.as_ref().is_some_and(|wanted| wanted.contains(&anchor)) {
            return;
        }
        // Once nothing is left, measuring would be the only cost, and nobody would pay for it.
        let (cost, height) = if self.budget == 0 { (1, 0) } else { measure(node) };
        let node = self.pay(cost).then(|| node.clone());
        self.known.insert(anchor, Anchored { node, cost, height });
    }

    /// A copy of what an alias stands for.
    pub(super) fn unfold(&mut self, id: usize, builder: &Builder<'_>, start: usize, end: usize) -> Result<Node, Halt> {
        if self.wanted.is_none() {
            return Err(Halt::Alias);
        }
        let Some((cost, height)) = self.known.get(&id).map(|anchored| (anchored.cost, anchored.height)) else {
            return Err(Halt::Problem(Box::new(
                Diagnostic::error(codes::SYNTAX, "an alias stands inside of what it refers to")
                    .at(builder.place(start, end))
                    .help("a value cannot hold itself; for a recursive schema use `$ref`"),
            )));
        };
        builder.check_depth(height, start)?;
        let affordable = self.pay(cost);
        let node = self.known.get(&id).and_then(|anchored| anchored.node.clone()).filter(|_| affordable);
        node.ok_or_else(|| {
            Halt::Problem(Box::new(
                Diagnostic::error(codes::ALIAS_BUDGET, "the aliases of this file unfold to too many values")
                    .at(builder.place(start, end))
                    .help("write shared parts once under `components` and refer to them with `$ref`"),
            ))
        })
    }

    fn pay(&mut self, cost: usize) -> bool {
        let left = self.budget.checked_sub(cost);
        self.budget = left.unwrap_or(0);
        left.is_some()
    }
}

/// What a copy of a tree costs, in nodes, long texts counting more; and how many collections deep it is.
fn measure(node: &Node) -> (usize, usize) {
    match &node.value {
        Value::Null | Value::Bool(_) => (1, 0),
        Value::Number(number) => (1 + number.0.len() / 64, 0),
        Value::String(text) => (1 + text.len() / 64, 0),
        Value::Array(items) => total(items.iter().map(measure)),
        Value::Object(entries) => total(entries.iter().map(|entry| {
            let (cost, height) = measure(&entry.node);
            (cost + entry.key.len() / 64, height)
        })),
    }
}

fn total(parts: impl Iterator<Item = (usize, usize)>) -> (usize, usize) {
    let (cost, height) = parts.fold((1, 0), |(cost, height), part| (cost + part.0, height.max(part.1)));
    (cost, height + 1)
}
