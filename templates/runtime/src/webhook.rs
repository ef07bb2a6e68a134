//! Requests that the service makes, read: webhooks and callbacks.
//!
//! Who made a request is not known from what it says. A service that signs its requests says how in its own
//! documentation; check that first, over the bytes as they came.

use bytes::Bytes;

use super::{
    json::{self, Malformed},
    model::{Field, Slot},
    pairs,
    response::read_header,
};

/// A request that the service makes.
pub trait Webhook: Sized {
    /// Its name in the document: that of the webhook, or the expression of the callback's address.
    const NAME: &'static str;

    /// The HTTP method.
    const METHOD: &'static str;

    /// Reads the request. Which webhook it is, the server that received it knows from its address or a header.
    ///
    /// # Errors
    /// When its headers, its query or its body are not what the document promises.
    fn parse(request: &http::Request<Bytes>) -> Result<Self, Malformed>;
}

/// The body as JSON.
///
/// # Errors
/// When it is not the value.
pub fn json<T: Field>(body: &Bytes) -> Result<T, Malformed> {
    json::decode(body)
}

/// What a body holds, if there is one.
///
/// # Errors
/// When it is there and not the value.
pub fn optional<T>(body: &Bytes, read: impl FnOnce() -> Result<T, Malformed>) -> Result<Option<T>, Malformed> {
    if body.is_empty() { Ok(None) } else { read().map(Some) }
}

/// The body as the pairs of a form. What is neither a simple value nor a list of them stands there as JSON.
///
/// # Errors
/// When a pair that is there has another form, or one that is always there is not.
pub fn form<T: Field>(body: &Bytes) -> Result<T, Malformed> {
    let text = text(body)?;
    let mut value = T::empty();
    pairs::read_into(&pairs::of_form(&text), value.slot())?;
    Ok(value)
}

/// The body as text.
///
/// # Errors
/// When it is not UTF-8.
pub fn text(body: &Bytes) -> Result<String, Malformed> {
    let malformed = |error| Malformed { path: String::new(), problem: format!("expected text in UTF-8: {error}") };
    std::str::from_utf8(body).map(str::to_owned).map_err(malformed)
}

/// The parameters of the query that a struct's columns name.
///
/// # Errors
/// When a parameter that is there has another form, or one that is always there is not.
pub fn query<T: Field>(uri: &http::Uri) -> Result<T, Malformed> {
    let mut value = T::empty();
    if let Slot::Record(record) = value.slot() {
        pairs::read(&pairs::of_form(uri.query().unwrap_or_default()), record, &read_header)?;
    }
    Ok(value)
}
