//! The schemas of a document in the words of JSON Schema 2020-12, for the validator and the sampler.
//!
//! Written from the specifications alone, so that it shares no mistake with the generator. What OpenAPI says beside JSON
//! Schema is said in its words: `nullable`, flags for exclusive bounds, and the texts by which a discriminator knows a
//! schema. A keyword whose value makes no sense is left out. Where a document contradicts the letter in a way whose
//! meaning nobody doubts (`nullable` without a `type`, or beside a `$ref`), the meaning counts.
//!
//! Some schemas have no instance by their letter: each text is one of two members of a `oneOf`, or a closed part of an
//! `allOf` forbids what another demands. There is a loose reading for those.

mod discriminators;
mod keywords;
mod loose;

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use discriminators::Families;
pub(crate) use loose::Reading;

/// The address of all schemas for the validator.
pub(crate) const ADDRESS: &str = "urn:roundtrip";

/// The schemas that were asked for, and all that they refer to.
#[derive(Debug)]
pub(crate) struct Schemas<'a> {
    tree: &'a Value,
    /// Whether members beside `$ref` count: from OpenAPI 3.1 on.
    siblings: bool,
    reading: Reading,
    families: Families,
    numbers: HashMap<String, usize>,
    /// The converted schemas; references have the form `#/$defs/NUMBER`.
    pub(crate) converted: Vec<Value>,
}

impl<'a> Schemas<'a> {
    /// None yet.
    pub(crate) fn new(tree: &'a Value) -> Self {
        Self::read(tree, Reading::Strict)
    }

    /// None yet, to be read in this way.
    pub(crate) fn read(tree: &'a Value, reading: Reading) -> Self {
        let version = tree.get("openapi").and_then(Value::as_str).unwrap_or_default();
        Self {
            tree,
            siblings: !version.is_empty() && !version.starts_with("3.0"),
            reading,
            families: Families::of(tree),
            numbers: HashMap::new(),
            converted: Vec::new(),
        }
    }

    /// The number of the schema at a pointer.
    pub(crate) fn number(&mut self, pointer: &str) -> Option<usize> {
        if let Some(number) = self.numbers.get(pointer) {
            return Some(*number);
        }
        let schema = self.tree.pointer(pointer)?;
        let number = self.converted.len();
        self.numbers.insert(pointer.to_owned(), number);
        self.converted.push(Value::Bool(true));
        let mut converted = self.schema(schema);
        self.add_children(pointer, &mut converted);
        let converted = self.add_own_tags(pointer, converted);
        if let Some(place) = self.converted.get_mut(number) {
            *place = converted;
        }
        Some(number)
    }

    /// The number of the schema that all of these pointers describe.
    pub(crate) fn joined(&mut self, pointers: &[String]) -> Option<usize> {
        if let [only] = pointers {
            return self.number(only);
        }
        let numbers: Option<Vec<usize>> = pointers.iter().map(|pointer| self.number(pointer)).collect();
        let parts: Vec<Value> =
            numbers?.into_iter().map(|number| json!({"$ref": format!("#/$defs/{number}")})).collect();
        self.converted.push(json!({"allOf": parts}));
        Some(self.converted.len() - 1)
    }

    /// All schemas as one for the validator.
    pub(crate) fn whole(&self) -> Value {
        let numbered = self.converted.iter().enumerate().map(|(number, schema)| (number.to_string(), schema.clone()));
        json!({"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": Map::from_iter(numbered)})
    }

    fn schema(&mut self, schema: &Value) -> Value {
        let members = match schema {
            Value::Object(members) => members,
            Value::Bool(value) => return Value::Bool(*value),
            _ => return Value::Bool(true),
        };
        let mut converted = Map::new();
        let reference = members.get("$ref").and_then(Value::as_str);
        if let Some(target) = reference.and_then(|reference| self.reference(reference)) {
            converted.insert("$ref".to_owned(), target);
        }
        if reference.is_none() || self.siblings {
            for (key, value) in members {
                if let Some(value) = self.keyword(key, value, members) {
                    converted.insert(key.clone(), value);
                }
            }
            keywords::settle_bounds(members, &mut converted);
            self.add_tags(members, &mut converted);
            if self.reading == Reading::Loose {
                loose::loosen(&mut converted);
            }
        }
        let is_set = |key: &str| members.get(key) == Some(&Value::Bool(true));
        if is_set("nullable") || is_set("x-nullable") {
            converted = Map::from_iter([("anyOf".to_owned(), json!([converted, {"type": "null"}]))]);
        }
        for mark in ["readOnly", "writeOnly"].into_iter().filter(|mark| is_set(mark)) {
            converted.insert(mark.to_owned(), Value::Bool(true));
        }
        Value::Object(converted)
    }

