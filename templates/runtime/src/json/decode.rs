//! Reading: one visitor for every type.

use std::fmt;

use serde::de::{
    Deserialize as _, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor,
    value::{MapAccessDeserializer, SeqAccessDeserializer},
};

use super::super::model::{Field, ListSlot, Slot, Union};
use super::{
    Malformed,
    numbers::{RAW, read_number},
    object::{Members, read_map, read_record},
    reader::Reader,
    trace::{Quoted, Trace, Trial},
    tree::Plain,
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

/// Reads a JSON tree into a place.
///
/// # Errors
/// When the tree is not what belongs there; the error says where.
pub fn decode_into_slot(tree: &serde_json::Value, slot: Slot<'_>) -> Result<(), Malformed> {
    decode_tree(tree, slot, None)
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
    match str::from_utf8(text) {
        // Checked as a whole, and not string by string, which takes longer than all else that happens to a string.
        Ok(text) => decode_text(text, slot),
        // Where it is broken may be in what nobody reads.
        Err(_) => decode_bytes(text, slot),
    }
}

fn decode_text(text: &str, slot: Slot<'_>) -> Result<(), Malformed> {
    let trace = Trace::default();
    let mut reader = Reader::new(text, &trace);
    (Place { slot, trace: &trace })
        .deserialize(&mut reader)
        .and_then(|()| reader.end())
        .map_err(|error| trace.explain(&error.explain(text)))
}

fn decode_bytes(text: &[u8], slot: Slot<'_>) -> Result<(), Malformed> {
    let trace = Trace::default();
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    (Place { slot, trace: &trace })
        .deserialize(&mut deserializer)
        .and_then(|()| deserializer.end())
        .map_err(|error| trace.explain(&error))
}

#[inline(never)]
pub(super) fn decode_tree(tree: &serde_json::Value, slot: Slot<'_>, trial: Option<Trial<'_>>) -> Result<(), Malformed> {
    let trace = Trace::of(trial);
    (Place { slot, trace: &trace }).deserialize(tree).map_err(|error| trace.explain(&error))
}

/// A place to read into: the seed and the visitor of everything.
pub(super) struct Place<'a, 't> {
    pub(super) slot: Slot<'a>,
    pub(super) trace: &'t Trace<'t>,
}

impl<'de> DeserializeSeed<'de> for Place<'_, '_> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.trace.spend(1)?;
        match self.slot {
            // Digits are those of the text, which has to be asked for.
            Slot::Number(_) | Slot::OptionalNumber(_) => deserializer.deserialize_newtype_struct(RAW, self),
            _ => deserializer.deserialize_any(self),
        }
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
            Slot::Any(slot) => slot.set(value.into()),
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
            Slot::Number(slot) if value.is_finite() => {
                slot.set(&value.to_string()).map_err(|expected| self.trace.fail(found(expected, &value)))?;
            }
            Slot::Single(slot) if value.abs() <= f64::from(f32::MAX) || !value.is_finite() => *slot = value as f32,
            // JSON has one kind of number: 5.0 is the integer 5.
            Slot::Integer(slot) if value.fract() == 0.0 && value.abs() < 9.0e15 => {
                slot.set(value as i128).map_err(|expected| self.trace.fail(found(expected, &value)))?;
            }
            Slot::Json(slot) => *slot = value.into(),
            Slot::Any(slot) => slot.set(value.into()),
            Slot::Union(slot) => self.trace.choose(slot, value.into())?,
            slot => return Err(self.trace.fail(mismatch(&slot, &value))),
        }
        Ok(())
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        self.trace.spend(union::length(text))?;
        match self.slot.present() {
            Slot::String(slot) => *slot = text.to_owned(),
            Slot::Number(slot) if !self.trace.is_strict() => {
                slot.set(text).map_err(|expected| self.trace.fail(found(expected, &Quoted(text))))?;
            }
            Slot::Text(slot) => match slot.set(text) {
                // Of the members of a union, the one whose format fits is meant.
                Err(_) if !self.trace.is_strict() && slot.keep(text) => {}
                Err(expected) => return Err(self.trace.fail(found(expected, &Quoted(text)))),
                Ok(()) => {}
            },
            Slot::Json(slot) => *slot = text.into(),
            Slot::Any(slot) => slot.set(text.into()),
            Slot::Union(slot) => match union::only_text(slot) {
                Some(slot) => *slot = text.to_owned(),
                None => self.trace.choose(slot, text.into())?,
            },
            slot => return Err(self.trace.fail(mismatch(&slot, &Quoted(text)))),
        }
        Ok(())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        match self.slot {
            Slot::Option(slot) | Slot::OptionalNumber(slot) => slot.null(),
            Slot::Json(slot) => *slot = serde_json::Value::Null,
            Slot::Any(slot) => slot.set(serde_json::Value::Null),
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

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<(), A::Error> {
        let trace = self.trace;
        match self.slot.present() {
            Slot::List(slot) => read_list(slot, items, trace),
            slot @ (Slot::Json(_) | Slot::Any(_) | Slot::Union(_)) => {
                trace.keep(slot, tree(SeqAccessDeserializer::new(items))?)
            }
            slot => Err(trace.fail(mismatch(&slot, &"an array"))),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<(), A::Error> {
        let trace = self.trace;
        if matches!(self.slot, Slot::Number(_) | Slot::OptionalNumber(_)) {
            return self.number(members);
        }
        match self.slot.present() {
            Slot::Record(slot) => read_record(slot, &Members::new(), members, trace),
            Slot::Union(slot) => match slot.table().tag {
                // Where another member of a union around this one may fit better, all of it is needed.
                Some(tag) if trace.trial.is_none() => read_tagged(slot, tag, members, trace),
                _ => trace.keep(Slot::Union(slot), tree(MapAccessDeserializer::new(members))?),
            },
            Slot::Map(slot) => read_map(slot, members, trace),
            slot @ (Slot::Integer(_) | Slot::Float(_) | Slot::Single(_)) => read_number(slot, members, trace),
            slot @ (Slot::Json(_) | Slot::Any(_)) => trace.keep(slot, tree(MapAccessDeserializer::new(members))?),
            slot => Err(trace.fail(mismatch(&slot, &"an object"))),
        }
    }
}

impl Trace<'_> {
    /// Puts a list or an object where a whole tree belongs.
    fn keep<E: serde::de::Error>(&self, slot: Slot<'_>, copy: serde_json::Value) -> Result<(), E> {
        let tree = self.pay(copy)?;
        match slot {
            Slot::Json(slot) => *slot = tree,
            Slot::Any(slot) => slot.set(tree),
            Slot::Union(slot) => self.choose(slot, tree)?,
            slot => return Err(self.fail(mismatch(&slot, &"a tree"))),
        }
        Ok(())
    }

    fn choose<E: serde::de::Error>(&self, slot: &mut dyn Union, tree: serde_json::Value) -> Result<(), E> {
        union::choose(slot, tree, self.trial).map_err(|malformed| self.fail_at(malformed))
    }
}

impl Place<'_, '_> {
    fn integer<E: serde::de::Error>(self, value: i128, tree: serde_json::Value) -> Result<(), E> {
        match self.slot.present() {
            Slot::Integer(slot) => {
                slot.set(value).map_err(|expected| self.trace.fail(found(expected, &value)))?;
            }
            Slot::Number(slot) => {
                slot.set(&value.to_string()).map_err(|expected| self.trace.fail(found(expected, &value)))?;
            }
            Slot::Float(slot) => *slot = value as f64,
            Slot::Single(slot) => *slot = value as f32,
            Slot::Json(slot) => *slot = tree,
            Slot::Any(slot) => slot.set(tree),
            Slot::Union(slot) => self.trace.choose(slot, tree)?,
            slot => return Err(self.trace.fail(mismatch(&slot, &value))),
        }
        Ok(())
    }
}

impl Slot<'_> {
    /// The slot of the value itself: what may be `null` is not.
    #[inline]
    pub(super) fn present(mut self) -> Self {
        while let Slot::Option(slot) | Slot::OptionalNumber(slot) = self {
            self = slot.insert();
        }
        self
    }
}

