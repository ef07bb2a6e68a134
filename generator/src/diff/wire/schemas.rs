//! Schemas, by what they allow.

use super::{
    limits, numbers, objects,
    rules::*,
    unions,
    view::View,
    walk::{Direction, Pair, Walk},
};
use crate::diff::{
    members::{only, target},
    rule::Rule,
    site::Site,
    words::{self, from_to, value},
};

/// Compares two schemas in the direction in which they travel now.
pub(super) fn compare<'a>(walk: &mut Walk<'a>, old: &Site<'a>, new: &Site<'a>) {
    if remarks(walk, old, new) {
        return;
    }
    let (was, is) = (walk.old.resolved(old), walk.new.resolved(new));
    let Some(entered) = walk.enter((old, new), (&was, &is)) else { return };
    let shown = if entered.corresponds { (was.clone(), is.clone()) } else { (old.clone(), new.clone()) };
    walk.descend(Pair { shown, sites: (was, is) }, pair);
    walk.leave(entered);
}

fn pair<'a>(walk: &mut Walk<'a>, pair: &Pair<'a>) {
    let (was, is) = &pair.sites;
    if !remarks(walk, was, is) {
        let (was, is) = (View::of(walk.old, was, &pair.shown.0), View::of(walk.new, is, &pair.shown.1));
        views(walk, &was, &is);
    }
}

/// Compares two references to the same schema by what stands beside them; false if that is not what they are. The schema
/// itself is compared under its own name.
fn remarks<'a>(walk: &mut Walk<'a>, old: &Site<'a>, new: &Site<'a>) -> bool {
    let is_bare = |site: &Site<'a>| site.text("$ref").is_some();
    let (Some(was), Some(is)) = (target(old), target(new)) else { return false };
    if is_bare(old) && is_bare(new) || !walk.renames.same_reference(was, is) {
        return false;
    }
    let is_other = |key: &str| old.node.get(key) != new.node.get(key);
    if is_other("nullable") || is_other("default") {
        let before = View::of(walk.old, &walk.old.resolved(old), old);
        let after = View::of(walk.new, &walk.new.resolved(new), new);
        if is_other("nullable") {
            nullable(walk, &before, &after);
        }
        if is_other("default") {
            limits::default(walk, &before, &after);
        }
    }
    let reference = |site: &Site<'a>| only(site).unwrap_or_else(|| site.clone());
    compare(walk, &reference(old), &reference(new));
    true
}

/// Adds a change of what a schema says under a keyword.
pub(super) fn keyword<'a>(walk: &mut Walk<'a>, rule: &Rule, old: &View<'a>, new: &View<'a>, key: &str, detail: String) {
    let thing = walk.thing(Some(&old.shown), Some(&new.shown));
    walk.report_as(rule, thing, Some(&old.place(key)), Some(&new.place(key)), detail);
}

/// Adds a change from one type to another.
pub(super) fn became<'a>(walk: &mut Walk<'a>, rule: &Rule, old: &View<'a>, new: &View<'a>) {
    walk.report(rule, Some(&old.shown), Some(&new.shown), words::schemas(&old.shown, &new.shown));
}

fn views<'a>(walk: &mut Walk<'a>, old: &View<'a>, new: &View<'a>) {
    nullable(walk, old, new);
    let goes_on = match (&old.union, &new.union) {
        (None, None) => true,
        (Some(was), Some(is)) => {
            unions::compare(walk, (old, was), (new, is));
            true
        }
        (Some(was), None) => unions::ended(walk, (old, was), new),
        (None, Some(is)) => unions::began(walk, old, (new, is)),
    };
    if !goes_on || !types(walk, old, new) {
        return;
    }
    numbers::formats(walk, old, new);
    values(walk, old, new);
    objects::compare(walk, old, new);
    if let (Some(was), Some(is)) = (old.keywords.get("items"), new.keywords.get("items")) {
        compare(walk, was, is);
    }
    limits::compare(walk, old, new);
    for key in ["x-oas31-xml", "x-oas31-contentEncoding"] {
        let (was, is) = (old.keywords.get(key), new.keywords.get(key));
        if was.map(|site| site.node) != is.map(|site| site.node) {
            let rule = walk.direction.of(&REQUEST_SERIALIZATION_CHANGED, &RESPONSE_SERIALIZATION_CHANGED);
            let detail = from_to(value(was.map(|site| site.node)), value(is.map(|site| site.node)));
            keyword(walk, rule, old, new, key, detail);
        }
    }
}

