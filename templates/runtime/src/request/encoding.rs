//! Characters of a value as they may stand in a URI, a header or a cookie.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode_byte, utf8_percent_encode};

use super::{super::model::Value, style::Delimiter};

/// Everything but RFC 3986's unreserved characters, in a path segment: services sign what they receive, and `:` or
/// `@` in the clear is rewritten by some intermediaries.
pub(super) const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The same in a query.
pub(crate) const QUERY: &AsciiSet = SEGMENT;

/// The reserved characters that a query and a path have in common may stay: not `#`, `[` and `]`, which neither may have.
const RESERVED: &AsciiSet = &SEGMENT
    .remove(b':')
    .remove(b'/')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// In a path: not `?`, which would end it.
const RESERVED_IN_PATH: &AsciiSet = &RESERVED.remove(b'&').remove(b'\'').remove(b'+');

/// In a query: not `&`, which would end the value, `+`, which would be read as a space, and `'`, which URL libraries encode.
const RESERVED_IN_QUERY: &AsciiSet = &RESERVED.remove(b'?');

/// Whether an HTTP client would take a segment for a step up or no step, and send another path than the one that was
/// signed.
pub(crate) fn is_dot_segment(segment: &str) -> bool {
    // No spelling of two dots is longer; most segments are.
    segment.len() <= "%2e%2e".len() && matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}

/// Where a text goes, and so which of its characters must be written in another way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A segment of the path.
    Path,
    /// The query, or a form.
    Query,
    /// A header: nothing is encoded; what cannot be there is refused when the header is made.
    Header,
    /// A cookie that is written like a query. No reserved character stays: `;` would end it.
    FormCookie,
    /// A cookie whose value is encoded by whoever gives it.
    Cookie,
}

impl Place {
    /// Writes a text, or says why it cannot stand there.
    pub(super) fn write(self, target: &mut String, text: &str, keep_reserved: bool) -> Result<(), &'static str> {
        match self {
            Self::Path if keep_reserved => write_reserved(target, text, RESERVED_IN_PATH),
            Self::Query if keep_reserved => write_reserved(target, text, RESERVED_IN_QUERY),
            Self::Path => target.extend(utf8_percent_encode(text, SEGMENT)),
            Self::Query | Self::FormCookie => target.extend(utf8_percent_encode(text, QUERY)),
            Self::Header => target.push_str(text),
            Self::Cookie if text.contains(|letter: char| letter == ';' || letter.is_control()) => {
                return Err("holds characters that a cookie cannot");
            }
            Self::Cookie => target.push_str(text),
        }
        Ok(())
    }

    /// A delimiter as it stands there.
    pub(super) fn delimiter(self, delimiter: Delimiter) -> &'static str {
        let is_encoded = !matches!(self, Self::Header | Self::Cookie);
        match delimiter {
            Delimiter::Comma => ",",
            Delimiter::Space if is_encoded => "%20",
            Delimiter::Tab if is_encoded => "%09",
            Delimiter::Pipe if is_encoded => "%7C",
            Delimiter::Space => " ",
            Delimiter::Tab => "\t",
            Delimiter::Pipe => "|",
        }
    }
}

/// Writes a text in which `%` and two digits are what they say (RFC 6570, section 3.2.1).
fn write_reserved(target: &mut String, text: &str, set: &'static AsciiSet) {
    let mut pieces = text.split('%');
    target.extend(utf8_percent_encode(pieces.next().unwrap_or_default(), set));
    for piece in pieces {
        let is_encoded = piece.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        target.push_str(if is_encoded { "%" } else { percent_encode_byte(b'%') });
        target.extend(utf8_percent_encode(piece, set));
    }
}

/// The text of a value that is none of others, be it nothing, which is the empty text.
pub(crate) fn scalar(value: Value<'_>) -> Option<String> {
    let mut text = String::new();
    match value {
        Value::Bool(value) => text.push_str(if value { "true" } else { "false" }),
        Value::Integer(value) => write!(text, "{value}").ok()?,
        Value::Float(value) => write!(text, "{value}").ok()?,
        Value::Single(value) => write!(text, "{value}").ok()?,
        Value::Number(value) | Value::String(value) => text.push_str(value),
        Value::Text(value) => write!(text, "{value}").ok()?,
        Value::Absent | Value::Null => {}
        Value::Json(_) | Value::List(_) | Value::Map(_) | Value::Record(_) => return None,
    }
    Some(text)
}
