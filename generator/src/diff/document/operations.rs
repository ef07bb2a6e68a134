//! Operations, those of webhooks and callbacks too.

use super::{objects, rules::*, walk::Walk};
use crate::dialect::Kind;
use crate::diff::{
    operations::{Operation, Pair, named_pairs, pairs},
    rule::Rule,
    site::Site,
    words::from_to,
};

/// Compares the operations of all paths, and the webhooks.
pub(super) fn compare(walk: &mut Walk<'_>) {
    for pair in pairs(walk.old, walk.new) {
        each(walk, pair, (&OPERATION_ADDED, &OPERATION_REMOVED), true);
    }
    let key = "x-oas31-webhooks";
    for pair in named_pairs(walk.old.root.members_of(key), walk.new.root.members_of(key)) {
        each(walk, pair, (&WEBHOOK_ADDED, &WEBHOOK_REMOVED), true);
    }
}

/// Compares what a service calls under one name.
pub(super) fn callback<'a>(walk: &mut Walk<'a>, old: &Site<'a>, new: &Site<'a>) {
    let (old, new) = (walk.old.resolved(old), walk.new.resolved(new));
    for pair in named_pairs(old.members().collect(), new.members().collect()) {
        each(walk, pair, (&CALLBACK_ADDED, &CALLBACK_REMOVED), false);
    }
}

fn each<'a>(walk: &mut Walk<'a>, pair: Pair<'a>, (added, removed): (&Rule, &Rule), is_whole: bool) {
    match pair {
        Pair::Added(new) => walk.report(added, None, Some(&new.site), String::new()),
        Pair::Removed(old) => walk.report(removed, Some(&old.site), None, String::new()),
        Pair::Both { old, new, moved } => {
            if moved {
                let detail = from_to(old.name(walk.old), new.name(walk.new));
                walk.report(&OPERATION_MOVED, Some(&old.site), Some(&new.site), detail);
            }
            operation(walk, &old, &new, moved);
            if is_whole {
                walk.finish(&old.site, &new.site);
            }
        }
    }
}

fn operation<'a>(walk: &mut Walk<'a>, old: &Operation<'a>, new: &Operation<'a>, moved: bool) {
    objects::members(walk, Kind::Operation, &old.site, &new.site, &["parameters", "tags"]);
    tags(walk, old, new);
    parameters(walk, old, new, moved);
    // What a path says for all of its operations.
    for key in ["summary", "description", "servers"] {
        match key {
            _ if old.item.node.get(key) == new.item.node.get(key) => {}
            "servers" => super::head::list(walk, Kind::Server, old.item.items_of(key), new.item.items_of(key)),
            _ => walk.text(&old.item, &new.item, key),
        }
    }
}

fn tags<'a>(walk: &mut Walk<'a>, old: &Operation<'a>, new: &Operation<'a>) {
    let said = |site: &Site<'a>| {
        let mut tags: Vec<&str> = site.items_of("tags").iter().filter_map(|tag| tag.node.as_str()).collect();
        tags.sort_unstable();
        if tags.is_empty() { "none".to_owned() } else { tags.join(", ") }
    };
    let (was, is) = (said(&old.site), said(&new.site));
    if was != is {
        walk.keyword(&OPERATION_CHANGED, &old.site, &new.site, "tags", format!("tags {}", from_to(was, is)));
    }
}

fn parameters<'a>(walk: &mut Walk<'a>, old: &Operation<'a>, new: &Operation<'a>, moved: bool) {
    let (was, is) = (old.parameters(walk.old, moved), new.parameters(walk.new, moved));
    for (key, was) in &was {
        let Some(is) = is.get(key) else {
            walk.report(&PARAMETER_REMOVED, Some(&was.listed), None, String::new());
            continue;
        };
        let (from, to) = (was.site.text("name"), is.site.text("name"));
        if from != to && key.0 == "path" {
            let detail = from_to(from.unwrap_or_default(), to.unwrap_or_default());
            walk.report(&PATH_PARAMETER_RENAMED, Some(&was.listed), Some(&is.listed), detail);
        }
        let both_listed = was.listed.text("$ref").zip(is.listed.text("$ref"));
        if both_listed.is_none_or(|(was, is)| was != is) {
            objects::members(walk, Kind::Parameter, &was.site, &is.site, &["name", "in"]);
        }
    }
    for (_, is) in is.iter().filter(|(key, _)| !was.contains_key(*key)) {
        let detail = if is.site.is("required") { "required" } else { "optional" };
        walk.report(&PARAMETER_ADDED, None, Some(&is.listed), detail.to_owned());
    }
}
