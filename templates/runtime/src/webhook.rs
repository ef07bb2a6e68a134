//! Requests that the service makes, read: webhooks and callbacks.
//!
//! Who made a request is not known from what it says. A service that signs its requests says how in its own
//! documentation; check that first, over the bytes as they came.

use std::collections::HashMap;

use bytes::Bytes;
use percent_encoding::percent_decode_str;

use super::{
    json::{self, Malformed},
    model::{Field, Record, Slot},
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

/// The body as JSON, if there is one.
///
/// # Errors
/// When it is there and not the value.
pub fn optional_json<T: Field>(body: &Bytes) -> Result<Option<T>, Malformed> {
    if body.is_empty() { Ok(None) } else { json(body).map(Some) }
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
    let mut pairs: HashMap<String, Vec<String>> = HashMap::new();
    for pair in uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        pairs.entry(decoded(name)).or_default().push(decoded(value));
    }
    let mut value = T::empty();
    if let Slot::Record(record) = value.slot() {
        read(&pairs, record)?;
    }
    Ok(value)
}

fn read(pairs: &HashMap<String, Vec<String>>, record: &mut dyn Record) -> Result<(), Malformed> {
    for (index, column) in record.table().columns.iter().enumerate() {
        let malformed = |problem| Malformed { path: column.name.to_owned(), problem };
        let texts: Vec<&str> = pairs.get(column.name).into_iter().flatten().map(String::as_str).collect();
        match texts.as_slice() {
            [] if column.required => return Err(malformed("missing".to_owned())),
            [] => {}
            [first, more @ ..] => {
                read_header(first, more, record.field_mut(index).slot()).map_err(|problem| match column.secret {
                    true => malformed("not what was expected; the value is secret and not shown".to_owned()),
                    false => malformed(problem),
                })?;
            }
        }
    }
    Ok(())
}

/// A name or a value of a query as it was meant (`application/x-www-form-urlencoded`).
fn decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}
