//! Identifiers that are unique everywhere (RFC 9562).

use std::fmt;

use super::{Format, Formatted};

/// A UUID, written with hyphens and small letters.
pub type Uuid = Formatted<uuid::Uuid>;

impl Format for uuid::Uuid {
    const EXPECTED: &'static str = "a UUID";

    fn read(text: &str) -> Option<Self> {
        // The library reads other forms too (in braces, as a URN): what is written back would be another text.
        Self::try_parse(text).ok().filter(|_| text.len() == 36)
    }

    fn write(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_hyphenated(), formatter)
    }
}
