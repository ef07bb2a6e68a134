//! Text to nodes for tests, until `document::read` is there to replace it: no spans, no checks.

#![allow(dead_code, reason = "each test uses a part")]

use std::fmt;

use crategen::document::{Entry, Node, Number, Span, Value};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// Reads YAML, or JSON, which is YAML too.
pub(crate) fn read(text: &str) -> Node {
    let read: Read =
        serde_yaml::from_str(text).unwrap_or_else(|error| panic!("the test's document is no YAML: {error}"));
    read.0
}

/// Reads JSON.
pub(crate) fn read_json(text: &str) -> Node {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    Read::deserialize(&mut deserializer).unwrap_or_else(|error| panic!("the test's document is no JSON: {error}")).0
}

/// Writes a node as JSON, for comparing.
pub(crate) fn write(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => (*value).into(),
        Value::Number(number) => serde_json::from_str(&number.0).unwrap(),
        Value::String(text) => text.as_str().into(),
        Value::Array(items) => items.iter().map(write).collect(),
        Value::Object(entries) => entries.iter().map(|entry| (entry.key.clone(), write(&entry.node))).collect(),
    }
}

struct Read(Node);

impl<'de> Deserialize<'de> for Read {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ReadVisitor).map(|value| Read(Node::new(value, Span::default())))
    }
}

struct ReadVisitor;

impl<'de> Visitor<'de> for ReadVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(Number(value.to_string())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(Number(value.to_string())))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(Value::Number(Number(value.to_string())))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Value, E> {
        Ok(Value::Number(Number(value.to_string())))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(Number(serde_json::to_string(&value).unwrap())))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Read(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some((Read(key), Read(node))) = members.next_entry()? {
            let key = match key.value {
                Value::String(text) => text,
                Value::Number(number) => number.0,
                other => panic!("a key of the test's document is {other:?}"),
            };
            entries.push(Entry { key, key_span: node.span, node });
        }
        Ok(Value::Object(entries))
    }
}
