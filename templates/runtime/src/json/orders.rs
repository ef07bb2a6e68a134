//! In which order a service writes the members of its objects, learned from those that were read.
//!
//! Services keep an order of their own, which nearly always is that of the document. Where it is not, each name of the
//! first item of a list has to be searched for; in all further ones it comes after the same member again.

use std::{cell::RefCell, ptr};

use super::super::model::Table;

/// Of how many structs the order is remembered: finding the struct must not take longer than a search.
const MOST: usize = 32;

/// No position.
const NONE: u16 = u16::MAX;

/// The orders of all structs of which one had an order of its own.
#[derive(Default)]
pub(super) struct Orders(RefCell<Vec<(&'static Table, Order)>>);

/// Which column came after which: by the position after the first one, the position of the second one.
type Order = Vec<u16>;

/// The order of a struct, where one was learned.
#[derive(Clone, Copy)]
pub(super) struct Known(Option<usize>);

impl Orders {
    /// The order in which the members of that struct came until now.
    pub(super) fn of(&self, table: &'static Table) -> Known {
        Known(self.0.borrow().iter().position(|(known, _)| ptr::eq(*known, table)))
    }

    /// The position of the column that probably comes next: without another order, that of the document.
    #[inline]
    pub(super) fn next(&self, order: Known, after: usize) -> usize {
        let Known(Some(place)) = order else { return after };
        let orders = self.0.borrow();
        let next = orders.get(place).and_then(|(_, order)| order.get(after)).filter(|next| **next != NONE);
        next.map_or(after, |&next| next.into())
    }

    /// The position of a column that is not where it probably was.
    #[inline(never)]
    pub(super) fn find(&self, table: &'static Table, name: &str, after: usize) -> Option<usize> {
        let found = table.find(name, after)?;
        let Known(known) = self.of(table);
        let mut orders = self.0.borrow_mut();
        let place = known.unwrap_or(orders.len());
        if place == orders.len() && place < MOST {
            orders.push((table, vec![NONE; table.columns.len() + 1]));
        }
        if let Some(next) = orders.get_mut(place).and_then(|(_, order)| order.get_mut(after)) {
            *next = u16::try_from(found).unwrap_or(NONE);
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::super::model::{Column, OPTIONAL},
        *,
    };

    const TABLE: &Table =
        &Table { name: "Pet", columns: &[Column("id", OPTIONAL), Column("name", OPTIONAL), Column("tag", OPTIONAL)] };

    #[test]
    fn names_are_found_in_every_order_whatever_was_learned() {
        let orders = Orders::default();
        for names in [["tag", "id", "name"], ["tag", "id", "name"], ["name", "tag", "id"], ["id", "tag", "name"]] {
            let mut after = 0;
            for name in names {
                let index = orders.find(TABLE, name, after).unwrap();
                assert_eq!(TABLE.columns[index].name(), name);
                assert_eq!(orders.next(orders.of(TABLE), after), index);
                after = index + 1;
            }
            assert_eq!(orders.find(TABLE, "stranger", after), None);
        }
    }
}
