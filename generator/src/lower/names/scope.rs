//! Names that are unique where they stand, found without regard to the order of the document.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// A name that something wants.
#[derive(Clone, Debug)]
pub(crate) struct Wish<'a> {
    /// The name.
    pub(crate) name: String,
    /// What the document calls it; whoever is called exactly so has the name.
    pub(crate) wire: &'a str,
    /// What decides between equals; between equal keys, the order of the wishes does.
    pub(crate) key: &'a str,
}

/// A name that several wanted: who has it, and who got another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clash {
    /// The name.
    pub(crate) name: String,
    /// The position of the wish that has it; none if the name was taken before.
    pub(crate) kept_by: Option<usize>,
    /// The position of the wish that has another.
    pub(crate) lost_by: usize,
    /// What it has instead.
    pub(crate) instead: String,
}

/// Gives each wish a name, in their order. `taken` are names that nobody can have; they grow by those that were given.
///
/// Names are compared by `fold`, which is [`exact`] or ignores what must not distinguish two names.
pub(crate) fn settle<'w>(
    wishes: &'w [Wish<'_>],
    taken: &mut BTreeSet<String>,
    fold: fn(&str) -> Cow<'_, str>,
    join: fn(&str, usize) -> String,
) -> (Vec<Cow<'w, str>>, Vec<Clash>) {
    let (names, clashes) = settle_beside(wishes, taken, fold, join);
    taken.extend(names.iter().map(|name| fold(name).into_owned()));
    (names, clashes)
}

/// The same where nothing else is to be named beside them.
pub(crate) fn settle_beside<'w>(
    wishes: &'w [Wish<'_>],
    taken: &BTreeSet<String>,
    fold: fn(&str) -> Cow<'_, str>,
    join: fn(&str, usize) -> String,
) -> (Vec<Cow<'w, str>>, Vec<Clash>) {
    let mut folded: Vec<(Cow<'w, str>, usize)> = wishes.iter().map(|wish| fold(&wish.name)).zip(0..).collect();
    folded.sort();
    let mut names: Vec<Cow<'w, str>> = wishes.iter().map(|wish| Cow::Borrowed(wish.name.as_str())).collect();
    let mut clashes = Vec::new();
    let mut numbered = BTreeSet::new();
    let is_wanted = |name: &str| folded.binary_search_by(|(other, _)| other.as_ref().cmp(name)).is_ok();
    for same in folded.chunk_by(|(one, _), (two, _)| one == two) {
        let Some((folded, _)) = same.first() else { continue };
        let rank = |&index: &usize| wishes.get(index).map(|wish| (distance(wish, &fold(&wish.name)), wish.key));
        let mut group: Vec<usize> = same.iter().map(|(_, index)| *index).collect();
        if group.len() > 1 {
            group.sort_by(|a, b| rank(a).cmp(&rank(b)));
        }
        let mut waiting = group.into_iter();
        let kept_by = if taken.contains(folded.as_ref()) { None } else { waiting.next() };
        let mut number = 1;
        for index in waiting {
            let Some(wish) = wishes.get(index) else { continue };
            let name = loop {
                number += 1;
                let name = join(&wish.name, number);
                let folded = fold(&name);
                if !is_wanted(&folded) && !taken.contains(folded.as_ref()) && numbered.insert(folded.into_owned()) {
                    break name;
                }
            };
            clashes.push(Clash { name: wish.name.clone(), kept_by, lost_by: index, instead: name.clone() });
            if let Some(slot) = names.get_mut(index) {
                *slot = Cow::Owned(name);
            }
        }
    }
    (names, clashes)
}

/// A name as it is.
pub(crate) fn exact(name: &str) -> Cow<'_, str> {
    Cow::Borrowed(name)
}

/// A name without the mark of those that are words of the language.
pub(crate) fn plain(name: &str) -> Cow<'_, str> {
    Cow::Borrowed(name.trim_start_matches("r#"))
}

/// How far a name is from what the document says: it is the same, it has only got what keeps it from being a word of the
/// language, it is another, or the document does not say any.
fn distance(wish: &Wish<'_>, name: &str) -> u8 {
    match name.strip_prefix(wish.wire) {
        _ if wish.wire.is_empty() => 3,
        Some("") => 0,
        Some("_" | "Value" | "Model" | "Operation") => 1,
        _ => 2,
    }
}

/// How a type's name gets a number: `Pet2`, or `Pet1x2` where that would read as one number.
pub(crate) fn number_camel(name: &str, number: usize) -> String {
    let separator = if name.ends_with(|last: char| last.is_ascii_digit()) { "X" } else { "" };
    format!("{name}{separator}{number}")
}

/// How a field's or a module's name gets a number: `pet_2`.
pub(crate) fn number_snake(name: &str, number: usize) -> String {
    format!("{}_{number}", name.trim_end_matches('_').trim_start_matches("r#"))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::collections::BTreeSet;

    use super::{Wish, exact, number_camel, settle};

    fn names(wires: &[&str]) -> Vec<(String, String)> {
        let wishes: Vec<_> =
            wires.iter().map(|wire| Wish { name: super::super::words::camel(wire), wire, key: wire }).collect();
        let (names, _) = settle(&wishes, &mut BTreeSet::new(), exact, number_camel);
        let names = names.into_iter().map(Cow::into_owned);
        let mut pairs: Vec<_> = wires.iter().map(|wire| (*wire).to_owned()).zip(names).collect();
        pairs.sort();
        pairs
    }

    #[test]
    fn the_order_does_not_matter() {
        let one = names(&["foo_bar", "FooBar", "fooBar", "Other"]);
        let two = names(&["Other", "fooBar", "FooBar", "foo_bar"]);
        assert_eq!(one, two);
        assert_eq!(one[0], ("FooBar".to_owned(), "FooBar".to_owned()));
        assert_eq!(one[2], ("fooBar".to_owned(), "FooBar2".to_owned()));
        assert_eq!(one[3], ("foo_bar".to_owned(), "FooBar3".to_owned()));
    }

    #[test]
    fn what_the_document_names_itself_goes_first() {
        let wish = |wire, key| Wish { name: "PutOrders".to_owned(), wire, key };
        let wishes = [wish("", "/paths/~1a"), wish("put_orders", "/paths/~1b")];
        let (names, _) = settle(&wishes, &mut BTreeSet::new(), exact, number_camel);
        assert_eq!(names, ["PutOrders2", "PutOrders"]);
    }

    #[test]
    fn a_number_never_takes_a_name_that_somebody_wants() {
        let names = names(&["a", "A", "A2"]);
        assert_eq!(names.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>(), ["A", "A2", "A3"]);
    }
}
