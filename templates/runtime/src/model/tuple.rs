//! Tuples: lists whose items have types by their position. A tuple is a struct with a column for each of them, and a last
//! one for the list of all further items.
#![allow(dead_code, reason = "a document may have no tuple")]

use super::{Record, Slot, Value};

/// How many items a value must have.
pub fn least(record: &dyn Record) -> usize {
    let required = record.table().columns.iter().rposition(|column| column.is().required);
    required.map_or(0, |last| last + 1)
}

/// Becomes a tuple of which nothing was read.
pub fn clear(record: &mut dyn Record) {
    for index in 0..record.table().columns.len() {
        super::super::json::reset(record.field_mut(index).slot());
    }
}

/// The place to read the item at a position into.
pub fn place(record: &mut dyn Record, index: usize) -> Slot<'_> {
    let last = last(record);
    match record.field_mut(index.min(last)).slot() {
        Slot::List(more) if index >= last => more.push(),
        slot => slot,
    }
}

/// How many items there are: those up to the last that is there, and those that must be, which then are null.
pub fn len(record: &dyn Record) -> usize {
    let last = last(record);
    match record.field(last).value() {
        Value::List(more) if !more.is_empty() => last + more.len(),
        _ => {
            let there = (0..last).rposition(|index| !matches!(record.field(index).value(), Value::Absent));
            there.map_or(0, |index| index + 1).max(least(record))
        }
    }
}

/// The item at a position; absent past the end.
pub fn item(record: &dyn Record, index: usize) -> Value<'_> {
    let last = last(record);
    match (index.checked_sub(last), record.field(index.min(last)).value()) {
        (None, value) => value,
        (Some(index), Value::List(more)) => more.item(index),
        (Some(_), _) => Value::Absent,
    }
}

fn last(record: &dyn Record) -> usize {
    record.table().columns.len().saturating_sub(1)
}
