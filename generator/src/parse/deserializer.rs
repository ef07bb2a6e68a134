//! A node as serde sees it.
//!
//! By reference and without an intermediate value. Where the table expects a schema, the deserializer shows a reference to
//! a hole instead, and keeps the schema's node: schemas are read on their own and filled in afterwards. So a refused
//! schema does not cost the object around it, and no depth of schemas is a depth of calls.

use std::cell::RefCell;

use serde::de::value::{Error, MapAccessDeserializer, MapDeserializer, StrDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;

use crate::dialect::{Fate, Kind, Shape, field};
use crate::document::{Entry, Node, Value};

/// The schemas that were left out on the way, in the order of the numbers that stand for them.
pub(super) type Holes<'de> = RefCell<Vec<&'de Node>>;

/// A node that stands where a value of some shape belongs.
#[derive(Clone, Copy)]
pub(super) struct NodeDeserializer<'de, 'h> {
    node: &'de Node,
    shape: Shape,
    holes: &'h Holes<'de>,
    /// Members of this object that are not shown.
    omit: &'h [&'h str],
    /// Whether a schema here is shown itself.
    is_root: bool,
}

/// The object that is to be read, less some of its members.
pub(super) fn root<'de, 'h>(
    node: &'de Node,
    kind: Kind,
    omit: &'h [&'h str],
    holes: &'h Holes<'de>,
) -> NodeDeserializer<'de, 'h> {
    NodeDeserializer { node, shape: Shape::One(kind), holes, omit, is_root: true }
}

/// The number of the hole that a reference stands for.
pub(super) fn hole(reference: &str) -> Option<usize> {
    reference.parse().ok()
}

impl<'de> NodeDeserializer<'de, '_> {
    fn is_hole(&self) -> bool {
        let is_flag = self.node.as_bool().is_some();
        !self.is_root
            && (self.shape == Shape::One(Kind::Schema) || (self.shape == Shape::FlagOr(Kind::Schema) && !is_flag))
    }

    fn unexpected(&self) -> Unexpected<'de> {
        match &self.node.value {
            Value::Null => Unexpected::Unit,
            Value::Bool(value) => Unexpected::Bool(*value),
            Value::Number(_) => Unexpected::Other("number"),
            Value::String(text) => Unexpected::Str(text),
            Value::Array(_) => Unexpected::Seq,
            Value::Object(_) => Unexpected::Map,
        }
    }
}

impl<'de> Deserializer<'de> for NodeDeserializer<'de, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.is_hole() {
            let mut holes = self.holes.borrow_mut();
            let number = holes.len().to_string();
            holes.push(self.node);
            drop(holes);
            return visitor.visit_map(MapDeserializer::new(std::iter::once(("$ref", number))));
        }
        match &self.node.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => match (number.0.parse::<i64>(), number.0.parse::<u64>(), number.as_f64()) {
                (Ok(value), ..) => visitor.visit_i64(value),
                (_, Ok(value), _) => visitor.visit_u64(value),
                (_, _, Some(value)) => visitor.visit_f64(value),
                _ => Err(Error::custom(format!("`{}` is no number", number.0))),
            },
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(items) => visitor.visit_seq(Items { items: items.iter(), around: self }),
            Value::Object(entries) => visitor.visit_map(Members { entries: entries.iter(), value: None, around: self }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if matches!(self.node.value, Value::Null) && !self.is_hole() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::String(text) => visitor.visit_enum(StrDeserializer::new(text)),
            Value::Object(entries) => {
                let members = Members { entries: entries.iter(), value: None, around: self };
                visitor.visit_enum(MapAccessDeserializer::new(members))
            }
            _ => Err(Error::invalid_type(self.unexpected(), &"a string or an object")),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier
    }
}

struct Items<'de, 'h> {
    items: std::slice::Iter<'de, Node>,
    around: NodeDeserializer<'de, 'h>,
}

impl<'de> SeqAccess<'de> for Items<'de, '_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(node) = self.items.next() else { return Ok(None) };
        let shape = match self.around.shape {
            Shape::List(kind) => Shape::One(kind),
            _ => Shape::Any,
        };
        seed.deserialize(NodeDeserializer { node, shape, omit: &[], is_root: false, ..self.around }).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

struct Members<'de, 'h> {
    entries: std::slice::Iter<'de, Entry>,
    value: Option<(&'de Node, Shape)>,
    around: NodeDeserializer<'de, 'h>,
}

impl<'de> Members<'de, '_> {
    /// The shape of a member's value; none if the typed document does without it.
    fn shape(&self, key: &str) -> Option<Shape> {
        match self.around.shape {
            Shape::One(_) if key.starts_with("x-") => Some(Shape::Any),
            Shape::One(kind) | Shape::FlagOr(kind) => match field(kind, key) {
                Some(field) => (field.fate == Fate::Keep).then_some(field.shape),
                None => Some(Shape::Any),
            },
            Shape::Map(kind) => Some(Shape::One(kind)),
            _ => Some(Shape::Any),
        }
    }
}

impl<'de> MapAccess<'de> for Members<'de, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        while let Some(entry) = self.entries.next() {
            if self.around.omit.contains(&entry.key.as_str()) {
                continue;
            }
            if let Some(shape) = self.shape(&entry.key) {
                self.value = Some((&entry.node, shape));
                return seed.deserialize(entry.key.as_str().into_deserializer()).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let (node, shape) = self.value.take().ok_or_else(|| Error::custom("a value was asked for before its key"))?;
        seed.deserialize(NodeDeserializer { node, shape, omit: &[], is_root: false, ..self.around })
    }
}
