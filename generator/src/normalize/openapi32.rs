//! OpenAPI 3.2: refused for now.
//!
//! This is where `lift`, from what 3.2 adds (`query`, `additionalOperations`, `itemSchema`, …) to the shape that the passes
//! after it know, will stand.

use crate::diagnostics::{Diagnostic, Place, codes_typed};
use crate::document::Node;

/// The refusal of an OpenAPI 3.2 document, at its version.
pub(super) fn refusal(version: &Node) -> Diagnostic {
    Diagnostic::error(codes_typed::UNSUPPORTED_VERSION, "OpenAPI 3.2 documents cannot be read yet")
        .at(Place::of(version, "/openapi"))
        .help("if the document uses nothing that is new in 3.2, set `openapi: 3.1.0`")
}
