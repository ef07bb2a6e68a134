//! Ids of operations: for those without one, and for those whose id, or the name that is made of it, another one has.

use std::collections::BTreeSet;

use heck::{ToLowerCamelCase as _, ToSnakeCase as _};
use serde_json::json;

use super::action::Action;
use super::look::Look;
use crate::diagnostics::{codes_lower, codes_typed};
use crate::dialect::{ItemOperation, operations};
use crate::document::{Node, Pointer};
use crate::lower::{camel, name_of_place, number_camel};

pub(super) fn suggest(look: &Look, found: &mut Vec<Action>) {
    let all = all(&look.document);
    let id = |operation: &Node| operation.get("operationId").and_then(Node::as_str).unwrap_or_default().to_owned();
    let clashing = clashing(look);
    let keeps: Vec<&(String, ItemOperation<'_>)> = all
        .iter()
        .filter(|(_, operation)| {
            !camel(&id(operation.node)).is_empty() && !clashing.contains(operation.pointer.as_str())
        })
        .collect();
    let ids: Vec<String> = keeps.iter().map(|(_, operation)| id(operation.node)).collect();
    let is_snake = is_snake(&ids);
    let mut taken: BTreeSet<String> = ids.iter().map(|id| camel(id)).collect();
    let mut others: Vec<&(String, ItemOperation<'_>)> =
        all.iter().filter(|(_, one)| !keeps.iter().any(|(_, kept)| kept.pointer == one.pointer)).collect();
    others.sort_by(|(_, one), (_, two)| one.pointer.cmp(&two.pointer));
    for (path, operation) in others {
        let words = name_of_place(operation.method, path);
        let Some(name) = (1..).map(|number| numbered(&words, number)).find(|name| taken.insert(camel(name))) else {
            continue;
        };
        let new = if is_snake { name.to_snake_case() } else { name.to_lower_camel_case() };
        let old = id(operation.node);
        let why = match old.as_str() {
            "" => "The operation has no `operationId`; this one is made of its method and path.".to_owned(),
            old => format!(
                "Another operation has the id `{}`, or one that makes the same name; this one is made of method and path.",
                old.escape_debug()
            ),
        };
        let why = format!(
            "{why} Review: the id is the name of the operation in the crate, so take one that users understand."
        );
        let was = if operation.node.get("operationId").is_some() { json!(old) } else { json!(null) };
        let pointer = operation.pointer.as_str();
        found.push(Action::update(
            &look.document,
            pointer,
            json!({ "operationId": was }),
            json!({ "operationId": new }),
            why,
        ));
    }
}

/// All operations with their paths.
fn all(document: &Node) -> Vec<(String, ItemOperation<'_>)> {
    let paths = document.get("paths").map(Node::entries).unwrap_or_default();
    let items = paths.iter().filter(|entry| entry.key.starts_with('/') && entry.node.is_object());
    let of_item = |entry: &'_ crate::document::Entry| Pointer::from("/paths").key(&entry.key);
    items
        .flat_map(|entry| {
            let operations = operations(&entry.node, &of_item(entry)).into_iter();
            operations
                .filter(|operation| operation.node.is_object())
                .map(|operation| (entry.key.to_string(), operation))
        })
        .collect()
}

/// The pointers of operations whose id, or the name of it, another one has.
fn clashing(look: &Look) -> BTreeSet<String> {
    let repeated = look.reports(codes_typed::DUPLICATE_OPERATION_ID).into_iter();
    let repeated = repeated.map(|report| report.pointer.trim_end_matches("/operationId").to_owned());
    let renamed = look.reports(codes_lower::NAME_TAKEN).into_iter();
    let renamed = renamed.filter(|report| report.diagnostic.message.starts_with("operation "));
    repeated.chain(renamed.map(|report| report.pointer)).collect()
}

fn numbered(words: &str, number: usize) -> String {
    if number == 1 { words.to_owned() } else { number_camel(words, number) }
}

/// Whether the ids of a document are written in snake case, most of them.
fn is_snake(ids: &[String]) -> bool {
    let snake = ids.iter().filter(|id| id.contains('_') && !id.contains(|letter: char| letter.is_ascii_uppercase()));
    snake.count() * 2 > ids.len()
}
