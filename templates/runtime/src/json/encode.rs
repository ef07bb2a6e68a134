//! Writing: as a text, and one `Serialize` for every type.

use std::fmt;

use serde::ser::{Serialize, SerializeMap as _, SerializeSeq as _, Serializer};
use serde_json::value::RawValue;

use super::{
    super::model::{Field, Value},
    text::Text,
};

/// Writes a value as the JSON text of a request: without what only the service writes. A number that is NaN or infinite
/// becomes `null`; no request is made of such a one.
pub fn encode(value: &dyn Field) -> Vec<u8> {
    Text::of(value.value()).into_bytes()
}

/// Why a value has no form in JSON.
pub(crate) const NO_NUMBER: &str = "holds a number that is NaN or infinite, which JSON has no form for";

/// The same for the body of a request; none if a number in it is NaN or infinite, which JSON has no form for.
pub(crate) fn body(value: Value<'_>) -> Option<Vec<u8>> {
    let text = Text::of(value);
    (!text.lacks_form).then(|| text.into_bytes())
}

/// The same as a text.
pub(crate) fn text(value: Value<'_>) -> String {
    // It is made of texts.
    String::from_utf8(Text::of(value).into_bytes()).unwrap_or_default()
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
    Written(value.value()).serialize(serializer)
}

/// A value on its way out.
struct Written<'a>(Value<'a>);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Absent | Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(value),
            Value::Integer(value) => match (i64::try_from(value), u64::try_from(value)) {
                (Ok(value), _) => serializer.serialize_i64(value),
                (_, Ok(value)) => serializer.serialize_u64(value),
                _ => serializer.serialize_i128(value),
            },
            Value::Float(value) => serializer.serialize_f64(value),
            Value::Single(value) => serializer.serialize_f32(value),
            Value::Number(digits) => write_digits(digits, serializer),
            Value::String(text) => serializer.serialize_str(text),
            Value::Text(text) => serializer.collect_str(text),
            Value::Json(value) => value.serialize(serializer),
            Value::List(list) => {
                let mut output = serializer.serialize_seq(Some(list.len()))?;
                for index in 0..list.len() {
                    output.serialize_element(&Written(list.item(index)))?;
                }
                output.end()
            }
            Value::Map(_) | Value::Record(_) => {
                let length = if let Value::Map(map) = self.0 { Some(map.len()) } else { None };
                let mut output = serializer.serialize_map(length)?;
                let mut result = Ok(());
                self.0.members(true, &mut |key, value| {
                    if result.is_ok() {
                        result = output.serialize_entry(key, &Written(value));
                    }
                });
                result?;
                output.end()
            }
        }
    }
}

/// Writes a number with all of its digits, which only JSON has: what a floating point number is written as alike is one.
fn write_digits<S: Serializer>(digits: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Some(value) = digits.parse::<i64>().ok().filter(|value| value.to_string() == digits) {
        return serializer.serialize_i64(value);
    }
    let is_plain = |value: &f64| (1e-4..1e15).contains(&value.abs()) && value.to_string() == digits;
    if let Some(value) = digits.parse::<f64>().ok().filter(is_plain) {
        return serializer.serialize_f64(value);
    }
    match RawValue::from_string(digits.to_owned()) {
        Ok(raw) => raw.serialize(serializer),
        // A number is made of digits only.
        Err(_) => serializer.serialize_unit(),
    }
}
