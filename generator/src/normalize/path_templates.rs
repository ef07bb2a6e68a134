//! Every parameter of a path is declared, and every declared path parameter is in the path.
//!
//! A parameter that nobody declares becomes a required string, for the path cannot be written without it; one that the path
//! does not have is left out, for there is nowhere to write it.

use crate::diagnostics::{Place, Tally, codes_typed};
use crate::dialect::{MAX_CHAIN, follow, local_pointer, operations};
use crate::document::{Entry, Node, Pointer, Span, Value, escape};

#[derive(Default)]
struct Edits {
    /// Pointers of operations and the names of parameters that they need.
    add: Vec<(String, String)>,
    /// Pointers of operations and path items and the indices of parameters that they must lose.
    remove: Vec<(String, usize)>,
}

/// Settles the parameters of all paths.
pub(super) fn settle(document: &mut Node, tally: &mut Tally) {
    let mut edits = Edits::default();
    let paths = document.get("paths").map(Node::entries).unwrap_or_default();
    for entry in paths.iter().filter(|entry| entry.key.starts_with('/') && entry.node.get("$ref").is_none()) {
        path(document, entry, tally, &mut edits);
    }
    // From the last to the first, so that indices stay right.
    for (pointer, index) in edits.remove.into_iter().rev() {
        remove(document, &pointer, index);
    }
    for (pointer, name) in edits.add {
        add(document, &pointer, &name);
    }
}

fn path(document: &Node, entry: &Entry, tally: &mut Tally, edits: &mut Edits) {
    let names = names(&entry.key);
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
        for name in &names {
            let is_declared = |parameter: &Declared| matches!(parameter, Declared::Path(path) if is_named(name, path));
            if !own.iter().chain(&shared).any(is_declared) {
                let message = format!("parameter `{name}` of path `{}` is not declared", entry.key);
                let help = "it was read as a required string; declare it with `in: path`";
                let place = Place::of(operation.node, pointer.as_str());
                tally.warn(codes_typed::UNDECLARED_PATH_PARAMETER, message, place, help);
                edits.add.push((pointer.clone(), name.clone()));
            }
        }
    }
}

/// The names between braces in a path, each once.
fn names(path: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in path.split('{').skip(1) {
        if let Some((name, _)) = part.split_once('}')
            && !name.is_empty()
            && !names.iter().any(|other| other == name)
        {
            names.push(name.to_owned());
        }
    }
    names
}

/// Whether a parameter's name is the one between the braces, which some writers decorate: `{+name}`, `{name*}`, `{name=**}`.
fn is_named(between_braces: &str, name: &str) -> bool {
    between_braces == name
        || between_braces.trim_start_matches('+').split(['*', '=', ':']).next().is_some_and(|bare| bare == name)
}

enum Declared {
    /// A path parameter of that name.
    Path(String),
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
        (Some(_), Some(_)) => Declared::Other,
        _ => Declared::Unknown,
    }
}

fn surplus(
    path: &str,
    pointer: &str,
    owner: &Node,
    declared: &[Declared],
    names: &[String],
    tally: &mut Tally,
    edits: &mut Edits,
) {
    let parameters = owner.get("parameters").map(Node::items).unwrap_or_default();
    for (index, (parameter, node)) in declared.iter().zip(parameters).enumerate() {
        if let Declared::Path(name) = parameter
            && !names.iter().any(|between_braces| is_named(between_braces, name))
        {
            let message = format!("path parameter `{name}` is not in path `{path}`");
            let place = Place::of(node, format!("{pointer}/parameters/{index}"));
            let help = match names.iter().find(|other| other.eq_ignore_ascii_case(name)) {
                Some(other) => format!("it was left out; did you mean `{other}`?"),
                None => format!("it was left out; put `{{{name}}}` into the path or remove the parameter"),
            };
            tally.warn(codes_typed::SURPLUS_PATH_PARAMETER, message, place, &help);
            edits.remove.push((pointer.to_owned(), index));
        }
    }
}

fn add(document: &mut Node, pointer: &str, name: &str) {
    let Some(operation) = document.at_mut(pointer) else { return };
    let parameter = parameter(name, operation.span);
    match operation.get_mut("parameters") {
        Some(Node { value: Value::Array(items), .. }) => items.push(parameter),
        _ => operation.set("parameters", Node::new(Value::Array(vec![parameter]), operation.span)),
    }
}

fn remove(document: &mut Node, pointer: &str, index: usize) {
    if let Some(Node { value: Value::Array(items), .. }) = document.at_mut(&format!("{pointer}/parameters"))
        && index < items.len()
    {
        items.remove(index);
    }
}

fn parameter(name: &str, span: Span) -> Node {
    let mut schema = Node::object(span);
    schema.set("type", Node::string("string", span));
    let mut parameter = Node::object(span);
    parameter.set("name", Node::string(name, span));
    parameter.set("in", Node::string("path", span));
    parameter.set("required", Node::bool(true, span));
    parameter.set("schema", schema);
    parameter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_stands_between_braces() {
        assert_eq!(names("/a/{id}/b/{other}:{id}"), ["id", "other"]);
        assert_eq!(names("/a/{id/b}c/{}/{"), ["id/b"]);
        assert!(is_named("+name", "name") && is_named("name=**", "name") && !is_named("names", "name"));
    }
}
