//! From the node tree to the typed document.
//!
//! The typed document has `openapiv3`'s words, but types of its own, which take less room. It is read in pieces: an operation or
//! a schema that `openapiv3` refuses costs itself and nothing else. Knows how to degrade and where things stand, but not what
//! they mean: repairs are normalization's.

mod children;
mod deserializer;
mod keep;
mod lean;
mod locate;
mod named;
mod objects;
mod paths;
mod pieces;
mod schema;
mod schemas;
mod share;

use openapiv3::{ExternalDocumentation, Info, Link, SecurityRequirement as Requirement, SecurityScheme, Server, Tag};

use crate::diagnostics::{Diagnostic, Diagnostics, Place, codes_typed};
use crate::dialect::Kind;
use crate::document::{Node, Pointer};
use pieces::{list, members, optional, read};

pub use keep::{Keep, Schemas};
pub use lean::{Lean, Silent};
pub use named::{Named, Pairs};
pub use objects::{
    Callback, Components, Content, Encoding, Header, MediaType, Operation, Parameter, ParameterData,
    ParameterSchemaOrContent, PathItem, RequestBody, Response, Responses, SecurityRequirement, Typed,
};
pub(crate) use paths::{WEBHOOKS, additional, is_webhook, webhook};
pub use schema::one as schema_of;
pub use schema::{
    AdditionalProperties, AnySchema, ArrayType, Extensions, Notes, ObjectType, Schema, SchemaData, SchemaKind,
    SchemaOrReference, Type,
};
pub(crate) use schemas::schema;

/// Reads a normalized document; none, and an error, if its root is refused.
pub fn parse(document: &Node, diagnostics: &mut Diagnostics) -> Option<Typed> {
    let root = Pointer::root();
    if !document.is_object() {
        let message = format!("the document is {}, where an object is needed", document.kind());
        diagnostics.push(refused_root(message, document, ""));
        return None;
    }
    if document.get("openapi").and_then(Node::as_str).is_none() {
        let message = "the document says no version of OpenAPI".to_owned();
        diagnostics.push(refused_root(message, document, ""));
        return None;
    }
    let info = match document.get("info") {
        None => {
            diagnostics.push(refused_root("the document has no `info`".to_owned(), document, ""));
            return None;
        }
        Some(node) => match read::<Info>(node, Kind::Info, &[], &root.key("info"), diagnostics) {
            Ok(info) => info,
            Err(refusal) => {
                let message = format!("the typed document refuses `info`: {}", refusal.message);
                diagnostics.push(refused_root(message, refusal.node, refusal.pointer.as_str()));
                return None;
            }
        },
    };
    let mut paths = paths::paths(document.get("paths"), diagnostics);
    paths::webhooks(document, &mut paths, diagnostics);
    let servers = list::<Server>(document, "servers", Kind::Server, &root, diagnostics);
    let components = document.get("components").map(|node| components(node, diagnostics)).unwrap_or_default();
    let security = list::<Requirement>(document, "security", Kind::SecurityRequirement, &root, diagnostics);
    let tags = list::<Tag>(document, "tags", Kind::Tag, &root, diagnostics);
    // Without effect, but for what is wrong with it.
    optional::<ExternalDocumentation>(document, "externalDocs", Kind::ExternalDocs, &root, diagnostics);
    Some(Typed { info, servers, paths, components, security, tags })
}

fn refused_root(message: String, node: &Node, pointer: &str) -> Diagnostic {
    Diagnostic::error(codes_typed::ROOT_REFUSED, message)
        .at(Place::of(node, pointer))
        .help("correct the document; without its root nothing can be read")
}

fn components(node: &Node, diagnostics: &mut Diagnostics) -> Components {
    let at = Pointer::root().key("components");
    let components = Components {
        schemas: schemas::members(node.get("schemas"), &at.key("schemas"), diagnostics),
        responses: members::<openapiv3::Response>(node, Kind::Response, &at, diagnostics),
        parameters: members::<openapiv3::Parameter>(node, Kind::Parameter, &at, diagnostics),
        request_bodies: members::<openapiv3::RequestBody>(node, Kind::RequestBody, &at, diagnostics),
        headers: members::<openapiv3::Header>(node, Kind::Header, &at, diagnostics),
        security_schemes: members::<SecurityScheme>(node, Kind::SecurityScheme, &at, diagnostics),
    };
    // Without effect, but for what is wrong with them. Examples are not even looked at: they are half of some documents.
    members::<Link>(node, Kind::Link, &at, diagnostics);
    paths::callbacks(node.get("callbacks"), &at.key("callbacks"), 0, diagnostics);
    components
}
