//! Unions: which members they have, and what it means that something becomes one.

use super::{
    rules::*,
    schemas,
    view::View,
    walk::{Direction, Walk},
};
use crate::diff::{
    members::{only, paired},
    site::{Site, Tree},
    words::{self, from_to, name_of},
};
use crate::document::Node;

/// Compares two unions.
pub(super) fn compare<'a>(
    walk: &mut Walk<'a>,
    (old, was): (&View<'a>, &[Site<'a>]),
    (new, is): (&View<'a>, &[Site<'a>]),
) {
    discriminator(walk, old, new);
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for pair in paired(was.to_vec(), is.to_vec(), walk.renames) {
        match pair {
            (Some(was), Some(is)) => schemas::compare(walk, &was, &is),
            (was, is) => {
                gone.extend(was);
                come.extend(is);
            }
        }
    }
    // One that was written in place has a name now, say.
    gone.retain(|was| match come.iter().position(|is| walk.fits(was, is)) {
        Some(index) => {
            schemas::compare(walk, was, &come.remove(index));
            false
        }
        None => true,
    });
    // What another member allows as well is not lost, or is not new.
    match walk.direction {
        Direction::Sent => gone.retain(|was| !is.iter().any(|is| walk.fits(was, is))),
        Direction::Received => come.retain(|is| !was.iter().any(|was| walk.fits(was, is))),
    }
    for was in &gone {
        let rule = walk.direction.of(&REQUEST_MEMBER_REMOVED, &RESPONSE_MEMBER_REMOVED);
        member(walk, rule, Some(was), None, &old.shown);
    }
    for is in &come {
        let rule = walk.direction.of(&REQUEST_MEMBER_ADDED, &RESPONSE_MEMBER_ADDED);
        member(walk, rule, None, Some(is), &new.shown);
    }
}

fn member<'a>(
    walk: &mut Walk<'a>,
    rule: &crate::diff::Rule,
    old: Option<&Site<'a>>,
    new: Option<&Site<'a>>,
    holder: &Site<'a>,
) {
    let Some(site) = new.or(old) else { return };
    let mut thing = if new.is_some() { walk.thing(None, Some(holder)) } else { walk.thing(Some(holder), None) };
    (thing.subject, thing.name) = ("member", format!("{} {}", thing.name, words::schema(site)));
    walk.report_as(rule, thing, old, new, String::new());
}

/// Judges that what was one thing may be several; says whether there is more to compare.
pub(super) fn began<'a>(walk: &mut Walk<'a>, old: &View<'a>, (new, is): (&View<'a>, &[Site<'a>])) -> bool {
    if !new.properties.is_empty() {
        // It is one thing as before, and the members say more of it.
        let rule = walk.direction.of(&REQUEST_CONSTRAINT_TIGHTENED, &RESPONSE_CONSTRAINT_TIGHTENED);
        schemas::keyword(walk, rule, old, new, new.union_key, format!("{} none → {} members", new.union_key, is.len()));
        return true;
    }
    let rule = match walk.direction {
        Direction::Sent if is.iter().any(|is| walk.fits(&old.site, is)) => &REQUEST_TYPE_WIDENED,
        Direction::Sent => &REQUEST_TYPE_CHANGED,
        Direction::Received if is.iter().all(|is| walk.fits(&old.site, is)) => return false,
        Direction::Received => &RESPONSE_TYPE_CHANGED,
    };
    schemas::became(walk, rule, old, new);
    false
}

/// Judges that what was one of several is one thing; says whether there is more to compare.
pub(super) fn ended<'a>(walk: &mut Walk<'a>, (old, was): (&View<'a>, &[Site<'a>]), new: &View<'a>) -> bool {
    if !old.properties.is_empty() {
        let rule = walk.direction.of(&REQUEST_CONSTRAINT_LOOSENED, &RESPONSE_CONSTRAINT_LOOSENED);
        schemas::keyword(
            walk,
            rule,
            old,
            new,
            old.union_key,
            format!("{} {} members → none", old.union_key, was.len()),
        );
        return true;
    }
    let left = only(&new.site).unwrap_or_else(|| new.shown.clone());
    let types = |tree: &Tree<'a>, site: &Site<'a>| View::of(tree, &tree.resolved(site), site).types;
    let is_left = |pair: &(Option<Site<'a>>, Option<Site<'a>>)| match pair {
        (Some(was), Some(is)) => types(walk.old, was) == types(walk.new, is),
        _ => false,
    };
    if paired(was.to_vec(), vec![left.clone()], walk.renames).iter().any(is_left) {
        compare(walk, (old, was), (new, &[left]));
        return false;
    }
    let rule = match walk.direction {
        Direction::Sent if was.iter().all(|was| walk.fits(was, &new.site)) => return false,
        Direction::Sent => &REQUEST_TYPE_CHANGED,
        Direction::Received if was.iter().any(|was| walk.fits(was, &new.site)) => &RESPONSE_TYPE_NARROWED,
        Direction::Received => &RESPONSE_TYPE_CHANGED,
    };
    schemas::became(walk, rule, old, new);
    false
}

/// Compares how a member is told from others: the property, and the values for members that are still there.
fn discriminator<'a>(walk: &mut Walk<'a>, old: &View<'a>, new: &View<'a>) {
    let key = "discriminator";
    let rule = walk.direction.of(&REQUEST_DISCRIMINATOR_CHANGED, &RESPONSE_DISCRIMINATOR_CHANGED);
    let (Some(was), Some(is)) = (old.keywords.get(key), new.keywords.get(key)) else {
        // Where nothing was said, clients go by the form of the members, and still can.
        return;
    };
    let property = |site: &Site<'a>| site.text("propertyName").unwrap_or_default();
    if property(was) != property(is) {
        return schemas::keyword(
            walk,
            rule,
            old,
            new,
            key,
            format!("discriminator {}", from_to(property(was), property(is))),
        );
    }
    let named = |target: Option<&Node>| target.and_then(Node::as_str).map_or_else(String::new, name_of);
    for (value, target) in was.members_of("mapping") {
        let now = is.node.get("mapping").and_then(|mapping| mapping.get(value));
        let same = |was: &str, is: &str| was == is || walk.renames.same_reference(was, is);
        let is_same = now.and_then(Node::as_str).zip(target.node.as_str()).is_some_and(|(is, was)| same(was, is));
        if now.is_some() && !is_same {
            let detail = format!("discriminator {value} {}", from_to(named(Some(target.node)), named(now)));
            schemas::keyword(walk, rule, old, new, key, detail);
        }
    }
}
