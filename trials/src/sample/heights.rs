//! How deep the smallest instance of each schema is, so that circles of schemas are left where they can be.

use serde_json::{Map, Value};

/// No instance is known.
const ENDLESS: usize = 1000;

/// The heights of all schemas.
pub(crate) fn heights(schemas: &[Value]) -> Vec<usize> {
    let mut heights = vec![ENDLESS; schemas.len()];
    for _ in 0..super::DEEPEST {
        let next: Vec<usize> = schemas.iter().map(|schema| height(schema, &heights)).collect();
        if next == heights {
            break;
        }
        heights = next;
    }
    heights
}

/// The height of a schema, when those that it refers to are known.
pub(crate) fn height(schema: &Value, heights: &[usize]) -> usize {
    let Value::Object(members) = schema else {
        return if *schema == Value::Bool(false) { ENDLESS } else { 0 };
    };
    let list = |key: &str| members.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let below = |schema: &Value| height(schema, heights);
    let target = || {
        let reference = members.get("$ref")?.as_str()?;
        heights.get(reference.strip_prefix("#/$defs/")?.parse::<usize>().ok()?).copied()
    };
    let own = required(members).map(below).max().map_or(0, |height| height + 1);
    let item = match members.get("minItems").and_then(Value::as_u64) {
        None | Some(0) => 0,
        Some(_) => members.get("items").map_or(0, below) + 1,
    };
    let parts = list("allOf").iter().map(below).max().unwrap_or(0);
    let choices = ["oneOf", "anyOf"].map(|key| list(key).iter().map(below).min().unwrap_or(0));
    let all = [own, item, parts, choices[0], choices[1], target().unwrap_or(0)];
    all.into_iter().max().unwrap_or(0).min(ENDLESS)
}

fn required(members: &Map<String, Value>) -> impl Iterator<Item = &Value> {
    let names = members.get("required").and_then(Value::as_array).into_iter().flatten();
    names.filter_map(|name| members.get("properties")?.get(name.as_str()?))
}
