//! The members of an object: in the order in which they were written, and by name.
//!
//! Most objects have a few members, which are looked through. Some have thousands, and are asked for each of them; these
//! keep an order by name beside the one of the text.

use std::ops::Deref;

use super::{Entry, Node};

/// From how many members on there is an order by name.
const MANY: usize = 24;

/// The members of an object. No key stands twice; the first one counts where a stage has made it so.
#[derive(Clone, Debug, Default)]
pub struct Members {
    list: Vec<Entry>,
    by_name: Option<Box<ByName>>,
}

/// The positions of all members in the order of their names.
#[derive(Clone, Debug)]
struct ByName {
    positions: Vec<u32>,
}

impl Members {
    /// The member of that name.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.list.get(self.position(key)?)
    }

    /// The value of the member of that name, to change it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        let position = self.position(key)?;
        self.list.get_mut(position).map(|entry| &mut entry.node)
    }

    /// Adds a member at the end.
    pub fn push(&mut self, entry: Entry) {
        let position = u32::try_from(self.list.len()).ok();
        match (&mut self.by_name, position) {
            (Some(by_name), Some(position)) => {
                // A key that is there already keeps its place, since the first one counts.
                if let Err(at) = by_name.search(&self.list, &entry.key) {
                    by_name.positions.insert(at, position);
                }
            }
            _ => self.by_name = None,
        }
        self.list.push(entry);
    }

    /// Takes the member of that name out.
    pub fn remove(&mut self, key: &str) -> Option<Entry> {
        let position = self.position(key)?;
        self.by_name = None;
        Some(self.list.remove(position))
    }

    /// Keeps the members that a visitor wants, who may change them.
    pub fn retain_mut(&mut self, visit: impl FnMut(&mut Entry) -> bool) {
        self.list.retain_mut(visit);
        self.by_name = ByName::of(&self.list);
    }

    /// The members, to change them.
    pub fn all_mut(&mut self) -> &mut Vec<Entry> {
        self.by_name = None;
        &mut self.list
    }

    /// The values with their names, to change the values.
    pub fn values_mut(&mut self) -> impl Iterator<Item = (&str, &mut Node)> {
        self.list.iter_mut().map(|entry| (entry.key.as_str(), &mut entry.node))
    }

    fn position(&self, key: &str) -> Option<usize> {
        match &self.by_name {
            Some(by_name) => {
                let at = by_name.search(&self.list, key).ok()?;
                by_name.positions.get(at).map(|position| *position as usize)
            }
            None => self.list.iter().position(|entry| entry.key == key),
        }
    }
}

impl ByName {
    /// The order by name, if there are that many members and each name stands once.
    fn of(list: &[Entry]) -> Option<Box<Self>> {
        if list.len() < MANY {
            return None;
        }
        let count = u32::try_from(list.len()).ok()?;
        let name = |position: &u32| list.get(*position as usize).map(|entry| entry.key.as_str());
        let mut positions: Vec<u32> = (0..count).collect();
        positions.sort_unstable_by_key(name);
        let is_unique = positions.is_sorted_by(|one, two| name(one) < name(two));
        is_unique.then(|| Box::new(Self { positions }))
    }

    fn search(&self, list: &[Entry], key: &str) -> Result<usize, usize> {
        self.positions
            .binary_search_by(|position| list.get(*position as usize).map(|entry| entry.key.as_str()).cmp(&Some(key)))
    }
}

impl From<Vec<Entry>> for Members {
    fn from(mut list: Vec<Entry>) -> Self {
        list.shrink_to_fit();
        let by_name = ByName::of(&list);
        Self { list, by_name }
    }
}

impl From<Members> for Vec<Entry> {
    fn from(members: Members) -> Self {
        members.list
    }
}

impl Deref for Members {
    type Target = [Entry];

    fn deref(&self) -> &[Entry] {
        &self.list
    }
}

impl IntoIterator for Members {
    type Item = Entry;
    type IntoIter = std::vec::IntoIter<Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Members {
    type Item = &'a Entry;
    type IntoIter = std::slice::Iter<'a, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::{MANY, Members};
    use crate::document::{Entry, Node, Span};

    fn entry(number: usize) -> Entry {
        // An order by name that is not the one of the list.
        let key = format!("{}-{number}", number * 7 % 10);
        Entry { node: Node::string(key.clone(), Span::default()), key, key_span: Span::default() }
    }

    #[test]
    fn each_member_is_found_however_many_there_are() {
        for count in [0, 1, MANY - 1, MANY, 500] {
            let mut members = Members::from((0..count).map(entry).collect::<Vec<_>>());
            let added = count + 3;
            (count..added).for_each(|number| members.push(entry(number)));
            for number in 0..added {
                let key = entry(number).key;
                assert_eq!(members.get(&key).and_then(|found| found.node.as_str()), Some(key.as_str()));
                assert_eq!(members[number].key, key);
            }
            assert!(members.get("absent").is_none());
            let last = entry(added - 1).key;
            assert!(members.remove(&last).is_some_and(|found| found.key == last));
            assert!(members.remove(&last).is_none());
            members.retain_mut(|entry| entry.key.ends_with('2'));
            assert!((0..added - 1).all(|number| members.get(&entry(number).key).is_some() == (number % 10 == 2)));
        }
    }

    #[test]
    fn of_a_key_that_a_stage_has_set_twice_the_first_counts() {
        let twice = (0..100).map(|number| Entry { key: "same".to_owned(), ..entry(number) });
        let members = Members::from(twice.collect::<Vec<_>>());
        assert_eq!(members.get("same").and_then(|found| found.node.as_str()), Some("0-0"));
    }
}
