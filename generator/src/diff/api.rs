//! What code that was written against the old crate meets when it is compiled against the new one.
//!
//! Compares the lines of two `API.txt`, by the rules that cargo-semver-checks goes by. A thing that came or went
//! is told of once, without its members; one that has another name, and what mentions it, as a rename. The crate
//! is taken with all its features, as that tool takes it; which of them are on
//! by default is compared like any item. Must not look at what a document says.

mod items;
mod pairs;
mod renames;
mod rules;
#[cfg(test)]
mod tests;

use items::{Line, Space, Thing, Things, Word};
use renames::Renames;
use rules::Rule;

use super::{Change, Kind, Level, Snapshot};
use crate::ir::FEATURES_OF_EVERY_CRATE;

/// The changes of the crate's public items.
pub(super) fn compare(old: &Snapshot, new: &Snapshot) -> Vec<Change> {
    let (before, after) = (items::read(&old.items), items::read(&new.items));
    let pairs = pairs::of(&before, &after);
    let mut report = Report { renames: Renames::of(&pairs), changes: Vec::new() };
    for pair in &pairs {
        match *pair {
            (Some(old), Some(new)) => report.thing(old, new),
            // What is told of the feature or the type itself is enough.
            (Some(old), None) if is_of_nothing(&old.line, &after) => {}
            (None, Some(new)) if is_of_nothing(&new.line, &before) => {}
            (Some(old), None) => report.removed_thing(&old.line),
            (None, Some(new)) => report.added_thing(&new.line),
            (None, None) => {}
        }
    }
    report.changes
}

/// Whether a line says something of a feature or a type that is not among the things.
fn is_of_nothing(line: &Line<'_>, things: &Things<'_>) -> bool {
    match line.word {
        Word::Default => {
            let is_there = things.contains_key(&(Space::Others(Word::Feature), line.path));
            !is_there && !FEATURES_OF_EVERY_CRATE.contains(&line.path)
        }
        Word::Alike => !things.contains_key(&(Space::Types, line.path)),
        _ => false,
    }
}

/// The lints of cargo-semver-checks of which one finds what the rule of that name finds; none if it does not look for
/// such a thing.
pub fn lints_of(rule: &str) -> &'static [&'static str] {
    rules::ALL.iter().find(|one| one.id == rule).map_or(&[], |rule| rule.lints)
}

struct Report<'a> {
    renames: Renames<'a>,
    changes: Vec<Change>,
}