/// Compares types; says whether they are the same, so that there is more to compare.
fn types<'a>(walk: &mut Walk<'a>, old: &View<'a>, new: &View<'a>) -> bool {
    if old.types == new.types {
        return true;
    }
    let rule = match walk.direction {
        Direction::Sent if old.types.are_among(new.types) => &REQUEST_TYPE_WIDENED,
        Direction::Sent => &REQUEST_TYPE_CHANGED,
        Direction::Received if new.types.are_among(old.types) => &RESPONSE_TYPE_NARROWED,
        Direction::Received => &RESPONSE_TYPE_CHANGED,
    };
    became(walk, rule, old, new);
    false
}

fn nullable<'a>(walk: &mut Walk<'a>, old: &View<'a>, new: &View<'a>) {
    let rule = match (old.nullable, new.nullable) {
        (false, true) => walk.direction.of(&REQUEST_BECAME_NULLABLE, &RESPONSE_BECAME_NULLABLE),
        (true, false) => walk.direction.of(&REQUEST_NO_LONGER_NULLABLE, &RESPONSE_NO_LONGER_NULLABLE),
        _ => return,
    };
    let say = |is: bool| if is { "nullable" } else { "not nullable" };
    keyword(walk, rule, old, new, "nullable", from_to(say(old.nullable), say(new.nullable)));
}

/// Compares the values of enums.
fn values<'a>(walk: &mut Walk<'a>, old: &View<'a>, new: &View<'a>) {
    let direction = walk.direction;
    let list = |view: &View<'a>| view.keywords.get("enum").map(|list| list.items().collect::<Vec<_>>());
    let (was, is) = match (list(old), list(new)) {
        (Some(was), Some(is)) => (was, is),
        (None, None) => return,
        (was, _) => {
            let rule = match was.is_some() {
                true => direction.of(&REQUEST_ENUM_DROPPED, &RESPONSE_ENUM_DROPPED),
                false => direction.of(&REQUEST_ENUM_INTRODUCED, &RESPONSE_ENUM_INTRODUCED),
            };
            let node = |view: &View<'a>| view.keywords.get("enum").map(|site| site.node);
            let detail = format!("enum {}", from_to(value(node(old)), value(node(new))));
            return keyword(walk, rule, old, new, "enum", detail);
        }
    };
    let lacks = |list: &[Site<'a>], item: &Site<'a>| !list.iter().any(|other| other.node == item.node);
    for gone in was.iter().filter(|item| lacks(&is, item)) {
        let rule = direction.of(&REQUEST_ENUM_VALUE_REMOVED, &RESPONSE_ENUM_VALUE_REMOVED);
        let mut thing = walk.thing(Some(&old.shown), Some(&new.shown));
        (thing.subject, thing.name) = ("value", format!("{} {}", thing.name, value(Some(gone.node))));
        walk.report_as(rule, thing, Some(gone), None, String::new());
    }
    for come in is.iter().filter(|item| lacks(&was, item)) {
        let rule = direction.of(&REQUEST_ENUM_VALUE_ADDED, &RESPONSE_ENUM_VALUE_ADDED);
        let mut thing = walk.thing(Some(&old.shown), Some(&new.shown));
        (thing.subject, thing.name) = ("value", format!("{} {}", thing.name, value(Some(come.node))));
        walk.report_as(rule, thing, None, Some(come), String::new());
    }
}
