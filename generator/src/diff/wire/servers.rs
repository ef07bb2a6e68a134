//! Where a service is: whether old clients still reach it.

use super::{rules::*, walk::Walk};
use crate::diff::{
    names::Thing,
    operations::Operation,
    site::{Site, Tree},
    words::{bare, from_to},
};
use crate::document::Node;

/// Compares the servers for operations that do not say otherwise.
pub(super) fn of_the_document(walk: &mut Walk<'_>) {
    let (old, new) = (walk.old.root.items_of("servers"), walk.new.root.items_of("servers"));
    judge(walk, old, new, None);
}

/// Compares what two operations, or their paths, say themselves.
pub(super) fn compare<'a>(walk: &mut Walk<'a>, old: &Operation<'a>, new: &Operation<'a>) {
    let own = |operation: &Operation<'a>| {
        let of = |site: &Site<'a>| site.get("servers").map(|servers| servers.items().collect::<Vec<_>>());
        of(&operation.site).or_else(|| of(&operation.item))
    };
    let (was, is) = (own(old), own(new));
    if was.is_none() && is.is_none() {
        return;
    }
    let or_all = |own: Option<Vec<Site<'a>>>, tree: &Tree<'a>| own.unwrap_or_else(|| tree.root.items_of("servers"));
    let (was, is) = (or_all(was, walk.old), or_all(is, walk.new));
    let name = new.name(walk.new);
    judge(walk, was, is, Some(&name));
}

fn judge<'a>(walk: &mut Walk<'a>, old: Vec<Site<'a>>, new: Vec<Site<'a>>, of: Option<&str>) {
    let same = |was: &Site<'a>, is: &Site<'a>| {
        let url = |site: &Site<'a>| site.text("url").unwrap_or_default().trim_end_matches('/');
        url(was) == url(is) || address(was) == address(is)
    };
    let named = |url: &str| {
        let name = of.map_or_else(|| url.to_owned(), |of| format!("{of} {url}"));
        Thing { subject: "server", name }
    };
    for was in &old {
        match new.iter().find(|is| same(was, is)) {
            Some(is) => variables(walk, was, is),
            None => {
                let thing = named(was.text("url").unwrap_or_default());
                walk.report_as(&SERVER_REMOVED, thing, Some(was), None, String::new());
            }
        }
    }
    for is in new.iter().filter(|is| !old.iter().any(|was| same(was, is))) {
        let thing = named(is.text("url").unwrap_or_default());
        walk.report_as(&SERVER_ADDED, thing, None, Some(is), String::new());
    }
}

/// Where a client calls that sets no variable.
fn address(server: &Site<'_>) -> String {
    let mut url = server.text("url").unwrap_or_default().to_owned();
    for (name, variable) in server.members_of("variables") {
        url = url.replace(&format!("{{{name}}}"), variable.text("default").unwrap_or_default());
    }
    url.trim_end_matches('/').to_owned()
}

/// A variable has the same default, and all the values that it had.
fn variables<'a>(walk: &mut Walk<'a>, old: &Site<'a>, new: &Site<'a>) {
    let is = new.members_of("variables");
    for (name, was) in old.members_of("variables") {
        let Some((_, is)) = is.iter().find(|(other, _)| *other == name) else { continue };
        let default = |site: &Site<'a>| bare(site.node.get("default"));
        if default(&was) != default(is) {
            let detail = format!("default {}", from_to(default(&was), default(is)));
            walk.report(&SERVER_VARIABLE_CHANGED, Some(&was), Some(is), detail);
        }
        let values = |site: &Site<'a>| site.node.get("enum").map(Node::items).unwrap_or_default();
        if is.get("enum").is_some() {
            for lost in values(&was).iter().filter(|value| !values(is).contains(value)) {
                let detail = format!("no longer {}", bare(Some(lost)));
                walk.report(&SERVER_VARIABLE_CHANGED, Some(&was), Some(is), detail);
            }
        }
    }
}
