//! A schema that is written nowhere as a whole: what the parts of an `allOf` say of the same property.

use serde_json::Value;

use crate::schemas::local;

/// The pointers of all schemas that describe what a pointer would lead to if each `allOf` were one object; none if there
/// are none.
pub(super) fn of(tree: &Value, pointer: &str) -> Vec<String> {
    let lifted = pointer.strip_prefix("/components/schemas/").filter(|_| tree.get("swagger").is_some());
    let pointer = lifted.map_or_else(|| pointer.to_owned(), |rest| format!("/definitions/{rest}"));
    let steps: Vec<&str> = pointer.split('/').skip(1).collect();
    // As far as there is one place, that is it.
    let mut open = vec![String::new()];
    let mut next = 0;
    while let Some(step) = steps.get(next) {
        let below = format!("{}/{step}", open[0]);
        if tree.pointer(&below).is_none() {
            break;
        }
        open = vec![below];
        next += 1;
    }
    while let Some(step) = steps.get(next) {
        let path = match (*step, steps.get(next + 1)) {
            ("properties", Some(name)) => format!("properties/{name}"),
            ("items" | "additionalProperties", _) => (*step).to_owned(),
            _ => return Vec::new(),
        };
        next += path.matches('/').count() + 1;
        let mut parts = Vec::new();
        open.iter().for_each(|pointer| collect(tree, pointer, &mut parts));
        open = parts.into_iter().map(|part| format!("{part}/{path}")).filter(|at| tree.pointer(at).is_some()).collect();
    }
    open
}

/// Adds a schema with the parts of its `allOf`, through references.
fn collect(tree: &Value, pointer: &str, parts: &mut Vec<String>) {
    let Some(schema) = tree.pointer(pointer) else { return };
    if parts.iter().any(|known| known == pointer) {
        return;
    }
    parts.push(pointer.to_owned());
    if let Some(target) = schema.get("$ref").and_then(Value::as_str).and_then(local) {
        collect(tree, &target, parts);
    }
    for index in 0..schema.get("allOf").and_then(Value::as_array).map_or(0, Vec::len) {
        collect(tree, &format!("{pointer}/allOf/{index}"), parts);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_property_is_found_in_all_parts() {
        let one = json!({"properties": {"a": {"items": {"type": "object"}}}});
        let two = json!({"allOf": [{"properties": {"a": {"items": {}}, "b": {}}}]});
        let both = json!({"allOf": [{"$ref": "#/definitions/One"}, two]});
        let tree = json!({"swagger": "2.0", "definitions": {"One": one, "Both": both}});
        assert_eq!(
            of(&tree, "/components/schemas/Both/properties/a/items"),
            ["/definitions/One/properties/a/items", "/definitions/Both/allOf/1/allOf/0/properties/a/items"]
        );
        assert!(of(&tree, "/components/schemas/Both/properties/c").is_empty());
        assert!(of(&tree, "/components/schemas/Both/oneOf/0").is_empty());
    }
}
