//! Where a piece is refused: serde's flattened types forget, so the culprit is found by trying.
//!
//! Runs only once something was refused; costs nothing before.

use openapiv3::{
    Contact, Discriminator, Encoding, Example, ExternalDocumentation, Header, Link, MediaType, Operation, Parameter,
    PathItem,
};
use openapiv3::{Info, License, RequestBody, Response, Responses, Schema, SecurityRequirement, SecurityScheme, Server};
use openapiv3::{ServerVariable, Tag};
use serde::Deserialize;

use super::deserializer::{self, Holes};
use crate::dialect::{Kind, each_child};
use crate::document::{Node, Pointer};

/// The pointer to a schema below `root`, which is an object of that kind at that pointer.
pub(super) fn pointer_to(root: &Node, kind: Kind, pointer: &Pointer, target: &Node) -> Pointer {
    let mut found = None;
    let mut pointer = pointer.clone();
    crate::dialect::walk(root, kind, &mut pointer, &mut |_, node, pointer| {
        if std::ptr::eq(node, target) {
            found = Some(pointer.clone());
        }
    });
    found.unwrap_or(pointer)
}

/// The innermost node at fault in a refused object of that kind, with its pointer.
pub(super) fn culprit(node: &Node, kind: Kind, pointer: Pointer) -> (&Node, Pointer) {
    let mut inner = None;
    if kind != Kind::Schema {
        each_child(node, kind, &mut pointer.clone(), &mut |kind, child, pointer| {
            let is_apart = matches!(kind, Kind::Schema | Kind::Operation | Kind::Callback | Kind::PathItem);
            if inner.is_none() && !is_apart && refusal(child, kind, &[]).is_some() {
                inner = Some((kind, child, pointer.clone()));
            }
        });
    }
    if let Some((kind, child, pointer)) = inner {
        return culprit(child, kind, pointer);
    }
    if refusal(node, kind, &[]).is_none() {
        return (node, pointer);
    }
    let at_fault = node.entries().iter().find(|entry| refusal(node, kind, &[entry.key.as_str()]).is_none());
    match at_fault {
        Some(entry) => (&entry.node, pointer.key(&entry.key)),
        None => (node, pointer),
    }
}

/// Why an object of that kind, less some members, is refused; none if it is not.
pub(super) fn refusal(node: &Node, kind: Kind, omit: &[&str]) -> Option<String> {
    if kind.section().is_some() && node.get("$ref").is_some_and(|reference| reference.as_str().is_some()) {
        return None;
    }
    match kind {
        Kind::Info => attempt::<Info>(node, kind, omit),
        Kind::Server => attempt::<Server>(node, kind, omit),
        Kind::Tag => attempt::<Tag>(node, kind, omit),
        Kind::ExternalDocs => attempt::<ExternalDocumentation>(node, kind, omit),
        Kind::PathItem => attempt::<PathItem>(node, kind, omit),
        Kind::Operation => attempt::<Operation>(node, kind, omit),
        Kind::Parameter => attempt::<Parameter>(node, kind, omit),
        Kind::Header => attempt::<Header>(node, kind, omit),
        Kind::RequestBody => attempt::<RequestBody>(node, kind, omit),
        Kind::MediaType => attempt::<MediaType>(node, kind, omit),
        Kind::Encoding => attempt::<Encoding>(node, kind, omit),
        Kind::Responses => attempt::<Responses>(node, kind, omit),
        Kind::Response => attempt::<Response>(node, kind, omit),
        Kind::Example => attempt::<Example>(node, kind, omit),
        Kind::Link => attempt::<Link>(node, kind, omit),
        Kind::Schema => attempt::<Schema>(node, kind, omit),
        Kind::SecurityScheme => attempt::<SecurityScheme>(node, kind, omit),
        Kind::Contact => attempt::<Contact>(node, kind, omit),
        Kind::License => attempt::<License>(node, kind, omit),
        Kind::ServerVariable => attempt::<ServerVariable>(node, kind, omit),
        Kind::Discriminator => attempt::<Discriminator>(node, kind, omit),
        Kind::SecurityRequirement => attempt::<SecurityRequirement>(node, kind, omit),
        _ => None,
    }
}

fn attempt<'de, T: Deserialize<'de>>(node: &'de Node, kind: Kind, omit: &[&str]) -> Option<String> {
    let holes = Holes::default();
    T::deserialize(deserializer::root(node, kind, omit, &holes)).err().map(|error| error.to_string())
}
