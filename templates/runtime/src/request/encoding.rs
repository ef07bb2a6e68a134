//! Values as text in a URI or a header.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::super::model::Value;

/// Everything but RFC 3986's unreserved characters, in a path segment: services sign what they receive, and `:` or
/// `@` in the clear is rewritten by some intermediaries.
pub(super) const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The same in a query.
pub(crate) const QUERY: &AsciiSet = SEGMENT;

/// Writes a text, percent-encoded.
pub(super) fn write_encoded(target: &mut String, text: &str, set: &'static AsciiSet) {
    target.extend(utf8_percent_encode(text, set));
}

/// Writes a value as RFC 6570 expands a simple variable: a list with commas between its items. `None` if it has no such form.
pub(super) fn write_simple(target: &mut String, value: Value<'_>, set: &'static AsciiSet) -> Option<()> {
    write_items(target, value, &mut |target, text| write_encoded(target, text, set))
}

/// Writes a value without encoding, for a header.
pub(super) fn write_plain(target: &mut String, value: Value<'_>) -> Option<()> {
    write_items(target, value, &mut |target, text| target.push_str(text))
}

fn write_items(target: &mut String, value: Value<'_>, write: &mut dyn FnMut(&mut String, &str)) -> Option<()> {
    let Value::List(list) = value else {
        return write_scalar(target, value, write);
    };
    for index in 0..list.len() {
        if index > 0 {
            target.push(',');
        }
        write_scalar(target, list.item(index), write)?;
    }
    Some(())
}

fn write_scalar(target: &mut String, value: Value<'_>, write: &mut dyn FnMut(&mut String, &str)) -> Option<()> {
    match value {
        Value::Bool(value) => target.push_str(if value { "true" } else { "false" }),
        Value::Integer(value) => write!(target, "{value}").ok()?,
        Value::Float(value) => write(target, &value.to_string()),
        Value::Single(value) => write(target, &value.to_string()),
        Value::String(text) => write(target, text),
        Value::Text(text) => write(target, &text.to_string()),
        Value::Json(serde_json::Value::String(text)) => write(target, text),
        Value::Json(value) => write(target, &value.to_string()),
        Value::Absent | Value::Null => {}
        Value::List(_) | Value::Map(_) | Value::Record(_) => return None,
    }
    Some(())
}
