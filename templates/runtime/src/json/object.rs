//! Reading objects: into structs by their tables, and into maps.

use std::{fmt, mem};

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};

use super::super::model::{Column, Constant, MapSlot, Record, Slot, Table};
use super::{
    decode::Place,
    trace::Trace,
    tree::Plain,
    union::{is_constant, length, size},
};

/// Members of an object, as they came.
pub(super) type Members = serde_json::Map<String, serde_json::Value>;

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

/// Reads a struct: first what was looked at before it was known to be this one, and then all other members.
pub(super) fn read_record<'de, A: MapAccess<'de>>(
    record: &mut dyn Record,
    before: &Members,
    mut members: A,
    trace: &Trace<'_>,
) -> Result<(), A::Error> {
    let table = record.table();
    let mut seen = Seen::default();
    let order = trace.orders.of(table);
    let mut after = 0;
    if let Some(rest) = record.rest_mut() {
        rest.clear();
    }
    if !before.is_empty() {
        read_before(record, before, &mut seen, trace).map_err(A::Error::custom)?;
    }
    let mut stranger = record.rest().is_some().then(String::new);
    loop {
        let probably = trace.orders.next(order, after);
        trace.expected.set(table.columns.get(probably).map(|column| column.name()));
        let key = Key { table, probably, after, stranger: stranger.as_mut(), trace };
        let Some(found) = members.next_key_seed(key)? else { break };
        let Some((index, column)) = found.and_then(|index| Some((index, table.columns.get(index)?))) else {
            match stranger.as_mut().map(mem::take) {
                Some(name) => read_stranger(record, name, &mut members, trace)?,
                None => drop_member(&mut members, trace)?,
            }
            continue;
        };
        after = index + 1;
        if let Some(constant) = column.is().constant {
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
    for (index, column) in table.columns.iter().enumerate() {
        if column.is().required && !seen.has(index) {
            return Err(trace.leave_column(column, trace.fail(format!("missing, and {} needs it", table.name))));
        }
    }
    Ok(())
}

/// Reads a member that no column names into the map for such.
fn read_stranger<'de, A: MapAccess<'de>>(
    record: &mut dyn Record,
    name: String,
    members: &mut A,
    trace: &Trace<'_>,
) -> Result<(), A::Error> {
    trace.meet_strangers(1);
    let result = match record.rest_mut() {
        Some(rest) => read_member(rest, name, members, trace),
        None => drop_member(members, trace),
    };
    if record.rest_is_secret() && result.is_err() {
        trace.hide();
    }
    result
}

/// Reads the members that are trees already, as it does those that are not.
#[inline(never)]
fn read_before(
    record: &mut dyn Record,
    before: &Members,
    seen: &mut Seen,
    trace: &Trace<'_>,
) -> Result<(), serde_json::Error> {
    let table = record.table();
    for (name, value) in before {
        let Some((index, column)) = table.find(name, 0).and_then(|index| Some((index, table.columns.get(index)?)))
        else {
            if let Some(rest) = record.rest_mut() {
                let place = Place { slot: rest.insert(name.clone()), trace };
                if let Err(error) = place.deserialize(value) {
                    let error = trace.leave_key(name, error);
                    if record.rest_is_secret() {
                        trace.hide();
                    }
                    return Err(error);
                }
            }
            continue;
        };
        seen.add(index);
        if column.is().constant.is_none() {
            let place = Place { slot: record.field_mut(index).slot(), trace };
            place.deserialize(value).map_err(|error| trace.leave_column(column, error))?;
        }
    }
    Ok(())
}

/// Drops what nobody knows. Where another member of a union may know it, how much that is counts.
fn drop_member<'de, A: MapAccess<'de>>(members: &mut A, trace: &Trace<'_>) -> Result<(), A::Error> {
    match trace.trial {
        Some(_) => trace.meet_strangers(size(&trace.pay(members.next_value::<Plain>()?.0)?)),
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
    let value = trace.pay(members.next_value::<Plain>()?.0)?;
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
                if column.is().constant.is_none() {
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

/// Finds the column of a member's name without copying the name, unless it is a stranger's that is kept.
struct Key<'a> {
    table: &'static Table,
    /// Where the column probably is.
    probably: usize,
    /// After which one it comes.
    after: usize,
    stranger: Option<&'a mut String>,
    trace: &'a Trace<'a>,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Option<usize>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a member's name")
    }

    #[inline]
    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Option<usize>, E> {
        let column = self.trace.find(self.table, name, self.probably, self.after);
        if let (None, Some(stranger)) = (column, self.stranger) {
            name.clone_into(stranger);
        }
        Ok(column)
    }
}
