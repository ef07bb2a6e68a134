//! Media types: which of several is used, and how its bodies are read and written.

use crate::lower::names;
use crate::parse::{Content, MediaType, SchemaKind, SchemaOrReference, Type};
/// How a body is read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lower) enum Form {
    /// As JSON.
    Json,
    /// As the pairs of a form.
    UrlEncoded,
    /// As several parts.
    Multipart,
    /// As lines of JSON.
    Lines,
    /// As XML.
    Xml,
    /// As text.
    Text,
    /// As bytes.
    Bytes,
}

/// The media type that is used.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Choice<'a> {
    /// Its key in the document, for pointers.
    pub(in crate::lower) key: &'a str,
    /// What is sent or asked for.
    pub(in crate::lower) media_type: String,
    /// How the body is written.
    pub(in crate::lower) form: Form,
    /// What the document says of it.
    pub(in crate::lower) value: &'a MediaType,
}

/// The form of a media type; what is none of a form that we know is bytes.
pub(super) fn form(media_type: &str) -> Form {
    let essence = essence(media_type);
    let subtype = essence.split('/').nth(1).unwrap_or_default();
    if is_json(media_type) {
        Form::Json
    } else if subtype == "x-www-form-urlencoded" {
        Form::UrlEncoded
    } else if essence.starts_with("multipart/") {
        Form::Multipart
    } else if is_lines(&essence) {
        Form::Lines
    } else if is_xml(media_type) {
        Form::Xml
    } else if essence.starts_with("text/") && !essence.ends_with("/*") {
        Form::Text
    } else {
        Form::Bytes
    }
}

/// Whether a media type is JSON.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    matches!(essence.as_str(), "application/json" | "text/json") || essence.ends_with("+json")
}

/// Whether a media type is plain text.
pub(super) fn is_text(media_type: &str) -> bool {
    essence(media_type) == "text/plain"
}

/// Whether a media type is XML.
pub(super) fn is_xml(media_type: &str) -> bool {
    let essence = essence(media_type);
    matches!(essence.as_str(), "application/xml" | "text/xml")
        || essence.ends_with("+xml") && essence != "image/svg+xml"
}

/// The form of a request in a media type, and what is sent.
pub(super) fn of_request(key: &str, declared: &MediaType) -> (Form, String) {
    match form(key) {
        // A range of media types with a schema that is no file is how some frameworks say JSON.
        Form::Bytes if essence(key) == "*/*" && is_structured(declared) => (Form::Json, "application/json".to_owned()),
        Form::Bytes if key.contains('*') => (Form::Bytes, "application/octet-stream".to_owned()),
        // The boundary is made anew for each request.
        Form::Multipart => (Form::Multipart, essence(key)),
        form => (form, clean(key)),
    }
}

/// Whether a media type is that of a patch: what a patch does is said by its media type alone.
pub(super) fn is_patch(media_type: &str) -> bool {
    essence(media_type).contains("patch")
}

/// A media type as a name: `JsonPatch` for `application/json-patch+json`.
pub(super) fn word(media_type: &str) -> String {
    let essence = essence(media_type);
    let subtype = essence.split('/').nth(1).unwrap_or(&essence);
    names::camel(subtype.strip_suffix("+json").unwrap_or(subtype))
}

fn is_lines(essence: &str) -> bool {
    let names = ["x-ndjson", "ndjson", "jsonl", "x-jsonl", "jsonlines", "x-jsonlines", "json-lines", "x-json-lines"];
    essence.strip_prefix("application/").is_some_and(|subtype| names.contains(&subtype))
}

/// The media type of a received request that is used.
pub(in crate::lower) fn of_received<'a>(content: &'a Content) -> Option<Choice<'a>> {
    let candidates = content.iter().map(|(key, value)| {
        let form = form(key);
        // A range of media types with a schema that is no file is how some frameworks say JSON.
        let (form, media_type) = match form {
            Form::Bytes if essence(key) == "*/*" && is_structured(value) => (Form::Json, "application/json".to_owned()),
            Form::Bytes if key.contains('*') => (Form::Bytes, "application/octet-stream".to_owned()),
            form => (form, clean(key)),
        };
        Choice { key, media_type, form, value }
    });
    let rank = |choice: &Choice<'_>| match choice.form {
        Form::Json if choice.media_type == "application/json" => 0,
        Form::Json => 1,
        Form::UrlEncoded => 2,
        Form::Xml => 3,
        Form::Text if is_text(&choice.media_type) => 4,
        Form::Bytes | Form::Multipart | Form::Lines => 5,
        Form::Text => 6,
    };
    candidates.min_by_key(rank)
}

/// Whether a body is a stream of values, each of which is read when it is there (OpenAPI 3.2, section 4.14.3).
pub(in crate::lower) fn is_stream(media_type: &str) -> bool {
    let essence = essence(media_type);
    is_server_sent(media_type)
        || is_lines(&essence)
        || matches!(essence.as_str(), "application/stream+json" | "application/x-json-stream" | "application/json-seq")
        || essence.ends_with("+json-seq")
}

/// Whether a stream is one of server-sent events.
pub(super) fn is_server_sent(media_type: &str) -> bool {
    essence(media_type) == "text/event-stream"
}

/// Whether a media type is one of the usual other ways to write what JSON writes.
pub(super) fn is_like_json(media_type: &str) -> bool {
    const LIKE: &[&str] = &["yaml", "protobuf", "msgpack", "messagepack", "cbor", "bson", "avro", "smile", "ion"];
    let essence = essence(media_type);
    let words = || essence.split(|letter: char| !letter.is_ascii_alphanumeric());
    LIKE.iter().any(|name| words().any(|word| word == *name || word.strip_prefix('x') == Some(*name)))
}

/// Whether a body is described as more than a file.
pub(super) fn is_structured(value: &MediaType) -> bool {
    match &value.schema {
        None => false,
        Some(SchemaOrReference::Reference(_)) => true,
        Some(SchemaOrReference::Item(schema)) => !matches!(&schema.schema_kind, SchemaKind::Type(Type::String(_))),
    }
}

/// A media type without its parameters, in lower case.
pub(super) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// A media type that a header can hold.
pub(super) fn clean(media_type: &str) -> String {
    let text: String = media_type.chars().filter(|letter| letter.is_ascii_graphic() || *letter == ' ').collect();
    text.trim().to_owned()
}
