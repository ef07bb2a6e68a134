//! Objects of every kind but schemas, by the table that says what each may hold.

use super::{
    keywords::{is_documentation, is_extension, is_mark},
    rules::*,
    walk::Walk,
};
use crate::dialect::{CARRIED, Kind, Shape, field};
use crate::diff::{
    rule::Rule,
    site::{Named, Site},
    words::{bare, from_to},
};

/// What is said of a kind of object: that one was added, that one was removed, that it is another.
fn rules_of(kind: Kind) -> (Option<&'static Rule>, Option<&'static Rule>, &'static Rule) {
    match kind {
        Kind::Operation => (Some(&OPERATION_ADDED), Some(&OPERATION_REMOVED), &OPERATION_CHANGED),
        Kind::Parameter => (Some(&PARAMETER_ADDED), Some(&PARAMETER_REMOVED), &PARAMETER_CHANGED),
        Kind::RequestBody => (Some(&REQUEST_BODY_ADDED), Some(&REQUEST_BODY_REMOVED), &REQUEST_BODY_CHANGED),
        Kind::MediaType => (Some(&MEDIA_TYPE_ADDED), Some(&MEDIA_TYPE_REMOVED), &ENCODING_CHANGED),
        Kind::Encoding => (None, None, &ENCODING_CHANGED),
        Kind::Response => (Some(&RESPONSE_ADDED), Some(&RESPONSE_REMOVED), &OPERATION_CHANGED),
        Kind::Header => (Some(&HEADER_ADDED), Some(&HEADER_REMOVED), &HEADER_CHANGED),
        Kind::Link => (Some(&LINK_ADDED), Some(&LINK_REMOVED), &LINK_CHANGED),
        Kind::Callback => (Some(&CALLBACK_ADDED), Some(&CALLBACK_REMOVED), &OPERATION_CHANGED),
        Kind::Server | Kind::ServerVariable => (Some(&SERVER_ADDED), Some(&SERVER_REMOVED), &SERVER_CHANGED),
        Kind::Tag => (Some(&TAG_ADDED), Some(&TAG_REMOVED), &TAG_CHANGED),
        Kind::SecurityScheme => {
            (Some(&SECURITY_SCHEME_ADDED), Some(&SECURITY_SCHEME_REMOVED), &SECURITY_SCHEME_CHANGED)
        }
        Kind::Flows | Kind::Flow => (None, None, &SECURITY_SCHEME_CHANGED),
        _ => (None, None, &DOCUMENT_CHANGED),
    }
}

/// Compares two objects of a kind, each of which may be a reference to one.
pub(super) fn compare<'a>(walk: &mut Walk<'a>, kind: Kind, old: &Site<'a>, new: &Site<'a>) {
    if let (Some(was), Some(is)) = (old.text("$ref"), new.text("$ref"))
        && was == is
    {
        return;
    }
    let (old, new) = (walk.old.resolved(old), walk.new.resolved(new));
    members(walk, kind, &old, &new, &[]);
}

/// Compares the members of two objects but for those that are compared elsewhere.
pub(super) fn members<'a>(walk: &mut Walk<'a>, kind: Kind, old: &Site<'a>, new: &Site<'a>, except: &[&str]) {
    if old.node == new.node {
        return;
    }
    for key in keys(old, new).filter(|key| !except.contains(key) && !is_mark(key)) {
        let (was, is) = (old.get(key), new.get(key));
        if was.as_ref().map(|site| site.node) != is.as_ref().map(|site| site.node) {
            member(walk, kind, old, new, key, was, is);
        }
    }
}

/// The names of the members of either, each once.
pub(super) fn keys<'a>(old: &Site<'a>, new: &Site<'a>) -> impl Iterator<Item = &'a str> + use<'a> {
    let (was, is) = (old.node, new.node);
    let come = is.entries().iter().filter(|entry| was.get(&entry.key).is_none());
    was.entries().iter().chain(come).map(|entry| entry.key.as_str())
}

