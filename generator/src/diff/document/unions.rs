//! Unions and compositions: which members they have, and how these are told apart.

use std::collections::BTreeSet;

use super::{rules::*, schemas, walk::Walk};
use crate::dialect::CARRIED;
use crate::diff::{
    members::paired,
    site::Site,
    words::{self, from_to},
};
use crate::document::Node;

/// Compares the union that two schemas say, perhaps under another keyword.
pub(super) fn compare<'a>(walk: &mut Walk<'a>, old: &Site<'a>, new: &Site<'a>, key: &str) {
    match other_keyword(old, new) {
        None => members(walk, (old, key), (new, key)),
        // Said once, with the keyword that was there.
        Some((was, is)) if was == key => {
            let thing = walk.thing(Some(old), Some(new));
            let change =
                CONSTRAINT_CHANGED.change(thing, from_to(was, is), old.get(was).as_ref(), new.get(is).as_ref());
            walk.changes.push(change);
            members(walk, (old, was), (new, is));
        }
        Some(_) => {}
    }
}

/// The keywords of two unions of which one says `oneOf` and the other `anyOf`.
fn other_keyword(old: &Site<'_>, new: &Site<'_>) -> Option<(&'static str, &'static str)> {
    let has = |site: &Site<'_>, key: &str| site.node.get(key).is_some();
    let one_to_any = ("oneOf", "anyOf");
    let any_to_one = ("anyOf", "oneOf");
    let is = |(was, is): (&str, &str)| has(old, was) && !has(old, is) && has(new, is) && !has(new, was);
    [one_to_any, any_to_one].into_iter().find(|keys| is(*keys))
}

/// Compares two lists of members, each under its keyword.
pub(super) fn members<'a>(walk: &mut Walk<'a>, (old, before): (&Site<'a>, &str), (new, after): (&Site<'a>, &str)) {
    for pair in paired(old.items_of(before), new.items_of(after), walk.renames) {
        match pair {
            (Some(was), Some(is)) => schemas::compare(walk, &was, &is),
            (Some(was), None) => {
                let mut thing = walk.thing(Some(old), None);
                (thing.subject, thing.name) = ("member", name(&thing.name, before, &was));
                walk.changes.push(MEMBER_REMOVED.change(thing, String::new(), Some(&was), None));
            }
            (None, Some(is)) => {
                let mut thing = walk.thing(None, Some(new));
                (thing.subject, thing.name) = ("member", name(&thing.name, after, &is));
                walk.changes.push(MEMBER_ADDED.change(thing, String::new(), None, Some(&is)));
            }
            (None, None) => {}
        }
    }
}

fn name(of: &str, key: &str, member: &Site<'_>) -> String {
    format!("{of} {} {}", key.strip_prefix(CARRIED).unwrap_or(key), words::schema(member))
}

/// The property that tells members apart, and each value of it that leads to another member.
pub(super) fn discriminator<'a>(walk: &mut Walk<'a>, old: &Site<'a>, new: &Site<'a>) {
    let (was, is) = (old.node.get("discriminator"), new.node.get("discriminator"));
    let property = |node: Option<&'a Node>| node.and_then(|node| node.get("propertyName"));
    let mapped =
        |node: Option<&'a Node>| node.and_then(|node| node.get("mapping")).map(Node::entries).unwrap_or_default();
    let target = |node: Option<&'a Node>, value: &str| {
        let target = node.and_then(|node| node.get("mapping")).and_then(|mapping| mapping.get(value));
        target.and_then(Node::as_str).map_or_else(|| "none".to_owned(), words::name_of)
    };
    let mut details = Vec::new();
    if property(was) != property(is) {
        details.push(from_to(words::bare(property(was)), words::bare(property(is))));
    }
    let values: BTreeSet<&str> = mapped(was).iter().chain(mapped(is)).map(|entry| entry.key.as_str()).collect();
    for value in values {
        let (before, after) = (target(was, value), target(is, value));
        if before != after && walk.renames.of(&before) != Some(after.as_str()) {
            details.push(format!("{value} {}", from_to(before, after)));
        }
    }
    for detail in details {
        walk.keyword(&DISCRIMINATOR_CHANGED, old, new, "discriminator", format!("discriminator {detail}"));
    }
}
