//! Values that an `enum` lists, or a `const` is.

use std::fmt;

use crate::ir::{JsonKind, Literal};

/// A value that an `enum` lists.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Scalar<'a> {
    /// A text.
    String(&'a str),
    /// An integer of 64 bits, with or without a sign.
    Integer(i128),
    /// A truth value.
    Bool(bool),
    /// Something else, as text.
    Other(String),
}

impl<'a> Scalar<'a> {
    /// A value of JSON.
    pub(super) fn new(value: &'a serde_json::Value) -> Self {
        match value {
            serde_json::Value::String(text) => Self::String(text),
            serde_json::Value::Bool(value) => Self::Bool(*value),
            _ => match (value.as_i64(), value.as_u64()) {
                (Some(value), _) => Self::Integer(value.into()),
                (_, Some(value)) => Self::Integer(value.into()),
                _ => Self::Other(value.to_string()),
            },
        }
    }

    /// The value as a constant; none for what is no simple value.
    pub(crate) fn literal(&self) -> Option<Literal> {
        Some(match self {
            Self::String(text) => Literal::String((*text).into()),
            Self::Integer(value) => Literal::Integer(*value),
            Self::Bool(value) => Literal::Bool(*value),
            Self::Other(_) => return None,
        })
    }

    /// The kind of JSON value that a simple value is.
    pub(crate) fn json_kind(&self) -> Option<JsonKind> {
        Some(match self {
            Self::String(_) => JsonKind::String,
            Self::Integer(_) => JsonKind::Integer,
            Self::Bool(_) => JsonKind::Bool,
            Self::Other(_) => return None,
        })
    }
}

/// As it is written in JSON, a text without quotes.
impl fmt::Display for Scalar<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::String(text) => formatter.write_str(text),
            Self::Integer(value) => write!(formatter, "{value}"),
            Self::Bool(value) => write!(formatter, "{value}"),
            Self::Other(text) => formatter.write_str(text),
        }
    }
}
