//! Which thing of the new crate is which of the old one.
//!
//! The path decides; of what is left over, the place in the document, where just one thing of a kind was made from it.

use std::collections::{BTreeMap, HashSet};

use super::items::{Thing, Things, Word};

/// A thing before and after.
pub(super) type Pair<'a> = (Option<&'a Thing<'a>>, Option<&'a Thing<'a>>);

/// All things that are worth a word, in the order of their paths.
pub(super) fn of<'a>(before: &'a Things<'a>, after: &'a Things<'a>) -> Vec<Pair<'a>> {
    let mut pairs: Vec<Pair<'a>> =
        before.iter().filter_map(|(key, old)| Some((Some(old), Some(after.get(key)?)))).collect();
    let left = |these: &'a Things<'a>, those: &Things<'_>| -> Vec<&'a Thing<'a>> {
        these.iter().filter(|(key, _)| !those.contains_key(key)).map(|(_, thing)| thing).collect()
    };
    let (gone, come) = (left(before, after), left(after, before));
    let (by_role, new_by_role) = (roles(before, &gone), roles(after, &come));
    let mut renamed: HashSet<&str> = HashSet::new();
    for (role, old) in &by_role {
        if let ([old], Some([new])) = (old.as_slice(), new_by_role.get(role).map(Vec::as_slice)) {
            pairs.push((Some(old), Some(new)));
            renamed.extend([old.line.path, new.line.path]);
        }
    }
    let (attached, new_attached) = (owners(before), owners(after));
    let is_told = |thing: &Thing<'_>, owners: &HashSet<&str>| {
        renamed.contains(thing.line.path) || (is_attached(thing) && owners.contains(thing.line.pointer))
    };
    pairs.extend(gone.into_iter().filter(|old| !is_told(old, &attached)).map(|old| (Some(old), None)));
    pairs.extend(come.into_iter().filter(|new| !is_told(new, &new_attached)).map(|new| (None, Some(new))));
    pairs
}

/// What things were made from and what they are for that. Types that stand beside an operation are told apart by what
/// their names say beside its name.
type Role<'a> = (Word, &'a str, String);

fn roles<'a>(all: &'a Things<'a>, left: &[&'a Thing<'a>]) -> BTreeMap<Role<'a>, Vec<&'a Thing<'a>>> {
    let owners: BTreeMap<&str, &str> =
        all.values().filter(|thing| is_owner(thing)).map(|thing| (thing.line.pointer, thing.line.name())).collect();
    let mut roles: BTreeMap<Role<'a>, Vec<&'a Thing<'a>>> = BTreeMap::new();
    for thing in left.iter().filter(|thing| !thing.line.pointer.is_empty()) {
        let (name, pointer) = (thing.line.name(), thing.line.pointer);
        let role = match owners.get(pointer) {
            Some(owner) if is_attached(thing) => name.strip_prefix(owner).unwrap_or(name).to_owned(),
            _ => String::new(),
        };
        roles.entry((thing.line.word, pointer, role)).or_default().push(thing);
    }
    roles
}

/// The pointers of the things that others stand beside.
fn owners<'a>(things: &Things<'a>) -> HashSet<&'a str> {
    things.values().filter(|thing| is_owner(thing)).map(|thing| thing.line.pointer).collect()
}

fn is_owner(thing: &Thing<'_>) -> bool {
    matches!(thing.line.word, Word::Operation | Word::Webhook)
}

/// Whether a thing can stand beside an operation or a webhook: what came or went of those is told of where it is mentioned.
fn is_attached(thing: &Thing<'_>) -> bool {
    !is_owner(thing) && !thing.line.path.starts_with("models::")
}
