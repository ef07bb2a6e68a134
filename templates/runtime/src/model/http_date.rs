//! Dates as HTTP and mail write them.

use std::time::SystemTime;

use time::{OffsetDateTime, UtcOffset, format_description::well_known::Rfc2822};

use super::{DateTime, Kept, kept::Reading};

/// A date and a time as HTTP writes them (RFC 9110, section 5.6.7), `Sun, 06 Nov 1994 08:49:37 GMT`, or as mail does
/// (RFC 2822), with an offset instead of `GMT`.
pub type HttpDate = Kept<HttpDateTime>;

/// How an [`HttpDate`] is read.
#[derive(Clone, Copy, Debug)]
pub enum HttpDateTime {}

impl Reading for HttpDateTime {
    type Value = OffsetDateTime;

    const EXPECTED: &'static str = "a date such as Sun, 06 Nov 1994 08:49:37 GMT";

    fn read(text: &str) -> Option<OffsetDateTime> {
        OffsetDateTime::parse(text, &Rfc2822).ok()
    }
}

/// In UTC, to the second: what HTTP has.
impl From<OffsetDateTime> for HttpDate {
    fn from(value: OffsetDateTime) -> Self {
        let value = value.to_offset(UtcOffset::UTC);
        let (day, month) = (value.weekday().to_string(), value.month().to_string());
        let short = |name: &str| name.get(..3).unwrap_or_default().to_owned();
        Self::from(format!(
            "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
            short(&day),
            value.day(),
            short(&month),
            value.year(),
            value.hour(),
            value.minute(),
            value.second()
        ))
    }
}

/// In UTC, to the second: what HTTP has.
impl From<SystemTime> for HttpDate {
    fn from(value: SystemTime) -> Self {
        DateTime::from(value).get().unwrap_or(OffsetDateTime::UNIX_EPOCH).into()
    }
}
