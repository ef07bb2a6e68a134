//! One repair, as an action of an overlay.

use std::cmp::{Ordering, Reverse};

use serde_json::Value;

use crate::document::Node;
use crate::overlay::path::path_to;

/// A repair.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Action {
    /// The JSON pointer of what it changes.
    pub(super) pointer: String,
    /// The same as JSONPath.
    target: String,
    /// What is wrong, and what a person has to look at.
    pub(super) why: String,
    /// What it expects to find; nothing for anything.
    pub(super) was: Option<Value>,
    /// What it merges in; nothing to take the target out.
    pub(super) update: Option<Value>,
}

impl Action {
    /// Merges something into what a pointer leads to.
    pub(super) fn update(
        document: &Node,
        pointer: &str,
        was: impl Into<Option<Value>>,
        update: Value,
        why: String,
    ) -> Self {
        let (was, update) = (was.into(), Some(update));
        Self { pointer: pointer.to_owned(), target: path_to(document, pointer), why, was, update }
    }

    /// Takes out what a pointer leads to.
    pub(super) fn remove(document: &Node, pointer: &str, was: impl Into<Option<Value>>, why: String) -> Self {
        let was = was.into();
        Self { pointer: pointer.to_owned(), target: path_to(document, pointer), why, was, update: None }
    }

    /// The target as JSONPath.
    pub(super) fn target(&self) -> &str {
        &self.target
    }

    /// Whether it takes its target out.
    pub(super) fn is_removal(&self) -> bool {
        self.update.is_none()
    }

    /// What tells it from others.
    pub(super) fn key(&self) -> String {
        let text = |value: &Option<Value>| value.as_ref().map(Value::to_string);
        format!("{} {:?} {:?}", self.pointer, text(&self.update), text(&self.was))
    }

    /// What it changes: its target with the members that it sets.
    pub(super) fn place(&self) -> String {
        match &self.update {
            Some(Value::Object(members)) => {
                let mut names: Vec<&str> = members.keys().map(String::as_str).collect();
                names.sort_unstable();
                // Items of a list are added, each of them another one.
                let added = members.get("name").filter(|_| members.contains_key("in"));
                format!("{} {names:?} {added:?}", self.pointer)
            }
            _ => self.pointer.clone(),
        }
    }

    /// The list that its target is an item of; for a member, the member.
    pub(super) fn list(&self) -> String {
        match self.pointer.rsplit_once('/') {
            Some((list, index)) if index.bytes().all(|digit| digit.is_ascii_digit()) => list.to_owned(),
            _ => self.pointer.clone(),
        }
    }

    /// Whether what it changes stands at a pointer or below it.
    pub(super) fn is_below(&self, pointer: &str) -> bool {
        self.pointer.strip_prefix(pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Updates in the order of their places; then removals, from the last one on.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let key = |action: &Self| (action.is_removal(), parts(&action.pointer));
        match (self.is_removal(), other.is_removal()) {
            (true, true) => Reverse(parts(&self.pointer)).cmp(&Reverse(parts(&other.pointer))),
            _ => key(self).cmp(&key(other)),
        }
        .then_with(|| self.key().cmp(&other.key()))
    }
}

/// The parts of a pointer, numbers as such.
fn parts(pointer: &str) -> Vec<(usize, String)> {
    pointer.split('/').skip(1).map(|part| (part.parse().unwrap_or(usize::MAX), part.to_owned())).collect()
}

/// A node as JSON, for what an action expects; none for objects and lists, of which anything is expected.
pub(super) fn scalar(node: &Node) -> Option<Value> {
    match &node.value {
        crate::document::Value::Null => Some(Value::Null),
        crate::document::Value::Bool(value) => Some((*value).into()),
        crate::document::Value::String(text) => Some(text.as_str().into()),
        crate::document::Value::Number(number) => serde_json::from_str(&number.0).ok(),
        crate::document::Value::Array(_) | crate::document::Value::Object(_) => None,
    }
}