fn tree<'de, D: Deserializer<'de>>(deserializer: D) -> Result<serde_json::Value, D::Error> {
    Plain::deserialize(deserializer).map(|Plain(tree)| tree)
}

/// Reads an object into the member of a union that its discriminator names, as soon as that is known; where it says too
/// little, into the one that fits the whole.
fn read_tagged<'de, A: MapAccess<'de>>(
    union: &mut dyn Union,
    tag: &str,
    mut members: A,
    trace: &Trace<'_>,
) -> Result<(), A::Error> {
    let mut before = Members::new();
    while let Some((name, Plain(value))) = members.next_entry::<String, Plain>()? {
        let named = if name == tag { union::only_named(union.table(), &value) } else { None };
        before.insert(name, value);
        if let Some(index) = named
            && let Slot::Record(record) = union.select(index)
        {
            return read_record(record, &before, members, trace);
        }
    }
    // It may be a number that comes as an object, which a tree knows.
    let all = tree(serde_json::Value::from(before)).map_err(A::Error::custom)?;
    trace.keep(Slot::Union(union), all)
}

fn read_list<'de, A: SeqAccess<'de>>(list: &mut dyn ListSlot, mut items: A, trace: &Trace<'_>) -> Result<(), A::Error> {
    list.clear();
    let mut index = 0;
    while let Some(item) = items.next_element_seed(Item { list, index, trace }).transpose() {
        item.map_err(|error| trace.leave_item(index, error))?;
        index += 1;
    }
    match list.least() {
        least if index < least => Err(trace.fail(format!("expected at least {least} items, found {index}"))),
        _ => Ok(()),
    }
}

/// An item of a list, added only when there is one.
struct Item<'a, 't> {
    list: &'a mut dyn ListSlot,
    index: usize,
    trace: &'t Trace<'t>,
}

impl<'de> DeserializeSeed<'de> for Item<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        (Place { slot: self.list.place(self.index), trace: self.trace }).deserialize(deserializer)
    }
}

fn expected(slot: &Slot<'_>) -> &'static str {
    match slot {
        Slot::Bool(_) => "true or false",
        Slot::Integer(slot) => slot.expected(),
        Slot::Float(_) | Slot::Single(_) | Slot::Number(_) | Slot::OptionalNumber(_) => "a number",
        Slot::String(_) => "a string",
        Slot::Text(slot) => slot.expected(),
        Slot::Json(_) | Slot::Any(_) | Slot::Union(_) | Slot::Option(_) => "a value",
        Slot::List(_) => "an array",
        Slot::Map(_) | Slot::Record(_) => "an object",
    }
}

pub(super) fn mismatch(slot: &Slot<'_>, value: &dyn fmt::Display) -> String {
    found(expected(slot), value)
}

pub(super) fn found(expected: &str, value: &dyn fmt::Display) -> String {
    format!("expected {expected}, found {value}")
}
