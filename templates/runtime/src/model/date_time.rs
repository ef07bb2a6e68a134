//! Points in time, as services write them.

use std::{fmt, str::FromStr, time::SystemTime};

use time::{OffsetDateTime, PrimitiveDateTime, format_description::well_known::Rfc3339};

use super::{Field, Slot, TextSlot, Value};

/// A date and a time with an offset from UTC, written as RFC 3339 says.
///
/// A newtype over [`time::OffsetDateTime`], so that the crate can change its mind about the library.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DateTime(OffsetDateTime);

impl DateTime {
    /// The same point in time for the `time` crate.
    pub fn into_inner(self) -> OffsetDateTime {
        self.0
    }
}

impl From<OffsetDateTime> for DateTime {
    fn from(value: OffsetDateTime) -> Self {
        Self(value)
    }
}

impl From<DateTime> for OffsetDateTime {
    fn from(value: DateTime) -> Self {
        value.0
    }
}

/// A time beyond the years that this type holds becomes the first or the last one that it does.
impl From<SystemTime> for DateTime {
    fn from(value: SystemTime) -> Self {
        let (moved, end) = match value.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => {
                let after = time::Duration::try_from(after).ok();
                (after.and_then(|after| OffsetDateTime::UNIX_EPOCH.checked_add(after)), PrimitiveDateTime::MAX)
            }
            Err(before) => {
                let before = time::Duration::try_from(before.duration()).ok();
                (before.and_then(|before| OffsetDateTime::UNIX_EPOCH.checked_sub(before)), PrimitiveDateTime::MIN)
            }
        };
        Self(moved.unwrap_or(end.assume_utc()))
    }
}

/// A time that the platform's clock cannot hold (Windows begins with the year 1601) becomes 1970-01-01T00:00:00Z:
/// services write the year 1 for "never".
impl From<DateTime> for SystemTime {
    fn from(value: DateTime) -> Self {
        let since = value.0 - OffsetDateTime::UNIX_EPOCH;
        let moved = match since.is_negative() {
            false => Self::UNIX_EPOCH.checked_add(since.unsigned_abs()),
            true => Self::UNIX_EPOCH.checked_sub(since.unsigned_abs()),
        };
        moved.unwrap_or(Self::UNIX_EPOCH)
    }
}

/// The text was not a date-time of RFC 3339.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidDateTime;

impl fmt::Display for InvalidDateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("expected an RFC 3339 date-time such as 2024-03-01T12:00:00Z")
    }
}

impl std::error::Error for InvalidDateTime {}

impl FromStr for DateTime {
    type Err = InvalidDateTime;

    fn from_str(text: &str) -> Result<Self, InvalidDateTime> {
        OffsetDateTime::parse(text, &Rfc3339).map(Self).map_err(|_| InvalidDateTime)
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Years beyond 9999 have no RFC 3339 form; the library's own form is the next best text.
        match self.0.format(&Rfc3339) {
            Ok(text) => formatter.write_str(&text),
            Err(_) => fmt::Display::fmt(&self.0, formatter),
        }
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl Field for DateTime {
    fn empty() -> Self {
        Self(OffsetDateTime::UNIX_EPOCH)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Text(self)
    }

    fn value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl TextSlot for DateTime {
    fn set(&mut self, text: &str) -> Result<(), &'static str> {
        *self = text.parse().map_err(|InvalidDateTime| self.expected())?;
        Ok(())
    }

    fn expected(&self) -> &'static str {
        "an RFC 3339 date-time"
    }
}
