//! Spans of time, as ISO 8601 writes them.

use std::time;

use super::{Kept, kept::Reading};

/// A span of time, written as ISO 8601 says (RFC 3339, appendix A): `PT1H30M`.
///
/// [`get`](Kept::get) gives how long it is; none if it has years or months, whose length depends on when they begin, and
/// none if it is no duration, or is negative. A day counts 24 hours.
pub type Duration = Kept<Span>;

/// How a [`Duration`] is read.
#[derive(Clone, Copy, Debug)]
pub enum Span {}

impl Reading for Span {
    type Value = time::Duration;

    const EXPECTED: &'static str = "an ISO 8601 duration such as PT1H30M";

    fn is_one(text: &str) -> bool {
        read(text).is_some()
    }

    fn read(text: &str) -> Option<time::Duration> {
        read(text)?
    }
}

impl From<time::Duration> for Duration {
    fn from(value: time::Duration) -> Self {
        let (hours, minutes, seconds) = (value.as_secs() / 3600, value.as_secs() / 60 % 60, value.as_secs() % 60);
        let mut text = "PT".to_owned();
        if hours > 0 {
            text.push_str(&format!("{hours}H"));
        }
        if minutes > 0 {
            text.push_str(&format!("{minutes}M"));
        }
        let nanoseconds = format!("{:09}", value.subsec_nanos());
        match nanoseconds.trim_end_matches('0') {
            "" if seconds > 0 || text == "PT" => text.push_str(&format!("{seconds}S")),
            "" => {}
            fraction => text.push_str(&format!("{seconds}.{fraction}S")),
        }
        Self::from(text)
    }
}

/// Reads a duration: none if it is none, and nothing in it if it has no fixed length.
fn read(text: &str) -> Option<Option<time::Duration>> {
    let (date, clock) = match text.strip_prefix('P')?.split_once('T') {
        Some((_, "")) => return None,
        Some((date, clock)) => (date, clock),
        None => (text.strip_prefix('P')?, ""),
    };
    if date.is_empty() && clock.is_empty() {
        return None;
    }
    let mut total = Some(time::Duration::ZERO);
    for (mut rest, units) in [(date, DATE), (clock, CLOCK)] {
        let mut units = units.iter();
        while !rest.is_empty() {
            let end = rest.find(|letter: char| letter.is_ascii_uppercase())?;
            let (number, tail) = rest.split_at_checked(end)?;
            let letter = tail.chars().next()?;
            let (_, seconds) = units.find(|(unit, _)| *unit == letter)?;
            let (count, nanoseconds) = decimal(number)?;
            rest = tail.get(1..)?;
            total = match (total, seconds) {
                (Some(total), Some(seconds)) => {
                    times(count, nanoseconds, *seconds).and_then(|more| total.checked_add(more))
                }
                _ => None,
            };
        }
    }
    Some(total)
}

/// The units in the order in which they stand, with their seconds.
const DATE: &[(char, Option<u64>)] = &[('Y', None), ('M', None), ('W', Some(604_800)), ('D', Some(86_400))];
const CLOCK: &[(char, Option<u64>)] = &[('H', Some(3600)), ('M', Some(60)), ('S', Some(1))];

/// A number with the billionths of its fraction; what is finer is left out.
fn decimal(text: &str) -> Option<(u64, u64)> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    let billionths: String = fraction.chars().chain("000000000".chars()).take(9).collect();
    // What does not fit is a duration all the same: one that is longer than any that can be given.
    Some((whole.parse().unwrap_or(u64::MAX), billionths.parse().ok()?))
}

fn times(count: u64, billionths: u64, seconds: u64) -> Option<time::Duration> {
    let fraction = time::Duration::from_nanos(billionths.checked_mul(seconds)?);
    time::Duration::from_secs(count.checked_mul(seconds)?).checked_add(fraction)
}
