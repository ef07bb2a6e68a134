//! Points in time and days, as services write them.

use std::{fmt, time::SystemTime};

use time::{Month, OffsetDateTime, PrimitiveDateTime, format_description::well_known::Rfc3339};

use super::{Field, Format, Formatted, IntegerSlot, InvalidText, Slot, Value};

/// A date and a time with an offset from UTC, written as RFC 3339 says.
pub type DateTime = Formatted<OffsetDateTime>;

impl Format for OffsetDateTime {
    const EXPECTED: &'static str = "an RFC 3339 date-time";

    fn read(text: &str) -> Option<Self> {
        Self::parse(text, &Rfc3339).ok()
    }

    fn write(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Years beyond 9999 have no RFC 3339 form; the library's own form is the next best text.
        match self.format(&Rfc3339) {
            Ok(text) => formatter.write_str(&text),
            Err(_) => fmt::Display::fmt(self, formatter),
        }
    }
}

/// What arrived is a text, and no date and time.
impl TryFrom<DateTime> for OffsetDateTime {
    type Error = InvalidText;

    fn try_from(value: DateTime) -> Result<Self, InvalidText> {
        value.get().ok_or(InvalidText { expected: Self::EXPECTED })
    }
}

/// A time beyond the years that this type holds becomes the first or the last one that it does.
impl From<SystemTime> for DateTime {
    fn from(value: SystemTime) -> Self {
        since_epoch(value).into()
    }
}

/// Fails if what arrived is no date and time. One that the platform's clock cannot hold (Windows begins with the year
/// 1601) becomes 1970-01-01T00:00:00Z: services write the year 1 for "never".
impl TryFrom<DateTime> for SystemTime {
    type Error = InvalidText;

    fn try_from(value: DateTime) -> Result<Self, InvalidText> {
        let since = OffsetDateTime::try_from(value)? - OffsetDateTime::UNIX_EPOCH;
        let moved = match since.is_negative() {
            false => Self::UNIX_EPOCH.checked_add(since.unsigned_abs()),
            true => Self::UNIX_EPOCH.checked_sub(since.unsigned_abs()),
        };
        Ok(moved.unwrap_or(Self::UNIX_EPOCH))
    }
}

fn since_epoch(value: SystemTime) -> OffsetDateTime {
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
    moved.unwrap_or(end.assume_utc())
}

/// A day, written as the `full-date` of RFC 3339: `2024-03-01`.
pub type Date = Formatted<time::Date>;

impl Format for time::Date {
    const EXPECTED: &'static str = "a date such as 2024-03-01";

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut part = |length: usize| {
            let digits = parts.next().filter(|digits| digits.len() == length)?;
            digits.bytes().all(|digit| digit.is_ascii_digit()).then(|| digits.parse::<u16>().ok()).flatten()
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        if parts.next().is_some() {
            return None;
        }
        let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
        Self::from_calendar_date(year.into(), month, u8::try_from(day).ok()?).ok()
    }

    fn write(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year(), u8::from(self.month()), self.day())
    }
}

/// A point in time, written as the number of seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnixTime(i64);

impl UnixTime {
    /// The seconds since 1970-01-01T00:00:00Z.
    pub fn seconds(self) -> i64 {
        self.0
    }

    /// The point in time; none beyond the years that the `time` crate knows.
    pub fn get(self) -> Option<OffsetDateTime> {
        OffsetDateTime::from_unix_timestamp(self.0).ok()
    }
}

impl From<i64> for UnixTime {
    fn from(seconds: i64) -> Self {
        Self(seconds)
    }
}

/// What is finer than a second is left out.
impl From<OffsetDateTime> for UnixTime {
    fn from(value: OffsetDateTime) -> Self {
        Self(value.unix_timestamp())
    }
}

/// What is finer than a second is left out.
impl From<SystemTime> for UnixTime {
    fn from(value: SystemTime) -> Self {
        since_epoch(value).into()
    }
}

impl fmt::Display for UnixTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

impl Field for UnixTime {
    fn empty() -> Self {
        Self(0)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Integer(self)
    }

    fn value(&self) -> Value<'_> {
        Value::Integer(self.0.into())
    }
}

impl IntegerSlot for UnixTime {
    fn set(&mut self, value: i128) -> Result<(), &'static str> {
        self.0.set(value)
    }

    fn expected(&self) -> &'static str {
        self.0.expected()
    }
}
