//! The usual forms in which services say what went wrong.
//!
//! `{"error": {"code", "message"}}`, the same under another single name and with other capitals, the same without the
//! outer object, RFC 9457's problem details, OAuth's `error` and `error_description`. What has none of these forms has
//! no code and no message, and is still kept whole by the error.

use serde_json::{Map, Value};

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Envelope {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) target: Option<String>,
}

pub(super) fn read(body: &[u8]) -> Envelope {
    let Ok(Value::Object(outer)) = serde_json::from_slice(body) else {
        return Envelope::default();
    };
    let inner = match outer.iter().find(|(key, _)| key.to_ascii_lowercase().ends_with("error")) {
        Some((_, Value::Object(inner))) => inner,
        _ => &outer,
    };
    Envelope {
        code: text(inner, &["code", "error", "errorcode", "type"]),
        message: text(inner, &["message", "error_description", "detail", "title", "errormessage"]),
        target: text(inner, &["target", "param", "field"]),
    }
}

fn text(object: &Map<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| match object.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?.1 {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}
