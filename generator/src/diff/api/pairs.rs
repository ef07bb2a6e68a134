//! Which thing of the new crate is which of the old one.
//!
//! The path decides; of what is left over, the place in the document, where just one thing of a kind was made from it.
//! Types that stand beside an operation or a webhook go with that.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::items::{Space, Thing, Things, Word};

/// A thing before and after.
pub(super) type Pair<'a> = (Option<&'a Thing<'a>>, Option<&'a Thing<'a>>);

/// All things that are worth a word.
pub(super) fn of<'a>(before: &'a Things<'a>, after: &'a Things<'a>) -> Vec<Pair<'a>> {
    let mut pairs: Vec<Pair<'a>> =
        before.iter().filter_map(|(key, old)| Some((Some(old), Some(after.get(key)?)))).collect();
    let left = |these: &'a Things<'a>, those: &Things<'_>| -> Vec<&'a Thing<'a>> {
        these.iter().filter(|(key, _)| !those.contains_key(key)).map(|(_, thing)| thing).collect()
    };
    let (gone, come) = (left(before, after), left(after, before));
    let (by_place, new_by_place) = (by_place(before, &gone), by_place(after, &come));
    let mut renamed: HashMap<&str, &str> = HashMap::new();
    for (place, old) in &by_place {
        if let ([old], Some([new])) = (old.as_slice(), new_by_place.get(place).map(Vec::as_slice)) {
            pairs.push((Some(old), Some(new)));
            renamed.insert(old.line.path, new.line.path);
        }
    }
    // What stands beside something that has another name has another one, too.
    let mut with_owner: HashMap<&str, &str> = HashMap::new();
    for old in &gone {
        let Some((owner, rest)) = owner(before, old) else { continue };
        let Some(new_owner) = renamed.get(owner) else { continue };
        let path = format!("{new_owner}{rest}");
        if let Some(new) = come.iter().find(|new| new.line.path == path && new.line.word == old.line.word) {
            pairs.push((Some(old), Some(new)));
            with_owner.insert(old.line.path, new.line.path);
        }
    }
    renamed.extend(with_owner);
    let paired: HashSet<&str> = renamed.into_iter().flat_map(|(old, new)| [old, new]).collect();
    // Of what stands beside something, it is told where that mentions it.
    let is_told =
        |things: &Things<'_>, thing: &Thing<'_>| paired.contains(thing.line.path) || owner(things, thing).is_some();
    pairs.extend(gone.into_iter().filter(|old| !is_told(before, old)).map(|old| (Some(old), None)));
    pairs.extend(come.into_iter().filter(|new| !is_told(after, new)).map(|new| (None, Some(new))));
    pairs
}

/// Things that stand beside nothing, by what they are and what they were made from.
fn by_place<'a>(all: &Things<'_>, left: &[&'a Thing<'a>]) -> BTreeMap<(Word, &'a str), Vec<&'a Thing<'a>>> {
    let mut places: BTreeMap<(Word, &'a str), Vec<&'a Thing<'a>>> = BTreeMap::new();
    for thing in left.iter().filter(|thing| is_place(thing) && owner(all, thing).is_none()) {
        places.entry((thing.line.word, thing.line.pointer)).or_default().push(thing);
    }
    places
}

/// Whether the pointer of a thing says which one it is. A position in a list says only how many stand before it.
fn is_place(thing: &Thing<'_>) -> bool {
    let steps: Vec<&str> = thing.line.pointer.split('/').collect();
    let is_position = |pair: &[&str]| matches!(pair, [list, index] if *list != "responses" && index.bytes().all(|byte| byte.is_ascii_digit()));
    steps.len() > 1 && !steps.windows(2).any(is_position)
}

/// The path of the operation or the webhook that a type stands beside, and what its own path says beyond that: the
/// names of such types begin with its name.
fn owner<'a>(things: &Things<'_>, thing: &Thing<'a>) -> Option<(&'a str, &'a str)> {
    let path = thing.line.path;
    if is_owner(thing) || !(path.starts_with("operations::") || path.starts_with("webhooks::")) {
        return None;
    }
    let name = path.len() - thing.line.name().len();
    let ends = path.char_indices().rev().map(|(end, _)| end).take_while(|end| *end > name);
    ends.filter_map(|end| path.split_at_checked(end))
        .find(|(owner, _)| things.get(&(Space::Types, *owner)).is_some_and(is_owner))
}

fn is_owner(thing: &Thing<'_>) -> bool {
    matches!(thing.line.word, Word::Operation | Word::Webhook)
}
