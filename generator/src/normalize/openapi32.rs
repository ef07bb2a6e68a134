//! OpenAPI 3.2 becomes the shape of 3.1, where that has a place for it.
//!
//! What is new in 3.2 and is only more to say (`$self`, how tags nest) is carried by the table like the
//! keywords of 3.1. Here stands what needs a rewrite.

use crate::diagnostics::{Place, Tally, codes_typed};
use crate::dialect::{CARRIED, Kind, METHODS, walk};
use crate::document::{Node, Pointer, Value};

/// Rewrites a document of OpenAPI 3.2.
pub(super) fn lift(document: &mut Node, tally: &mut Tally) {
    own_address_goes(document);
    for (pointer, kind) in rewritten(document) {
        let Some(node) = document.at_mut(&pointer) else { continue };
        match kind {
            Kind::Parameter => parameter(node, &pointer, tally),
            Kind::PathItem => methods(node, &pointer, tally),
            Kind::Example => example(node),
            _ => {}
        }
    }
}

/// The objects that need a rewrite, outermost first.
fn rewritten(document: &Node) -> Vec<(String, Kind)> {
    let mut found = Vec::new();
    walk(document, Kind::Document, &mut Pointer::root(), &mut |kind, node, pointer| {
        let has = |key: &str| node.get(key).is_some();
        let must = match kind {
            Kind::Parameter => {
                let is = |key: &str, text: &str| node.get(key).and_then(Node::as_str) == Some(text);
                is("in", "querystring")
                    || is("in", "cookie") && is("style", "cookie")
                    || is("in", "path") && has("allowReserved")
            }
            Kind::PathItem => has("additionalOperations"),
            Kind::Example => has("dataValue"),
            _ => false,
        };
        if must {
            found.push((pointer.as_str().to_owned(), kind));
        }
    });
    found
}

/// References to the document by its own address, `$self`, are references into it.
fn own_address_goes(document: &mut Node) {
    let Some(address) = document.get("$self").and_then(Node::as_str).map(str::to_owned) else { return };
    let mut found = Vec::new();
    walk(document, Kind::Document, &mut Pointer::root(), &mut |kind, node, pointer| {
        if kind.section().is_some()
            && let Some(rest) = node.get("$ref").and_then(Node::as_str).and_then(|text| text.strip_prefix(&address))
            && rest.starts_with('#')
        {
            found.push((pointer.key("$ref"), rest.to_owned()));
        }
    });
    for (pointer, reference) in found {
        if let Some(node) = document.at_mut(pointer.as_str()) {
            node.value = Value::String(reference.into());
        }
    }
}

/// What the typed document has no field for is carried beside the parameter.
fn parameter(parameter: &mut Node, pointer: &str, tally: &mut Tally) {
    let carried = |key: &str| format!("{CARRIED}{key}");
    match parameter.get("in").and_then(Node::as_str) {
        Some("querystring") => query_string(parameter, pointer, tally),
        Some("cookie") => parameter.rename("style", &carried("style")),
        _ => parameter.rename("allowReserved", &carried("allowReserved")),
    }
}

/// A parameter that is the whole query is one of the query with a mark.
fn query_string(parameter: &mut Node, pointer: &str, tally: &mut Tally) {
    let span = parameter.get("in").map_or(parameter.span, |place| place.span);
    if parameter.get("content").map(Node::entries).unwrap_or_default().is_empty() {
        let name = parameter.get("name").and_then(Node::as_str).unwrap_or("?");
        let message = format!("parameter `{name}` is the whole query string, and has no `content`");
        let help = "operations with it are skipped; say how the query is written";
        tally.warn(codes_typed::PARAMETER, message, Place { span, pointer: format!("{pointer}/in") }, help);
        return;
    }
    for key in ["schema", "style", "explode", "allowReserved"] {
        if let Some(value) = parameter.remove(key) {
            let message = format!("`{key}` of a parameter that is the whole query string has no effect");
            let place = Place { span: value.span, pointer: pointer.to_owned() };
            tally.warn(codes_typed::PARAMETER, message, place, "remove it; its `content` says how it is written");
        }
    }
    parameter.set("in", Node::string("query", span));
    parameter.set(&format!("{CARRIED}querystring"), Node::bool(true, span));
}

/// Leaves out additional operations whose name is no method, or one that has a keyword of its own.
fn methods(item: &mut Node, pointer: &str, tally: &mut Tally) {
    let Some(Node { value: Value::Object(operations), .. }) = item.get_mut("additionalOperations") else { return };
    operations.retain_mut(|entry| {
        let keyword = METHODS.iter().chain(["query"].iter()).find(|method| method.eq_ignore_ascii_case(&entry.key));
        let (message, help) = match keyword {
            Some(keyword) => (
                format!("method `{}` stands in `additionalOperations`", entry.key),
                format!("its operation was left out; put it at `{keyword}` of the path item"),
            ),
            None if !is_method(&entry.key) => (
                format!("`{}` is no HTTP method", entry.key),
                "its operation was left out; a method is one word, such as `LINK`".to_owned(),
            ),
            None => return true,
        };
        let pointer = String::from(Pointer::from(pointer).key("additionalOperations").key(&entry.key));
        tally.warn(codes_typed::LEFT_OUT, message, Place { span: entry.key_span, pointer }, &help);
        false
    });
}

/// Whether a text is a token, as a method must be.
fn is_method(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// The value of an example, which 3.2 calls its data.
fn example(example: &mut Node) {
    if example.get("value").is_none() {
        example.rename("dataValue", "value");
    }
}
