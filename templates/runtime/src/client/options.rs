//! What a builder sets and its client keeps as it was set.

use std::{sync::Arc, time::Duration};

use super::{super::request::Shared, Authenticate, RateLimit, Retry};

/// The settings of a client that need no check. What they mean stands at the methods of
/// [`ClientBuilder`](super::ClientBuilder).
pub(super) struct Options {
    pub(super) authenticate: Option<Arc<dyn Authenticate>>,
    pub(super) shared: Shared,
    pub(super) retry: Retry,
    pub(super) timeout: Option<Duration>,
    pub(super) attempt_timeout: Duration,
    pub(super) idle_timeout: Duration,
    pub(super) response_limit: usize,
    pub(super) rate_limit: Option<RateLimit>,
    pub(super) credentials_over_http: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            authenticate: None,
            shared: Shared::default(),
            retry: Retry::default(),
            timeout: None,
            attempt_timeout: Duration::from_secs(100),
            idle_timeout: Duration::from_secs(300),
            response_limit: 64 << 20,
            rate_limit: None,
            credentials_over_http: false,
        }
    }
}
