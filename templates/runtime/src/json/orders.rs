//! In which order a service writes the members of its objects, learned from those that were read.
//!
//! Services keep an order of their own, which nearly always is that of the document. Where it is not, each name of the
//! first item of a list has to be searched for; in all further ones it comes after the same member again.

use std::{cell::RefCell, ptr};

use super::super::model::Table;

/// Of how many structs the order is remembered: finding the struct must not take longer than a search.
const MOST: usize = 32;

/// The orders of all structs of which one had an order of its own.
#[derive(Default)]
pub(super) struct Orders(RefCell<Vec<(&'static Table, Order)>>);

/// Which column came after which: by the position after the first one, the position of the second one.
type Order = Vec<u16>;

impl Orders {
    /// The position of a column that is not at the position where it would be by the order of the document.
    #[inline(never)]
    pub(super) fn find(&self, table: &'static Table, name: &str, after: usize) -> Option<usize> {
        let mut orders = self.0.borrow_mut();
        let known = orders.iter().position(|(known, _)| ptr::eq(*known, table));
        if let Some((_, order)) = known.and_then(|place| orders.get(place)) {
            let learned = order.get(after).map(|&index| usize::from(index));
            let is_it = |&index: &usize| table.columns.get(index).is_some_and(|column| column.name == name);
            if let Some(index) = learned.filter(is_it) {
                return Some(index);
            }
        }
        let found = table.find(name, after)?;
        let place = known.unwrap_or(orders.len());
        if place == orders.len() && place < MOST {
            orders.push((table, vec![u16::MAX; table.columns.len() + 1]));
        }
        if let Some(next) = orders.get_mut(place).and_then(|(_, order)| order.get_mut(after)) {
            *next = u16::try_from(found).unwrap_or(u16::MAX);
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::super::model::Column, *};

    const TABLE: &Table =
        &Table { name: "Pet", columns: &[Column::optional("id"), Column::optional("name"), Column::optional("tag")] };

    #[test]
    fn names_are_found_in_every_order_whatever_was_learned() {
        let orders = Orders::default();
        for names in [["tag", "id", "name"], ["tag", "id", "name"], ["name", "tag", "id"], ["id", "tag", "name"]] {
            let mut after = 0;
            for name in names {
                let index = orders.find(TABLE, name, after).unwrap();
                assert_eq!(TABLE.columns[index].name, name);
                after = index + 1;
            }
            assert_eq!(orders.find(TABLE, "stranger", after), None);
        }
    }
}
