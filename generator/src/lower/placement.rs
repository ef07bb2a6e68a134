//! Names of inline types: made from where a schema stands, and from nothing else.
//!
//! A pointer is read from its start: a component or an operation gives the first word, each property, item or member on
//! the way adds one. So a name does not depend on what else the document has, or in which order.

use super::names::{camel, singular};
use super::operations::is_stream;
use super::types::labels;
use super::{Lower, hints};
use crate::config::Section;
use crate::document::{Node, Pointer, unescape};

impl Lower<'_, '_> {
    /// The name that the schema at a pointer wants, in upper camel case.
    pub(super) fn placed_name(&mut self, pointer: &str) -> String {
        let parts: Vec<_> = pointer.split('/').skip(1).map(unescape).collect();
        let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
        let mut at = Pointer::root();
        // The innermost node on the way that exists.
        let (mut node, mut is_there) = (self.schemas.document(), true);
        let mut name = String::new();
        let mut taken = 0;
        while let Some(rest) = parts.get(taken..).filter(|rest| !rest.is_empty()) {
            let (next, used) = self.step(&at, node, taken, &name, rest);
            name = next;
            for part in rest.iter().take(used) {
                at.enter(part);
                match node.step(part).filter(|_| is_there) {
                    Some(next) => node = next,
                    None => is_there = false,
                }
            }
            taken += used;
            if let Some(own) = self.config.names.get(at.as_str()) {
                self.used.mark(Section::Name, at.as_str());
                name.clone_from(&own.value);
            }
        }
        let node = is_there.then_some(node);
        let vendor = node.and_then(|node| node.get("x-ms-enum")).and_then(|vendor| vendor.get("name"));
        let configured = self.config.names.contains_key(pointer);
        let vendor = vendor.or_else(|| node?.get("x-go-type-name")).and_then(Node::as_str);
        match vendor.map(camel).filter(|vendor| !vendor.is_empty() && !configured) {
            Some(vendor) => vendor,
            None => name,
        }
    }

