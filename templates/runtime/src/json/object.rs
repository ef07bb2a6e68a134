//! Reading objects: into structs by their tables, and into maps.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::super::model::{Column, Constant, MapSlot, Record, Slot, Table};
use super::{
    decode::Place,
    trace::Trace,
    union::{is_constant, length, size},
};

pub(super) fn read_map<'de, A: MapAccess<'de>>(
    map: &mut dyn MapSlot,
    mut members: A,
    trace: &Trace<'_>,
) -> Result<(), A::Error> {
    map.clear();
    while let Some(key) = members.next_key::<String>()? {
        read_member(map, key, &mut members, trace)?;
    }
    Ok(())
}

fn read_member<'de, A: MapAccess<'de>>(
    map: &mut dyn MapSlot,
    key: String,
    members: &mut A,
    trace: &Trace<'_>,
) -> Result<(), A::Error> {
    trace.spend(length(&key))?;
    let name = key.clone();
    members.next_value_seed(Place { slot: map.insert(key), trace }).map_err(|error| trace.leave_key(&name, error))
}

pub(super) fn read_record<'de, A: MapAccess<'de>>(
    record: &mut dyn Record,
    mut members: A,
    trace: &Trace<'_>,
) -> Result<(), A::Error> {
    let table = record.table();
    let mut seen = Seen::default();
    let mut hint = 0;
    if let Some(rest) = record.rest_mut() {
        rest.clear();
    }
    let keep = record.rest().is_some();
    while let Some(key) = members.next_key_seed(Key { table, hint, keep })? {
        match key {
            Found::Column(index, column) => {
                hint = index + 1;
                if let Some(constant) = column.constant {
                    read_constant(column, constant, &mut members, trace)?;
                    continue;
                }
                // Of members that come twice, the last one counts, and nothing of the first one shines through.
                if seen.add(index) {
                    reset(record.field_mut(index).slot());
                }
                members
                    .next_value_seed(Place { slot: record.field_mut(index).slot(), trace })
                    .map_err(|error| trace.leave_column(column, error))?;
            }
            Found::Other(Some(name)) => match record.rest_mut() {
                Some(rest) => {
                    trace.meet_strangers(1);
                    let result = read_member(rest, name, &mut members, trace);
                    if record.rest_is_secret() && result.is_err() {
                        trace.hide();
                    }
                    result?;
                }
                None => drop_member(&mut members, trace)?,
            },
            Found::Other(None) => drop_member(&mut members, trace)?,
        }
    }
    for (index, column) in table.columns.iter().enumerate() {
        if column.required && !seen.has(index) {
            return Err(trace.leave_column(column, trace.fail(format!("missing, and {} needs it", table.name))));
        }
    }
    Ok(())
}

/// Drops what nobody knows. Where another member of a union may know it, how much that is counts.
fn drop_member<'de, A: MapAccess<'de>>(members: &mut A, trace: &Trace<'_>) -> Result<(), A::Error> {
    match trace.trial {
        Some(_) => trace.meet_strangers(size(&trace.pay(members.next_value()?)?)),
        None => drop(members.next_value::<IgnoredAny>()?),
    }
    Ok(())
}

/// Reads what has only one value. Another one is no reason to fail, except where it says that this is another member of
/// a union.
fn read_constant<'de, A: MapAccess<'de>>(
    column: &Column,
    constant: Constant,
    members: &mut A,
    trace: &Trace<'_>,
) -> Result<(), A::Error> {
    if !trace.is_strict() {
        return members.next_value::<IgnoredAny>().map(drop);
    }
    let value = trace.pay(members.next_value()?)?;
    match is_constant(&value, constant) {
        true => Ok(()),
        false => {
            Err(trace.leave_column(column, trace.fail("another value than the one that it always has".to_owned())))
        }
    }
}

/// Forgets what was read into a struct's parts. What is always there is always read again, or missed.
pub(in super::super) fn reset(slot: Slot<'_>) {
    match slot {
        Slot::Option(slot) | Slot::OptionalNumber(slot) => slot.clear(),
        Slot::List(slot) => slot.clear(),
        Slot::Map(slot) => slot.clear(),
        Slot::Bool(slot) => *slot = false,
        Slot::Float(slot) => *slot = 0.0,
        Slot::Single(slot) => *slot = 0.0,
        Slot::String(slot) => slot.clear(),
        Slot::Json(slot) => *slot = serde_json::Value::Null,
        Slot::Any(slot) => slot.set(serde_json::Value::Null),
        Slot::Union(slot) => slot.keep(serde_json::Value::Null),
        Slot::Integer(slot) => {
            let _ = slot.set(0);
        }
        Slot::Number(slot) => {
            let _ = slot.set("0");
        }
        Slot::Text(slot) => {
            let _ = slot.set("");
        }
        Slot::Record(record) => {
            for (index, column) in record.table().columns.iter().enumerate() {
                if column.constant.is_none() {
                    reset(record.field_mut(index).slot());
                }
            }
        }
    }
}

/// Which columns have been read: a bit each, without allocation for structs of up to 64 fields.
#[derive(Default)]
struct Seen {
    first: u64,
    more: Vec<u64>,
}

impl Seen {
    /// Adds one, and says whether it was there already.
    fn add(&mut self, index: usize) -> bool {
        let bit = 1 << (index % 64);
        let bits = match (index / 64).checked_sub(1) {
            None => Some(&mut self.first),
            Some(word) => {
                if self.more.len() <= word {
                    self.more.resize(word + 1, 0);
                }
                self.more.get_mut(word)
            }
        };
        bits.is_some_and(|bits| {
            let before = *bits;
            *bits |= bit;
            before & bit != 0
        })
    }

    fn has(&self, index: usize) -> bool {
        let bits = match (index / 64).checked_sub(1) {
            None => self.first,
            Some(word) => self.more.get(word).copied().unwrap_or(0),
        };
        bits & (1 << (index % 64)) != 0
    }
}

/// Finds the column of a member's name without copying the name.
struct Key {
    table: &'static Table,
    hint: usize,
    keep: bool,
}

enum Found {
    Column(usize, &'static Column),
    Other(Option<String>),
}

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Found;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = Found;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a member's name")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Found, E> {
        let column = self.table.find(name, self.hint);
        Ok(match column.and_then(|index| Some((index, self.table.columns.get(index)?))) {
            Some((index, column)) => Found::Column(index, column),
            None => Found::Other(self.keep.then(|| name.to_owned())),
        })
    }
}
