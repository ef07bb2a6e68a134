//! Objects: which members they have, which of them must be there, and which way each goes.

use std::collections::BTreeSet;

use super::{
    rules::*,
    schemas,
    view::{Additional, View},
    walk::{Direction, Walk},
};
use crate::diff::{
    site::{Site, Tree},
    words::{self, from_to},
};

/// Compares the members of two objects.
pub(super) fn compare<'a>(walk: &mut Walk<'a>, old: &View<'a>, new: &View<'a>) {
    let properties = old.properties.keys().chain(new.properties.keys());
    let names: BTreeSet<&str> = properties.chain(&old.required).chain(&new.required).copied().collect();
    for name in names {
        let is_required = (old.required.contains(name), new.required.contains(name));
        property(walk, (old, new), name, is_required);
    }
    additional(walk, old, new);
}

fn property<'a>(walk: &mut Walk<'a>, (old, new): (&View<'a>, &View<'a>), name: &str, is_required: (bool, bool)) {
    let direction = walk.direction;
    let (was, is) = (old.properties.get(name), new.properties.get(name));
    let (travelled, travels) =
        (was.filter(|site| travels(walk.old, site, direction)), is.filter(|site| travels(walk.new, site, direction)));
    let said = |required: bool, site: &Site<'a>| {
        format!("{} {}", if required { "required" } else { "optional" }, words::schema(site))
    };
    match (travelled, travels) {
        (Some(before), Some(after)) => {
            required(walk, before, after, is_required);
            schemas::compare(walk, before, after);
        }
        (Some(before), None) => {
            let rule = match (direction, is.is_some(), is_required.0) {
                (Direction::Sent, true, _) => &REQUEST_PROPERTY_BECAME_READ_ONLY,
                (Direction::Sent, false, _) => &REQUEST_PROPERTY_REMOVED,
                (Direction::Received, true, _) => &RESPONSE_PROPERTY_BECAME_WRITE_ONLY,
                (Direction::Received, false, true) => &RESPONSE_REQUIRED_PROPERTY_REMOVED,
                (Direction::Received, false, false) => &RESPONSE_PROPERTY_REMOVED,
            };
            walk.report(rule, Some(before), is, said(is_required.0, before));
        }
        (None, Some(after)) => {
            let rule = match (direction, was.is_some(), is_required.1) {
                (Direction::Sent, _, true) => &REQUEST_REQUIRED_PROPERTY_ADDED,
                (Direction::Sent, true, false) => &REQUEST_PROPERTY_BECAME_WRITABLE,
                (Direction::Sent, false, false) => &REQUEST_PROPERTY_ADDED,
                (Direction::Received, true, _) => &RESPONSE_PROPERTY_BECAME_READABLE,
                (Direction::Received, false, _) => &RESPONSE_PROPERTY_ADDED,
            };
            walk.report(rule, was, Some(after), said(is_required.1, after));
        }
        // It is required without being a property, as in a part of a union.
        (None, None) if was.is_none() && is.is_none() => {
            let (before, after) = (old.shown.clone(), new.shown.clone());
            let mut thing = walk.thing(Some(&before), Some(&after));
            (thing.subject, thing.name) = ("property", format!("{}.{name}", thing.name));
            if let Some((rule, detail)) = requirement(direction, is_required) {
                walk.report_as(rule, thing, Some(&before), Some(&after), detail);
            }
        }
        (None, None) => {}
    }
}

fn required<'a>(walk: &mut Walk<'a>, before: &Site<'a>, after: &Site<'a>, is_required: (bool, bool)) {
    if let Some((rule, detail)) = requirement(walk.direction, is_required) {
        walk.report(rule, Some(before), Some(after), detail);
    }
}

fn requirement(direction: Direction, is_required: (bool, bool)) -> Option<(&'static crate::diff::Rule, String)> {
    match is_required {
        (false, true) => Some((
            direction.of(&REQUEST_PROPERTY_BECAME_REQUIRED, &RESPONSE_PROPERTY_BECAME_REQUIRED),
            from_to("optional", "required"),
        )),
        (true, false) => Some((
            direction.of(&REQUEST_PROPERTY_BECAME_OPTIONAL, &RESPONSE_PROPERTY_BECAME_OPTIONAL),
            from_to("required", "optional"),
        )),
        _ => None,
    }
}

/// Whether a property goes that way.
fn travels<'a>(tree: &Tree<'a>, property: &Site<'a>, direction: Direction) -> bool {
    let key = direction.of("readOnly", "writeOnly");
    !property.is(key) && !tree.resolved(property).is(key)
}

fn additional<'a>(walk: &mut Walk<'a>, old: &View<'a>, new: &View<'a>) {
    use Additional::{Any, None, Of, Unsaid};
    let refused = Some(&REQUEST_ADDITIONAL_PROPERTIES_REFUSED);
    let allowed = Some(&REQUEST_ADDITIONAL_PROPERTIES_ALLOWED);
    let changed = Some(&RESPONSE_ADDITIONAL_PROPERTIES_CHANGED);
    let (was, is) = (old.additional(), new.additional());
    let rule = match (walk.direction, &was, &is) {
        (_, Of(was), Of(is)) => return schemas::compare(walk, was, is),
        (_, Unsaid | Any, Unsaid | Any) | (_, None, None) => return,
        // Clients that send what a document does not name are no clients of it, unless it names nothing at all.
        (Direction::Sent, Unsaid, None | Of(_)) if !old.properties.is_empty() => Option::None,
        (Direction::Sent, Unsaid | Any, None | Of(_)) | (Direction::Sent, Of(_), None) => refused,
        (Direction::Sent, Of(_) | None, _) => allowed,
        (Direction::Received, Of(_), Unsaid | Any) => Some(&RESPONSE_ADDITIONAL_PROPERTIES_WIDENED),
        (Direction::Received, ..) => changed,
    };
    let say = |additional: &Additional<'a>| match additional {
        Unsaid | Any => "any value".to_owned(),
        None => "none".to_owned(),
        Of(values) => words::schema(values),
    };
    if let Some(rule) = rule {
        let detail = format!("additional properties {}", from_to(say(&was), say(&is)));
        schemas::keyword(walk, rule, old, new, "additionalProperties", detail);
    }
}
