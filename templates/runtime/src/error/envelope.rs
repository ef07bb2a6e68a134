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

/// Larger bodies are not a few words about a problem, and are not taken apart.
const LARGEST: usize = 1 << 20;

pub(super) fn read(body: &[u8]) -> Envelope {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    if body.len() > LARGEST {
        return Envelope::default();
    }
    let Ok(Value::Object(outer)) = serde_json::from_slice(body) else {
        return Envelope::default();
    };
    let inner = inner(&outer).unwrap_or(&outer);
    Envelope {
        code: text(inner, &["code", "error", "errorcode", "type"]),
        message: text(inner, &["message", "error_description", "detail", "title", "errormessage"]),
        target: text(inner, &["target", "param", "field"]),
    }
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
