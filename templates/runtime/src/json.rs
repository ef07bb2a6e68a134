//! JSON to values and back, through `serde_json` and the tables of [`model`](super::model).
//!
//! One visitor reads every type and one `Serialize` writes every type, so that they are compiled once in a crate and
//! not once for each model. Texts, which answers and requests are, have a reader and a writer of their own for what is
//! frequent in them. A value that is not what its table promises is reported with its path.

mod decode;
mod encode;
mod letters;
mod numbers;
mod object;
mod orders;
mod reader;
mod text;
mod trace;
mod tree;
mod union;

use std::fmt;

pub use decode::{decode, decode_into_slot, decode_value, deserialize};
pub(crate) use encode::{NO_NUMBER, body, text};
pub use encode::{display, encode, serialize};
pub(super) use object::reset;
pub(super) use trace::Quoted;

/// A text that is not the JSON that was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// Where in the value: `value[3].createdOn`; empty for the value itself.
    pub path: String,
    /// What is wrong there: `expected an RFC 3339 date-time, found 7`.
    pub problem: String,
}

impl fmt::Display for Malformed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            formatter.write_str(&self.problem)
        } else {
            write!(formatter, "{}: {}", self.path, self.problem)
        }
    }
}

impl std::error::Error for Malformed {}
