//! Reading responses: the shared half of every operation's `output`.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::{
    error::{DecodeError, Error, ServiceError},
    json::{self, Malformed, Quoted},
    media_type::{self, charset, is_json},
    model::{Field, Record, Slot},
    operation::Meta,
    pairs,
};

/// A success with everything that came with it.
#[derive(Clone)]
#[non_exhaustive]
pub struct Response<T> {
    /// The status.
    pub status: StatusCode,
    /// All headers. [`Operation::headers`](super::Operation::headers) reads those that the document promises.
    pub headers: HeaderMap,
    /// The value that the operation gives.
    pub value: T,
}

impl<T> Response<T> {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, value: T) -> Self {
        Self { status, headers, value }
    }
}

/// Shows the names of the headers and not their values, which may be secret.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("value", &self.value)
            .finish()
    }
}

/// What `read` makes of a response that is a success.
///
/// # Errors
/// [`Error::Service`] when it is none, and what `read` says.
pub fn success<T>(
    meta: &'static Meta,
    response: http::Response<Bytes>,
    read: fn(&'static Meta, http::Response<Bytes>) -> Result<T, Error>,
) -> Result<T, Error> {
    match response.status().is_success() {
        true => read(meta, response),
        false => Err(unexpected(meta, response)),
    }
}

/// The body as JSON.
///
/// # Errors
/// [`Error::Decode`] when it is not the value.
pub fn json<T: Field>(meta: &'static Meta, response: http::Response<Bytes>) -> Result<T, Error> {
    if response.body().is_empty() {
        let problem = "expected a JSON value, and the body is empty".to_owned();
        return Err(malformed_body(meta, response, Malformed { path: String::new(), problem }));
    }
    json::decode(response.body()).map_err(|malformed| malformed_body(meta, response, malformed))
}

/// The body as text.
///
/// # Errors
/// [`Error::Decode`] when it is not in UTF-8, or in ISO-8859-1 if `Content-Type` says so.
pub fn text(meta: &'static Meta, response: http::Response<Bytes>) -> Result<String, Error> {
    decoded_text(&response).map_err(|malformed| malformed_body(meta, response, malformed))
}

/// A text that comes as it is, or as a JSON string: its media type says which.
///
/// # Errors
/// [`Error::Decode`] when it is neither.
pub fn text_or_json(meta: &'static Meta, response: http::Response<Bytes>) -> Result<String, Error> {
    if is_json(response.headers()) { json(meta, response) } else { text(meta, response) }
}

/// The body as text, by the charset of its media type; without one it is UTF-8.
pub(crate) fn decoded_text(response: &http::Response<Bytes>) -> Result<String, Malformed> {
    let malformed = |problem| Malformed { path: String::new(), problem };
    let body = response.body();
    match charset(response.headers()).as_deref() {
        Some("iso-8859-1" | "latin1" | "us-ascii" | "ascii") => Ok(body.iter().copied().map(char::from).collect()),
        None | Some("utf-8" | "utf8") => match std::str::from_utf8(body) {
            Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned()),
            Err(error) => Err(malformed(format!("expected text in UTF-8: {error}"))),
        },
        Some(other) => Err(malformed(format!("the text is in {}, which is not read", Quoted(other)))),
    }
}

/// In which of several forms a response comes, by its media type; the first if it is none of these, or is not said.
pub fn form(response: &http::Response<Bytes>, forms: &[&[&str]]) -> usize {
    media_type::find(response.headers(), forms).unwrap_or(0)
}

/// The body as it came.
///
/// # Errors
/// Never.
pub fn bytes(_meta: &'static Meta, response: http::Response<Bytes>) -> Result<Bytes, Error> {
    Ok(response.into_body())
}

/// Nothing, whatever came.
///
/// # Errors
/// Never.
pub fn empty(_meta: &'static Meta, _response: http::Response<Bytes>) -> Result<(), Error> {
    Ok(())
}

/// What a response is whose status the operation does not read as a success.
pub fn unexpected(meta: &'static Meta, response: http::Response<Bytes>) -> Error {
    if response.status().is_success() {
        let problem = format!("status {} is not declared", response.status().as_u16());
        return malformed_body(meta, response, Malformed { path: String::new(), problem });
    }
    failed(meta, response)
}

/// What a response is that the document calls a failure, whatever its status.
pub fn failed(meta: &'static Meta, response: http::Response<Bytes>) -> Error {
    Error::Service(Box::new(ServiceError::new(meta, response)))
}

fn malformed_body(meta: &'static Meta, response: http::Response<Bytes>, malformed: Malformed) -> Error {
    Error::Decode(Box::new(DecodeError::new(meta, response, malformed)))
}

/// The headers that a struct's columns name.
///
/// # Errors
/// When a header that is there has another form, or one that is always there is not.
pub fn headers<T: Field>(headers: &HeaderMap) -> Result<T, Malformed> {
    let mut value = T::empty();
    if let Slot::Record(record) = value.slot() {
        read_headers(headers, record)?;
    }
    Ok(value)
}