impl Report<'_> {
    fn removed_thing(&mut self, line: &Line<'_>) {
        let rule = match line.word {
            Word::Operation => rules::OPERATION_REMOVED,
            Word::Feature => rules::FEATURE_REMOVED,
            Word::Default => rules::FEATURE_NO_DEFAULT,
            Word::Alike => rules::TYPE_PARTED,
            Word::Function => rules::METHOD_REMOVED,
            _ => rules::ITEM_REMOVED,
        };
        self.push(rule, Some(line), None, shown(line));
    }

    fn added_thing(&mut self, line: &Line<'_>) {
        let rule = match line.word {
            Word::Operation => rules::OPERATION_ADDED,
            Word::Feature => rules::FEATURE_ADDED,
            Word::Default => rules::FEATURE_BECAME_DEFAULT,
            Word::Alike => rules::TYPE_SHARED,
            Word::Function => rules::METHOD_ADDED,
            _ => rules::ITEM_ADDED,
        };
        self.push(rule, None, Some(line), shown(line));
    }

    fn thing(&mut self, old: &Thing<'_>, new: &Thing<'_>) {
        let (was, is) = (&old.line, &new.line);
        if was.word != is.word {
            let detail = format!("{} → {}", was.subject(), is.subject());
            return self.push(rules::KIND_CHANGED, Some(was), Some(is), detail);
        }
        if was.path != is.path {
            let rule = if was.word == Word::Operation { rules::OPERATION_RENAMED } else { rules::ITEM_RENAMED };
            self.changed(rule, was, is, was.path, is.path);
        }
        match (was.has("non_exhaustive"), is.has("non_exhaustive")) {
            (false, true) => self.push(rules::BECAME_NON_EXHAUSTIVE, Some(was), Some(is), String::new()),
            (true, false) => self.push(rules::BECAME_EXHAUSTIVE, Some(was), Some(is), String::new()),
            _ => {}
        }
        self.deprecation(was, is);
        if !self.renames.are_same(was, is) {
            let rule = match was.word {
                Word::Alias => rules::ALIAS_CHANGED,
                Word::Enum => rules::ENUM_BASE_CHANGED,
                Word::Operation | Word::Webhook => rules::OPERATION_MOVED,
                Word::Function => rules::METHOD_CHANGED,
                _ => rules::VALUE_CHANGED,
            };
            self.changed(rule, was, is, was.value, is.value);
        }
        for (key, member) in &old.members {
            match new.members.get(key) {
                Some(other) => self.member(old, new, member, other),
                None => self.removed_member(old, new, member),
            }
        }
        for (key, member) in &new.members {
            if !old.members.contains_key(key) {
                self.added_member(old, new, member);
            }
        }
    }

    fn member(&mut self, old: &Thing<'_>, new: &Thing<'_>, was: &Line<'_>, is: &Line<'_>) {
        self.deprecation(was, is);
        // What only comes in responses has no setters at all.
        if was.word == Word::Field && is_literal(old) && is_literal(new) {
            match (was.has("read_only"), is.has("read_only")) {
                (false, true) => self.push(rules::SETTER_REMOVED, Some(was), Some(is), String::new()),
                (true, false) => self.push(rules::SETTER_ADDED, Some(was), Some(is), String::new()),
                _ => {}
            }
        }
        if self.renames.are_same(was, is) {
            return;
        }
        let rule = match was.word {
            Word::Field => field(was.value, is.value),
            // A value on the wire, not what it holds.
            Word::Variant if is_value(was.value) && is_value(is.value) => rules::VARIANT_VALUE_CHANGED,
            Word::Variant => rules::VARIANT_TYPE_CHANGED,
            Word::AssociatedType => rules::ASSOCIATED_TYPE_CHANGED,
            // What the method gives is the operation's output, which is told of.
            Word::Function if was.path.starts_with("api::") => return,
            Word::Function if was.name() == "new" => rules::CONSTRUCTOR_CHANGED,
            Word::Function => rules::METHOD_CHANGED,
            _ => rules::VALUE_CHANGED,
        };
        self.changed(rule, was, is, was.value, is.value);
    }

    fn removed_member(&mut self, old: &Thing<'_>, new: &Thing<'_>, line: &Line<'_>) {
        let rule = match line.word {
            Word::Field => rules::FIELD_REMOVED,
            Word::Variant => rules::VARIANT_REMOVED,
            Word::Impl if self.has_renamed_impl(line, new) => return,
            Word::Impl => rules::IMPL_REMOVED,
            Word::Function if line.path.starts_with("api::") => match trait_method(new) {
                Some(other) if old.line.path == new.line.path => {
                    return self.changed(rules::METHOD_RENAMED, line, other, line.path, other.path);
                }
                _ => return,
            },
            // A struct that nobody builds has none, which is told of.
            Word::Function if line.name() == "new" && !is_literal(new) => return,
            _ => rules::METHOD_REMOVED,
        };
        self.push(rule, Some(line), None, shown(line));
    }

    fn added_member(&mut self, old: &Thing<'_>, new: &Thing<'_>, line: &Line<'_>) {
        let rule = match line.word {
            Word::Field if is_literal(old) && is_literal(new) => rules::FIELD_ADDED_TO_LITERAL,
            Word::Field => rules::FIELD_ADDED,
            Word::Variant => rules::VARIANT_ADDED,
            Word::Impl if self.had_renamed_impl(old, line) => return,
            Word::Impl => rules::IMPL_ADDED,
            Word::Function if line.path.starts_with("api::") => return,
            Word::Function if line.name() == "new" && !is_literal(old) => return,
            _ => rules::METHOD_ADDED,
        };
        self.push(rule, None, Some(line), shown(line));
    }

    fn has_renamed_impl(&self, line: &Line<'_>, new: &Thing<'_>) -> bool {
        new.members.values().any(|other| other.word == Word::Impl && self.renames.are_same(line, other))
    }

    fn had_renamed_impl(&self, old: &Thing<'_>, line: &Line<'_>) -> bool {
        old.members.values().any(|other| other.word == Word::Impl && self.renames.are_same(other, line))
    }

    fn deprecation(&mut self, was: &Line<'_>, is: &Line<'_>) {
        match (was.has("deprecated"), is.has("deprecated")) {
            (false, true) => self.push(rules::DEPRECATED, Some(was), Some(is), String::new()),
            (true, false) => self.push(rules::UNDEPRECATED, Some(was), Some(is), String::new()),
            _ => {}
        }
    }

    fn changed(&mut self, rule: Rule, was: &Line<'_>, is: &Line<'_>, before: &str, after: &str) {
        let shown = |side: &str| if side.is_empty() { "nothing".to_owned() } else { side.to_owned() };
        self.push(rule, Some(was), Some(is), format!("{} → {}", shown(before), shown(after)));
    }

    fn push(&mut self, rule: Rule, was: Option<&Line<'_>>, is: Option<&Line<'_>>, detail: String) {
        let Some(line) = is.or(was) else { return };
        let kind = match (was, is) {
            (None, _) => Kind::Added,
            (_, None) => Kind::Removed,
            _ => Kind::Changed,
        };
        self.changes.push(Change {
            level: Level::Api,
            kind,
            subject: line.subject(),
            name: line.path.to_owned(),
            detail,
            rule: rule.id,
            verdict: rule.verdict,
            reason: rule.reason.to_owned(),
            old: was.and_then(Line::place),
            new: is.and_then(Line::place),
        });
    }
}

/// Whether users may write it as a literal: an exhaustive struct of which all fields are public.
fn is_literal(thing: &Thing<'_>) -> bool {
    matches!(thing.line.word, Word::Struct | Word::Operation) && !thing.line.has("non_exhaustive")
}

/// Whether a variant's line ends with what it stands for.
fn is_value(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('(')
}

/// The method of a tag's trait that makes the call.
fn trait_method<'a, 'b>(operation: &'b Thing<'a>) -> Option<&'b Line<'a>> {
    operation.members.values().find(|line| line.word == Word::Function && line.path.starts_with("api::"))
}

/// The rule for a field of another type.
fn field(before: &str, after: &str) -> Rule {
    let inner =
        |ty: &str, outer: &str| ty.strip_prefix(outer).and_then(|rest| rest.strip_suffix('>')).map(str::to_owned);
    let optional = |ty: &str| inner(ty, "Option<").or_else(|| inner(ty, "model::Nullable<"));
    match (optional(before), optional(after)) {
        (None, Some(inner)) if inner == before => rules::FIELD_BECAME_OPTIONAL,
        (Some(inner), None) if inner == after => rules::FIELD_BECAME_REQUIRED,
        _ => rules::FIELD_TYPE_CHANGED,
    }
}

/// What a reader should know of a thing that came or went, beside its path.
fn shown(line: &Line<'_>) -> String {
    match line.word {
        Word::Impl => line.value.to_owned(),
        Word::Variant => line.value.trim_start_matches('(').trim_end_matches(')').to_owned(),
        _ => line.value.to_owned(),
    }
}
