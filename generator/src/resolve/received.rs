//! Requests that the service makes: webhooks, which the document lists, and callbacks, which operations list.

use openapiv3::ReferenceOr;

use super::ResolvedOperation;
use super::operations::{Found, all, in_item, resolve_each};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, codes_typed};
use crate::dialect::operations;
use crate::document::{Node, Pointer};
use crate::parse::{self, PathItem, Typed};

/// Resolves all of them, less those that are skipped. Their path is the webhook's name, or the callback's expression.
pub(super) fn resolve<'a>(
    typed: &'a Typed,
    document: &'a Node,
    diagnostics: &mut Diagnostics,
) -> Vec<ResolvedOperation<'a>> {
    let mut found = webhooks(typed, document);
    for Found { pointer, operation, .. } in all(typed, document) {
        let at = pointer.key("callbacks");
        for (name, callback) in &operation.callbacks {
            let at = at.key(name);
            for (expression, item) in callback {
                found.extend(of_item(expression, item, &at.key(expression), document));
            }
        }
    }
    report_methods(document, diagnostics);
    resolve_each(found, typed, document, diagnostics)
}

/// Reports the webhooks whose method the typed document does not have.
fn report_methods(document: &Node, diagnostics: &mut Diagnostics) {
    let at = Pointer::root().key(parse::WEBHOOKS);
    for entry in document.get(parse::WEBHOOKS).map(Node::entries).unwrap_or_default() {
        let item = operations(&entry.node, &at.key(&entry.key));
        for left_out in item.into_iter().filter(|operation| operation.keyword.is_none()) {
            let message = format!("the webhook `{}` by `{}` is left out", entry.key.escape_debug(), left_out.method);
            let place = Place::of(left_out.node, left_out.pointer.as_str());
            let help = "only the methods that a path item has by name are read; give it one of them";
            diagnostics.push(Diagnostic::warning(codes_typed::OPERATION_SKIPPED, message).at(place).help(help));
        }
    }
}

fn webhooks<'a>(typed: &'a Typed, document: &'a Node) -> Vec<Found<'a>> {
    let at = Pointer::root().key(parse::WEBHOOKS);
    let entries = document.get(parse::WEBHOOKS).map(Node::entries).unwrap_or_default();
    let mut found = Vec::new();
    for entry in entries {
        let item = typed.paths.get(parse::webhook(&entry.key).as_str()).and_then(ReferenceOr::as_item);
        found.extend(item.into_iter().flat_map(|item| of_item(&entry.key, item, &at.key(&entry.key), document)));
    }
    found
}

fn of_item<'a>(path: &'a str, item: &'a PathItem, at: &Pointer, document: &'a Node) -> Vec<Found<'a>> {
    document.at(at.as_str()).map(|node| in_item(path, item, at, node)).unwrap_or_default()
}
