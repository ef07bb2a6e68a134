//! `contentEncoding` and `contentMediaType` are the formats `byte` and `binary` where they mean them; the table carries the
//! keywords themselves.

use crate::document::Node;

/// Sets `format`, unless there is one.
pub(super) fn becomes_format(schema: &mut Node) {
    let ty = schema.get("type").and_then(Node::as_str);
    let is_untyped = ty.is_none()
        && ["$ref", "allOf", "anyOf", "oneOf", "not", "properties", "items", "enum", "x-oas31-types"]
            .iter()
            .all(|key| schema.get(key).is_none());
    if schema.get("format").is_some() || !(ty == Some("string") || is_untyped) {
        return;
    }
    let encoding = schema.get("contentEncoding").and_then(Node::as_str);
    let media_type = schema.get("contentMediaType").and_then(Node::as_str);
    let format = match (encoding, media_type) {
        (Some(encoding), _) if encoding.eq_ignore_ascii_case("base64") => "byte",
        (Some(encoding), _) if !matches!(encoding, "binary" | "8bit" | "7bit") => return,
        (_, Some(media_type)) if is_binary(media_type) => "binary",
        _ => return,
    };
    let span = schema.span;
    schema.set("type", Node::string("string", span));
    schema.set("format", Node::string(format, span));
}

/// Whether content of that type is bytes, not text.
fn is_binary(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_text = essence.starts_with("text/")
        || ["json", "xml", "yaml", "javascript", "urlencoded", "html"].iter().any(|text| essence.ends_with(text));
    essence.contains('/') && !is_text
}
