//! Texts of a format: the value that a text stands for, or the text as it arrived.
//!
//! Services promise dates and write an empty text, or leave out the offset. A call that succeeded does not fail for
//! that: what is not of its format is kept, and sent back as it came. Only [`Formatted::get`] tells the difference.

use std::{fmt, str::FromStr};

use super::{Field, Slot, TextSlot, Value};

/// What a text of a format stands for.
pub trait Format: Sized {
    /// What such a text is, in words.
    const EXPECTED: &'static str;

    /// The value of a text; none if the text is not of the format.
    fn read(text: &str) -> Option<Self>;

    /// Writes the value as such a text.
    ///
    /// # Errors
    /// When the formatter fails.
    fn write(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result;
}

/// A value that is written as a text of a format, or a text that arrived in its place.
///
/// It is made from a value or from a text: by `From` from any text, which is sent as it is, or by [`str::parse`], which
/// takes only a text of the format. `Display` shows it as it is on the wire.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Formatted<T>(Held<T>);

#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Held<T> {
    Value(T),
    Other(Box<str>),
}

impl<T: Copy> Formatted<T> {
    /// The value; none if the text that arrived is not of the format.
    pub fn get(&self) -> Option<T> {
        match &self.0 {
            Held::Value(value) => Some(*value),
            Held::Other(_) => None,
        }
    }
}

impl<T: Format> From<T> for Formatted<T> {
    fn from(value: T) -> Self {
        Self(Held::Value(value))
    }
}

/// A text that is not of the format is kept as it is.
impl<T: Format> From<&str> for Formatted<T> {
    fn from(text: &str) -> Self {
        T::read(text).map_or_else(|| Self(Held::Other(text.into())), Self::from)
    }
}

/// A text that is not of the format is kept as it is.
impl<T: Format> From<String> for Formatted<T> {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

/// A text was not of the format that was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidText {
    pub(super) expected: &'static str,
}

impl fmt::Display for InvalidText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "expected {}", self.expected)
    }
}

impl std::error::Error for InvalidText {}

impl<T: Format> FromStr for Formatted<T> {
    type Err = InvalidText;

    fn from_str(text: &str) -> Result<Self, InvalidText> {
        T::read(text).map(Self::from).ok_or(InvalidText { expected: T::EXPECTED })
    }
}

impl<T: Format> fmt::Display for Formatted<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Held::Value(value) => value.write(formatter),
            Held::Other(text) => formatter.write_str(text),
        }
    }
}

impl<T: Format> fmt::Debug for Formatted<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Held::Value(value) => value.write(formatter),
            Held::Other(text) => fmt::Debug::fmt(text, formatter),
        }
    }
}

impl<T: Format> Field for Formatted<T> {
    fn empty() -> Self {
        Self(Held::Other(Box::default()))
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Text(self)
    }

    fn value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl<T: Format> TextSlot for Formatted<T> {
    fn set(&mut self, text: &str) -> Result<(), &'static str> {
        *self = text.parse().map_err(|InvalidText { expected }| expected)?;
        Ok(())
    }

    fn keep(&mut self, text: &str) -> bool {
        self.0 = Held::Other(text.into());
        true
    }

    fn expected(&self) -> &'static str {
        T::EXPECTED
    }
}
