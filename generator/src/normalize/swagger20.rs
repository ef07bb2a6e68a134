//! Swagger 2.0: refused for now.
//!
//! This is where `lift`, from Swagger 2.0 to the shape of OpenAPI 3.0, will stand; the passes after it need not change.

use crate::diagnostics::{Diagnostic, Place, codes_typed};
use crate::document::Node;

/// The refusal of a Swagger 2.0 document, at its version.
pub(super) fn refusal(version: &Node) -> Diagnostic {
    Diagnostic::error(codes_typed::UNSUPPORTED_VERSION, "Swagger 2.0 documents cannot be read yet")
        .at(Place::of(version, "/swagger"))
        .help("convert the document to OpenAPI 3.0 or 3.1 first")
}
