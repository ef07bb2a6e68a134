//! From the node tree to the typed document.
//!
//! The typed document is `openapiv3`'s. It is read in pieces: an operation or a schema that its types refuse costs itself
//! and nothing else. Knows how to degrade and where things stand, but not what they mean: repairs are normalization's.

mod deserializer;
mod fill;
mod locate;
mod paths;
mod pieces;
mod schemas;

use std::thread;

use indexmap::IndexMap;
use openapiv3::{Callback, Components, Info, OpenAPI, ReferenceOr, SecurityRequirement, Server, Tag};
use serde_json::Value;

use crate::diagnostics::{Diagnostic, Diagnostics, Place, codes_typed};
use crate::dialect::Kind;
use crate::document::{Node, Pointer};
use pieces::{list, members, optional, read};

pub(crate) use paths::{WEBHOOKS, additional, is_webhook, webhook};
pub(crate) use schemas::schema;

/// Reads a normalized document; none, and an error, if its root is refused.
pub fn parse(document: &Node, diagnostics: &mut Diagnostics) -> Option<OpenAPI> {
    let root = Pointer::root();
    if !document.is_object() {
        let message = format!("the document is {}, where an object is needed", document.kind());
        diagnostics.push(refused_root(message, document, ""));
        return None;
    }
    let openapi = match document.get("openapi").and_then(Node::as_str) {
        Some(openapi) => openapi.to_owned(),
        None => {
            let message = "the document says no version of OpenAPI".to_owned();
            diagnostics.push(refused_root(message, document, ""));
            return None;
        }
    };
    let info: Info = match document.get("info") {
        None => {
            diagnostics.push(refused_root("the document has no `info`".to_owned(), document, ""));
            return None;
        }
        Some(node) => match read(node, Kind::Info, &[], &root.key("info"), diagnostics) {
            Ok(info) => info,
            Err(refusal) => {
                let message = format!("the typed document refuses `info`: {}", refusal.message);
                diagnostics.push(refused_root(message, refusal.node, refusal.pointer.as_str()));
                return None;
            }
        },
    };
    let (paths, (components, refused)) = thread::scope(|scope| {
        // Half of most documents is there, and needs nothing of the other half.
        let components = scope.spawn(|| {
            let mut refused = Diagnostics::default();
            (document.get("components").map(|node| components(node, &mut refused)), refused)
        });
        let mut paths = paths::paths(document.get("paths"), diagnostics);
        paths::webhooks(document, &mut paths, diagnostics);
        let components = components.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (paths, components)
    });
    let servers = list::<Server>(document, "servers", Kind::Server, &root, diagnostics);
    diagnostics.list.extend(refused.list);
    Some(OpenAPI {
        openapi,
        info,
        servers,
        paths,
        components,
        security: document
            .get("security")
            .map(|_| list::<SecurityRequirement>(document, "security", Kind::SecurityRequirement, &root, diagnostics)),
        tags: list::<Tag>(document, "tags", Kind::Tag, &root, diagnostics),
        external_docs: optional(document, "externalDocs", Kind::ExternalDocs, &root, diagnostics),
        extensions: extensions(document),
    })
}

fn refused_root(message: String, node: &Node, pointer: &str) -> Diagnostic {
    Diagnostic::error(codes_typed::ROOT_REFUSED, message)
        .at(Place::of(node, pointer))
        .help("correct the document; without its root nothing can be read")
}

fn components(node: &Node, diagnostics: &mut Diagnostics) -> Components {
    let at = Pointer::root().key("components");
    Components {
        schemas: schemas::members(node.get("schemas"), &at.key("schemas"), diagnostics),
        responses: members(node, Kind::Response, &at, diagnostics),
        parameters: members(node, Kind::Parameter, &at, diagnostics),
        // No code is made of them, and they are half of some documents.
        examples: IndexMap::new(),
        request_bodies: members(node, Kind::RequestBody, &at, diagnostics),
        headers: members(node, Kind::Header, &at, diagnostics),
        security_schemes: members(node, Kind::SecurityScheme, &at, diagnostics),
        links: members(node, Kind::Link, &at, diagnostics),
        callbacks: callbacks(node, &at, diagnostics),
        extensions: extensions(node),
    }
}

fn callbacks(
    components: &Node,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> IndexMap<String, ReferenceOr<Callback>> {
    let callbacks = paths::callbacks(components.get("callbacks"), &at.key("callbacks"), 0, diagnostics);
    callbacks.into_iter().map(|(name, callback)| (name, ReferenceOr::Item(callback))).collect()
}

/// The extensions of an object, as JSON.
fn extensions(node: &Node) -> IndexMap<String, Value> {
    let extensions = node.entries().iter().filter(|entry| entry.key.starts_with("x-"));
    extensions.filter_map(|entry| Some((entry.key.clone(), deserializer::json(&entry.node)?))).collect()
}