    /// The name after the next parts of a pointer, and how many parts these are.
    fn step(&self, at: &Pointer, node: &Node, taken: usize, name: &str, rest: &[&str]) -> (String, usize) {
        let with = |suffix: &str| format!("{name}{suffix}");
        let ending = |suffix: &str| if name.ends_with(suffix) { name.to_owned() } else { with(suffix) };
        match (taken, rest) {
            (0, ["components", "schemas", component, ..]) => {
                let pointer = Pointer::from("/components/schemas").key(component);
                let own = self.component_names.get(pointer.as_str()).cloned();
                (own.unwrap_or_else(|| camel(component)), 3)
            }
            (0, ["components", _, component, ..]) => (camel(component), 3),
            (0, ["paths", path, "parameters", index, ..]) => {
                let list = node.at(Pointer::from("/paths").key(path).key("parameters").as_str());
                let parameter = list.and_then(|list| list.items().get(index.parse::<usize>().ok()?));
                (format!("{}{}", camel(path), parameter_word(parameter)), 4)
            }
            (0, ["paths", path, method, ..]) => {
                let pointer = Pointer::from("/paths").key(path).key(method);
                let own = self.operation_names.get(pointer.as_str()).cloned();
                (own.unwrap_or_else(|| camel(path)), 3)
            }
            (0, ["x-oas31-webhooks", webhook, method, ..]) => {
                let pointer = Pointer::from("/x-oas31-webhooks").key(webhook).key(method);
                let own = self.webhook_names.get(pointer.as_str()).cloned();
                (own.unwrap_or_else(|| camel(webhook)), 3)
            }
            (_, ["callbacks", callback, expression, method, ..]) => {
                let pointer = at.key("callbacks").key(callback).key(expression).key(method);
                let own = self.webhook_names.get(pointer.as_str()).cloned();
                (own.unwrap_or_else(|| with(&camel(callback))), 4)
            }
            (7, ["requestBody", "content", _, "schema", ..]) => (with("Request"), 4),
            (3, ["requestBody", "content", _, "schema", ..]) => (with("Request"), 4),
            (3, ["responses", _, "content", media_type, "schema", "items", ..]) if is_stream(media_type) => {
                (with("Event"), 6)
            }
            (3, ["responses", _, "content", media_type, "schema", ..]) if is_stream(media_type) => (with("Event"), 5),
            (3, ["responses", status, "content", _, "schema", ..]) => (with(&response_suffix(node, status)), 5),
            (3, ["responses", _, "headers", header, ..]) => (with(&camel(header)), 4),
            (3, ["content", _, "schema", ..]) if at.as_str().starts_with("/components/requestBodies/") => {
                (ending("Request"), 3)
            }
            (3, ["content", _, "schema", ..]) if at.as_str().starts_with("/components/responses/") => {
                (ending("Response"), 3)
            }
            (3, ["headers", header, ..]) => (with(&camel(header)), 2),
            (_, ["parameters", index, ..]) if taken == 3 => {
                let parameter = node.get("parameters").and_then(|list| list.items().get(index.parse::<usize>().ok()?));
                (with(&parameter_word(parameter)), 2)
            }
            (_, ["properties", property, ..]) => {
                let own = node.get("properties").and_then(|properties| properties.get(property));
                let hint = hints::of_field(property, |key| own?.get(key)?.as_str());
                let word = camel(hint.unwrap_or(property));
                (with(if word.is_empty() { "Value" } else { &word }), 2)
            }
            (_, ["items", ..]) => (singular(name).unwrap_or_else(|| with("Item")), 1),
            (_, ["additionalProperties", ..]) => (singular(name).unwrap_or_else(|| with("Value")), 1),
            (_, ["allOf", _, ..]) => (name.to_owned(), 2),
            (_, [key @ ("oneOf" | "anyOf"), index, ..]) => {
                let count = node.get(key).map_or(0, |list| list.items().len());
                if count < 2 { (name.to_owned(), 2) } else { (with(&self.member_word(at, key, index)), 2) }
            }
            // Of a parameter, or of a header.
            (_, ["content", _, "schema", ..]) => (name.to_owned(), 3),
            (_, ["schema", ..]) => (name.to_owned(), 1),
            (_, [part, ..]) => (with(&camel(part)), 1),
            (_, []) => (name.to_owned(), 1),
        }
    }

    /// What a member of a union adds to a name.
    fn member_word(&self, at: &Pointer, key: &str, index: &str) -> String {
        let pointer = at.key(key).key(index);
        let label = self.types.site(pointer.as_str()).and_then(|site| self.label(&site));
        label.unwrap_or_else(|| labels::kind_word(self.schemas.document().nearest(pointer.as_str())).to_owned())
    }
}

/// What a parameter adds to a name.
fn parameter_word(parameter: Option<&Node>) -> String {
    camel(parameter.and_then(|parameter| parameter.get("name")).and_then(Node::as_str).unwrap_or("Parameter"))
}

/// What a response's body adds to a name: `Response` for the lowest success, the status for others.
fn response_suffix(operation: &Node, status: &str) -> String {
    let responses = operation.get("responses").map(Node::entries).unwrap_or_default();
    let lowest = responses
        .iter()
        .filter(|entry| {
            entry.key.starts_with('2') && entry.node.get("content").is_some_and(|content| !content.entries().is_empty())
        })
        .map(|entry| entry.key.as_str())
        .min();
    if lowest == Some(status) {
        return "Response".to_owned();
    }
    let word = super::operations::status_word(status);
    match status {
        "default" if lowest.is_none() => "Response".to_owned(),
        "default" => "Error".to_owned(),
        _ if status.starts_with(['4', '5']) => format!("{word}Error"),
        _ => format!("{word}Response"),
    }
}
