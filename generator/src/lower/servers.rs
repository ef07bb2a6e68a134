//! Servers: those of the document, with names, and those that single operations have to themselves.

use std::collections::BTreeSet;

use openapiv3::Server as Declared;

use super::names::{self, Wish, camel, exact, number_camel, number_snake, plain, settle, snake};
use super::{Lower, docs};
use crate::diagnostics::codes_lower;
use crate::document::Pointer;
use crate::ir::{Docs, Operation, Server, ServerPart, ServerVariable};
use crate::resolve::ResolvedOperation;

/// What a server is called that the document does not name.
const UNNAMED: &str = "Server";

/// How many words of a description make a name.
const NAME_WORDS: usize = 4;

/// The items that stand beside the servers' own, and the methods that every server with variables has.
const TAKEN: &[&str] = &["All"];
const TAKEN_METHODS: &[&str] = &["new", "url"];

impl Lower<'_, '_> {
    /// The servers that can be called, those of the document first, then those of its operations.
    pub(super) fn servers(&mut self) -> Vec<Server> {
        self.report_servers();
        let root = located(&self.resolved.typed().servers, "");
        let own = self.resolved.operations.iter().flat_map(|operation| {
            let path = operation.pointer.rsplit_once('/').map_or("", |(path, _)| path);
            let is_own = self.resolved.document().at(&format!("{}/servers", operation.pointer)).is_some();
            located(operation.servers, if is_own { &operation.pointer } else { path })
        });
        let mut seen = BTreeSet::new();
        let declared: Vec<(&Declared, Pointer)> = root
            .chain(own)
            .filter(|(server, _)| {
                is_absolute(&address(server)) && !is_endpoint(server) && seen.insert(server.url.as_str())
            })
            .collect();
        let names: Vec<String> = declared.iter().map(|(server, _)| name(server)).collect();
        let keys: Vec<String> = (0..declared.len()).map(|index| format!("{index:08}")).collect();
        let wishes: Vec<Wish<'_>> =
            names.iter().zip(&keys).map(|(name, key)| Wish { name: name.clone(), wire: "", key }).collect();
        let mut taken = TAKEN.iter().map(|name| (*name).to_owned()).collect();
        let (names, _) = settle(&wishes, &mut taken, exact, number_camel);
        declared.into_iter().zip(names).map(|((declared, at), name)| server(declared, &at, &name)).collect()
    }

    /// Reports the servers of the document that have no address.
    fn report_servers(&mut self) {
        for (index, server) in self.resolved.typed().servers.iter().enumerate() {
            if !is_callable(&address(server)) {
                let message =
                    format!("the server `{}` is left out, since its address is none", server.url.escape_debug());
                let help = "give it an absolute URL, and each of its variables a default";
                self.warn(codes_lower::NOT_EMITTED, &message, &format!("/servers/{index}/url"), help);
            }
        }
    }

    /// The servers that an operation has to itself; none if it is where the document's others are.
    pub(super) fn own_servers(&mut self, operation: &ResolvedOperation<'_>) -> Vec<String> {
        let usual = &self.resolved.typed().servers;
        if operation.servers == usual.as_slice() {
            return Vec::new();
        }
        let own: Vec<String> = operation.servers.iter().map(address).filter(|address| is_callable(address)).collect();
        if own.is_empty() {
            let message = "an operation's own `servers` cannot be called, since their address is none";
            let help = "give the server an absolute URL, and each of its variables a default; until then the operation \
                        is called at the client's endpoint";
            self.warn(codes_lower::NOT_EMITTED, message, &operation.pointer, help);
        }
        match (own.first(), usual.first().map(address)) {
            (Some(own), Some(usual)) if *own == usual => Vec::new(),
            _ => own,
        }
    }
}

/// Whether all operations are at one server, which only the operations name.
pub(super) fn common(operations: &[Operation]) -> Option<String> {
    let first = operations.first()?.servers.first()?;
    let is_common = |operation: &Operation| operation.servers.first() == Some(first);
    (is_absolute(first) && operations.iter().all(is_common)).then(|| first.clone())
}

