//! Every object has what it cannot be without: filled in where a default does no harm, else the object is left out.
//!
//! Parameters and security schemes are not here: a call without them would be another call, so the typed parse decides.

use super::{Site, document, responses};
use crate::diagnostics::codes_typed;
use crate::dialect::Kind;
use crate::document::Node;
use crate::normalize::schema;

/// Completes an object of that kind; false, after a report, if what is missing cannot be made up.
pub(in crate::normalize) fn complete(site: &mut Site<'_>, node: &mut Node, kind: Kind) -> bool {
    match kind {
        Kind::Info => {
            fill(site, node, kind, "title", document::TITLE);
            fill(site, node, kind, "version", document::VERSION);
            true
        }
        Kind::License => {
            fill(site, node, kind, "name", "");
            true
        }
        Kind::Response => {
            if node.get("description").is_none() {
                node.set("description", Node::string("", node.span));
            }
            true
        }
        Kind::ServerVariable => {
            let first = node.get("enum").and_then(|values| values.items().first()).and_then(Node::as_str);
            let first = first.unwrap_or_default().to_owned();
            fill(site, node, kind, "default", &first);
            true
        }
        Kind::Flow => {
            if node.get("scopes").is_none() {
                missing(site, node, kind, "scopes", "it was read as having none");
                node.set("scopes", Node::object(node.span));
            }
            true
        }
        Kind::Server | Kind::ExternalDocs => needs(site, node, kind, "url"),
        Kind::Tag => needs(site, node, kind, "name"),
        Kind::Discriminator => needs(site, node, kind, "propertyName"),
        Kind::Link => {
            if node.get("operationRef").is_some() && node.remove("operationId").is_some() {
                let message = "a link has both `operationRef` and `operationId`";
                site.warn_here(codes_typed::LEFT_OUT, message, node.span, "the reference is used; remove one of them");
            }
            node.get("operationRef").is_some() || needs(site, node, kind, "operationId")
        }
        Kind::Document => {
            document::paths_are_there(site, node);
            true
        }
        Kind::Operation => {
            responses::operation(node);
            true
        }
        Kind::Schema => {
            schema::type_is_said(node);
            true
        }
        _ => true,
    }
}

fn fill(site: &mut Site<'_>, node: &mut Node, kind: Kind, key: &str, text: &str) {
    if node.get(key).is_none() {
        missing(site, node, kind, key, &format!("it was read as `{text}`"));
        node.set(key, Node::string(text, node.span));
    }
}

fn missing(site: &mut Site<'_>, node: &Node, kind: Kind, key: &str, help: &str) {
    let message = format!("{} has no `{key}`", kind.name());
    site.warn_here(codes_typed::FILLED, message, node.span, &format!("{help}; add it"));
}

fn needs(site: &mut Site<'_>, node: &Node, kind: Kind, key: &str) -> bool {
    let has = node.get(key).is_some();
    if !has {
        let message = format!("{} has no `{key}`", kind.name());
        site.warn_here(codes_typed::LEFT_OUT, message, node.span, "it was left out; add what is missing");
    }
    has
}
