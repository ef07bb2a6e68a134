//! When a failed attempt is repeated, and after how long. Pure: it neither sends nor sleeps.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::HeaderMap;
use time::{OffsetDateTime, format_description::well_known::Rfc2822};

use super::super::{chance, error::TransportError};

/// When and how often a failed attempt is repeated.
///
/// An attempt is repeated after 408, 429, 500, 502, 503 and 504 and after a broken connection, if the request may be
/// sent twice. One that may not is repeated only where the service cannot have acted on it: after 429, and when the
/// connection could not be made.
///
/// What is sent once more with another credential after 401 does not count here
/// ([`Authenticate::rejected`](super::Authenticate::rejected)).
#[derive(Clone, Debug)]
pub struct Retry {
    attempts: u32,
    first_pause: Duration,
    longest_pause: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self { attempts: 4, first_pause: Duration::from_millis(800), longest_pause: Duration::from_secs(60) }
    }
}

impl Retry {
    /// Never repeats.
    pub fn none() -> Self {
        Self::default().attempts(1)
    }

    /// How many attempts there are at the most, the first included: 4 by default.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// The pause before the second attempt, doubled before each further one: 0.8 seconds by default. Pauses vary by
    /// chance between half of that and all of it, so that many clients do not come back at once.
    #[must_use]
    pub fn first_pause(mut self, pause: Duration) -> Self {
        self.first_pause = pause;
        self
    }

    /// The longest pause: 60 seconds by default. A service that asks for a longer one is not asked again.
    #[must_use]
    pub fn longest_pause(mut self, pause: Duration) -> Self {
        self.longest_pause = pause;
        self
    }

    pub(crate) fn after_response(
        &self,
        attempt: u32,
        repeatable: bool,
        response: &http::Response<Bytes>,
        now: SystemTime,
    ) -> Option<Duration> {
        let again = match response.status().as_u16() {
            429 => true,
            408 | 500 | 502 | 503 | 504 => repeatable,
            _ => false,
        };
        if !again || attempt >= self.attempts {
            return None;
        }
        match asked_pause(response.headers(), now) {
            Some(pause) => (pause <= self.longest_pause).then_some(pause),
            None => Some(self.pause(attempt)),
        }
    }

    pub(crate) fn after_error(&self, attempt: u32, repeatable: bool, error: &TransportError) -> Option<Duration> {
        let again = (repeatable || !error.may_have_been_sent()) && error.is_worth_repeating();
        (again && attempt < self.attempts).then(|| self.pause(attempt))
    }

    fn pause(&self, attempt: u32) -> Duration {
        let doubled = self.first_pause.saturating_mul(1 << (attempt - 1).min(16)).min(self.longest_pause);
        let chance = chance::bits() % 1024;
        doubled / 2 + doubled.mul_f64(chance as f64 / 2048.0)
    }
}

/// The pause that the service asks for: in milliseconds, in seconds, or until a date.
pub(crate) fn asked_pause(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    Some(match asked(headers)? {
        Asked::Pause(pause) => pause,
        Asked::Until(date) => date.saturating_sub(now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default()),
    })
}

/// The same where no clock is at hand: what is left until a date counts from the date of the response.
pub(crate) fn stated_pause(headers: &HeaderMap) -> Option<Duration> {
    Some(match asked(headers)? {
        Asked::Pause(pause) => pause,
        Asked::Until(until) => until.saturating_sub(date(headers.get(http::header::DATE)?.to_str().ok()?)?),
    })
}

enum Asked {
    Pause(Duration),
    /// Since 1970: not every platform's `SystemTime` holds every year.
    Until(Duration),
}

fn asked(headers: &HeaderMap) -> Option<Asked> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    let millis = ["retry-after-ms", "x-ms-retry-after-ms"].into_iter().find_map(|name| text(name)?.parse().ok());
    if let Some(millis) = millis {
        return Some(Asked::Pause(Duration::from_millis(millis)));
    }
    let asked = text("retry-after")?;
    if !asked.is_empty() && asked.bytes().all(|digit| digit.is_ascii_digit()) {
        // More digits than fit are still a very long pause, not none.
        return Some(Asked::Pause(Duration::from_secs(asked.parse().unwrap_or(u64::MAX))));
    }
    date(asked).map(Asked::Until)
}

/// A date as HTTP writes it, since 1970.
pub(super) fn date(text: &str) -> Option<Duration> {
    let seconds = OffsetDateTime::parse(text, &Rfc2822).ok()?.unix_timestamp();
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}
