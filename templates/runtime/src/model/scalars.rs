//! Truth values, numbers, texts and bytes as fields.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use bytes::Bytes;

use super::{Field, IntegerSlot, Slot, TextSlot, Value};

impl Field for bool {
    fn empty() -> Self {
        false
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Bool(self)
    }

    fn value(&self) -> Value<'_> {
        Value::Bool(*self)
    }
}

/// Nothing: what a struct without fields consists of.
impl Field for () {
    fn empty() -> Self {}

    fn slot(&mut self) -> Slot<'_> {
        Slot::Text(self)
    }

    fn value(&self) -> Value<'_> {
        Value::Absent
    }
}

impl TextSlot for () {
    fn set(&mut self, _text: &str) -> Result<(), &'static str> {
        Ok(())
    }
}

impl Field for String {
    fn empty() -> Self {
        Self::new()
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::String(self)
    }

    fn value(&self) -> Value<'_> {
        Value::String(self)
    }
}

impl Field for f64 {
    fn empty() -> Self {
        0.0
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Float(self)
    }

    fn value(&self) -> Value<'_> {
        Value::Float(*self)
    }
}

impl Field for f32 {
    fn empty() -> Self {
        0.0
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Single(self)
    }

    fn value(&self) -> Value<'_> {
        Value::Single(*self)
    }
}

impl Field for serde_json::Value {
    fn empty() -> Self {
        Self::Null
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Json(self)
    }

    fn value(&self) -> Value<'_> {
        Value::Json(self)
    }
}

macro_rules! integer {
    ($($ty:ty => $expected:literal),*) => {$(
        impl Field for $ty {
            fn empty() -> Self {
                0
            }

            fn slot(&mut self) -> Slot<'_> {
                Slot::Integer(self)
            }

            fn value(&self) -> Value<'_> {
                Value::Integer(i128::from(*self))
            }
        }

        impl IntegerSlot for $ty {
            fn set(&mut self, value: i128) -> Result<(), &'static str> {
                *self = value.try_into().map_err(|_| $expected)?;
                Ok(())
            }

            fn expected(&self) -> &'static str {
                $expected
            }
        }
    )*};
}

integer! {
    i8 => "an integer of 8 bits",
    i16 => "an integer of 16 bits",
    i32 => "an integer of 32 bits",
    i64 => "an integer of 64 bits",
    u8 => "a natural number of 8 bits",
    u16 => "a natural number of 16 bits",
    u32 => "a natural number of 32 bits",
    u64 => "a natural number of 64 bits"
}

/// Bytes that are written as base64 (RFC 4648, section 4). Reads the URL-safe alphabet too, with and without padding.
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Base64(pub Bytes);

impl<T: Into<Bytes>> From<T> for Base64 {
    fn from(bytes: T) -> Self {
        Self(bytes.into())
    }
}

impl AsRef<[u8]> for Base64 {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Base64 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&base64::display::Base64Display::new(&self.0, &STANDARD), formatter)
    }
}

impl fmt::Debug for Base64 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Base64({} bytes)", self.0.len())
    }
}

impl Field for Base64 {
    fn empty() -> Self {
        Self::default()
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Text(self)
    }

    fn value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl TextSlot for Base64 {
    fn set(&mut self, text: &str) -> Result<(), &'static str> {
        let plain: String = text
            .chars()
            .filter_map(|letter| match letter {
                '-' => Some('+'),
                '_' => Some('/'),
                '=' | '\r' | '\n' => None,
                letter => Some(letter),
            })
            .collect();
        let bytes = base64::engine::general_purpose::STANDARD_NO_PAD.decode(plain).map_err(|_| self.expected())?;
        self.0 = bytes.into();
        Ok(())
    }

    fn expected(&self) -> &'static str {
        "bytes in base64"
    }
}
