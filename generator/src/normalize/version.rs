//! Which version of OpenAPI a document says it follows.
//!
//! Decides only; each version that needs more than the common passes has a module of its own.

use crate::diagnostics::{Diagnostic, Diagnostics, Place, codes_typed};
use crate::document::{Node, Value};

/// A version of OpenAPI that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Version {
    /// Swagger 2.0, by its later name OpenAPI 2.0
    Swagger20,
    /// OpenAPI 3.0.x
    OpenApi30,
    /// OpenAPI 3.1.x
    OpenApi31,
    /// OpenAPI 3.2.x
    OpenApi32,
}

impl Version {
    /// Whether schemas are those of JSON Schema 2020-12, rather than a dialect of OpenAPI's own.
    pub(super) fn has_json_schema(self) -> bool {
        matches!(self, Self::OpenApi31 | Self::OpenApi32)
    }
}

/// The version of a document, as a text in the document afterwards; none, and an error, if it cannot be read.
pub(super) fn detect(document: &mut Node, diagnostics: &mut Diagnostics) -> Option<Version> {
    if !document.is_object() {
        let message = format!("the document is {}, where an object is needed", document.kind());
        diagnostics.push(no_version(message, document));
        return None;
    }
    // YAML reads a bare `3.1` as a number.
    for key in ["openapi", "swagger"] {
        if let Some(Node { value: value @ Value::Number(_), .. }) = document.get_mut(key)
            && let Value::Number(number) = value
        {
            *value = Value::String(number.0.clone());
        }
    }
    let written = ["openapi", "swagger"].into_iter().find_map(|key| Some((key, document.get(key)?)));
    let Some((key, version)) = written else {
        diagnostics.push(no_version("the document says no version of OpenAPI".to_owned(), document));
        return None;
    };
    let text = version.as_str().unwrap_or_default();
    let mut parts = text.split('.');
    match (key, parts.next(), parts.next()) {
        ("openapi", Some("3"), Some("0")) => Some(Version::OpenApi30),
        ("openapi", Some("3"), Some("1")) => Some(Version::OpenApi31),
        ("openapi", Some("3"), Some("2")) => Some(Version::OpenApi32),
        ("swagger", Some("2"), _) => Some(Version::Swagger20),
        _ => {
            diagnostics.push(unknown(version, key, text));
            None
        }
    }
}

/// The version that a document says, whether it can be read or not.
pub(crate) fn declared(document: &Node) -> Option<String> {
    match &document.get("openapi").or_else(|| document.get("swagger"))?.value {
        Value::String(text) => Some(text.to_string()),
        Value::Number(number) => Some(number.0.to_string()),
        _ => None,
    }
}

fn unknown(version: &Node, key: &str, text: &str) -> Diagnostic {
    let message = match version.as_str() {
        Some(_) => format!("`{text}` is no version of OpenAPI that can be read"),
        None => format!("the version of OpenAPI is {}, where a string is needed", version.kind()),
    };
    Diagnostic::error(codes_typed::UNSUPPORTED_VERSION, message)
        .at(Place::of(version, format!("/{key}")))
        .help("the versions that can be read are `swagger: '2.0'` and `openapi: 3.0.x`, 3.1.x and 3.2.x")
}

fn no_version(message: String, document: &Node) -> Diagnostic {
    Diagnostic::error(codes_typed::NO_VERSION, message)
        .at(Place::of(document, ""))
        .help("an OpenAPI document is an object with `openapi: 3.0.x` or the like, or `swagger: '2.0'`, at its top")
}
