//! Which member of a union or a composition is which.
//!
//! Members have no names, only an order that means nothing: one that refers to something is found by that, one that says
//! the same as another is the same, and the rest are what is left, in their order.

use super::{renames::Renames, site::Site};

/// Two lists of members in pairs; what has no counterpart stands alone.
pub(super) fn paired<'a>(
    old: Vec<Site<'a>>,
    new: Vec<Site<'a>>,
    renames: &Renames<'_>,
) -> Vec<(Option<Site<'a>>, Option<Site<'a>>)> {
    let mut left: Vec<Option<Site<'a>>> = new.into_iter().map(Some).collect();
    let mut pairs = Vec::new();
    let mut alone = Vec::new();
    for old in old {
        match take(&mut left, |new| is_same(&old, new, renames)) {
            Some(new) => pairs.push((Some(old), Some(new))),
            None => alone.push(old),
        }
    }
    for old in alone {
        let new = match target(&old) {
            Some(_) => None,
            None => take(&mut left, |new| target(new).is_none()),
        };
        pairs.push((Some(old), new));
    }
    pairs.extend(left.into_iter().flatten().map(|new| (None, Some(new))));
    pairs
}

fn take<'a>(left: &mut [Option<Site<'a>>], fits: impl Fn(&Site<'a>) -> bool) -> Option<Site<'a>> {
    left.iter_mut().find(|new| new.as_ref().is_some_and(&fits)).and_then(Option::take)
}

fn is_same(old: &Site<'_>, new: &Site<'_>, renames: &Renames<'_>) -> bool {
    match (target(old), target(new)) {
        (Some(old), Some(new)) => renames.same_reference(old, new),
        (None, None) => old.node == new.node || old.text("title").is_some() && old.text("title") == new.text("title"),
        _ => false,
    }
}

/// What a schema refers to, directly or with remarks beside it.
pub(super) fn target<'a>(site: &Site<'a>) -> Option<&'a str> {
    site.text("$ref").or_else(|| only(site)?.text("$ref"))
}

/// The schema that another one is, remarks aside: the only member of an `allOf`, or of a union, as `[Pet, null]` becomes.
pub(super) fn only<'a>(site: &Site<'a>) -> Option<Site<'a>> {
    let (mut found, mut has_type) = (None, false);
    for entry in site.node.entries() {
        match (entry.key.as_str(), entry.node.items()) {
            ("allOf" | "oneOf" | "anyOf", [_]) if found.is_none() => found = Some(entry.key.as_str()),
            ("type", _) => has_type = true,
            (key, _) if super::document::is_remark(key) => {}
            _ => return None,
        }
    }
    // What something else is of, that says itself.
    site.items_of(found?).into_iter().next().filter(|only| !has_type || only.text("$ref").is_some())
}
