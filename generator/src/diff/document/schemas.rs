//! Schemas, keyword by keyword, where they stand.
//!
//! A reference is compared by what it leads to, not by what is there: that has a name of its own.

use std::collections::BTreeSet;

use super::{
    keywords::{is_documentation, is_extension, is_mark, is_remark},
    objects::{self, keys},
    rules::*,
    unions,
    walk::Walk,
};
use crate::dialect::{CARRIED, Kind, Shape, field};
use crate::diff::{
    members::{only, target},
    site::Site,
    words::{self, from_to, value},
};
use crate::document::{Node, Value};

/// Compares two schemas.
pub(super) fn compare<'a>(walk: &mut Walk<'a>, old: &Site<'a>, new: &Site<'a>) {
    if old.node == new.node {
        return;
    }
    let (was, is) = (bare(old), bare(new));
    let is_other = match (target(&was), target(&is)) {
        (Some(was), Some(is)) => !walk.renames.same_reference(was, is),
        (None, None) => types(&was) != types(&is),
        _ => true,
    };
    if is_other {
        walk.report(&TYPE_CHANGED, Some(old), Some(new), words::schemas(old, new));
    }
    let remarks: BTreeSet<&str> = keys(old, new).chain(keys(&was, &is)).filter(|key| is_remark(key)).collect();
    for key in remarks {
        let (old, new) = (who_says(key, old, &was), who_says(key, new, &is));
        if old.node.get(key) != new.node.get(key) {
            keyword(walk, &old, &new, key);
        }
    }
    // Of things that are not the same, no more is compared than what may stand beside a reference.
    if is_other || target(&was).is_some() {
        return;
    }
    for key in keys(&was, &is).filter(|key| !is_remark(key)) {
        if was.node.get(key) != is.node.get(key) {
            keyword(walk, &was, &is, key);
        }
    }
}

/// A schema without what stands around it to make remarks on it.
fn bare<'a>(site: &Site<'a>) -> Site<'a> {
    match only(site) {
        Some(inner) if inner.text("$ref").is_none() => bare(&inner),
        _ => site.clone(),
    }
}

/// Which of two schemas makes a remark: the outer one, or the one within.
fn who_says<'a>(key: &str, outer: &Site<'a>, inner: &Site<'a>) -> Site<'a> {
    if outer.node.get(key).is_none() && inner.node.get(key).is_some() { inner.clone() } else { outer.clone() }
}

/// The types that a schema says, sorted.
fn types<'a>(site: &Site<'a>) -> Vec<&'a str> {
    let list = site.node.get("x-oas31-types").map(Node::items).unwrap_or_default();
    let mut types: Vec<&str> = site.node.get("type").into_iter().chain(list).filter_map(Node::as_str).collect();
    types.sort_unstable();
    types
}

fn keyword<'a>(walk: &mut Walk<'a>, old: &Site<'a>, new: &Site<'a>, key: &'a str) {
    match key {
        "type" | "x-oas31-types" | "$ref" | "$defs" | "definitions" => {}
        _ if is_mark(key) => {}
        _ if is_documentation(key) => walk.text(old, new, key),
        _ if is_extension(key) => objects::extension(walk, old, new, key),
        "format" => {
            let said = |site: &Site<'a>| site.text("format").unwrap_or("none");
            walk.turned(&FORMAT_CHANGED, old, new, key, said(old), said(new));
        }
        "nullable" => objects::flag(walk, &NULLABLE_CHANGED, old, new, key, "nullable"),
        "readOnly" => objects::flag(walk, &ACCESS_CHANGED, old, new, key, "read-only"),
        "writeOnly" => objects::flag(walk, &ACCESS_CHANGED, old, new, key, "write-only"),
        "deprecated" => objects::flag(walk, &DEPRECATION_CHANGED, old, new, key, "deprecated"),
        "default" | "x-oas31-default" => {
            let said = |site: &Site<'a>| value(site.node.get(key));
            walk.turned(&DEFAULT_CHANGED, old, new, key, &said(old), &said(new));
        }
        "enum" => values(walk, old, new),
        "properties" => properties(walk, old, new),
        "required" => required(walk, old, new),
        "additionalProperties" => additional(walk, old, new),
        "discriminator" => unions::discriminator(walk, old, new),
        "oneOf" | "anyOf" => unions::compare(walk, old, new, key),
        "allOf" | "x-oas31-prefixItems" => unions::members(walk, (old, key), (new, key)),
        _ => match (field(Kind::Schema, key).map(|field| field.shape), old.get(key), new.get(key)) {
            (Some(Shape::One(Kind::Schema)), Some(was), Some(is)) => compare(walk, &was, &is),
            (Some(Shape::One(Kind::Schema)), was, is) => {
                let said = |site: Option<Site<'a>>| site.map_or_else(|| "none".to_owned(), |site| words::schema(&site));
                let name = key.strip_prefix(CARRIED).unwrap_or(key);
                let detail = format!("{name} {}", from_to(said(was), said(is)));
                walk.keyword(&CONSTRAINT_CHANGED, old, new, key, detail);
            }
            _ => objects::scalar(walk, &CONSTRAINT_CHANGED, old, new, key),
        },
    }
}

