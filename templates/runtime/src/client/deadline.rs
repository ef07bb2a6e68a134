//! Limits in time: of an attempt, and of a call with all that belongs to it.

use std::{
    future::poll_fn,
    pin::Pin,
    task::Poll,
    time::{Duration, SystemTime},
};

use super::{
    super::{error::TransportError, transport::Clock},
    limit::Limit,
};

/// When a call has to be over.
pub(super) struct Deadline {
    limit: Duration,
    end: SystemTime,
}

impl Deadline {
    /// That long from now; none if no calendar goes that far.
    pub(super) fn after(limit: Duration, clock: &dyn Clock) -> Option<Self> {
        Some(Self { limit, end: clock.now().checked_add(limit)? })
    }

    /// How much time is left.
    pub(super) fn left(&self, clock: &dyn Clock) -> Duration {
        self.end.duration_since(clock.now()).unwrap_or_default()
    }

    /// What a call fails with that is not over by then.
    pub(super) fn missed(&self, sent: bool) -> TransportError {
        TransportError::timed_out(format!("the call was not done within {:?}", self.limit), sent)
    }
}

/// What the future gives, or nothing if it takes longer.
pub(super) async fn within<T>(
    limit: Duration,
    clock: &dyn Clock,
    mut future: Pin<&mut impl Future<Output = T>>,
) -> Option<T> {
    let limit = Limit::new(limit);
    // Set only when there is something to wait for.
    let mut timer = None;
    poll_fn(|context| {
        if let Poll::Ready(result) = limit.during(|| future.as_mut().poll(context)) {
            return Poll::Ready(Some(result));
        }
        timer.get_or_insert_with(|| clock.sleep(limit.left())).as_mut().poll(context).map(|()| None)
    })
    .await
}