/// A server's address with the defaults of its variables. It need not be one that can be called.
pub(super) fn address(server: &Declared) -> String {
    let mut address = String::new();
    let mut rest = server.url.as_str();
    while let Some((before, name, after)) = next_variable(rest) {
        address.push_str(before);
        match server.variables.as_ref().and_then(|variables| variables.get(name)) {
            Some(variable) => address.push_str(&variable.default),
            None => address.extend(["{", name, "}"]),
        }
        rest = after;
    }
    address + rest
}

/// Whether all of an address is one variable: that is what a client's endpoint is in any case.
fn is_endpoint(server: &Declared) -> bool {
    matches!(next_variable(&server.url), Some(("", _, "")))
}

/// Whether an address can be called as it is.
pub(super) fn is_absolute(address: &str) -> bool {
    (address.starts_with("https://") || address.starts_with("http://")) && is_plain(address)
}

/// Whether it can be called as it is, or is a path that another server may have.
fn is_callable(address: &str) -> bool {
    is_absolute(address) || address.starts_with('/') && !address.starts_with("//") && is_plain(address)
}

fn is_plain(address: &str) -> bool {
    address.bytes().all(|byte| byte.is_ascii_graphic() && !b"{}<>\"`\\^|".contains(&byte))
}

/// What a server wishes to be called: what the document calls it, if that is short.
fn name(server: &Declared) -> String {
    let declared = server.extensions.get("x-oas31-name").and_then(serde_json::Value::as_str);
    let described = server.description.as_deref().filter(|text| text.split_whitespace().count() <= NAME_WORDS);
    let text = declared.or(described).unwrap_or_default();
    match names::type_text(&camel(text.trim_end_matches('.')), UNNAMED) {
        name if camel(text).is_empty() || name.len() > 60 => UNNAMED.to_owned(),
        name => name,
    }
}

/// Servers with their places in the object at `pointer`.
fn located<'a>(servers: &'a [Declared], pointer: &str) -> impl Iterator<Item = (&'a Declared, Pointer)> {
    let list = Pointer::from(pointer).key("servers");
    servers.iter().enumerate().map(move |(index, server)| (server, list.index(index)))
}

fn server(declared: &Declared, at: &Pointer, name: &str) -> Server {
    let mut variables: Vec<ServerVariable> = Vec::new();
    let mut wires: Vec<&str> = Vec::new();
    let mut parts = Vec::new();
    let mut rest = declared.url.as_str();
    let of = |name: &str| declared.variables.as_ref().and_then(|variables| variables.get_key_value(name));
    while let Some((before, wire, after)) = next_variable(rest) {
        let Some((wire, variable)) = of(wire) else { break };
        if !before.is_empty() {
            parts.push(ServerPart::Literal(before.to_owned()));
        }
        let index = wires.iter().position(|known| known == wire).unwrap_or_else(|| {
            wires.push(wire);
            variables.push(ServerVariable {
                name: names::field_name("unnamed"),
                default: variable.default.clone(),
                docs: variable_docs(variable),
                pointer: at.key("variables").key(wire).to_string(),
            });
            wires.len() - 1
        });
        parts.push(ServerPart::Variable(index));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(ServerPart::Literal(rest.to_owned()));
    }
    let wishes: Vec<Wish<'_>> =
        wires.iter().map(|wire| Wish { name: names::method_name(&camel(wire)).to_string(), wire, key: wire }).collect();
    let mut taken = TAKEN_METHODS.iter().map(|name| (*name).to_owned()).collect();
    let (settled, _) = settle(&wishes, &mut taken, |name| snake(&plain(name)).into(), number_snake);
    for (variable, name) in variables.iter_mut().zip(settled) {
        variable.name = names::field_name(&name);
    }
    Server {
        name: names::type_name(name),
        docs: docs::clean(declared.description.as_deref().unwrap_or_default()),
        pointer: at.to_string(),
        parts,
        variables,
        address: address(declared),
    }
}

/// The text before the next `{name}`, the name, and the text after it.
fn next_variable(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

fn variable_docs(variable: &openapiv3::ServerVariable) -> Docs {
    let mut text = variable.description.clone().unwrap_or_default();
    if !variable.enumeration.is_empty() {
        let values: Vec<String> = variable.enumeration.iter().map(|value| format!("`{value}`")).collect();
        text.push_str(&format!("\n\nOne of {}.", values.join(", ")));
    }
    docs::clean(text.trim())
}