    fn reference(&mut self, reference: &str) -> Option<Value> {
        let pointer = local(reference)?;
        let number = self.number(&pointer)?;
        Some(Value::String(format!("#/$defs/{number}")))
    }

    fn keyword(&mut self, key: &str, value: &Value, beside: &Map<String, Value>) -> Option<Value> {
        match key {
            "not"
            | "if"
            | "then"
            | "else"
            | "contains"
            | "propertyNames"
            | "unevaluatedProperties"
            | "unevaluatedItems"
            | "additionalProperties"
            | "items"
                if value.is_object() || value.is_boolean() =>
            {
                Some(self.schema(value))
            }
            "allOf" | "anyOf" | "oneOf" | "prefixItems" => {
                let items = value.as_array().filter(|items| !items.is_empty())?;
                Some(items.iter().map(|item| self.schema(item)).collect())
            }
            "properties" | "patternProperties" | "dependentSchemas" => {
                let convert = |(name, schema): (&String, &Value)| (name.clone(), self.schema(schema));
                Some(Value::Object(value.as_object()?.iter().map(convert).collect()))
            }
            _ => keywords::plain(key, value, beside),
        }
    }
}

/// The pointer that a reference within the document has.
pub(crate) fn local(reference: &str) -> Option<String> {
    let fragment = reference.strip_prefix('#')?;
    let mut bytes = Vec::new();
    let mut rest = fragment.bytes();
    while let Some(byte) = rest.next() {
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
        match byte {
            b'%' => bytes.push(u8::try_from(digit(rest.next())? * 16 + digit(rest.next())?).ok()?),
            byte => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(document: Value, pointer: &str) -> Vec<Value> {
        let mut schemas = Schemas::new(&document);
        assert_eq!(schemas.number(pointer), Some(0));
        schemas.converted
    }

    #[test]
    fn openapi_is_said_in_the_words_of_json_schema() {
        let schema = json!({
            "type": "number", "minimum": 0, "exclusiveMinimum": true, "nullable": true, "readOnly": true, "required": true
        });
        let document = json!({"openapi": "3.0.3", "components": {"schemas": {"A": schema}}});
        assert_eq!(
            converted(document, "/components/schemas/A"),
            [json!({"anyOf": [{"type": "number", "exclusiveMinimum": 0}, {"type": "null"}], "readOnly": true})]
        );
    }

    #[test]
    fn members_beside_a_reference_count_from_3_1_on() {
        let schema = json!({"$ref": "#/components/schemas/a~1b%20c", "maxLength": 3});
        let document = |version: &str| {
            let schemas = json!({"A": schema, "a/b c": {"type": "string"}});
            json!({"openapi": version, "components": {"schemas": schemas}})
        };
        let target = json!({"type": "string"});
        assert_eq!(
            converted(document("3.0.3"), "/components/schemas/A"),
            [json!({"$ref": "#/$defs/1"}), target.clone()]
        );
        assert_eq!(
            converted(document("3.1.0"), "/components/schemas/A"),
            [json!({"$ref": "#/$defs/1", "maxLength": 3}), target]
        );
    }

    #[test]
    fn a_component_that_a_discriminator_knows_has_its_text() {
        let schemas = json!({
            "A": {"oneOf": [{"$ref": "#/components/schemas/B"}], "discriminator": {"propertyName": "kind"}},
            "B": {"type": "object"}
        });
        let document = json!({"openapi": "3.1.0", "components": {"schemas": schemas}});
        let known = json!({"properties": {"kind": {"enum": ["B"]}}, "required": ["kind"]});
        assert_eq!(converted(document, "/components/schemas/B"), [json!({"allOf": [{"type": "object"}, known]})]);
    }
}
