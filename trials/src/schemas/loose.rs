//! What a document means where its letter leaves no instance.

use serde_json::{Map, Value, json};

/// How schemas are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// By the letter.
    Strict,
    /// A value may be several members of a `oneOf`, and closed objects are open.
    Loose,
}

/// Takes from a schema what its author is unlikely to mean.
pub(super) fn loosen(schema: &mut Map<String, Value>) {
    for key in ["additionalProperties", "unevaluatedProperties"] {
        if schema.get(key) == Some(&Value::Bool(false)) {
            schema.remove(key);
        }
    }
    if let Some(members) = schema.remove("oneOf") {
        let any = json!({"anyOf": members});
        match schema.get_mut("allOf").and_then(Value::as_array_mut) {
            Some(parts) => parts.push(any),
            None => drop(schema.insert("allOf".to_owned(), json!([any]))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_is_any_of_and_closed_is_open() {
        let mut schema = Map::from_iter([
            ("oneOf".to_owned(), json!([true, {"type": "string"}])),
            ("anyOf".to_owned(), json!([true])),
            ("additionalProperties".to_owned(), json!(false)),
        ]);
        loosen(&mut schema);
        let expected = json!({"anyOf": [true], "allOf": [{"anyOf": [true, {"type": "string"}]}]});
        assert_eq!(Value::Object(schema), expected);
    }
}
