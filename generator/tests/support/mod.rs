//! Text to nodes and back, for tests that care for neither files nor places.

#![allow(dead_code, reason = "each test uses a part")]

use crategen::diagnostics::Diagnostics;
use crategen::document::{self, Node, Source, Sources, Value};

/// Reads a YAML document that has nothing wrong with it.
pub(crate) fn read(text: &str) -> Node {
    let mut sources = Sources::default();
    let file = sources.add(Source { name: "test.yaml".to_owned(), text: text.to_owned() });
    let mut diagnostics = Diagnostics::default();
    let node = document::read(&sources, file, &mut diagnostics);
    assert!(diagnostics.list.is_empty(), "{}", diagnostics.render(&sources, false));
    node.expect("a document")
}

/// Writes a node as JSON, for comparing.
pub(crate) fn write(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => (*value).into(),
        Value::Number(number) => match serde_json::from_str(&number.0) {
            Ok(number) => serde_json::Value::Number(number),
            Err(_) => number.0.clone().into(),
        },
        Value::String(text) => text.as_str().into(),
        Value::Array(items) => items.iter().map(write).collect(),
        Value::Object(entries) => entries.iter().map(|entry| (entry.key.clone(), write(&entry.node))).collect(),
    }
}
