//! References by `$id`, `$anchor` and `$dynamicAnchor` become references by pointer, so that later stages know one kind of reference only.
//!
//! A schema with an `$id` is a resource of its own: anchors and pointers inside it count from there. Only identifiers that
//! the document itself declares are known; the rest is left for resolution to report.

use std::collections::HashMap;

use crate::dialect::{CARRIED, Kind, local_pointer, walk};
use crate::document::{Node, Pointer};

#[derive(Default)]
struct Identifiers {
    /// The pointers of resources by their `$id`.
    resources: HashMap<String, String>,
    /// The pointers of anchored schemas by their resource's pointer and their name.
    anchors: HashMap<(String, String), String>,
}

struct Use {
    pointer: String,
    /// The keyword that refers.
    key: String,
    reference: String,
    /// The pointer and the `$id` of the resource in which it stands.
    resource: (String, String),
}

/// Rewrites every such reference.
pub(super) fn become_pointers(document: &mut Node) {
    // Few documents have any.
    if !may_declare(document) {
        return;
    }
    let (identifiers, uses) = collect(document);
    if identifiers.resources.is_empty() && identifiers.anchors.is_empty() {
        return;
    }
    let rewritten: Vec<(String, Use)> =
        uses.into_iter().filter_map(|usage| Some((target(document, &identifiers, &usage)?, usage))).collect();
    for (target, usage) in rewritten {
        if let Some(schema) = document.at_mut(&usage.pointer)
            && let Some(span) = schema.get(&usage.key).map(|reference| reference.span)
        {
            schema.rename(&usage.key, "$ref");
            schema.set("$ref", Node::string(format!("#{}", target.replace('%', "%25")), span));
        }
    }
}

/// Whether something at or below a node is called as what declares an identifier is.
fn may_declare(node: &Node) -> bool {
    let declares = |key: &str| matches!(key.strip_prefix(CARRIED).unwrap_or(key), "$id" | "$anchor" | "$dynamicAnchor");
    node.items().iter().any(may_declare)
        || node.entries().iter().any(|entry| declares(&entry.key) || may_declare(&entry.node))
}

fn collect(document: &Node) -> (Identifiers, Vec<Use>) {
    let mut identifiers = Identifiers::default();
    let mut uses = Vec::new();
    let mut open = vec![(String::new(), String::new())];
    walk(document, Kind::Document, &mut Pointer::root(), &mut |kind, node, pointer| {
        if kind != Kind::Schema {
            return;
        }
        while open.len() > 1 && open.last().is_some_and(|(resource, _)| !is_within(pointer.as_str(), resource)) {
            open.pop();
        }
        let text = |key: &str| {
            let carried = || node.get(&format!("{CARRIED}{key}"));
            node.get(key).or_else(carried).and_then(Node::as_str).map(str::to_owned)
        };
        if let Some(id) = text("$id") {
            let base = open.last().map(|(_, id)| id.as_str()).unwrap_or_default();
            let id = join(base, id.trim_end_matches('#'));
            identifiers.resources.entry(id.clone()).or_insert_with(|| pointer.as_str().to_owned());
            open.push((pointer.as_str().to_owned(), id));
        }
        let resource = open.last().cloned().unwrap_or_default();
        for key in ["$anchor", "$dynamicAnchor"] {
            if let Some(anchor) = text(key) {
                let key = (resource.0.clone(), anchor);
                identifiers.anchors.entry(key).or_insert_with(|| pointer.as_str().to_owned());
            }
        }
        // A dynamic reference means what its anchor says, unless a schema around it says it anew, which no document of an
        // API does to itself.
        let carried = format!("{CARRIED}$dynamicRef");
        let refers = |key: &&str| node.get(key).and_then(Node::as_str).is_some();
        if let Some(key) = ["$ref", "$dynamicRef", &carried].into_iter().find(refers)
            && let Some(reference) = node.get(key).and_then(Node::as_str)
        {
            let (pointer, key) = (pointer.as_str().to_owned(), key.to_owned());
            uses.push(Use { pointer, key, reference: reference.to_owned(), resource });
        }
    });
    (identifiers, uses)
}

fn is_within(pointer: &str, ancestor: &str) -> bool {
    pointer.strip_prefix(ancestor).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A relative identifier against the one around it; enough for siblings, which is what documents have.
fn join(base: &str, relative: &str) -> String {
    if relative.contains("://") || relative.starts_with("urn:") {
        return relative.to_owned();
    }
    let folder = base.rfind('/').and_then(|end| base.get(..=end)).unwrap_or_default();
    format!("{folder}{relative}")
}

/// The pointer that a reference by identifier means; none if it is no such reference.
fn target(document: &Node, identifiers: &Identifiers, usage: &Use) -> Option<String> {
    let (uri, fragment) = usage.reference.split_once('#').unwrap_or((&usage.reference, ""));
    let resource = match uri {
        "" => usage.resource.0.clone(),
        uri => identifiers.resources.get(&join(&usage.resource.1, uri))?.clone(),
    };
    if fragment.is_empty() {
        // `#` alone is the resource in which it stands, which is the document itself outside of any.
        return (!uri.is_empty() || !resource.is_empty()).then_some(resource);
    }
    if !fragment.starts_with('/') {
        return identifiers.anchors.get(&(resource, fragment.to_owned())).cloned();
    }
    if uri.is_empty() && resource.is_empty() {
        return None;
    }
    let pointer = format!("{resource}{}", local_pointer(&format!("#{fragment}"))?);
    crate::dialect::follow(document, &pointer).map(|_| pointer)
}
