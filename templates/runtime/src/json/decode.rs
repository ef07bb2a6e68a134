//! Reading: one visitor for every type.

use std::{cell::Cell, fmt};

use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
    value::{MapAccessDeserializer, SeqAccessDeserializer},
};

use super::super::model::{Column, Field, ListSlot, MapSlot, Record, Slot, Union};
use super::{
    Malformed,
    trace::{Quoted, Trace},
    union,
};

/// Reads a value from a JSON text.
///
/// # Errors
/// When the text is not JSON, or not this value; the error says where.
pub fn decode<T: Field>(text: &[u8]) -> Result<T, Malformed> {
    let mut value = T::empty();
    decode_into(text, value.slot())?;
    Ok(value)
}

/// Reads a value from a JSON tree.
///
/// # Errors
/// When the tree is not this value; the error says where.
pub fn decode_value<T: Field>(tree: &serde_json::Value) -> Result<T, Malformed> {
    let mut value = T::empty();
    decode_tree(tree, value.slot(), None)?;
    Ok(value)
}

/// Reads a value from any self-describing format: what the models' `Deserialize` does.
///
/// # Errors
/// Those of the format, and when the input is not this value.
pub fn deserialize<'de, T: Field, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::empty();
    let trace = Trace::default();
    match (Place { slot: value.slot(), trace: &trace }).deserialize(deserializer) {
        Ok(()) => Ok(value),
        Err(error) => Err(trace.take().map_or(error, D::Error::custom)),
    }
}

#[inline(never)]
fn decode_into(text: &[u8], slot: Slot<'_>) -> Result<(), Malformed> {
    // A byte order mark is not JSON; some frameworks write one all the same, and readers may skip it (RFC 8259, 8.1).
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    if text.is_empty() {
        return Err(Malformed { path: String::new(), problem: mismatch(&slot, &"nothing") });
    }
    let trace = Trace::default();
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    (Place { slot, trace: &trace })
        .deserialize(&mut deserializer)
        .and_then(|()| deserializer.end())
        .map_err(|error| trace.explain(&error))
}

#[inline(never)]
pub(super) fn decode_tree(
    tree: &serde_json::Value,
    slot: Slot<'_>,
    budget: Option<&Cell<u64>>,
) -> Result<(), Malformed> {
    let trace = Trace::with_budget(budget);
    (Place { slot, trace: &trace }).deserialize(tree).map_err(|error| trace.explain(&error))
}

/// A place to read into: the seed and the visitor of everything.
struct Place<'a, 't> {
    slot: Slot<'a>,
    trace: &'t Trace<'t>,
}

impl<'de> DeserializeSeed<'de> for Place<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if let Some(budget) = self.trace.budget {
            match budget.get().checked_sub(1) {
                Some(left) => budget.set(left),
                None => return Err(self.trace.fail("too many ways to read it".to_owned())),
            }
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Place<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(expected(&self.slot))
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        match self.slot.present() {
            Slot::Bool(slot) => *slot = value,
            Slot::Json(slot) => *slot = value.into(),
            Slot::Union(slot) => self.trace.choose(slot, value.into())?,
            slot => return Err(self.trace.fail(mismatch(&slot, &value))),
        }
        Ok(())
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        self.integer(value.into(), value.into())
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        self.integer(value.into(), value.into())
    }

    fn visit_i128<E: serde::de::Error>(self, value: i128) -> Result<(), E> {
        self.integer(value, serde_json::Number::from_i128(value).map_or(serde_json::Value::Null, Into::into))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        match self.slot.present() {
            Slot::Float(slot) => *slot = value,
            Slot::Single(slot) if value.abs() <= f64::from(f32::MAX) || !value.is_finite() => *slot = value as f32,
            // JSON has one kind of number: 5.0 is the integer 5.
            Slot::Integer(slot) if value.fract() == 0.0 && value.abs() < 9.0e15 => {
                slot.set(value as i128).map_err(|expected| self.trace.fail(found(expected, &value)))?;
            }
            Slot::Json(slot) => *slot = value.into(),
            Slot::Union(slot) => self.trace.choose(slot, value.into())?,
            slot => return Err(self.trace.fail(mismatch(&slot, &value))),
        }
        Ok(())
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        match self.slot.present() {
            Slot::String(slot) => text.clone_into(slot),
            Slot::Text(slot) => slot.set(text).map_err(|expected| self.trace.fail(found(expected, &Quoted(text))))?,
            Slot::Json(slot) => *slot = text.into(),
            Slot::Union(slot) => self.trace.choose(slot, text.into())?,
            slot => return Err(self.trace.fail(mismatch(&slot, &Quoted(text)))),
        }
        Ok(())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        match self.slot {
            Slot::Option(slot) => slot.null(),
            Slot::Json(slot) => *slot = serde_json::Value::Null,
            Slot::Union(slot) => {
                self.trace.choose(slot, serde_json::Value::Null)?;
            }
            slot => return Err(self.trace.fail(mismatch(&slot, &"null"))),
        }
        Ok(())
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<(), A::Error> {
        let trace = self.trace;
        match self.slot.present() {
            Slot::List(slot) => read_list(slot, items, trace),
            Slot::Json(slot) => {
                *slot = serde::Deserialize::deserialize(SeqAccessDeserializer::new(items))?;
                Ok(())
            }
            Slot::Union(slot) => {
                let tree = serde::Deserialize::deserialize(SeqAccessDeserializer::new(items))?;
                trace.choose(slot, tree)
            }
            slot => Err(trace.fail(mismatch(&slot, &"an array"))),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<(), A::Error> {
        let trace = self.trace;
        match self.slot.present() {
            Slot::Record(slot) => read_record(slot, members, trace),
            Slot::Map(slot) => read_map(slot, members, trace),
            slot @ (Slot::Integer(_) | Slot::Float(_) | Slot::Single(_)) => read_number(slot, members, trace),
            Slot::Json(slot) => {
                *slot = serde::Deserialize::deserialize(MapAccessDeserializer::new(members))?;
                Ok(())
            }
            Slot::Union(slot) => {
                let tree = serde::Deserialize::deserialize(MapAccessDeserializer::new(members))?;
                trace.choose(slot, tree)
            }
            slot => Err(trace.fail(mismatch(&slot, &"an object"))),
        }
    }
}

impl Trace<'_> {
    fn choose<E: serde::de::Error>(&self, slot: &mut dyn Union, tree: serde_json::Value) -> Result<(), E> {
        union::choose(slot, tree, self.budget).map_err(|malformed| self.fail_at(malformed))
    }
}

impl Place<'_, '_> {
    fn integer<E: serde::de::Error>(self, value: i128, tree: serde_json::Value) -> Result<(), E> {
        match self.slot.present() {
            Slot::Integer(slot) => {
                slot.set(value).map_err(|expected| self.trace.fail(found(expected, &value)))?;
            }
            Slot::Float(slot) => *slot = value as f64,
            Slot::Single(slot) => *slot = value as f32,
            Slot::Json(slot) => *slot = tree,
            Slot::Union(slot) => self.trace.choose(slot, tree)?,
            slot => return Err(self.trace.fail(mismatch(&slot, &value))),
        }
        Ok(())
    }
}

impl Slot<'_> {
    /// The slot of the value itself: what may be `null` is not.
    fn present(self) -> Self {
        match self {
            Slot::Option(slot) => slot.insert().present(),
            slot => slot,
        }
    }
}

