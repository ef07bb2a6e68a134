//! Values that a document fixes.

/// A constant as it is on the wire.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// A text.
    String(String),
    /// An integer.
    Integer(i64),
    /// A truth value.
    Bool(bool),
}
