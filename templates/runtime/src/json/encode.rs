//! Writing: one `Serialize` for every type.

use std::fmt;

use serde::ser::{Serialize, SerializeMap as _, SerializeSeq as _, Serializer};
use serde_json::value::RawValue;

use super::super::model::{Field, Value};

/// Writes a value as the JSON text of a request: without what only the service writes. A number that is NaN or infinite
/// becomes `null`; no request is made of such a one.
pub fn encode(value: &dyn Field) -> Vec<u8> {
    // Enough for most requests, and no more than a growing text would come to.
    let mut text = Vec::with_capacity(512);
    // Writing to memory does not fail, and the keys of all maps are texts.
    let _ = serde_json::to_writer(&mut text, &Written { value: value.value(), purpose: Purpose::Shown });
    text
}

/// Why a value has no form in JSON.
pub(crate) const NO_NUMBER: &str = "holds a number that is NaN or infinite, which JSON has no form for";

/// The same for the body of a request; none if a number in it is NaN or infinite, which JSON has no form for.
pub(crate) fn body(value: Value<'_>) -> Option<Vec<u8>> {
    let mut text = Vec::with_capacity(512);
    let written = Written { value, purpose: Purpose::Body };
    serde_json::to_writer(&mut text, &written).ok().map(|()| text)
}

/// The same as a text.
pub(crate) fn text(value: Value<'_>) -> String {
    // Nothing that cannot be written comes up; see above.
    serde_json::to_string(&Written { value, purpose: Purpose::Shown }).unwrap_or_default()
}

/// Writes a value for a person: a text as it is, everything else as JSON.
///
/// # Errors
/// When the formatter fails.
pub fn display(value: &dyn Field, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    match value.value() {
        Value::String(text) => formatter.write_str(text),
        Value::Json(serde_json::Value::String(text)) => formatter.write_str(text),
        value => formatter.write_str(&self::text(value)),
    }
}

/// Writes a value to any format: what the models' `Serialize` does. It leaves nothing out, so that a value that was
/// received can be stored and read again.
///
/// # Errors
/// Those of the format.
pub fn serialize<S: Serializer>(value: &dyn Field, serializer: S) -> Result<S::Ok, S::Error> {
    Written { value: value.value(), purpose: Purpose::Stored }.serialize(serializer)
}

/// A value on its way out.
struct Written<'a> {
    value: Value<'a>,
    purpose: Purpose,
}

/// What a value is written for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// A text in a request, or for people: without what only the service writes.
    Shown,
    /// The body of a request: numbers that JSON has no form for are errors.
    Body,
    /// To be read again, in any format: with everything.
    Stored,
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let purpose = self.purpose;
        match self.value {
            Value::Absent | Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(value),
            Value::Integer(value) => match (i64::try_from(value), u64::try_from(value)) {
                (Ok(value), _) => serializer.serialize_i64(value),
                (_, Ok(value)) => serializer.serialize_u64(value),
                _ => serializer.serialize_i128(value),
            },
            Value::Float(value) if purpose == Purpose::Body && !value.is_finite() => Err(no_form()),
            Value::Single(value) if purpose == Purpose::Body && !value.is_finite() => Err(no_form()),
            Value::Float(value) => serializer.serialize_f64(value),
            Value::Single(value) => serializer.serialize_f32(value),
            Value::Number(digits) => write_digits(digits, purpose, serializer),
            Value::String(text) => serializer.serialize_str(text),
            Value::Text(text) => serializer.collect_str(text),
            Value::Json(value) => value.serialize(serializer),
            Value::List(list) => {
                let mut output = serializer.serialize_seq(Some(list.len()))?;
                for index in 0..list.len() {
                    output.serialize_element(&Written { value: list.item(index), purpose })?;
                }
                output.end()
            }
            Value::Map(_) | Value::Record(_) => {
                let length = if let Value::Map(map) = self.value { Some(map.len()) } else { None };
                let mut output = serializer.serialize_map(length)?;
                let mut result = Ok(());
                self.value.members(purpose == Purpose::Stored, &mut |key, value| {
                    if result.is_ok() {
                        result = output.serialize_entry(key, &Written { value, purpose });
                    }
                });
                result?;
                output.end()
            }
        }
    }
}

/// Writes a number with all of its digits, which only JSON has: what a floating point number is written as alike is one.
fn write_digits<S: Serializer>(digits: &str, purpose: Purpose, serializer: S) -> Result<S::Ok, S::Error> {
    if purpose == Purpose::Stored {
        if let Some(value) = digits.parse::<i64>().ok().filter(|value| value.to_string() == digits) {
            return serializer.serialize_i64(value);
        }
        let is_plain = |value: &f64| (1e-4..1e15).contains(&value.abs()) && value.to_string() == digits;
        if let Some(value) = digits.parse::<f64>().ok().filter(is_plain) {
            return serializer.serialize_f64(value);
        }
    }
    match RawValue::from_string(digits.to_owned()) {
        Ok(raw) => raw.serialize(serializer),
        // A number is made of digits only.
        Err(_) => serializer.serialize_unit(),
    }
}

fn no_form<E: serde::ser::Error>() -> E {
    E::custom("JSON has no form for a number that is NaN or infinite")
}
