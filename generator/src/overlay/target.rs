//! JSONPath (RFC 9535) to JSON pointers.
//!
//! Most targets are plain paths such as `$.paths['/users'].get`; they are followed in our own tree. Only a real query
//! has the tree converted for serde_json_path, once for as many actions as leave it unchanged.

use std::collections::HashSet;

use serde_json_path::JsonPath;

use crate::diagnostics::{Diagnostic, Place, codes};
use crate::document::{Node, Pointer, Span, Value, escape};

/// How deep brackets may nest in a query; its parser is recursive, and a condition
/// in a condition doubles its work.
const MAX_NESTING: usize = 12;

/// The document as queries want it.
#[derive(Default)]
pub(super) struct Targets {
    converted: Option<serde_json::Value>,
}

impl Targets {
    /// The pointers to all that a path selects, each once, in the order of the query.
    pub(super) fn find(
        &mut self,
        document: &Node,
        path: &Node,
        pointer: &Pointer,
    ) -> Result<Vec<String>, Box<Diagnostic>> {
        let text = path.as_str().unwrap_or_default();
        if let Some(plain) = plain_path(document, text) {
            return Ok(plain.into_iter().collect());
        }
        if nesting(text) > MAX_NESTING {
            let problem =
                Diagnostic::error(codes::JSON_PATH, format!("the path nests more than {MAX_NESTING} brackets"));
            return Err(Box::new(problem.at(Place::of(path, pointer.clone())).help("select with fewer conditions")));
        }
        let query = JsonPath::parse(text).map_err(|error| {
            let span = within(path, text, error.position());
            let why = if error.message() == "parser error" { "it cannot be read from here on" } else { error.message() };
            Box::new(
                Diagnostic::error(codes::JSON_PATH, format!("`{text}` is not a JSONPath: {why}"))
                    .at(Place { span, pointer: pointer.as_str().to_owned() })
                    .help("see RFC 9535; names with other characters than letters, digits and `_` are written `['x-name']`"),
            )
        })?;
        let converted = self.converted.get_or_insert_with(|| convert(document));
        let mut seen = HashSet::new();
        let pointers = query.query_located(converted).into_iter().map(|node| node.location().to_json_pointer());
        Ok(pointers.filter(|pointer| seen.insert(pointer.clone())).collect())
    }

    /// To be called when the document has changed.
    pub(super) fn forget(&mut self) {
        self.converted = None;
    }
}

/// What a path without wildcards and conditions selects: outer `None` if it is not such a path, inner `None` if it
/// selects nothing.
fn plain_path(document: &Node, text: &str) -> Option<Option<String>> {
    let mut rest = text.strip_prefix('$')?;
    let mut pointer = String::new();
    let mut node = Some(document);
    while !rest.is_empty() {
        let (step, after) = if let Some(after) = rest.strip_prefix('.') {
            let length = after.find(|next: char| !next.is_ascii_alphanumeric() && next != '_').unwrap_or(after.len());
            let (name, after) = after.split_at_checked(length)?;
            if !name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') {
                return None;
            }
            (Step::Name(name), after)
        } else {
            bracketed(rest.strip_prefix('[')?)?
        };
        rest = after;
        match step {
            Step::Name(name) => {
                node = node.and_then(|node| node.get(name));
                pointer = format!("{pointer}/{}", escape(name));
            }
            Step::Index(index) => {
                node = node.and_then(|node| node.items().get(index));
                pointer = format!("{pointer}/{index}");
            }
        }
    }
    Some(node.map(|_| pointer))
}

enum Step<'a> {
    Name(&'a str),
    Index(usize),
}

fn bracketed(rest: &str) -> Option<(Step<'_>, &str)> {
    let Some(quote) = rest.chars().next().filter(|first| matches!(first, '\'' | '"')) else {
        let (index, after) = rest.split_once(']')?;
        let plain = index == "0" || (index.bytes().all(|byte| byte.is_ascii_digit()) && !index.starts_with('0'));
        return Some((Step::Index(index.parse().ok().filter(|_| plain)?), after));
    };
    let (name, after) = rest.get(1..)?.split_once(quote)?;
    let is_plain = !name.chars().any(|character| character == '\\' || character.is_control());
    Some((Step::Name(Some(name).filter(|_| is_plain)?), after.strip_prefix(']')?))
}

/// How deep the brackets of a query nest; brackets in quotes count too, which real paths can afford.
fn nesting(text: &str) -> usize {
    let mut depth: usize = 0;
    let mut deepest = 0;
    for byte in text.bytes() {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Where byte `offset` of a text stands in the source, if the text stands there as it is; or else all of the text.
fn within(node: &Node, text: &str, offset: usize) -> Span {
    let Span { file, start, end } = node.span;
    let written = (end - start) as usize;
    let quotes = written.saturating_sub(text.len());
    if offset >= text.len() || (quotes != 0 && quotes != 2) {
        return node.span;
    }
    let begin = start + u32::try_from(offset + quotes / 2).unwrap_or(0);
    Span { file, start: begin, end }
}

fn convert(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => (*value).into(),
        // A number that serde_json cannot hold is compared by its text.
        Value::Number(number) => match number.0.parse::<serde_json::Number>() {
            Ok(number) => serde_json::Value::Number(number),
            Err(_) => number.0.as_str().into(),
        },
        Value::String(text) => text.as_str().into(),
        Value::Array(items) => items.iter().map(convert).collect(),
        Value::Object(entries) => entries
            .iter()
            .map(|entry| (entry.key.to_string(), convert(&entry.node)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}
