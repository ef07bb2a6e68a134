//! Whether the clocks of client and service disagree: a usual reason why signatures and tokens are refused.

use std::{
    fmt,
    time::{Duration, SystemTime},
};

use http::{HeaderMap, header};

use super::retry::date;

/// Less than that is no reason for a service to refuse anything.
const TOLERANCE: Duration = Duration::from_secs(5 * 60);

/// How far the client's clock is from that of the service.
#[derive(Clone, Copy)]
pub(crate) struct Skew {
    ahead: bool,
    by: Duration,
}

impl Skew {
    /// The skew that an answer shows by its date, if it matters.
    pub(super) fn of(headers: &HeaderMap, now: SystemTime) -> Option<Self> {
        let here = now.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        let there = date(headers.get(header::DATE)?.to_str().ok()?)?;
        let by = here.abs_diff(there);
        (by > TOLERANCE).then_some(Self { ahead: here > there, by })
    }
}

impl fmt::Display for Skew {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = if self.ahead { "ahead of" } else { "behind" };
        write!(formatter, "the clock here is {} s {side} the service's", self.by.as_secs())
    }
}
