//! Every object of the document holds only keywords of the dialect, each with a value of the right shape.
//!
//! One walk: each object is first rewritten by what its kind needs, then held against the table, then its children are
//! visited. Knows no kind in particular.

use super::{Version, rewrite, shape};
use crate::diagnostics::{Diagnostic, Place, Tally, codes_typed};
use crate::dialect::{CARRIED, Fate, Field, Kind, Shape, field};
use crate::document::{Entry, Node, Pointer, Span, Text, Value};

/// Where the walk is, and whom to tell.
pub(super) struct Site<'t> {
    pub(super) version: Version,
    pub(super) tally: &'t mut Tally,
    pub(super) pointer: Pointer,
}

/// Settles the whole document.
pub(super) fn settle(document: &mut Node, version: Version, tally: &mut Tally) {
    settle_at(document, Kind::Document, Pointer::root(), version, tally);
}

/// Settles the object of that kind that stands at `pointer`.
pub(super) fn settle_at(node: &mut Node, kind: Kind, pointer: Pointer, version: Version, tally: &mut Tally) {
    Site { version, tally, pointer }.position(node, kind);
}

impl Site<'_> {
    /// Warns of the member `key` of the object where the walk is.
    pub(super) fn warn(&mut self, code: &'static str, message: impl Into<String>, span: Span, key: &str, help: &str) {
        let place = Place { span, pointer: self.pointer.key(key).into() };
        self.tally.warn(code, message, place, help);
    }

    /// Warns of the member `key` of the object where the walk is, and of another one, or of another value of the same, with
    /// a word on what it has to do with the first.
    pub(super) fn warn_of_two(
        &mut self,
        code: &'static str,
        message: impl Into<String>,
        (span, key): (Span, &str),
        (other, other_key, why): (Span, &str, &str),
        help: &str,
    ) {
        let place = |span, key| Place { span, pointer: self.pointer.key(key).into() };
        let warning = Diagnostic::warning(code, message).at(place(span, key)).also(place(other, other_key), why);
        self.tally.note(warning.help(help));
    }

    /// Warns of the node where the walk is.
    pub(super) fn warn_here(&mut self, code: &'static str, message: impl Into<String>, span: Span, help: &str) {
        let place = Place { span, pointer: self.pointer.as_str().to_owned() };
        self.tally.warn(code, message, place, help);
    }

    /// Settles a node where an object of that kind belongs; false if nothing there can be kept.
    fn position(&mut self, node: &mut Node, kind: Kind) -> bool {
        rewrite::into_object(self, node, kind);
        if !node.is_object() {
            let message = format!("{} stands where {} is needed", node.kind(), kind.name());
            self.warn_here(codes_typed::WRONG_KIND, message, node.span, "it was left out; write an object");
            return false;
        }
        if kind != Kind::Schema
            && kind.section().is_some()
            && node.get("$ref").is_some_and(|text| text.as_str().is_some())
        {
            self.reference(node, kind);
            return true;
        }
        rewrite::object(self, node, kind);
        self.members(node, kind);
        rewrite::complete(self, node, kind)
    }

    /// Reports what a Reference Object has beside its reference that no version gives a meaning.
    fn reference(&mut self, node: &Node, kind: Kind) {
        for entry in node.entries() {
            let key = entry.key.as_str();
            if !matches!(key, "$ref" | "description" | "summary") && !key.starts_with("x-") {
                let message = format!("`{key}` beside the `$ref` of {} has no effect", kind.name());
                let help = "remove it, or write the object out in place of the reference";
                self.warn(codes_typed::REFERENCE_SIBLINGS, message, entry.key_span, key, help);
            }
        }
    }

    fn members(&mut self, node: &mut Node, kind: Kind) {
        let Value::Object(entries) = &mut node.value else { return };
        entries.retain_mut(|entry| match field(kind, &entry.key) {
            Some(Field { fate: Fate::Harmless(_), .. }) => true,
            Some(field) => self.member(entry, field, kind),
            None => {
                self.unknown(entry, kind);
                true
            }
        });
        // What is carried may have been there by that name already.
        if entries.iter().any(|entry| entry.key.starts_with(CARRIED)) {
            let keys: Vec<Text> = entries.iter().map(|entry| entry.key.clone()).collect();
            let mut after = keys.iter();
            entries.retain_mut(|entry| {
                after.next();
                !entry.key.starts_with(CARRIED) || !after.as_slice().contains(&entry.key)
            });
        }
    }

    /// Settles one member; false if it cannot be kept.
    fn member(&mut self, entry: &mut Entry, field: Field, kind: Kind) -> bool {
        let length = self.pointer.enter(&entry.key);
        let keep = self.value(&mut entry.node, field, &entry.key, kind);
        self.pointer.leave(length);
        let keeps_null = matches!(entry.node.value, Value::Null) && field.shape == Shape::Any;
        if keep && (field.fate == Fate::Carry || keeps_null) && !entry.key.starts_with(CARRIED) {
            entry.key = format!("{CARRIED}{}", entry.key).into();
        }
        keep
    }

    fn value(&mut self, node: &mut Node, field: Field, key: &str, kind: Kind) -> bool {
        match field.shape {
            Shape::One(child) if !matches!(node.value, Value::Null) || rewrite::may_be_null(child) => {
                self.position(node, child)
            }
            Shape::FlagOr(child) if node.is_object() => self.position(node, child),
            Shape::List(child) if matches!(node.value, Value::Array(_)) => {
                self.list(node, child);
                true
            }
            Shape::Map(child) if node.is_object() => {
                self.map(node, child);
                true
            }
            shape => shape::hold(self, node, shape, key, kind),
        }
    }

    fn list(&mut self, node: &mut Node, child: Kind) {
        let Value::Array(items) = &mut node.value else { return };
        let mut index = 0;
        items.retain_mut(|item| {
            let length = self.pointer.enter_index(index);
            let keep = self.position(item, child);
            self.pointer.leave(length);
            index += 1;
            keep
        });
    }

    fn map(&mut self, node: &mut Node, child: Kind) {
        let Value::Object(entries) = &mut node.value else { return };
        entries.retain_mut(|entry| {
            let length = self.pointer.enter(&entry.key);
            let keep = self.position(&mut entry.node, child);
            self.pointer.leave(length);
            keep
        });
    }

    fn unknown(&mut self, entry: &Entry, kind: Kind) {
        if !entry.key.starts_with("x-") {
            let message = format!("unknown keyword `{}` in {} has no effect", entry.key, kind.name());
            let help = "correct its spelling, remove it, or prefix it with `x-` if it is meant for other tools";
            self.warn(codes_typed::UNKNOWN_KEYWORD, message, entry.key_span, &entry.key, help);
        }
    }
}
