//! Reading responses: the shared half of every operation's `output`.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::{
    error::{DecodeError, Error, ServiceError},
    json::{self, Malformed},
    model::{Field, Record, Slot},
    operation::Meta,
};

/// A success with everything that came with it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Response<T> {
    /// The status.
    pub status: StatusCode,
    /// All headers.
    pub headers: HeaderMap,
    /// The value that the operation gives.
    pub value: T,
}

impl<T> Response<T> {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, value: T) -> Self {
        Self { status, headers, value }
    }
}

/// The body as JSON.
///
/// # Errors
/// [`Error::Decode`] when it is not the value.
pub fn json<T: Field>(meta: &'static Meta, response: http::Response<Bytes>) -> Result<T, Error> {
    json::decode(response.body()).map_err(|malformed| malformed_body(meta, response, malformed))
}

/// The body as text.
///
/// # Errors
/// [`Error::Decode`] when it is not UTF-8.
pub fn text(meta: &'static Meta, response: http::Response<Bytes>) -> Result<String, Error> {
    match std::str::from_utf8(response.body()) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let problem = format!("expected text in UTF-8: {error}");
            Err(malformed_body(meta, response, Malformed { path: String::new(), problem }))
        }
    }
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
        let malformed = |problem| Malformed { path: column.name.to_owned(), problem };
        match headers.get(column.name).map(|value| value.to_str()) {
            Some(Ok(text)) => read_text(text, record.field_mut(index).slot()).map_err(malformed)?,
            Some(Err(_)) => return Err(malformed("expected visible ASCII".to_owned())),
            None if column.required => return Err(malformed("missing".to_owned())),
            None => {}
        }
    }
    Ok(())
}

fn read_text(text: &str, slot: Slot<'_>) -> Result<(), String> {
    let expected = |expected: &str| format!("expected {expected}, found {text:?}");
    match slot {
        Slot::Option(slot) => return read_text(text, slot.insert()),
        Slot::Bool(slot) => *slot = text.parse().map_err(|_| expected("true or false"))?,
        Slot::Integer(slot) => {
            let value = text.parse().map_err(|_| expected(slot.expected()))?;
            slot.set(value).map_err(expected)?;
        }
        Slot::Float(slot) => *slot = text.parse().map_err(|_| expected("a number"))?,
        Slot::Single(slot) => *slot = text.parse().map_err(|_| expected("a number"))?,
        Slot::String(slot) => text.clone_into(slot),
        Slot::Text(slot) => slot.set(text).map_err(expected)?,
        Slot::Json(slot) => *slot = text.into(),
        Slot::List(slot) => {
            for item in text.split(',') {
                read_text(item.trim(), slot.push())?;
            }
        }
        Slot::Map(_) | Slot::Record(_) | Slot::Union(_) => return Err(expected("a simple value")),
    }
    Ok(())
}
