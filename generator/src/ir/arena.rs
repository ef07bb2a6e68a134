//! Typed indices: an id of one kind cannot be used for another.

use std::{cmp::Ordering, fmt, hash, marker::PhantomData};

/// The place of a `T` in its arena.
pub struct Id<T> {
    index: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// Its position.
    pub fn index(self) -> usize {
        self.index as usize
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.index.cmp(&other.index)
    }
}

impl<T> hash::Hash for Id<T> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{}", self.index)
    }
}

/// Things by id, in an order that does not change.
#[derive(Clone, Debug)]
pub struct Arena<T> {
    items: Vec<T>,
}

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Self { items: Vec::new() }
    }
}

impl<T> From<Vec<T>> for Arena<T> {
    fn from(items: Vec<T>) -> Self {
        Self { items }
    }
}

impl<T> Arena<T> {
    /// Takes a thing in.
    pub fn add(&mut self, item: T) -> Id<T> {
        let index = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
        self.items.push(item);
        Id { index, of: PhantomData }
    }

    /// All ids with their things, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Id<T>, &T)> {
        (0..).zip(&self.items).map(|(index, item)| (Id { index, of: PhantomData }, item))
    }

    /// Puts the things in another order; gives the new id of each at the position of its old one.
    pub fn sort_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) -> Vec<Id<T>> {
        // Things are large: they are moved once each, when it is known where to.
        let mut order: Vec<(usize, &T)> = self.items.iter().enumerate().collect();
        order.sort_by(|(_, one), (_, two)| compare(one, two));
        let order: Vec<usize> = order.into_iter().map(|(old, _)| old).collect();
        let mut ids = vec![Id { index: 0, of: PhantomData }; order.len()];
        for (index, old) in (0..).zip(order) {
            if let Some(id) = ids.get_mut(old) {
                id.index = index;
            }
        }
        let mut places: Vec<usize> = ids.iter().map(|id| id.index()).collect();
        for position in 0..places.len() {
            while let Some(place) = places.get(position).copied().filter(|place| *place != position) {
                self.items.swap(position, place);
                places.swap(position, place);
            }
        }
        ids
    }

    /// All things, in order, to change them.
    pub fn values_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.items.iter_mut()
    }

    /// All things, in order.
    pub fn values(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// An id comes from this arena's [`add`](Arena::add), so that it is always in range.
impl<T> std::ops::Index<Id<T>> for Arena<T> {
    type Output = T;

    fn index(&self, id: Id<T>) -> &T {
        &self.items[id.index()]
    }
}

impl<T> std::ops::IndexMut<Id<T>> for Arena<T> {
    fn index_mut(&mut self, id: Id<T>) -> &mut T {
        &mut self.items[id.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::Arena;

    #[test]
    fn ids_follow_what_is_put_in_order() {
        let mut arena = Arena::from(vec!["d", "b", "e", "a", "c"]);
        let old: Vec<_> = arena.values().copied().collect();
        let ids = arena.sort_by(Ord::cmp);
        assert_eq!(arena.values().copied().collect::<Vec<_>>(), ["a", "b", "c", "d", "e"]);
        assert_eq!(ids.into_iter().map(|id| arena[id]).collect::<Vec<_>>(), old);
    }
}
