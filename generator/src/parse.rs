//! From the node tree to the typed document.
//!
//! The typed document is `openapiv3`'s, but for its schemas, which are kept in less room. It is read in pieces: an operation or
//! a schema that its types refuse costs itself and nothing else. Knows how to degrade and where things stand, but not what they mean: repairs are normalization's.

mod children;
mod deserializer;
mod fill;
mod locate;
mod paths;
mod pieces;
mod schema;
mod schemas;

use indexmap::IndexMap;
use openapiv3::{Callback, Components, Info, OpenAPI, ReferenceOr, SecurityRequirement, Server, Tag};
use serde_json::Value;

use crate::diagnostics::{Diagnostic, Diagnostics, Place, codes_typed};
use crate::dialect::Kind;
use crate::document::{Node, Pointer};
use pieces::{list, members, optional, read};

pub(crate) use paths::{WEBHOOKS, additional, is_webhook, webhook};
pub use schema::one as schema_of;
pub use schema::{
    AdditionalProperties, AnySchema, ArrayType, Extensions, ObjectType, Schema, SchemaData, SchemaKind,
    SchemaOrReference, Type,
};
pub(crate) use schemas::schema;

/// The typed document.
#[derive(Debug)]
pub struct Typed {
    /// All of it but the schemas: where one stands there is a [number](Self::schema) in its place.
    pub openapi: OpenAPI,
    /// The schemas of the components, in document order.
    pub components: IndexMap<String, SchemaOrReference>,
    /// All others that are not part of a schema.
    schemas: Vec<SchemaOrReference>,
}

impl Typed {
    /// The schema that stands at a place of [`openapi`](Self::openapi).
    pub fn schema(&self, place: &ReferenceOr<openapiv3::Schema>) -> Option<&SchemaOrReference> {
        match place {
            ReferenceOr::Reference { reference } => self.schemas.get(deserializer::hole(reference)?),
            ReferenceOr::Item(_) => None,
        }
    }
}

/// A document that is being read.
struct Reading<'d> {
    diagnostics: &'d mut Diagnostics,
    /// The schemas of the components.
    components: IndexMap<String, SchemaOrReference>,
    /// Those that other objects have.
    schemas: Vec<SchemaOrReference>,
}

/// Reads a normalized document; none, and an error, if its root is refused.
pub fn parse(document: &Node, diagnostics: &mut Diagnostics) -> Option<Typed> {
    let mut reading = Reading { diagnostics, components: IndexMap::new(), schemas: Vec::new() };
    let root = Pointer::root();
    if !document.is_object() {
        let message = format!("the document is {}, where an object is needed", document.kind());
        reading.diagnostics.push(refused_root(message, document, ""));
        return None;
    }
    let openapi = match document.get("openapi").and_then(Node::as_str) {
        Some(openapi) => openapi.to_owned(),
        None => {
            let message = "the document says no version of OpenAPI".to_owned();
            reading.diagnostics.push(refused_root(message, document, ""));
            return None;
        }
    };
    let info: Info = match document.get("info") {
        None => {
            reading.diagnostics.push(refused_root("the document has no `info`".to_owned(), document, ""));
            return None;
        }
        Some(node) => match read(node, Kind::Info, &[], &root.key("info"), &mut reading) {
            Ok(info) => info,
            Err(refusal) => {
                let message = format!("the typed document refuses `info`: {}", refusal.message);
                reading.diagnostics.push(refused_root(message, refusal.node, refusal.pointer.as_str()));
                return None;
            }
        },
    };
    let mut paths = paths::paths(document.get("paths"), &mut reading);
    paths::webhooks(document, &mut paths, &mut reading);
    let openapi = OpenAPI {
        openapi,
        info,
        servers: list::<Server>(document, "servers", Kind::Server, &root, &mut reading),
        paths,
        components: document.get("components").map(|node| components(node, &mut reading)),
        security: document
            .get("security")
            .map(|_| list::<SecurityRequirement>(document, "security", Kind::SecurityRequirement, &root, &mut reading)),
        tags: list::<Tag>(document, "tags", Kind::Tag, &root, &mut reading),
        external_docs: optional(document, "externalDocs", Kind::ExternalDocs, &root, &mut reading),
        extensions: extensions(document),
    };
    Some(Typed { openapi, components: reading.components, schemas: reading.schemas })
}

fn refused_root(message: String, node: &Node, pointer: &str) -> Diagnostic {
    Diagnostic::error(codes_typed::ROOT_REFUSED, message)
        .at(Place::of(node, pointer))
        .help("correct the document; without its root nothing can be read")
}

fn components(node: &Node, reading: &mut Reading<'_>) -> Components {
    let at = Pointer::root().key("components");
    reading.components = schemas::members(node.get("schemas"), &at.key("schemas"), reading.diagnostics);
    Components {
        // They stand beside it.
        schemas: IndexMap::new(),
        responses: members(node, Kind::Response, &at, reading),
        parameters: members(node, Kind::Parameter, &at, reading),
        // No code is made of them, and they are half of some documents.
        examples: IndexMap::new(),
        request_bodies: members(node, Kind::RequestBody, &at, reading),
        headers: members(node, Kind::Header, &at, reading),
        security_schemes: members(node, Kind::SecurityScheme, &at, reading),
        links: members(node, Kind::Link, &at, reading),
        callbacks: callbacks(node, &at, reading),
        extensions: extensions(node),
    }
}

fn callbacks(components: &Node, at: &Pointer, reading: &mut Reading<'_>) -> IndexMap<String, ReferenceOr<Callback>> {
    let callbacks = paths::callbacks(components.get("callbacks"), &at.key("callbacks"), 0, reading);
    callbacks.into_iter().map(|(name, callback)| (name, ReferenceOr::Item(callback))).collect()
}

/// The extensions of an object, as JSON.
fn extensions(node: &Node) -> IndexMap<String, Value> {
    let extensions = node.entries().iter().filter(|entry| entry.key.starts_with("x-"));
    extensions.filter_map(|entry| Some((entry.key.clone(), deserializer::json(&entry.node)?))).collect()
}
