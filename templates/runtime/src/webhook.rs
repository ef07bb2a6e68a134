//! Requests that the service makes, read: webhooks and callbacks.
//!
//! Who made a request is not known from what it says. A service that signs its requests says how in its own
//! documentation; check that first, over the bytes as they came.

use std::collections::BTreeMap;

use bytes::Bytes;
use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::{
    json::{self, Malformed, reset},
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
    read_form(&pairs(&text), value.slot())?;
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
        read(&pairs(uri.query().unwrap_or_default()), record, &read_header)?;
    }
    Ok(value)
}

/// The values of the names of a form.
type Pairs = BTreeMap<String, Vec<String>>;

fn pairs(text: &str) -> Pairs {
    let mut pairs = Pairs::new();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        pairs.entry(decoded(name)).or_default().push(decoded(value));
    }
    pairs
}

/// Reads the values of one name: the first, and more.
type Read = dyn Fn(&str, &[&str], Slot<'_>) -> Result<(), String>;

fn read(pairs: &Pairs, record: &mut dyn Record, read: &Read) -> Result<(), Malformed> {
    for (index, column) in record.table().columns.iter().enumerate() {
        if column.constant.is_some() {
            continue;
        }
        let malformed = |problem| Malformed { path: column.name.to_owned(), problem };
        let texts: Vec<&str> = pairs.get(column.name).into_iter().flatten().map(String::as_str).collect();
        match texts.as_slice() {
            [] if column.required => return Err(malformed("missing".to_owned())),
            [] => {}
            // What nobody filled in, and cannot be empty otherwise.
            [""] if !column.required && read("", &[], record.field_mut(index).slot()).is_err() => {
                reset(record.field_mut(index).slot());
            }
            [first, more @ ..] => {
                read(first, more, record.field_mut(index).slot()).map_err(|problem| match column.secret {
                    true => malformed("not what was expected; the value is secret and not shown".to_owned()),
                    false => malformed(problem),
                })?;
            }
        }
    }
    Ok(())
}

fn read_form(pairs: &Pairs, slot: Slot<'_>) -> Result<(), Malformed> {
    let at = |name: &str, problem| Malformed { path: name.to_owned(), problem };
    match slot {
        Slot::Record(record) => {
            read(pairs, record, &read_pair)?;
            let table = record.table();
            let Some(rest) = record.rest_mut() else { return Ok(()) };
            rest.clear();
            for (name, texts) in pairs.iter().filter(|(name, _)| table.find(name, 0).is_none()) {
                read_texts(texts, rest.insert(name.clone())).map_err(|problem| at(name, problem))?;
            }
            Ok(())
        }
        Slot::Map(map) => {
            map.clear();
            pairs.iter().try_for_each(|(name, texts)| {
                read_texts(texts, map.insert(name.clone())).map_err(|problem| at(name, problem))
            })
        }
        slot => {
            let value = |texts: &Vec<String>| match texts.as_slice() {
                [only] => Value::from(only.as_str()),
                texts => Value::from(texts),
            };
            let members = pairs.iter().map(|(name, texts)| (name.clone(), value(texts)));
            json::decode_into_slot(&Value::Object(members.collect()), slot)
        }
    }
}

fn read_texts(texts: &[String], slot: Slot<'_>) -> Result<(), String> {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    match texts.as_slice() {
        [] => Ok(()),
        [first, more @ ..] => read_pair(first, more, slot),
    }
}

/// Reads the pairs of one name: a list has one for each item.
fn read_pair(first: &str, more: &[&str], slot: Slot<'_>) -> Result<(), String> {
    match slot {
        Slot::Option(slot) | Slot::OptionalNumber(slot) => read_pair(first, more, slot.insert()),
        Slot::List(list) => {
            list.clear();
            let mut texts = [first].into_iter().chain(more.iter().copied()).enumerate();
            texts.try_for_each(|(index, text)| read_pair(text, &[], list.place(index)))
        }
        slot @ (Slot::Record(_) | Slot::Map(_) | Slot::Union(_)) => {
            let tree = serde_json::from_str(first).unwrap_or_else(|_| Value::from(first));
            json::decode_into_slot(&tree, slot).map_err(|malformed| malformed.to_string())
        }
        slot => read_header(first, &[], slot),
    }
}

/// A name or a value of a query as it was meant (`application/x-www-form-urlencoded`).
fn decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}
