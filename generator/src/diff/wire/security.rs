//! Who may call: whether what old clients prove is still enough.

use std::collections::{BTreeMap, BTreeSet};

use super::{rules::*, walk::Walk};
use crate::diff::{
    document::is_documentation,
    site::{Site, Tree},
    words::from_to,
};
use crate::document::Node;

/// Schemes that are needed together, with the scopes of each.
type Alternative<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// Compares what holds for operations that do not say otherwise, and the schemes.
pub(super) fn of_the_document(walk: &mut Walk<'_>) {
    let (was, is) = (walk.old.components("securitySchemes"), walk.new.components("securitySchemes"));
    for (name, old) in &was {
        if let Some((_, new)) = is.iter().find(|(other, _)| other == name) {
            let (old, new) = (walk.old.resolved(old), walk.new.resolved(new));
            for key in differing(old.node, new.node) {
                walk.keyword(&SECURITY_SCHEME_CHANGED, &old, &new, key, key.to_owned());
            }
        }
    }
    let (old, new) = (walk.old.root.clone(), walk.new.root.clone());
    judge(walk, &old, &new);
}

/// Compares what two operations say themselves.
pub(super) fn compare<'a>(walk: &mut Walk<'a>, old: &Site<'a>, new: &Site<'a>) {
    if old.get("security").is_some() || new.get("security").is_some() {
        judge(walk, old, new);
    }
}

fn judge<'a>(walk: &mut Walk<'a>, old: &Site<'a>, new: &Site<'a>) {
    let (was, is) = (alternatives(walk.old, old), alternatives(walk.new, new));
    let same_scheme = |was: &str, is: &str| was == is || definition(walk.old, was) == definition(walk.new, is);
    let enough = |proved: &Alternative<'_>, asked: &Alternative<'_>| {
        let covered = |(scheme, scopes): (&&str, &BTreeSet<&str>)| {
            proved.iter().any(|(was, has)| same_scheme(was, scheme) && scopes.is_subset(has))
        };
        asked.iter().all(covered)
    };
    let lost = was.iter().filter(|was| !is.iter().any(|is| enough(was, is))).count();
    let rule = match lost {
        0 if is.iter().all(|is| was.iter().any(|was| enough(is, was))) => return,
        0 => &SECURITY_LOOSENED,
        _ => &SECURITY_TIGHTENED,
    };
    let mut thing = walk.thing(Some(old), Some(new));
    thing.subject = "security";
    let place = |site: &Site<'a>| site.get("security").unwrap_or_else(|| site.clone());
    let (old, new) = (place(old), place(new));
    walk.report_as(rule, thing, Some(&old), Some(&new), from_to(words(&was), words(&is)));
}

/// Who may call, by what the operation says or else the document.
fn alternatives<'a>(tree: &Tree<'a>, site: &Site<'a>) -> Vec<Alternative<'a>> {
    let list = site.get("security").or_else(|| tree.root.get("security"));
    let scopes = |node: &'a Node| node.items().iter().filter_map(Node::as_str).collect();
    let alternative = |requirement: Site<'a>| {
        requirement.node.entries().iter().map(|entry| (entry.key.as_str(), scopes(&entry.node))).collect()
    };
    let all: Vec<Alternative<'a>> = list.map(|list| list.items().map(alternative).collect()).unwrap_or_default();
    if all.is_empty() { vec![Alternative::new()] } else { all }
}

fn definition<'a>(tree: &Tree<'a>, name: &str) -> Option<Vec<(&'a str, &'a Node)>> {
    let scheme = tree.components("securitySchemes").into_iter().find(|(other, _)| *other == name)?.1;
    let mut said = said(tree.resolved(&scheme).node);
    said.sort_by_key(|(key, _)| *key);
    Some(said)
}

/// What is said of a scheme, descriptions aside.
fn said(node: &Node) -> Vec<(&str, &Node)> {
    let entries = node.entries().iter().filter(|entry| !is_documentation(&entry.key) && !entry.key.starts_with("x-"));
    // Scopes are judged where they are asked for.
    entries.filter(|entry| entry.key != "bearerFormat").map(|entry| (entry.key.as_str(), &entry.node)).collect()
}

/// The keywords in which two schemes differ.
fn differing<'a>(old: &'a Node, new: &'a Node) -> BTreeSet<&'a str> {
    let keys = said(old).into_iter().chain(said(new)).map(|(key, _)| key);
    keys.filter(|key| !same(key, old.get(key), new.get(key))).collect()
}

/// Whether a keyword says the same; the scopes that there are do not matter, only those that are asked for.
fn same(key: &str, old: Option<&Node>, new: Option<&Node>) -> bool {
    let flow = |node: Option<&Node>, name: &str| node.and_then(|node| node.get(name)).cloned();
    let addresses = |flow: Option<Node>| {
        let mut flow = flow?;
        flow.remove("scopes");
        Some(flow)
    };
    match key {
        // A flow more harms nobody.
        "flows" => old
            .map(Node::entries)
            .unwrap_or_default()
            .iter()
            .all(|entry| addresses(flow(old, &entry.key)) == addresses(flow(new, &entry.key))),
        _ => old == new,
    }
}

fn words(alternatives: &[Alternative<'_>]) -> String {
    let scheme = |(name, scopes): (&&str, &BTreeSet<&str>)| {
        let scopes: Vec<&str> = scopes.iter().copied().collect();
        if scopes.is_empty() { (*name).to_owned() } else { format!("{name} ({})", scopes.join(", ")) }
    };
    let alternative = |all: &Alternative<'_>| {
        let all: Vec<String> = all.iter().map(scheme).collect();
        if all.is_empty() { "anybody".to_owned() } else { all.join(" and ") }
    };
    let mut words: Vec<String> = alternatives.iter().map(alternative).collect();
    words.sort();
    words.join(", or ")
}
