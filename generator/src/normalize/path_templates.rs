//! Every parameter of a path is declared, and every declared path parameter is in the path.
//!
//! A parameter that nobody declares becomes a required string, for the path cannot be written without it; one that the path
//! does not have is left out, for there is nowhere to write it.

use crate::diagnostics::{Place, Tally, codes_typed};
use crate::dialect::{MAX_CHAIN, Piece, follow, is_named, local_pointer, operations, pieces, query_names, split_query};
use crate::document::{Entry, Node, Pointer, Span, Value, escape};

#[derive(Default)]
struct Edits {
    /// Pointers of operations and the parameters that they need.
    add: Vec<(String, Wanted)>,
    /// Pointers of operations and path items and the indices of parameters that they must lose.
    remove: Vec<(String, usize)>,
}

/// Settles the parameters of all paths.
pub(super) fn settle(document: &mut Node, tally: &mut Tally) {
    let edits = edits(document, tally);
    // From the last to the first, so that indices stay right.
    for (pointer, index) in edits.remove.into_iter().rev() {
        remove(document, &pointer, index);
    }
    for (pointer, wanted) in edits.add {
        add(document, &pointer, &wanted);
    }
}

/// The parameters that paths have and nobody declares: the operation's pointer, the name, and whether it is a query's.
pub(crate) fn undeclared(document: &Node) -> Vec<(String, String, bool)> {
    let missing = edits(document, &mut Tally::default()).add.into_iter();
    missing.map(|(pointer, wanted)| (pointer, wanted.name, wanted.place == Template::Query)).collect()
}

fn edits(document: &Node, tally: &mut Tally) -> Edits {
    let mut edits = Edits::default();
    let paths = document.get("paths").map(Node::entries).unwrap_or_default();
    for entry in paths.iter().filter(|entry| entry.key.starts_with('/') && entry.node.get("$ref").is_none()) {
        path(document, entry, tally, &mut edits);
    }
    edits
}

fn path(document: &Node, entry: &Entry, tally: &mut Tally, edits: &mut Edits) {
    let names = wanted(&entry.key);
    let item = format!("/paths/{}", escape(&entry.key));
    let shared = declared(document, &entry.node);
    surplus(&entry.key, &item, &entry.node, &shared, &names, tally, edits);
    for operation in operations(&entry.node, &Pointer::from(item.as_str())) {
        let pointer = String::from(operation.pointer);
        let own = declared(document, operation.node);
        surplus(&entry.key, &pointer, operation.node, &own, &names, tally, edits);
        // Resolution skips operations with a parameter that it cannot find.
        if own.iter().chain(&shared).any(|parameter| matches!(parameter, Declared::Unknown)) {
            continue;
        }
        for wanted in &names {
            if !own.iter().chain(&shared).any(|parameter| wanted.is_met_by(parameter)) {
                let message = format!("parameter `{}` of path `{}` is not declared", wanted.name, entry.key);
                let help = match wanted.place {
                    Template::Path | Template::FixedQuery => {
                        "it was read as a required string; declare it with `in: path`"
                    }
                    Template::Query => "it was read as a string that may be left out; declare it with `in: query`",
                };
                let place = Place::of(operation.node, pointer.as_str());
                tally.warn(codes_typed::UNDECLARED_PATH_PARAMETER, message, place, help);
                edits.add.push((pointer.clone(), wanted.clone()));
            }
        }
    }
}

/// A parameter that a path has between braces.
#[derive(Clone, Debug, PartialEq)]
struct Wanted {
    name: String,
    place: Template,
}

/// Where the braces stand.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Template {
    /// In the path: `/{id}`.
    Path,
    /// In a query that the path has itself: `?id={id}`.
    FixedQuery,
    /// They are a query: `{?id}`.
    Query,
}

impl Wanted {
    fn is_met_by(&self, declared: &Declared) -> bool {
        match declared {
            Declared::Path(name) => self.place != Template::Query && is_named(&self.name, name),
            Declared::Query(name) => self.place != Template::Path && self.name == *name,
            Declared::Other | Declared::Unknown => false,
        }
    }
}

