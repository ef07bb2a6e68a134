//! The usual forms in which services say what went wrong.
//!
//! `{"error": {"code", "message"}}`, the same under another single name and with other capitals, the same without the
//! outer object, RFC 9457's problem details, OAuth's `error` and `error_description`; and with each of them the single
//! problems that led to it, in a list, by field, or one within another. What has none of these forms has
//! no code and no message, and is still kept whole by the error.

use std::fmt;

use serde_json::{Map, Value};

use super::{super::json::decode, service::Line};

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Envelope {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) target: Option<String>,
    pub(super) details: Vec<Detail>,
}

/// One of the problems that led to a failure.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Detail {
    /// The service's own code for it.
    pub code: Option<String>,
    /// The service's own words.
    pub message: Option<String>,
    /// What it is with: a field, a participant.
    pub target: Option<String>,
    /// What led to it in turn.
    pub details: Vec<Detail>,
}

/// On one line, as [`ServiceError`](super::ServiceError) shows the service's words.
impl fmt::Debug for Detail {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Detail")
            .field("code", &self.code.as_deref().map(Line))
            .field("message", &self.message.as_deref().map(Line))
            .field("target", &self.target.as_deref().map(Line))
            .field("details", &self.details)
            .finish()
    }
}

/// Larger bodies are not a few words about a problem, and are not taken apart.
const LARGEST: usize = 1 << 20;

pub(super) fn read(body: &[u8]) -> Envelope {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    if body.len() > LARGEST {
        return Envelope::default();
    }
    let Ok(Value::Object(outer)) = decode(body) else {
        return Envelope::default();
    };
    let inner = inner(&outer).unwrap_or(&outer);
    let Detail { code, message, target, .. } = problem(inner);
    let mut details = details(inner);
    if !std::ptr::eq(inner, &outer) {
        // What stands beside the object with the code: problem details in which an error lies.
        details.extend(self::details(&outer));
    }
    Envelope { code, message, target, details }
}

/// A problem without what led to it.
fn problem(object: &Map<String, Value>) -> Detail {
    Detail {
        code: text(object, &["code", "error", "errorcode", "type"]),
        message: text(object, &["message", "error_description", "detail", "title", "errormessage"]),
        target: text(object, &["target", "param", "field"]),
        details: Vec::new(),
    }
}

/// What led to a problem. The depth is bounded since that of the JSON is.
fn details(object: &Map<String, Value>) -> Vec<Detail> {
    let mut found = Vec::new();
    for (key, value) in object {
        match (key.to_ascii_lowercase().as_str(), value) {
            ("errors", Value::Object(fields)) => {
                fields.iter().for_each(|(field, value)| by_field(field, value, &mut found))
            }
            ("details" | "errors" | "innererrors" | "innererror", value) => listed(value, &mut found),
            _ => {}
        }
    }
    found
}

/// A problem, or a list of them.
fn listed(value: &Value, found: &mut Vec<Detail>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| listed(value, found)),
        Value::Object(object) => found.push(Detail { details: details(object), ..problem(object) }),
        Value::String(message) if !message.is_empty() => found.push(said(message, None)),
        _ => {}
    }
}

/// What is wrong with a field: a text, or a list of texts.
fn by_field(field: &str, value: &Value, found: &mut Vec<Detail>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| by_field(field, value, found)),
        Value::String(message) => found.push(said(message, Some(field))),
        other => listed(other, found),
    }
}

fn said(message: &str, target: Option<&str>) -> Detail {
    Detail { code: None, message: Some(message.to_owned()), target: target.map(str::to_owned), details: Vec::new() }
}

/// The object that holds code and message, if it is not the outer one: the member `error`, or another whose name ends
/// so, unless the outer object has a code of its own (and that one is about what lies deeper).
fn inner(outer: &Map<String, Value>) -> Option<&Map<String, Value>> {
    let named = |test: &dyn Fn(&str) -> bool| {
        outer.iter().find_map(|(key, value)| value.as_object().filter(|_| test(&key.to_ascii_lowercase())))
    };
    let flat = ["code", "message"].iter().any(|name| outer.keys().any(|key| key.eq_ignore_ascii_case(name)));
    match named(&|key| key == "error") {
        Some(inner) => Some(inner),
        None if flat => None,
        None => named(&|key| key.ends_with("error")),
    }
}

fn text(object: &Map<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| match object.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?.1 {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}
