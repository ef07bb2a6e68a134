//! Which item of an answer is whose.

use std::collections::{HashMap, VecDeque};

/// The recipients in their order, each with its item; then items that are nobody's, under their own names.
///
/// Items are matched by the number that they name, and those that name the same in their order. Where a service writes
/// numbers in another form than it was given them, there is still one item for each recipient, and their order tells.
pub(super) fn by_recipient<T>(
    recipients: Vec<String>,
    items: Vec<T>,
    number: impl Fn(&T) -> &str,
) -> Vec<(String, Option<T>)> {
    let complete = recipients.len() == items.len();
    if complete && recipients.iter().zip(&items).all(|(recipient, item)| recipient == number(item)) {
        return recipients.into_iter().zip(items.into_iter().map(Some)).collect();
    }
    let mut places: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for (place, recipient) in recipients.iter().enumerate() {
        places.entry(recipient).or_default().push_back(place);
    }
    let mut found: Vec<Option<T>> = recipients.iter().map(|_| None).collect();
    let mut others = VecDeque::new();
    for item in items {
        let place = places.get_mut(number(&item)).and_then(VecDeque::pop_front);
        match place.and_then(|place| found.get_mut(place)) {
            Some(slot) => *slot = Some(item),
            None => others.push_back(item),
        }
    }
    let mut results: Vec<_> = recipients
        .into_iter()
        .zip(found)
        .map(|(recipient, item)| (recipient, item.or_else(|| if complete { others.pop_front() } else { None })))
        .collect();
    results.extend(others.into_iter().map(|item| (number(&item).to_owned(), Some(item))));
    results
}

#[cfg(test)]
mod tests {
    use super::by_recipient;

    fn matched(recipients: &[&str], items: &[(&'static str, u32)]) -> Vec<(String, Option<u32>)> {
        let recipients = recipients.iter().map(|text| (*text).to_owned()).collect();
        let results = by_recipient(recipients, items.to_vec(), |item| item.0);
        results.into_iter().map(|(to, item)| (to, item.map(|item| item.1))).collect()
    }

    fn pairs(results: &[(String, Option<u32>)]) -> Vec<(&str, Option<u32>)> {
        results.iter().map(|(to, item)| (to.as_str(), *item)).collect()
    }

    #[test]
    fn items_are_matched_by_number_and_then_by_order() {
        for (recipients, items, expected) in [
            (&["a", "b"][..], &[("b", 1), ("a", 2)][..], &[("a", Some(2)), ("b", Some(1))][..]),
            (&["a", "a"], &[("a", 1), ("a", 2)], &[("a", Some(1)), ("a", Some(2))]),
            (
                &["a b", "c", "d e"],
                &[("ab", 1), ("de", 2), ("c", 3)],
                &[("a b", Some(1)), ("c", Some(3)), ("d e", Some(2))],
            ),
            (&["a", "b"], &[("b", 1)], &[("a", None), ("b", Some(1))]),
            (&["a", "b"], &[("x", 1)], &[("a", None), ("b", None), ("x", Some(1))]),
            (&["a"], &[("a", 1), ("x", 2)], &[("a", Some(1)), ("x", Some(2))]),
            (&[], &[("x", 2)], &[("x", Some(2))]),
            (&["a"], &[], &[("a", None)]),
        ] {
            assert_eq!(pairs(&matched(recipients, items)), expected, "{recipients:?} {items:?}");
        }
    }
}
