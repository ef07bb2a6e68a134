//! Media types: which of several is used, and how its bodies are read and written.

use openapiv3::MediaType;

/// How a body is read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lower) enum Form {
    /// As JSON.
    Json,
    /// As the pairs of a form.
    UrlEncoded,
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

/// The form of a media type; none for those that can be neither read nor written but as bytes of a known form.
fn form(media_type: &str) -> Option<Form> {
    let essence = essence(media_type);
    let subtype = essence.split('/').nth(1).unwrap_or_default();
    if is_json(media_type) {
        Some(Form::Json)
    } else if subtype == "x-www-form-urlencoded" {
        Some(Form::UrlEncoded)
    } else if essence.starts_with("multipart/") || is_xml(media_type) {
        None
    } else if essence.starts_with("text/") && !essence.ends_with("/*") {
        Some(Form::Text)
    } else {
        Some(Form::Bytes)
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

/// The media type of a request that is used: JSON before a form before text before bytes.
pub(super) fn of_request(content: &indexmap::IndexMap<String, MediaType>) -> Option<Choice<'_>> {
    choose(content, form)
}

/// The media type of a response that is used; what has no better form is read as bytes.
pub(in crate::lower) fn of_response(content: &indexmap::IndexMap<String, MediaType>) -> Option<Choice<'_>> {
    // Nobody answers with a form; what says so is read as text.
    choose(content, |media_type| match form(media_type) {
        Some(Form::UrlEncoded) => Some(Form::Text),
        form => form.or(Some(Form::Bytes)),
    })
}

fn choose<'a>(
    content: &'a indexmap::IndexMap<String, MediaType>,
    form: impl Fn(&str) -> Option<Form>,
) -> Option<Choice<'a>> {
    let candidates = content.iter().filter_map(|(key, value)| {
        let form = form(key)?;
        // A range of media types with a schema that is no file is how some frameworks say JSON.
        let (form, media_type) = match form {
            Form::Bytes if essence(key) == "*/*" && is_structured(value) => (Form::Json, "application/json".to_owned()),
            Form::Bytes if key.contains('*') => (Form::Bytes, "application/octet-stream".to_owned()),
            form => (form, clean(key)),
        };
        Some(Choice { key, media_type, form, value })
    });
    let rank = |choice: &Choice<'_>| match choice.form {
        Form::Json if choice.media_type == "application/json" => 0,
        Form::Json => 1,
        Form::UrlEncoded => 2,
        Form::Text if is_text(&choice.media_type) => 3,
        Form::Text => 5,
        Form::Bytes => 4,
    };
    candidates.min_by_key(rank)
}

/// Whether a body is described as more than a file.
fn is_structured(value: &MediaType) -> bool {
    match &value.schema {
        None => false,
        Some(openapiv3::ReferenceOr::Reference { .. }) => true,
        Some(openapiv3::ReferenceOr::Item(schema)) => {
            !matches!(&schema.schema_kind, openapiv3::SchemaKind::Type(openapiv3::Type::String(_)))
        }
    }
}

fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// A media type that a header can hold.
fn clean(media_type: &str) -> String {
    let text: String = media_type.chars().filter(|letter| letter.is_ascii_graphic() || *letter == ' ').collect();
    text.trim().to_owned()
}
