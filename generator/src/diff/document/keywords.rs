//! What kind of thing a keyword says.

use crate::dialect::CARRIED;

/// Whether a keyword only describes, of whatever object.
pub(in crate::diff) fn is_documentation(key: &str) -> bool {
    let key = key.strip_prefix(CARRIED).unwrap_or(key);
    matches!(key, "title" | "summary" | "description" | "example" | "examples" | "externalDocs" | "$comment")
}

/// Whether a keyword may stand beside a reference without making another schema of it.
pub(in crate::diff) fn is_remark(key: &str) -> bool {
    is_documentation(key)
        || is_extension(key)
        || matches!(
            key.strip_prefix(CARRIED).unwrap_or(key),
            "default" | "nullable" | "readOnly" | "writeOnly" | "deprecated" | "$defs" | "definitions"
        )
}

/// Whether a keyword is one of the document's own.
pub(super) fn is_extension(key: &str) -> bool {
    key.starts_with("x-") && !key.starts_with(CARRIED)
}

/// Marks of normalization, which no document has.
pub(super) fn is_mark(key: &str) -> bool {
    // The name of a body, which Swagger 2.0 has and no later version.
    key == "x-codegen-request-body-name" || matches!(key.strip_prefix(CARRIED), Some("const" | "null" | "tuple"))
}