/// The parameters that a path wants, each once.
fn wanted(path: &str) -> Vec<Wanted> {
    let (path, query) = split_query(path);
    let mut all: Vec<Wanted> = Vec::new();
    for (text, place) in [(path, Template::Path), (query.unwrap_or_default(), Template::FixedQuery)] {
        for piece in pieces(text) {
            let Piece::Parameter(inner) = piece else { continue };
            let found: Vec<Wanted> = match query_names(inner) {
                Some(names) => names.map(|name| Wanted { name: name.to_owned(), place: Template::Query }).collect(),
                None => vec![Wanted { name: inner.to_owned(), place }],
            };
            for wanted in found {
                if !wanted.name.is_empty() && !all.iter().any(|other| other.name == wanted.name) {
                    all.push(wanted);
                }
            }
        }
    }
    all
}

enum Declared {
    /// A path parameter of that name.
    Path(String),
    /// A query parameter of that name.
    Query(String),
    /// A parameter elsewhere.
    Other,
    /// A reference that leads nowhere, or a parameter without name or place.
    Unknown,
}

fn declared(document: &Node, owner: &Node) -> Vec<Declared> {
    let parameters = owner.get("parameters").map(Node::items).unwrap_or_default();
    parameters.iter().map(|parameter| declaration(document, parameter)).collect()
}

fn declaration(document: &Node, parameter: &Node) -> Declared {
    let mut parameter = parameter;
    for _ in 0..MAX_CHAIN {
        let Some(reference) = parameter.get("$ref").and_then(Node::as_str) else { break };
        match local_pointer(reference).and_then(|pointer| follow(document, &pointer)) {
            Some((target, _)) => parameter = target,
            None => return Declared::Unknown,
        }
    }
    let text = |key| parameter.get(key).and_then(Node::as_str);
    match (text("name"), text("in")) {
        (Some(name), Some("path")) => Declared::Path(name.to_owned()),
        (Some(name), Some("query")) => Declared::Query(name.to_owned()),
        (Some(_), Some(_)) => Declared::Other,
        _ => Declared::Unknown,
    }
}

fn surplus(
    path: &str,
    pointer: &str,
    owner: &Node,
    declared: &[Declared],
    names: &[Wanted],
    tally: &mut Tally,
    edits: &mut Edits,
) {
    let parameters = owner.get("parameters").map(Node::items).unwrap_or_default();
    for (index, (parameter, node)) in declared.iter().zip(parameters).enumerate() {
        if let Declared::Path(name) = parameter
            && !names.iter().any(|wanted| wanted.is_met_by(parameter))
        {
            let message = format!("path parameter `{name}` is not in path `{path}`");
            let place = Place::of(node, format!("{pointer}/parameters/{index}"));
            let help = match names.iter().find(|other| other.name.eq_ignore_ascii_case(name)) {
                Some(other) => format!("it was left out; did you mean `{}`?", other.name),
                None => format!("it was left out; put `{{{name}}}` into the path or remove the parameter"),
            };
            tally.warn(codes_typed::SURPLUS_PATH_PARAMETER, message, place, &help);
            edits.remove.push((pointer.to_owned(), index));
        }
    }
}

fn add(document: &mut Node, pointer: &str, wanted: &Wanted) {
    let Some(operation) = document.at_mut(pointer) else { return };
    let parameter = parameter(wanted, operation.span);
    match operation.get_mut("parameters") {
        Some(Node { value: Value::Array(items), .. }) => items.push(parameter),
        _ => operation.set("parameters", Node::array(vec![parameter], operation.span)),
    }
}

fn remove(document: &mut Node, pointer: &str, index: usize) {
    if let Some(Node { value: Value::Array(items), .. }) = document.at_mut(&format!("{pointer}/parameters"))
        && index < items.len()
    {
        items.remove(index);
    }
}

fn parameter(wanted: &Wanted, span: Span) -> Node {
    let mut schema = Node::object(span);
    schema.set("type", Node::string("string", span));
    let is_query = wanted.place == Template::Query;
    let mut parameter = Node::object(span);
    parameter.set("name", Node::string(wanted.name.clone(), span));
    parameter.set("in", Node::string(if is_query { "query" } else { "path" }, span));
    parameter.set("required", Node::bool(!is_query, span));
    parameter.set("schema", schema);
    parameter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_path_wants_stands_between_braces() {
        let names = |path: &str| wanted(path).into_iter().map(|wanted| wanted.name).collect::<Vec<_>>();
        assert_eq!(names("/a/{id}/b/{other}:{id}"), ["id", "other"]);
        assert_eq!(names("/a/{id/b}c/{}/{"), ["id/b"]);
        let places = wanted("/{a}{?b,c}?d={d}").into_iter().map(|wanted| wanted.place).collect::<Vec<_>>();
        assert_eq!(places, [Template::Path, Template::Query, Template::Query, Template::FixedQuery]);
    }
}
