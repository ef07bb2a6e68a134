//! Times of day, as RFC 3339 writes them.

use std::fmt::Write as _;

use time::UtcOffset;

use super::{Kept, kept::Reading};

/// A time of day, written as RFC 3339 says: `10:30:00Z`, or without an offset, or without seconds.
pub type Time = Kept<ClockTime>;

/// What a [`Time`] says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub struct ClockTime {
    /// What the clock shows.
    pub time: time::Time,
    /// How far that clock is from UTC, if the text says it.
    pub offset: Option<UtcOffset>,
}

impl Reading for ClockTime {
    type Value = Self;

    const EXPECTED: &'static str = "a time of day such as 10:30:00Z";

    fn read(text: &str) -> Option<Self> {
        let end = text.find(['Z', 'z', '+', '-']).unwrap_or(text.len());
        let (clock, offset) = text.split_at_checked(end)?;
        Some(Self { time: clock_time(clock)?, offset: offset_of(offset)? })
    }
}

/// The time of a clock in hours, minutes, and perhaps seconds and their parts; what is finer than a nanosecond is left out.
fn clock_time(text: &str) -> Option<time::Time> {
    let (clock, fraction) = match text.split_once('.') {
        Some((clock, fraction)) => (clock, Some(fraction)),
        None => (text, None),
    };
    let mut parts = clock.split(':');
    let (hour, minute) = (two(parts.next()?)?, two(parts.next()?)?);
    let second = parts.next();
    if parts.next().is_some() || second.is_none() && fraction.is_some() {
        return None;
    }
    let fraction = fraction.unwrap_or("0");
    if fraction.is_empty() || !fraction.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let nanoseconds: String = fraction.chars().chain("000000000".chars()).take(9).collect();
    let second = second.map_or(Some(0), two)?;
    time::Time::from_hms_nano(hour, minute, second, nanoseconds.parse().ok()?).ok()
}

/// The offset of a text, which need not have one.
fn offset_of(text: &str) -> Option<Option<UtcOffset>> {
    if text.is_empty() {
        return Some(None);
    }
    if text.eq_ignore_ascii_case("z") {
        return Some(Some(UtcOffset::UTC));
    }
    let (sign, digits) = text.split_at_checked(1)?;
    let (hours, minutes) = digits.split_once(':')?;
    let (hours, minutes) = (i8::try_from(two(hours)?).ok()?, i8::try_from(two(minutes)?).ok()?);
    let sign = if sign == "-" { -1 } else { 1 };
    if minutes > 59 {
        return None;
    }
    UtcOffset::from_hms(hours * sign, minutes * sign, 0).ok().map(Some)
}

fn two(digits: &str) -> Option<u8> {
    (digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

/// Without an offset: what many services mean by a time of day. One with an offset is made from a text.
impl From<time::Time> for Time {
    fn from(value: time::Time) -> Self {
        let (hour, minute, second, nanosecond) = value.as_hms_nano();
        let mut text = format!("{hour:02}:{minute:02}:{second:02}");
        if nanosecond > 0 {
            // Writing to a text does not fail.
            let _ = write!(text, ".{}", format!("{nanosecond:09}").trim_end_matches('0'));
        }
        Self::from(text)
    }
}
