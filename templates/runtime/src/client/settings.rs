//! What one call does otherwise than its client.

use std::{fmt, time::Duration};

use http::{HeaderMap, HeaderName, HeaderValue, header};

use super::Retry;

/// Settings of one call, or of some: whatever is not set here is as the client has it.
///
/// For a call they are methods of [`Call`](super::Call) too. For everything that a client does, pages and pollers
/// included, [`Client::with_settings`](super::Client::with_settings) takes them. Limits in time then hold for each
/// request by itself.
#[derive(Clone, Default)]
pub struct CallSettings {
    pub(super) timeout: Option<Duration>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) retry: Option<Retry>,
    pub(super) repeatable: bool,
    headers: HeaderMap,
    problem: Option<String>,
}

impl CallSettings {
    /// Nothing is otherwise.
    pub fn new() -> Self {
        Self::default()
    }

    /// How long the call may take in all: waiting for the client's rate limit, credentials, attempts and the pauses
    /// between them. A pause that would last longer is not begun: the call fails at once, with the last failure.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How long one attempt may take, with its credential and its body.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// When and how often a failed attempt is repeated.
    #[must_use]
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = Some(retry);
        self
    }

    /// Says that the service does the same thing once, however often it receives the request; see
    /// [`Call::repeatable`](super::Call::repeatable).
    #[must_use]
    pub fn repeatable(mut self) -> Self {
        self.repeatable = true;
        self
    }

    /// Adds a header, in place of what the operation has under that name.
    ///
    /// What the client itself has to write cannot be set: `authorization`, `host`, `content-length`, and what belongs to
    /// the connection. The call then fails without being sent, as with a text that no header can hold.
    #[must_use]
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        match pair(name.as_ref(), value.as_ref()) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err(problem) => self.problem = self.problem.or(Some(problem)),
        }
        self
    }

    /// Puts the headers on a request.
    pub(super) fn write(&self, headers: &mut HeaderMap) -> Result<(), String> {
        if let Some(problem) = &self.problem {
            return Err(problem.clone());
        }
        for (name, value) in &self.headers {
            headers.insert(name, value.clone());
        }
        Ok(())
    }

    /// These settings and others; where both say something, the others count.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.headers.extend(others.headers);
        Self {
            timeout: others.timeout.or(self.timeout),
            attempt_timeout: others.attempt_timeout.or(self.attempt_timeout),
            retry: others.retry.or(self.retry),
            repeatable: self.repeatable || others.repeatable,
            headers: self.headers,
            problem: self.problem.or(others.problem),
        }
    }
}

fn pair(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let name = HeaderName::try_from(name).map_err(|_| format!("{name:?} is no name of a header"))?;
    let client = [
        header::AUTHORIZATION,
        header::CONNECTION,
        header::CONTENT_LENGTH,
        header::HOST,
        header::PROXY_AUTHORIZATION,
        header::TE,
        header::TRAILER,
        header::TRANSFER_ENCODING,
        header::UPGRADE,
    ];
    if client.contains(&name) {
        return Err(format!("header `{name}` is the client's own, and cannot be set"));
    }
    let value = HeaderValue::try_from(value).map_err(|_| format!("header `{name}` holds what a header cannot"))?;
    Ok((name, value))
}

/// Shows the names of the headers and not their values, which may be secret.
impl fmt::Debug for CallSettings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("CallSettings")
            .field("timeout", &self.timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("retry", &self.retry)
            .field("repeatable", &self.repeatable)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
