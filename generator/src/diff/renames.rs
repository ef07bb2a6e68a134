//! Which component schemas only got another name.
//!
//! A schema that is gone and one that is new are the same if they say the same, descriptions aside, about things that are
//! the same. Nothing is guessed: where several fit, none is taken. Must not know what a rename means to anybody.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::site::{Named, Tree};
use crate::document::{Node, Value};

/// The component schemas that have another name now.
#[derive(Debug, Default)]
pub(super) struct Renames<'a> {
    forward: HashMap<&'a str, &'a str>,
}

/// The old and the new schemas that are the same but for names.
type Alike<'b, 'a> = (Vec<&'b Named<'a>>, Vec<&'b Named<'a>>);

/// Where references to component schemas begin.
const SCHEMAS: &str = "#/components/schemas/";

impl<'a> Renames<'a> {
    /// The renames between two documents.
    pub(super) fn between(old: &Tree<'a>, new: &Tree<'a>) -> Self {
        let (was, is) = (old.components("schemas"), new.components("schemas"));
        let gone = only(&was, &is);
        let come = only(&is, &was);
        let mut renames = Self::default();
        if gone.is_empty() || come.is_empty() {
            return renames;
        }
        let mut candidates: BTreeMap<u64, Alike<'_, 'a>> = BTreeMap::new();
        for schema in gone.values().filter(|(_, site)| says_enough(site.node)) {
            candidates.entry(outline(schema.1.node, &gone)).or_default().0.push(schema);
        }
        for schema in come.values().filter(|(_, site)| says_enough(site.node)) {
            candidates.entry(outline(schema.1.node, &come)).or_default().1.push(schema);
        }
        let mut pairs: Vec<(&Named<'a>, &Named<'a>)> = Vec::new();
        for (was, is) in candidates.values() {
            if let ([was], [is]) = (was.as_slice(), is.as_slice()) {
                renames.forward.insert(was.0, is.0);
                pairs.push((was, is));
            }
        }
        // Those that refer to what turned out not to be renamed are not renamed either.
        while let Some(wrong) = pairs.iter().position(|(was, is)| !renames.same(was.1.node, is.1.node)) {
            let (was, _) = pairs.swap_remove(wrong);
            renames.forward.remove(was.0);
        }
        renames
    }

    /// The name that a component schema has now, if it has another.
    pub(super) fn of(&self, name: &str) -> Option<&'a str> {
        self.forward.get(name).copied()
    }

    /// Whether something is the new name of a schema.
    pub(super) fn is_new_name(&self, name: &str) -> bool {
        self.forward.values().any(|new| *new == name)
    }

    /// Whether two references lead to the same thing.
    pub(super) fn same_reference(&self, old: &str, new: &str) -> bool {
        old == new && old.strip_prefix(SCHEMAS).is_none_or(|name| self.of(name).is_none())
            || old
                .strip_prefix(SCHEMAS)
                .and_then(|name| self.of(name))
                .is_some_and(|name| new.strip_prefix(SCHEMAS) == Some(name))
    }

    /// Whether two nodes say the same, descriptions aside.
    fn same(&self, old: &Node, new: &Node) -> bool {
        match (&old.value, &new.value) {
            (Value::Object(_), Value::Object(_)) => {
                let count = |node: &Node| said(node).count();
                count(old) == count(new)
                    && said(old).all(|entry| match (entry.key.as_str(), new.get(&entry.key)) {
                        (_, None) => false,
                        ("$ref", Some(new)) => {
                            let (old, new) = (entry.node.as_str(), new.as_str());
                            old.zip(new).is_some_and(|(old, new)| self.same_reference(old, new))
                        }
                        (_, Some(new)) => self.same(&entry.node, new),
                    })
            }
            (Value::Array(old), Value::Array(new)) => {
                old.len() == new.len() && old.iter().zip(new).all(|(old, new)| self.same(old, new))
            }
            _ => old == new,
        }
    }
}

/// The schemas that the others do not have, by name.
fn only<'a, 'b>(these: &'b [Named<'a>], others: &[Named<'a>]) -> BTreeMap<&'a str, &'b Named<'a>> {
    let others: std::collections::HashSet<&str> = others.iter().map(|(name, _)| *name).collect();
    these.iter().filter(|(name, _)| !others.contains(name)).map(|schema| (schema.0, schema)).collect()
}

/// Whether a schema says something that others do not say by chance.
fn says_enough(node: &Node) -> bool {
    let count = |key: &str| node.get(key).map_or(0, |member| member.entries().len() + member.items().len());
    ["properties", "enum", "allOf", "oneOf", "anyOf"].into_iter().map(count).sum::<usize>() >= 2
}

/// The members that are more than description.
fn said(node: &Node) -> impl Iterator<Item = &crate::document::Entry> {
    node.entries().iter().filter(|entry| !super::document::is_documentation(&entry.key) || entry.node.is_object())
}

/// A number that is the same for schemas that are the same but for names of schemas that only one document has.
fn outline<T>(node: &Node, own: &BTreeMap<&str, T>) -> u64 {
    let mut hasher = DefaultHasher::new();
    match &node.value {
        Value::Null => 0.hash(&mut hasher),
        Value::Bool(value) => value.hash(&mut hasher),
        Value::Number(number) => number.as_f64().map(f64::to_bits).hash(&mut hasher),
        Value::String(text) => text.hash(&mut hasher),
        Value::Array(items) => items.iter().for_each(|item| outline(item, own).hash(&mut hasher)),
        Value::Object(_) => {
            // The order of members does not matter, so their sum.
            let member = |entry: &crate::document::Entry| {
                let mut hasher = DefaultHasher::new();
                entry.key.hash(&mut hasher);
                let target = entry.node.as_str().and_then(|text| text.strip_prefix(SCHEMAS));
                match target.filter(|name| entry.key == "$ref" && own.contains_key(name)) {
                    Some(_) => "renamed".hash(&mut hasher),
                    None => outline(&entry.node, own).hash(&mut hasher),
                }
                hasher.finish()
            };
            said(node).map(member).fold(0u64, u64::wrapping_add).hash(&mut hasher);
        }
    }
    hasher.finish()
}
