//! Dates as HTTP writes them: of a signature, and of a text message.

use std::time::{SystemTime, UNIX_EPOCH};

use time::{Month, OffsetDateTime, Weekday};

/// The time as an IMF-fixdate (RFC 9110, section 5.6.7), such as `Fri, 01 Mar 2024 12:00:00 GMT`: in English, with two
/// digits for the day. `None` for a time that has no such form, before 1970 or after 9999.
pub(crate) fn imf_fixdate(at: SystemTime) -> Option<String> {
    let seconds = at.duration_since(UNIX_EPOCH).ok()?.as_secs();
    let at = OffsetDateTime::from_unix_timestamp(i64::try_from(seconds).ok()?).ok()?;
    let weekday = match at.weekday() {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    };
    let month = match at.month() {
        Month::January => "Jan",
        Month::February => "Feb",
        Month::March => "Mar",
        Month::April => "Apr",
        Month::May => "May",
        Month::June => "Jun",
        Month::July => "Jul",
        Month::August => "Aug",
        Month::September => "Sep",
        Month::October => "Oct",
        Month::November => "Nov",
        Month::December => "Dec",
    };
    let year = u16::try_from(at.year()).ok()?;
    // Signing needs it for each attempt, and `format!` takes ten times as long.
    let mut text = String::with_capacity("Thu, 01 Jan 1970 00:00:00 GMT".len());
    text.push_str(weekday);
    text.push_str(", ");
    push_two_digits(&mut text, at.day());
    text.push(' ');
    text.push_str(month);
    text.push(' ');
    push_two_digits(&mut text, u8::try_from(year / 100).ok()?);
    push_two_digits(&mut text, (year % 100) as u8);
    for (before, number) in [(' ', at.hour()), (':', at.minute()), (':', at.second())] {
        text.push(before);
        push_two_digits(&mut text, number);
    }
    text.push_str(" GMT");
    Some(text)
}

fn push_two_digits(text: &mut String, number: u8) {
    text.push(char::from(b'0' + number / 10));
    text.push(char::from(b'0' + number % 10));
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn dates_are_english_with_a_day_of_two_digits() {
        for (seconds, date) in [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), // the example of RFC 9110
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
            (1_709_294_400, "Fri, 01 Mar 2024 12:00:00 GMT"),
            (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
        ] {
            assert_eq!(imf_fixdate(UNIX_EPOCH + Duration::from_secs(seconds)).as_deref(), Some(date));
        }
    }

    #[test]
    fn a_time_that_has_no_such_date_is_none() {
        assert_eq!(imf_fixdate(UNIX_EPOCH - Duration::from_secs(1)), None);
        assert_eq!(imf_fixdate(UNIX_EPOCH + Duration::from_secs(253_402_300_800)), None);
    }
}
