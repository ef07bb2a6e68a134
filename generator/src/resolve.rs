//! References are followed: lowering gets operations without Reference Objects, and a way to look schemas up.
//!
//! The typed document says what things are, the node tree where they stand. An operation whose parameters, body or
//! responses cannot be found is skipped; a schema that cannot be found is for lowering to type as JSON. Knows nothing of
//! the code that will be made.

mod components;
mod operations;
mod received;
mod references;
mod schemas;
mod security;
mod suggestion;

use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Server};

use crate::diagnostics::{Diagnostics, Tally};
use crate::dialect::MAX_CHAIN;
use crate::document::Node;
use crate::parse::{self, Schema, SchemaOrReference, Typed};
use crate::parse::{Header, Operation, Parameter, RequestBody, Response, SecurityRequirement};

/// A document whose references are followed.
#[derive(Debug)]
pub struct Resolved<'a> {
    /// The operations, in document order, without those that were skipped.
    pub operations: Vec<ResolvedOperation<'a>>,
    /// The requests that the service makes: webhooks and callbacks, in document order.
    pub received: Vec<ResolvedOperation<'a>>,
    typed: &'a Typed,
    document: &'a Node,
    /// Schemas that references lead to, but that are no components, by pointer.
    others: IndexMap<String, SchemaOrReference>,
}

/// A value of the typed document and where it is defined.
#[derive(Debug)]
pub struct Located<'a, T> {
    /// The value.
    pub value: &'a T,
    /// The pointer to its definition: a component's, if a reference led there.
    pub pointer: String,
    /// What the reference that led there says instead of the definition's own description.
    pub description: Option<&'a str>,
}

/// What a reference to a schema leads to: a schema, or a reference in its turn.
#[derive(Clone, Debug)]
pub struct SchemaTarget<'a> {
    /// The schema.
    pub schema: &'a SchemaOrReference,
    /// The pointer to it.
    pub pointer: String,
}

/// An operation whose parts are found.
#[derive(Debug)]
pub struct ResolvedOperation<'a> {
    /// The pointer to it, such as `/paths/~1pets/get`.
    pub pointer: String,
    /// Its path, with parameters between braces.
    pub path: &'a str,
    /// Its method, in capital letters if it is one of OpenAPI's own.
    pub method: &'a str,
    /// The operation itself; its parameters, body and responses are better taken from here.
    pub operation: &'a Operation,
    /// Its parameters and those of its path, each name and place once.
    pub parameters: Vec<Located<'a, Parameter>>,
    /// Its body.
    pub request_body: Option<Located<'a, RequestBody>>,
    /// Its responses in document order, the default last.
    pub responses: Vec<(Status, Located<'a, Response>)>,
    /// The alternatives of what it needs for security; none if it needs nothing.
    pub security: &'a [SecurityRequirement],
    /// The servers that it may be called at; none if the document names none.
    pub servers: &'a [Server],
}

/// For which status a response is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// That one.
    Code(u16),
    /// All that begin with that digit.
    Range(u8),
    /// All that have no response of their own.
    Default,
}

/// Follows the references of a document; `document` is the tree that `typed` was parsed from.
pub fn resolve<'a>(typed: &'a Typed, document: &'a Node, diagnostics: &mut Diagnostics) -> Resolved<'a> {
    let mut tally = Tally::default();
    let targets = references::check(document, &mut tally);
    security::check(typed, document, &mut tally);
    tally.report(diagnostics);
    let operations = operations::resolve(typed, document, diagnostics);
    let received = received::resolve(typed, document, diagnostics);
    let mut others = IndexMap::new();
    for target in targets {
        if let Some(node) = document.at(target.as_str()) {
            let schema = parse::schema(node, &target, diagnostics);
            others.insert(String::from(target), schema);
        }
    }
    Resolved { operations, received, typed, document, others }
}

impl<'a> Resolved<'a> {
    /// The typed document.
    pub fn typed(&self) -> &'a Typed {
        self.typed
    }

    /// The node tree, for the places of things.
    pub fn document(&self) -> &'a Node {
        self.document
    }

    /// The header that stands, itself or by reference, at a pointer.
    pub fn header(&self, header: &'a ReferenceOr<Header>, pointer: &str) -> Option<Located<'a, Header>> {
        components::find(self.typed, self.document, header, pointer)
    }

    /// The schemas of the components, in document order.
    pub fn component_schemas(&self) -> impl Iterator<Item = (&str, SchemaTarget<'_>)> {
        schemas::components(self.typed)
    }

    /// The schemas that references lead to, but that are no components, such as `#/…/properties/id`.
    pub fn other_schemas(&self) -> impl Iterator<Item = SchemaTarget<'_>> {
        self.others.iter().map(|(pointer, schema)| SchemaTarget { schema, pointer: pointer.clone() })
    }

    /// What a reference to a schema leads to, one step far.
    pub fn lookup(&self, reference: &str) -> Option<SchemaTarget<'_>> {
        schemas::lookup(self.typed, self.document, &self.others, reference)
    }

    /// The schema that stands, itself or by however many references, at a pointer.
    pub fn schema<'s>(&'s self, schema: &'s SchemaOrReference, pointer: &str) -> Option<Located<'s, Schema>> {
        let mut target = SchemaTarget { schema, pointer: pointer.to_owned() };
        let mut seen = Vec::new();
        loop {
            match target.schema {
                SchemaOrReference::Item(value) => {
                    return Some(Located { value, pointer: target.pointer, description: None });
                }
                SchemaOrReference::Reference(reference) => {
                    let next = self.lookup(reference)?;
                    if seen.contains(&next.pointer) || seen.len() > MAX_CHAIN {
                        return None;
                    }
                    seen.push(next.pointer.clone());
                    target = next;
                }
            }
        }
    }
}