fn member<'a>(
    walk: &mut Walk<'a>,
    kind: Kind,
    old: &Site<'a>,
    new: &Site<'a>,
    key: &'a str,
    was: Option<Site<'a>>,
    is: Option<Site<'a>>,
) {
    let shape = field(kind, key).map(|field| field.shape);
    match (shape, was, is) {
        _ if is_extension(key) && shape.is_none() => extension(walk, old, new, key),
        _ if is_documentation(key) => walk.text(old, new, key),
        _ if key == "deprecated" => flag(walk, &DEPRECATION_CHANGED, old, new, key, "deprecated"),
        _ if key == "required" => flag(walk, rules_of(kind).2, old, new, key, "required"),
        (Some(Shape::One(Kind::Schema)), Some(was), Some(is)) => super::schemas::compare(walk, &was, &is),
        (Some(Shape::One(kind)), Some(was), Some(is)) => compare(walk, kind, &was, &is),
        (Some(Shape::One(kind)), None, Some(is)) if rules_of(kind).0.is_some() => added(walk, kind, &is),
        (Some(Shape::One(kind)), Some(was), None) if rules_of(kind).1.is_some() => removed(walk, kind, &was),
        (Some(Shape::Map(kind)), was, is) => map(walk, kind, (old, new), key, was, is),
        (Some(Shape::List(Kind::SecurityRequirement)), ..) => super::head::security(walk, old, new),
        (Some(Shape::List(kind @ (Kind::Server | Kind::Tag))), was, is) => {
            let items = |list: Option<Site<'a>>| list.map(|list| list.items().collect()).unwrap_or_default();
            super::head::list(walk, kind, items(was), items(is));
        }
        // Parameters are those of operations, with those of their path.
        (Some(Shape::List(Kind::Parameter)), ..) => {}
        _ => scalar(walk, rules_of(kind).2, old, new, key),
    }
}

/// Compares two objects whose members are objects of a kind, by their names.
fn map<'a>(
    walk: &mut Walk<'a>,
    kind: Kind,
    (old, new): (&Site<'a>, &Site<'a>),
    key: &'a str,
    was: Option<Site<'a>>,
    is: Option<Site<'a>>,
) {
    let members = |map: &Option<Site<'a>>| map.as_ref().map(|map| map.members().collect()).unwrap_or_default();
    let (was, is): (Vec<Named<'a>>, Vec<Named<'a>>) = (members(&was), members(&is));
    let has_rule = rules_of(kind).0.is_some();
    if !has_rule && kind != Kind::Schema && was.iter().map(|m| m.0).ne(is.iter().map(|m| m.0)) {
        return scalar(walk, rules_of(kind).2, old, new, key);
    }
    for (name, was) in &was {
        match is.iter().find(|(other, _)| other == name) {
            Some((_, is)) if kind == Kind::Callback => super::operations::callback(walk, was, is),
            Some((_, is)) => compare(walk, kind, was, is),
            None => removed(walk, kind, was),
        }
    }
    for (_, is) in is.iter().filter(|(name, _)| !was.iter().any(|(other, _)| other == name)) {
        added(walk, kind, is);
    }
}

/// Reports that a thing of a kind came.
pub(super) fn added<'a>(walk: &mut Walk<'a>, kind: Kind, is: &Site<'a>) {
    if let Some(rule) = rules_of(kind).0 {
        walk.report(rule, None, Some(is), String::new());
    }
}

/// Reports that a thing of a kind went.
pub(super) fn removed<'a>(walk: &mut Walk<'a>, kind: Kind, was: &Site<'a>) {
    if let Some(rule) = rules_of(kind).1 {
        walk.report(rule, Some(was), None, String::new());
    }
}

/// Reports that a keyword has another value.
pub(super) fn scalar<'a>(walk: &mut Walk<'a>, rule: &Rule, old: &Site<'a>, new: &Site<'a>, key: &str) {
    let name = key.strip_prefix(CARRIED).unwrap_or(key);
    let detail = format!("{name} {}", from_to(bare(old.node.get(key)), bare(new.node.get(key))));
    walk.keyword(rule, old, new, key, detail);
}

/// Reports that a keyword of the document's own has another value.
pub(super) fn extension<'a>(walk: &mut Walk<'a>, old: &Site<'a>, new: &Site<'a>, key: &str) {
    scalar(walk, &EXTENSION_CHANGED, old, new, key);
}

/// Reports that something is so now, or no longer; what is not said is not so.
pub(super) fn flag<'a>(walk: &mut Walk<'a>, rule: &Rule, old: &Site<'a>, new: &Site<'a>, key: &str, word: &str) {
    let (was, is) = (old.is(key), new.is(key));
    if was != is {
        let say = |is: bool| match (is, word) {
            (true, _) => word.to_owned(),
            (false, "required") => "optional".to_owned(),
            (false, _) => format!("not {word}"),
        };
        walk.keyword(rule, old, new, key, from_to(say(was), say(is)));
    }
}
