//! Seconds since 1970, as services write the end of a token.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The time of a count of seconds; those that have none have ended long ago.
pub(super) fn system_time(timestamp: i64) -> SystemTime {
    let seconds = u64::try_from(timestamp).unwrap_or_default();
    UNIX_EPOCH.checked_add(Duration::from_secs(seconds)).unwrap_or(UNIX_EPOCH)
}
