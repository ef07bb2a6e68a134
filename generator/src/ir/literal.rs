//! Values that a document fixes.

use std::fmt;

use smol_str::SmolStr;

/// A constant as it is on the wire.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Literal {
    /// A text.
    String(SmolStr),
    /// An integer of 64 bits, with or without a sign.
    Integer(i128),
    /// A truth value.
    Bool(bool),
}

/// As it is written in JSON: a text in quotes.
impl fmt::Display for Literal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::String(text) => fmt::Debug::fmt(text.as_str(), formatter),
            Self::Integer(value) => fmt::Display::fmt(value, formatter),
            Self::Bool(value) => fmt::Display::fmt(value, formatter),
        }
    }
}
