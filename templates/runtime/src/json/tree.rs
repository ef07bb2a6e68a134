//! Reading what may be any JSON, as it is.
//!
//! `serde_json` reads such values, too, but takes an object with a name of its own for a text that is read once more, and
//! what is in that one again: a server could send values that are deeper in each other than any stack is.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value as Tree};

use super::numbers::ANY_NUMBER;

/// Any JSON, in which no name means anything.
pub(super) struct Plain(pub(super) Tree);

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Anything).map(Self)
    }
}

struct Anything;

impl<'de> Visitor<'de> for Anything {
    type Value = Tree;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(value.into())
    }

    fn visit_i128<E>(self, value: i128) -> Result<Tree, E> {
        Ok(Number::from_i128(value).map_or(Tree::Null, Into::into))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Tree, E> {
        Ok(text.into())
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_none<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(Plain(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Tree::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Tree, A::Error> {
        let mut object = Map::new();
        while let Some((name, Plain(value))) = members.next_entry::<String, Plain>()? {
            object.insert(name, value);
        }
        Ok(number(&object).map_or(Tree::Object(object), Tree::Number))
    }
}

/// The number that an object is, if it is one.
fn number(object: &Map<String, Tree>) -> Option<Number> {
    let text = object.get(ANY_NUMBER).filter(|_| object.len() == 1)?.as_str()?;
    serde_json::from_str(text).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::{decode, numbers::RAW};

    #[test]
    fn names_of_serde_json_mean_nothing_in_what_a_server_sends() {
        for tree in [json!({ RAW: "[1]" }), json!([{ RAW: "no JSON" }]), json!({ RAW: "1", "a": { RAW: 2 } })] {
            let text = tree.to_string();
            assert!(decode::<Value>(text.as_bytes()).is_ok_and(|read| read == tree), "{text}");
        }
    }
}
