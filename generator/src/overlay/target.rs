//! JSONPath (RFC 9535) to JSON pointers.
//!
//! Most targets are plain paths such as `$.paths['/users'].get`; they are followed in our own tree. Only a real query has
//! the tree converted for serde_json_path, from where it stops to be plain: `$.paths['/users'].get.parameters[?…]` looks at
//! a few parameters.

use std::collections::HashSet;

use serde_json_path::JsonPath;

use crate::diagnostics::{Diagnostic, Place, codes};
use crate::document::{Node, Pointer, Span, Value, escape};

/// How deep brackets may nest in a query; its parser is recursive, and a condition
/// in a condition doubles its work.
const MAX_NESTING: usize = 12;

/// The pointers to all that a path selects, each once, in the order of the query.
pub(super) fn find(document: &Node, path: &Node, pointer: &Pointer) -> Result<Vec<String>, Box<Diagnostic>> {
    let text = path.as_str().unwrap_or_default();
    let plain = Plain::start_of(document, text);
    if plain.as_ref().is_some_and(|plain| plain.rest.is_empty()) {
        return Ok(plain.and_then(|plain| plain.node.map(|_| plain.pointer)).into_iter().collect());
    }
    if nesting(text) > MAX_NESTING {
        let problem = Diagnostic::error(codes::JSON_PATH, format!("the path nests more than {MAX_NESTING} brackets"));
        return Err(Box::new(problem.at(Place::of(path, pointer.clone())).help("select with fewer conditions")));
    }
    let whole = JsonPath::parse(text).map_err(|error| {
        let span = within(path, text, error.position());
        let why = if error.message() == "parser error" { "it cannot be read from here on" } else { error.message() };
        Box::new(
            Diagnostic::error(codes::JSON_PATH, format!("`{text}` is not a JSONPath: {why}"))
                .at(Place { span, pointer: pointer.as_str().to_owned() })
                .help(
                    "see RFC 9535; names with other characters than letters, digits and `_` are written `['x-name']`",
                ),
        )
    })?;
    // A condition may begin at the root, too.
    let plain = plain.filter(|plain| !plain.rest.contains('$'));
    let from_there = plain.and_then(|plain| Some((JsonPath::parse(&format!("${}", plain.rest)).ok()?, plain)));
    let (query, start, before) = match from_there {
        Some((query, Plain { node, pointer, .. })) => (query, node, pointer),
        None => (whole, Some(document), String::new()),
    };
    let Some(start) = start else { return Ok(Vec::new()) };
    let converted = convert(start);
    let mut seen = HashSet::new();
    let found = query.query_located(&converted).into_iter();
    let pointers = found.map(|node| format!("{before}{}", node.location().to_json_pointer()));
    Ok(pointers.filter(|pointer| seen.insert(pointer.clone())).collect())
}

/// The start of a path: as many steps as are a name or an index.
struct Plain<'d, 't> {
    /// What they lead to, if it is there.
    node: Option<&'d Node>,
    /// The pointer to it.
    pointer: String,
    /// The path from there on, without the `$`.
    rest: &'t str,
}

impl<'d, 't> Plain<'d, 't> {
    /// None if the text is no path at all.
    fn start_of(document: &'d Node, text: &'t str) -> Option<Self> {
        let rest = text.strip_prefix('$')?;
        let mut plain = Self { node: Some(document), pointer: String::new(), rest };
        while let Some((step, after)) = step(plain.rest) {
            plain.rest = after;
            match step {
                Step::Name(name) => {
                    plain.node = plain.node.and_then(|node| node.get(name));
                    plain.pointer = format!("{}/{}", plain.pointer, escape(name));
                }
                Step::Index(index) => {
                    plain.node = plain.node.and_then(|node| node.items().get(index));
                    plain.pointer = format!("{}/{index}", plain.pointer);
                }
            }
        }
        Some(plain)
    }
}

/// The first step of the rest of a path, and what comes after it; none if it is another step than those, or the path ends.
fn step(rest: &str) -> Option<(Step<'_>, &str)> {
    let Some(after) = rest.strip_prefix('.') else { return bracketed(rest.strip_prefix('[')?) };
    let length = after.find(|next: char| !next.is_ascii_alphanumeric() && next != '_').unwrap_or(after.len());
    let (name, after) = after.split_at_checked(length)?;
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    // Else the name goes on with a letter beyond ASCII, or something else stands there that is for a query to know.
    let is_whole = after.is_empty() || after.starts_with(['.', '[']);
    (is_name && is_whole).then_some((Step::Name(name), after))
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
