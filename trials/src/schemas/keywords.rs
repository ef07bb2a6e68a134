//! Keywords that hold no schema, as far as their values make sense.

use serde_json::{Map, Value, json};

const TYPES: [&str; 7] = ["null", "boolean", "integer", "number", "string", "array", "object"];

/// The value of a keyword in JSON Schema 2020-12, if the keyword is one and the value is of its kind.
pub(super) fn plain(key: &str, value: &Value, beside: &Map<String, Value>) -> Option<Value> {
    let fits = match key {
        "type" => return types(value),
        "required" => return names(value),
        "enum" => value.as_array().is_some_and(|values| !values.is_empty()),
        "const" => true,
        "format" => value.is_string(),
        "pattern" => value.as_str().is_some_and(is_pattern),
        "multipleOf" => value.as_f64().is_some_and(|value| value > 0.0),
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => value.is_number(),
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties" => value.is_u64(),
        "uniqueItems" => value.is_boolean(),
        "minContains" | "maxContains" => value.is_u64() && beside.contains_key("contains"),
        "dependentRequired" => value.as_object().is_some_and(|map| map.values().all(Value::is_array)),
        _ => false,
    };
    fits.then(|| value.clone())
}

/// Flags beside bounds, as OpenAPI 3.0 has them, become bounds.
pub(super) fn settle_bounds(members: &Map<String, Value>, converted: &mut Map<String, Value>) {
    for (flag, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if members.get(flag) == Some(&Value::Bool(true))
            && let Some(value) = converted.remove(bound)
        {
            converted.insert(flag.to_owned(), value);
        }
    }
}

fn names(value: &Value) -> Option<Value> {
    let mut names: Vec<&str> = value.as_array()?.iter().filter_map(Value::as_str).collect();
    names.sort_unstable();
    names.dedup();
    Some(json!(names))
}

fn types(value: &Value) -> Option<Value> {
    let name = |value: &Value| match value.as_str().map(str::to_ascii_lowercase).as_deref() {
        Some("int") => Some("integer".to_owned()),
        Some("bool") => Some("boolean".to_owned()),
        Some("file") => Some("string".to_owned()),
        Some(name) if TYPES.contains(&name) => Some(name.to_owned()),
        _ => None,
    };
    match value {
        Value::Array(names) => {
            let mut names: Vec<String> = names.iter().filter_map(name).collect();
            names.sort();
            names.dedup();
            (!names.is_empty()).then(|| json!(names))
        }
        value => name(value).map(Value::String),
    }
}

fn is_pattern(pattern: &str) -> bool {
    jsonschema::options().build(&json!({"pattern": pattern})).is_ok()
}
