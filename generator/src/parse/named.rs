//! Things by name, in the order of the document, where there are few of them.
//!
//! The objects that hold such a list are many: a table beside it, to find a name by, would be larger than most lists.

use std::slice::Iter;

/// Things by name. Each name stands once.
#[derive(Clone, Debug, PartialEq)]
pub struct Named<T>(Box<[(Box<str>, T)]>);

impl<T> Named<T> {
    /// The thing of that name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.iter().find_map(|(known, thing)| (known == name).then_some(thing))
    }

    /// The first one, with its name.
    pub fn first(&self) -> Option<(&str, &T)> {
        self.iter().next()
    }

    /// All of them with their names.
    pub fn iter(&self) -> Pairs<'_, T> {
        Pairs(self.0.iter())
    }

    /// All names.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(name, _)| name)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Things with their names.
#[derive(Clone, Debug)]
pub struct Pairs<'a, T>(Iter<'a, (Box<str>, T)>);

impl<'a, T> Iterator for Pairs<'a, T> {
    type Item = (&'a str, &'a T);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(name, thing)| (&**name, thing))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self(Box::default())
    }
}

impl<T> FromIterator<(String, T)> for Named<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(things: I) -> Self {
        things.into_iter().map(|(name, thing)| (name.into_boxed_str(), thing)).collect::<Vec<_>>().into()
    }
}

impl<T> From<Vec<(Box<str>, T)>> for Named<T> {
    fn from(things: Vec<(Box<str>, T)>) -> Self {
        Self(things.into())
    }
}

impl<'a, T> IntoIterator for &'a Named<T> {
    type Item = (&'a str, &'a T);
    type IntoIter = Pairs<'a, T>;

    fn into_iter(self) -> Pairs<'a, T> {
        self.iter()
    }
}