fn read_headers(headers: &HeaderMap, record: &mut dyn Record) -> Result<(), Malformed> {
    for (index, column) in record.table().columns.iter().enumerate() {
        let malformed = |problem| Malformed { path: column.name().to_owned(), problem };
        let texts: Result<Vec<&str>, _> =
            headers.get_all(column.name()).iter().map(|value| std::str::from_utf8(value.as_bytes())).collect();
        match texts.as_deref() {
            Err(_) => return Err(malformed("expected text in UTF-8".to_owned())),
            Ok([]) if column.is().required => return Err(malformed("missing".to_owned())),
            Ok([]) => {}
            Ok([first, more @ ..]) => {
                read_header(first, more, record.field_mut(index).slot()).map_err(|problem| {
                    match column.is().secret {
                        true => malformed("not what was expected; the value is secret and not shown".to_owned()),
                        false => malformed(problem),
                    }
                })?;
            }
        }
    }
    Ok(())
}

/// Reads the headers of one name. A list may be spread over several; of anything else, the first one counts.
pub(crate) fn read_header(first: &str, more: &[&str], slot: Slot<'_>) -> Result<(), String> {
    match slot {
        Slot::Option(slot) | Slot::OptionalNumber(slot) => read_header(first, more, slot.insert()),
        slot @ (Slot::Record(_) | Slot::Map(_)) => read_object(first, more, slot),
        slot @ Slot::Union(_) => decode(&serde_json::from_str(first).unwrap_or_else(|_| first.into()), slot),
        // A header whose content is JSON.
        slot @ Slot::List(_) if more.is_empty() && starts_json(first, '[') => match serde_json::from_str(first) {
            Ok(tree) => decode(&tree, slot),
            Err(_) => Err(format!("expected a list, found {}", Quoted(first))),
        },
        Slot::List(slot) => {
            slot.clear();
            let items = [first].into_iter().chain(more.iter().copied()).flat_map(|text| text.split(','));
            let mut count = 0;
            for item in items.map(str::trim).filter(|item| !item.is_empty()) {
                read_text(item, slot.place(count))?;
                count += 1;
            }
            match slot.least() {
                least if count < least => Err(format!("expected at least {least} items, found {count}")),
                _ => Ok(()),
            }
        }
        slot => read_text(first, slot),
    }
}

/// An object in a header: JSON, or its members one after the other (the style `simple`).
fn read_object(first: &str, more: &[&str], slot: Slot<'_>) -> Result<(), String> {
    match serde_json::from_str(first) {
        Ok(tree) if starts_json(first, '{') => decode(&tree, slot),
        _ => {
            let pairs = pairs::of_header([first].into_iter().chain(more.iter().copied()));
            pairs::read_into(&pairs, slot).map_err(|malformed| malformed.to_string())
        }
    }
}

fn starts_json(text: &str, bracket: char) -> bool {
    text.trim_start().starts_with(bracket)
}

fn decode(tree: &serde_json::Value, slot: Slot<'_>) -> Result<(), String> {
    json::decode_into_slot(tree, slot).map_err(|malformed| malformed.to_string())
}

fn read_text(text: &str, slot: Slot<'_>) -> Result<(), String> {
    let expected = |expected: &str| format!("expected {expected}, found {}", Quoted(text));
    match slot {
        Slot::Option(slot) | Slot::OptionalNumber(slot) => return read_text(text, slot.insert()),
        Slot::Bool(slot) => *slot = text.parse().map_err(|_| expected("true or false"))?,
        Slot::Integer(slot) => {
            let value = text.parse().map_err(|_| expected(slot.expected()))?;
            slot.set(value).map_err(expected)?;
        }
        Slot::Float(slot) => *slot = finite(text).ok_or_else(|| expected("a number"))?,
        Slot::Single(slot) => *slot = finite(text).ok_or_else(|| expected("a number"))? as f32,
        Slot::Number(slot) => slot.set(text).map_err(expected)?,
        Slot::String(slot) => text.clone_into(slot),
        Slot::Text(slot) => match slot.set(text) {
            Err(problem) if !slot.keep(text) => return Err(expected(problem)),
            Err(_) | Ok(()) => {}
        },
        Slot::Json(slot) => *slot = text.into(),
        Slot::Any(slot) => slot.set(serde_json::from_str(text).unwrap_or_else(|_| text.into())),
        Slot::List(_) | Slot::Map(_) | Slot::Record(_) | Slot::Union(_) => return Err(expected("a simple value")),
    }
    Ok(())
}

/// A number as JSON has them: Rust's own reading of texts takes `inf` and `NaN` too.
fn finite(text: &str) -> Option<f64> {
    text.parse().ok().filter(|value: &f64| value.is_finite())
}
