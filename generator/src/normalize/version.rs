//! Which version of OpenAPI a document says it follows.
//!
//! Decides only; each version that needs more than the common passes has a module of its own.

use super::{openapi32, swagger20};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, codes_typed};
use crate::document::{Node, Value};

/// A version of OpenAPI that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Version {
    /// OpenAPI 3.0.x
    OpenApi30,
    /// OpenAPI 3.1.x
    OpenApi31,
}

/// The version of a document, as a text in the document afterwards; none, and an error, if it cannot be read.
pub(super) fn detect(document: &mut Node, diagnostics: &mut Diagnostics) -> Option<Version> {
    if !document.is_object() {
        let message = format!("the document is {}, where an object is needed", document.kind());
        diagnostics.push(no_version(message, document));
        return None;
    }
    // YAML reads a bare `3.1` as a number.
    if let Some(Node { value: value @ Value::Number(_), .. }) = document.get_mut("openapi")
        && let Value::Number(number) = value
    {
        *value = Value::String(number.0.clone());
    }
    if let Some(version) = document.get("openapi") {
        let text = version.as_str().unwrap_or_default();
        let mut parts = text.split('.');
        let refusal = match (parts.next(), parts.next()) {
            (Some("3"), Some("0")) => return Some(Version::OpenApi30),
            (Some("3"), Some("1")) => return Some(Version::OpenApi31),
            (Some("3"), Some("2")) => openapi32::refusal(version),
            _ => unknown(version, text),
        };
        diagnostics.push(refusal);
    } else if let Some(version) = document.get("swagger") {
        diagnostics.push(swagger20::refusal(version));
    } else {
        diagnostics.push(no_version("the document says no version of OpenAPI".to_owned(), document));
    }
    None
}

/// The version that a document says, whether it can be read or not.
pub(crate) fn declared(document: &Node) -> Option<String> {
    match &document.get("openapi").or_else(|| document.get("swagger"))?.value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.0.clone()),
        _ => None,
    }
}

fn unknown(version: &Node, text: &str) -> Diagnostic {
    let message = match version.as_str() {
        Some(_) => format!("`{text}` is no version of OpenAPI that can be read"),
        None => format!("the version of OpenAPI is {}, where a string is needed", version.kind()),
    };
    Diagnostic::error(codes_typed::UNSUPPORTED_VERSION, message)
        .at(Place::of(version, "/openapi"))
        .help("the versions that can be read are 3.0 and 3.1")
}

fn no_version(message: String, document: &Node) -> Diagnostic {
    Diagnostic::error(codes_typed::NO_VERSION, message)
        .at(Place::of(document, ""))
        .help("an OpenAPI document is an object with `openapi: 3.0.x` or `openapi: 3.1.x` at its top")
}