fn read_list<'de, A: SeqAccess<'de>>(list: &mut dyn ListSlot, mut items: A, trace: &Trace<'_>) -> Result<(), A::Error> {
    list.clear();
    let mut index = 0;
    while let Some(item) = items.next_element_seed(Item { list, trace }).transpose() {
        item.map_err(|error| trace.leave_item(index, error))?;
        index += 1;
    }
    Ok(())
}

/// An item of a list, added only when there is one.
struct Item<'a, 't> {
    list: &'a mut dyn ListSlot,
    trace: &'t Trace<'t>,
}

impl<'de> DeserializeSeed<'de> for Item<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        (Place { slot: self.list.push(), trace: self.trace }).deserialize(deserializer)
    }
}

/// Reads a number that comes as an object: what serde_json makes of all numbers in a program in which any crate asks
/// it for `arbitrary_precision`.
fn read_number<'de, A: MapAccess<'de>>(slot: Slot<'_>, mut members: A, trace: &Trace<'_>) -> Result<(), A::Error> {
    if members.next_key::<String>()?.as_deref() != Some("$serde_json::private::Number") {
        return Err(trace.fail(mismatch(&slot, &"an object")));
    }
    let text = members.next_value::<String>()?;
    let place = Place { slot, trace };
    match (text.parse::<i128>(), text.parse::<f64>()) {
        (Ok(value), _) => place.visit_i128(value),
        (_, Ok(value)) if value.is_finite() => place.visit_f64(value),
        _ => Err(trace.fail(mismatch(&place.slot, &Quoted(&text)))),
    }
}

fn read_map<'de, A: MapAccess<'de>>(map: &mut dyn MapSlot, mut members: A, trace: &Trace<'_>) -> Result<(), A::Error> {
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
    let name = key.clone();
    members.next_value_seed(Place { slot: map.insert(key), trace }).map_err(|error| trace.leave_key(&name, error))
}

fn read_record<'de, A: MapAccess<'de>>(
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
                if column.constant.is_some() {
                    members.next_value::<IgnoredAny>()?;
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
                Some(rest) => read_member(rest, name, &mut members, trace)?,
                None => drop(members.next_value::<IgnoredAny>()?),
            },
            Found::Other(None) => drop(members.next_value::<IgnoredAny>()?),
        }
    }
    for (index, column) in table.columns.iter().enumerate() {
        if column.required && !seen.has(index) {
            return Err(trace.leave_column(column, trace.fail(format!("missing, and {} needs it", table.name))));
        }
    }
    Ok(())
}

/// Forgets what was read into a struct's parts. What is always there is always read again, or missed.
fn reset(slot: Slot<'_>) {
    match slot {
        Slot::Option(slot) => slot.clear(),
        Slot::List(slot) => slot.clear(),
        Slot::Map(slot) => slot.clear(),
        Slot::Bool(slot) => *slot = false,
        Slot::Float(slot) => *slot = 0.0,
        Slot::Single(slot) => *slot = 0.0,
        Slot::String(slot) => slot.clear(),
        Slot::Json(slot) => *slot = serde_json::Value::Null,
        Slot::Union(slot) => slot.keep(serde_json::Value::Null),
        Slot::Integer(slot) => {
            let _ = slot.set(0);
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
    table: &'static super::super::model::Table,
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

fn expected(slot: &Slot<'_>) -> &'static str {
    match slot {
        Slot::Bool(_) => "true or false",
        Slot::Integer(slot) => slot.expected(),
        Slot::Float(_) | Slot::Single(_) => "a number",
        Slot::String(_) => "a string",
        Slot::Text(slot) => slot.expected(),
        Slot::Json(_) | Slot::Union(_) | Slot::Option(_) => "a value",
        Slot::List(_) => "an array",
        Slot::Map(_) | Slot::Record(_) => "an object",
    }
}

fn mismatch(slot: &Slot<'_>, value: &dyn fmt::Display) -> String {
    found(expected(slot), value)
}

fn found(expected: &str, value: &dyn fmt::Display) -> String {
    format!("expected {expected}, found {value}")
}
