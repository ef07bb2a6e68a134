//! Texts of a format that have more than one form for the same value: the text itself is the value.
//!
//! `P1D` and `PT24H` are as long, `10:00` and `10:00:00Z` the same time of some day, and some services take only one of
//! them. So what arrived is sent back letter for letter, and read only when somebody asks.

use std::{fmt, hash, marker::PhantomData, str::FromStr};

use super::{Field, InvalidText, Slot, TextSlot, Value};

/// How a text is read.
pub trait Reading {
    /// What it stands for.
    type Value;

    /// What such a text is, in words.
    const EXPECTED: &'static str;

    /// Whether the text is of the format.
    fn is_one(text: &str) -> bool {
        Self::read(text).is_some()
    }

    /// What the text stands for; none if it is not of the format, or stands for nothing that the type can say.
    fn read(text: &str) -> Option<Self::Value>;
}

/// A text of a format, as it is written. What arrives and is not of the format is kept, too.
///
/// It is made from a value or from a text: by `From` from any text, which is sent as it is, or by [`str::parse`], which
/// takes only a text of the format. Two are equal when their texts are.
pub struct Kept<F> {
    text: Box<str>,
    format: PhantomData<fn() -> F>,
}

impl<F: Reading> Kept<F> {
    /// What the text stands for; none if it is not of the format, or stands for nothing that the type can say.
    pub fn get(&self) -> Option<F::Value> {
        F::read(&self.text)
    }
}

impl<F> Kept<F> {
    /// The text as it is on the wire.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn new(text: impl Into<Box<str>>) -> Self {
        Self { text: text.into(), format: PhantomData }
    }
}

/// A text that is not of the format is kept as it is.
impl<F> From<&str> for Kept<F> {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

/// A text that is not of the format is kept as it is.
impl<F> From<String> for Kept<F> {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl<F: Reading> FromStr for Kept<F> {
    type Err = InvalidText;

    fn from_str(text: &str) -> Result<Self, InvalidText> {
        if F::is_one(text) { Ok(Self::new(text)) } else { Err(InvalidText { expected: F::EXPECTED }) }
    }
}

impl<F> Clone for Kept<F> {
    fn clone(&self) -> Self {
        Self::new(self.text.clone())
    }
}

impl<F> PartialEq for Kept<F> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<F> Eq for Kept<F> {}

impl<F> hash::Hash for Kept<F> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<F> fmt::Display for Kept<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl<F> fmt::Debug for Kept<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, formatter)
    }
}

impl<F: Reading> Field for Kept<F> {
    fn empty() -> Self {
        Self::new("")
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Text(self)
    }

    fn value(&self) -> Value<'_> {
        Value::String(&self.text)
    }
}

impl<F: Reading> TextSlot for Kept<F> {
    fn set(&mut self, text: &str) -> Result<(), &'static str> {
        *self = text.parse().map_err(|InvalidText { expected }| expected)?;
        Ok(())
    }

    fn keep(&mut self, text: &str) -> bool {
        *self = Self::new(text);
        true
    }

    fn expected(&self) -> &'static str {
        F::EXPECTED
    }
}
