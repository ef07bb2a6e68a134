//! What a document says of itself: what it is, where it is served, who may call, how its operations are grouped.

use super::{objects, rules::SECURITY_CHANGED, walk::Walk};
use crate::dialect::Kind;
use crate::diff::site::Site;
use crate::document::Node;

/// Compares all but operations and components.
pub(super) fn compare(walk: &mut Walk<'_>) {
    let (old, new) = (walk.old.root.clone(), walk.new.root.clone());
    objects::members(walk, Kind::Document, &old, &new, &["paths", "components", "x-oas31-webhooks"]);
    walk.finish(&old, &new);
}

/// Compares two lists of servers or of tags.
pub(super) fn list<'a>(walk: &mut Walk<'a>, kind: Kind, old: Vec<Site<'a>>, new: Vec<Site<'a>>) {
    let name = |site: &Site<'a>| site.text(if kind == Kind::Tag { "name" } else { "url" }).unwrap_or_default();
    for was in &old {
        match new.iter().find(|is| name(is) == name(was)) {
            Some(is) => objects::compare(walk, kind, was, is),
            None => objects::removed(walk, kind, was),
        }
    }
    for is in new.iter().filter(|is| !old.iter().any(|was| name(was) == name(is))) {
        objects::added(walk, kind, is);
    }
}

/// Reports that others may call.
pub(super) fn security<'a>(walk: &mut Walk<'a>, old: &Site<'a>, new: &Site<'a>) {
    let (was, is) = (said(old), said(new));
    if was != is {
        walk.turned(&SECURITY_CHANGED, old, new, "security", &was, &is);
    }
}

/// Who may call, in a form that is the same whatever the order.
fn said(site: &Site<'_>) -> String {
    let Some(list) = site.get("security") else { return "as for the document".to_owned() };
    let scopes = |node: &Node| {
        let mut scopes: Vec<&str> = node.items().iter().filter_map(Node::as_str).collect();
        scopes.sort_unstable();
        if scopes.is_empty() { String::new() } else { format!(" ({})", scopes.join(", ")) }
    };
    let alternative = |requirement: Site<'_>| {
        let mut schemes: Vec<String> =
            requirement.node.entries().iter().map(|scheme| format!("{}{}", scheme.key, scopes(&scheme.node))).collect();
        schemes.sort();
        if schemes.is_empty() { "anybody".to_owned() } else { schemes.join(" and ") }
    };
    let mut alternatives: Vec<String> = list.items().map(alternative).collect();
    alternatives.sort();
    if alternatives.is_empty() { "anybody".to_owned() } else { alternatives.join(", or ") }
}
