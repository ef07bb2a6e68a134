//! Things by name, in the order of the document.
//!
//! The objects that hold such a list are many, and most lists are short: a table to find a name by would be larger than the
//! list. Long ones keep an order by name beside that of the document.

use std::slice::Iter;

use crate::document::Text;

/// From how many things on there is an order by name.
const MANY: usize = 24;

/// Things by name. Each name stands once.
#[derive(Clone, Debug)]
pub struct Named<T> {
    list: Box<[(Text, T)]>,
    by_name: Option<Box<ByName>>,
}

/// The positions of all things in the order of their names.
#[derive(Clone, Debug)]
struct ByName {
    positions: Vec<u32>,
}

impl<T> Named<T> {
    /// The thing of that name.
    pub fn get(&self, name: &str) -> Option<&T> {
        let position = match &self.by_name {
            Some(by_name) => {
                let named = |position: &u32| self.list.get(*position as usize).map(|(known, _)| known.as_str());
                let at = by_name.positions.binary_search_by(|position| named(position).cmp(&Some(name))).ok()?;
                *by_name.positions.get(at)? as usize
            }
            None => self.list.iter().position(|(known, _)| known == name)?,
        };
        self.list.get(position).map(|(_, thing)| thing)
    }

    /// The first one, with its name.
    pub fn first(&self) -> Option<(&str, &T)> {
        self.iter().next()
    }

    /// All of them with their names.
    pub fn iter(&self) -> Pairs<'_, T> {
        Pairs(self.list.iter())
    }

    /// All names.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(name, _)| name)
    }

    /// All names, to put equal ones in their places.
    pub(super) fn keys_mut(&mut self) -> impl Iterator<Item = &mut Text> {
        self.list.iter_mut().map(|(name, _)| name)
    }

    /// All things without their names, to change them.
    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.list.iter_mut().map(|(_, thing)| thing)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// Things with their names.
#[derive(Clone, Debug)]
pub struct Pairs<'a, T>(Iter<'a, (Text, T)>);

impl<'a, T> Iterator for Pairs<'a, T> {
    type Item = (&'a str, &'a T);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(name, thing)| (name.as_str(), thing))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ByName {
    fn of<T>(list: &[(Text, T)]) -> Option<Box<Self>> {
        let count = u32::try_from(list.len()).ok().filter(|_| list.len() >= MANY)?;
        let mut positions: Vec<u32> = (0..count).collect();
        positions.sort_unstable_by_key(|position| list.get(*position as usize).map(|(name, _)| name.as_str()));
        Some(Box::new(Self { positions }))
    }
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self { list: Box::default(), by_name: None }
    }
}

/// Equal when each name stands for the same, in whatever order.
impl<T: PartialEq> PartialEq for Named<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|(name, thing)| other.get(name) == Some(thing))
    }
}

impl<T> FromIterator<(String, T)> for Named<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(things: I) -> Self {
        things.into_iter().map(|(name, thing)| (name.into(), thing)).collect::<Vec<_>>().into()
    }
}

impl<T> From<Vec<(Text, T)>> for Named<T> {
    fn from(things: Vec<(Text, T)>) -> Self {
        let by_name = ByName::of(&things);
        Self { list: things.into(), by_name }
    }
}

impl<'a, T> IntoIterator for &'a Named<T> {
    type Item = (&'a str, &'a T);
    type IntoIter = Pairs<'a, T>;

    fn into_iter(self) -> Pairs<'a, T> {
        self.iter()
    }
}