/// Values that an enum has, each for itself; a list where there was none is a constraint.
fn values<'a>(walk: &mut Walk<'a>, old: &Site<'a>, new: &Site<'a>) {
    if old.get("enum").is_none() || new.get("enum").is_none() {
        return objects::scalar(walk, &CONSTRAINT_CHANGED, old, new, "enum");
    }
    let (was, is) = (old.items_of("enum"), new.items_of("enum"));
    let lacks = |list: &[Site<'a>], item: &Site<'a>| !list.iter().any(|other| other.node == item.node);
    for gone in was.iter().filter(|item| lacks(&is, item)) {
        let mut thing = walk.thing(Some(old), None);
        (thing.subject, thing.name) = ("value", format!("{} {}", thing.name, value(Some(gone.node))));
        walk.changes.push(ENUM_VALUE_REMOVED.change(thing, String::new(), Some(gone), None));
    }
    for come in is.iter().filter(|item| lacks(&was, item)) {
        let mut thing = walk.thing(None, Some(new));
        (thing.subject, thing.name) = ("value", format!("{} {}", thing.name, value(Some(come.node))));
        walk.changes.push(ENUM_VALUE_ADDED.change(thing, String::new(), None, Some(come)));
    }
}

fn is_required(site: &Site<'_>, name: &str) -> bool {
    site.node.get("required").is_some_and(|list| list.items().iter().any(|item| item.as_str() == Some(name)))
}

fn properties<'a>(walk: &mut Walk<'a>, old: &Site<'a>, new: &Site<'a>) {
    let (was, is) = (old.members_of("properties"), new.members_of("properties"));
    let said = |holder: &Site<'a>, name: &str, site: &Site<'a>| {
        let required = if is_required(holder, name) { "required" } else { "optional" };
        format!("{required} {}", words::schema(site))
    };
    for (name, was) in &was {
        match new.get("properties").and_then(|properties| properties.get(name)) {
            Some(is) => compare(walk, was, &is),
            None => walk.report(&PROPERTY_REMOVED, Some(was), None, said(old, name, was)),
        }
    }
    let has = |name: &str| old.node.get("properties").is_some_and(|properties| properties.get(name).is_some());
    for (name, is) in is.iter().filter(|(name, _)| !has(name)) {
        walk.report(&PROPERTY_ADDED, None, Some(is), said(new, name, is));
    }
}

/// Properties that came or went say so themselves.
fn required<'a>(walk: &mut Walk<'a>, old: &Site<'a>, new: &Site<'a>) {
    let names = old.items_of("required").into_iter().chain(new.items_of("required"));
    let mut names: Vec<&str> = names.filter_map(|item| item.node.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let (was, is) = (is_required(old, name), is_required(new, name));
        let property = |site: &Site<'a>| site.get("properties").and_then(|properties| properties.get(name));
        let (before, after) = (property(old), property(new));
        if was == is || before.is_some() != after.is_some() {
            continue;
        }
        let mut thing = walk.thing(Some(old), Some(new));
        (thing.subject, thing.name) = ("property", format!("{}.{name}", thing.name));
        let say = |is: bool| if is { "required" } else { "optional" };
        let detail = from_to(say(was), say(is));
        let (before, after) = (before.unwrap_or_else(|| old.clone()), after.unwrap_or_else(|| new.clone()));
        walk.changes.push(REQUIRED_CHANGED.change(thing, detail, Some(&before), Some(&after)));
    }
}

/// Whether other members are allowed, or of which kind they are; what is not said is allowed.
fn additional<'a>(walk: &mut Walk<'a>, old: &Site<'a>, new: &Site<'a>) {
    let key = "additionalProperties";
    let schema = |site: &Site<'a>| site.get(key).filter(|values| !values.node.entries().is_empty());
    if let (Some(was), Some(is)) = (schema(old), schema(new)) {
        return compare(walk, &was, &is);
    }
    let said = |site: &Site<'a>| match (schema(site), site.node.get(key)) {
        (Some(values), _) => words::schema(&values),
        (None, Some(Node { value: Value::Bool(false), .. })) => "none".to_owned(),
        (None, _) => "any value".to_owned(),
    };
    let (was, is) = (said(old), said(new));
    if was != is {
        let detail = format!("additional properties {}", from_to(was, is));
        walk.keyword(&ADDITIONAL_PROPERTIES_CHANGED, old, new, key, detail);
    }
}
