//! The members of an object: in the order in which they were written, and by name.
//!
//! Most objects have a few members, which are looked through. Some have thousands, and are asked for each of them; these
//! keep an order by name beside the one of the text.

use std::ops::Deref;

use super::{Entry, List, Node, node::exactly};

/// From how many members on there is an order by name.
const MANY: usize = 24;

/// The members of an object. No key stands twice; the first one counts where a stage has made it so.
#[derive(Clone, Debug)]
pub struct Members(Kept);

#[derive(Clone, Debug)]
enum Kept {
    Few(List<Entry>),
    Many(Box<Many>),
}

/// Members with the positions of all of them in the order of their names.
#[derive(Clone, Debug)]
struct Many {
    list: List<Entry>,
    by_name: Vec<u32>,
}

impl Members {
    /// The member of that name.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.list().get(self.position(key)?)
    }

    /// The value of the member of that name, to change it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        let position = self.position(key)?;
        self.list_mut().get_mut(position).map(|entry| &mut entry.node)
    }

    /// Adds a member at the end.
    pub fn push(&mut self, entry: Entry) {
        match &mut self.0 {
            Kept::Few(list) => list.push(entry),
            Kept::Many(many) => many.push(entry),
        }
    }

    /// Takes the member of that name out.
    pub fn remove(&mut self, key: &str) -> Option<Entry> {
        let position = self.position(key)?;
        Some(self.all_mut().remove(position))
    }

    /// Keeps the members that a visitor wants, who may change them.
    pub fn retain_mut(&mut self, visit: impl FnMut(&mut Entry) -> bool) {
        let mut list = std::mem::take(self.all_mut());
        list.retain_mut(visit);
        *self = list.into();
    }

    /// The members, to change them.
    pub fn all_mut(&mut self) -> &mut List<Entry> {
        if let Kept::Many(many) = &mut self.0 {
            self.0 = Kept::Few(std::mem::take(&mut many.list));
        }
        self.list_mut()
    }

    /// The values with their names, to change the values.
    pub fn values_mut(&mut self) -> impl Iterator<Item = (&str, &mut Node)> {
        self.list_mut().iter_mut().map(|entry| (entry.key.as_str(), &mut entry.node))
    }

    fn list(&self) -> &List<Entry> {
        match &self.0 {
            Kept::Few(list) => list,
            Kept::Many(many) => &many.list,
        }
    }

    fn list_mut(&mut self) -> &mut List<Entry> {
        match &mut self.0 {
            Kept::Few(list) => list,
            Kept::Many(many) => &mut many.list,
        }
    }

    fn position(&self, key: &str) -> Option<usize> {
        match &self.0 {
            Kept::Few(list) => list.iter().position(|entry| entry.key == key),
            Kept::Many(many) => {
                let at = many.search(key).ok()?;
                many.by_name.get(at).map(|position| *position as usize)
            }
        }
    }
}

impl Many {
    fn search(&self, key: &str) -> Result<usize, usize> {
        let name = |position: &u32| self.list.get(*position as usize).map(|entry| entry.key.as_str());
        self.by_name.binary_search_by(|position| name(position).cmp(&Some(key)))
    }

    fn push(&mut self, entry: Entry) {
        // A key that is there already keeps its place, since the first one counts.
        if let (Err(at), Ok(position)) = (self.search(&entry.key), u32::try_from(self.list.len())) {
            self.by_name.insert(at, position);
        }
        self.list.push(entry);
    }
}

/// The order by name, if there are that many members and each name stands once.
fn by_name(list: &[Entry]) -> Option<Vec<u32>> {
    if list.len() < MANY {
        return None;
    }
    let count = u32::try_from(list.len()).ok()?;
    let name = |position: &u32| list.get(*position as usize).map(|entry| entry.key.as_str());
    let mut positions: Vec<u32> = (0..count).collect();
    positions.sort_unstable_by_key(name);
    let is_unique = positions.is_sorted_by(|one, two| name(one) < name(two));
    is_unique.then_some(positions)
}

impl Default for Members {
    fn default() -> Self {
        Self(Kept::Few(List::new()))
    }
}

impl From<List<Entry>> for Members {
    fn from(list: List<Entry>) -> Self {
        match by_name(&list) {
            Some(by_name) => Self(Kept::Many(Box::new(Many { list, by_name }))),
            None => Self(Kept::Few(list)),
        }
    }
}

impl FromIterator<Entry> for Members {
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Self {
        exactly(entries.into_iter().collect()).into()
    }
}

impl From<Vec<Entry>> for Members {
    fn from(entries: Vec<Entry>) -> Self {
        exactly(entries).into()
    }
}

impl From<Members> for List<Entry> {
    fn from(members: Members) -> Self {
        match members.0 {
            Kept::Few(list) => list,
            Kept::Many(many) => many.list,
        }
    }
}

impl Deref for Members {
    type Target = [Entry];

    fn deref(&self) -> &[Entry] {
        self.list()
    }
}

impl IntoIterator for Members {
    type Item = Entry;
    type IntoIter = thin_vec::IntoIter<Entry>;

    fn into_iter(self) -> Self::IntoIter {
        List::from(self).into_iter()
    }
}

impl<'a> IntoIterator for &'a Members {
    type Item = &'a Entry;
    type IntoIter = std::slice::Iter<'a, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.list().iter()
    }
}

#[cfg(test)]
mod tests {
    use super::{MANY, Members};
    use crate::document::{Entry, Node, Span, Text};

    fn entry(number: usize) -> Entry {
        // An order by name that is not the one of the list.
        let key = Text::from(format!("{}-{number}", number * 7 % 10));
        Entry { node: Node::string(key.clone(), Span::default()), key, key_span: Span::default() }
    }

    #[test]
    fn each_member_is_found_however_many_there_are() {
        for count in [0, 1, MANY - 1, MANY, 500] {
            let mut members = (0..count).map(entry).collect::<Members>();
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
        let twice = (0..100).map(|number| Entry { key: "same".into(), ..entry(number) });
        let members = twice.collect::<Members>();
        assert_eq!(members.get("same").and_then(|found| found.node.as_str()), Some("0-0"));
    }
}
