//! Bodies: whether there is one, in which types it comes, and what each of these holds.

use super::{
    rules::*,
    schemas,
    walk::{Direction, Walk},
};
use crate::diff::{site::Site, words::from_to};
use crate::document::Node;

/// Compares the request bodies of two operations.
pub(super) fn compare<'a>(walk: &mut Walk<'a>, old: &Site<'a>, new: &Site<'a>) {
    let was = old.get("requestBody").map(|body| walk.old.resolved(&body));
    let is = new.get("requestBody").map(|body| walk.new.resolved(&body));
    let is_sent = walk.direction == Direction::Sent;
    match (was, is) {
        (Some(was), Some(is)) => {
            match (was.is("required"), is.is("required")) {
                (false, true) if is_sent => {
                    let detail = from_to("optional", "required");
                    walk.keyword(&REQUEST_BODY_BECAME_REQUIRED, &was, &is, "required", detail);
                }
                (true, false) if is_sent => {
                    let detail = from_to("required", "optional");
                    walk.keyword(&REQUEST_BODY_BECAME_OPTIONAL, &was, &is, "required", detail);
                }
                _ => {}
            }
            content(walk, &was, &is);
        }
        (None, Some(is)) => {
            let rule = if is.is("required") { &REQUIRED_REQUEST_BODY_ADDED } else { &REQUEST_BODY_ADDED };
            walk.report(
                walk.direction.of(rule, &RESPONSE_BODY_ADDED),
                None,
                new.get("requestBody").as_ref(),
                String::new(),
            );
        }
        (Some(_), None) => {
            let rule = walk.direction.of(&REQUEST_BODY_REMOVED, &RESPONSE_BODY_REMOVED);
            walk.report(rule, old.get("requestBody").as_ref(), None, String::new());
        }
        (None, None) => {}
    }
}

/// Compares the types in which a body comes.
pub(super) fn content<'a>(walk: &mut Walk<'a>, old: &Site<'a>, new: &Site<'a>) {
    let (was, is) = (old.members_of("content"), new.members_of("content"));
    let direction = walk.direction;
    if was.is_empty() != is.is_empty() {
        let rule = match was.is_empty() {
            true => direction.of(&REQUEST_BODY_ADDED, &RESPONSE_BODY_ADDED),
            false => direction.of(&REQUEST_BODY_REMOVED, &RESPONSE_BODY_REMOVED),
        };
        return walk.report(rule, Some(old), Some(new), String::new());
    }
    for (name, was) in &was {
        match find(&is, name) {
            Some(is) => media_type(walk, was, is),
            None => {
                let rule = direction.of(&REQUEST_MEDIA_TYPE_REMOVED, &RESPONSE_MEDIA_TYPE_REMOVED);
                walk.report(rule, Some(was), None, String::new());
            }
        }
    }
    for (name, is) in &is {
        match find(&was, name) {
            // Already compared, or one of those that the old range meant.
            Some(was) => media_type(walk, was, is),
            None => {
                let rule = direction.of(&REQUEST_MEDIA_TYPE_ADDED, &RESPONSE_MEDIA_TYPE_ADDED);
                walk.report(rule, None, Some(is), String::new());
            }
        }
    }
}

/// Compares what two bodies of one type hold.
pub(super) fn media_type<'a>(walk: &mut Walk<'a>, old: &Site<'a>, new: &Site<'a>) {
    for key in ["schema", "x-oas31-itemSchema"] {
        if let (Some(was), Some(is)) = (old.get(key), new.get(key)) {
            schemas::compare(walk, &was, &is);
        }
    }
    if walk.direction == Direction::Sent && !same_form(old.node.get("encoding"), new.node.get("encoding")) {
        walk.keyword(&REQUEST_ENCODING_CHANGED, old, new, "encoding", String::new());
    }
}

/// Whether the parts of a form are written alike.
fn same_form(old: Option<&Node>, new: Option<&Node>) -> bool {
    let said = |node: Option<&Node>| node.is_some_and(|node| !node.entries().is_empty());
    !said(old) && !said(new) || old == new
}

/// The entry for a type, or else the narrowest range that it is in.
fn find<'a, 'b>(content: &'b [(&'a str, Site<'a>)], name: &str) -> Option<&'b Site<'a>> {
    let name = plain(name);
    let family = name.split('/').next().unwrap_or_default();
    let of = |wanted: &str| content.iter().find(|(other, _)| plain(other) == wanted).map(|(_, site)| site);
    of(&name).or_else(|| of(&format!("{family}/*"))).or_else(|| of("*/*"))
}

/// A type without what does not make another of it.
fn plain(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let parts = lower.split(';').map(str::trim).filter(|part| !part.starts_with("charset=") && !part.is_empty());
    parts.collect::<Vec<_>>().join(";")
}
