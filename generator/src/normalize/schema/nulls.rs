//! Null as a member of a union is said by `nullable` on the union, and that of a part of an `allOf` which says nothing else
//! by `nullable` on the whole.

use crate::document::{Node, Value};

/// Takes the null members out of `oneOf` and `anyOf`. A union that is left with one member stays one: references may
/// point into it.
pub(super) fn members_become_nullable(schema: &mut Node) {
    for key in ["oneOf", "anyOf"] {
        let Some(Node { value: Value::Array(members), span }) = schema.get_mut(key) else { continue };
        let (before, span) = (members.len(), *span);
        members.retain(|member| !is_null(member));
        let after = members.len();
        if after < before {
            schema.set("nullable", Node::bool(true, span));
        }
        if after == 0 && before > 0 {
            schema.remove(key);
            become_null(schema);
        }
    }
}

/// Says of the whole what a part of an `allOf` says: one that holds nothing but `nullable` and prose can only mean the value
/// that it stands beside.
pub(super) fn parts_become_nullable(schema: &mut Node) {
    let only_null = |part: &&Node| {
        let is_set = part.get("nullable").is_some_and(|value| value.as_bool() == Some(true));
        let is_prose =
            |key: &str| matches!(key, "nullable" | "title" | "description" | "example") || key.starts_with("x-");
        is_set && part.entries().iter().all(|entry| is_prose(&entry.key))
    };
    let parts = schema.get("allOf").map(Node::items).unwrap_or_default();
    if let Some(span) = parts.iter().find(only_null).map(|part| part.span).filter(|_| parts.len() > 1) {
        schema.set("nullable", Node::bool(true, span));
    }
}

/// Makes a schema allow nothing but null, in the words of 3.0, which has no such type.
pub(super) fn become_null(schema: &mut Node) {
    let span = schema.span;
    schema.set("nullable", Node::bool(true, span));
    schema.set("enum", Node::array(vec![Node::new(Value::Null, span)], span));
    schema.set("x-oas31-null", Node::bool(true, span));
}

/// Whether a schema, rewritten or not, allows null and nothing else.
fn is_null(schema: &Node) -> bool {
    let only_null = |list: &Node| match list.items() {
        [] => false,
        items => items.iter().all(|item| matches!(item.value, Value::Null)),
    };
    let all_null =
        |key| schema.get(key).is_some_and(|list: &Node| !list.items().is_empty() && list.items().iter().all(is_null));
    schema.get("x-oas31-null").is_some()
        || all_null("oneOf")
        || all_null("anyOf")
        || schema.get("const").is_some_and(|value| matches!(value.value, Value::Null))
        || schema.get("enum").is_some_and(only_null)
        || schema.get("type").is_some_and(|ty| {
            let is_name = |name: &Node| name.as_str() == Some("null") || matches!(name.value, Value::Null);
            is_name(ty) || (!ty.items().is_empty() && ty.items().iter().all(is_name))
        })
}
