//! A clock that a test sets: nothing waits for real.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, SystemTime},
};

use super::super::transport::{BoxFuture, Clock};

/// Tells the time that it was set to. Waiting is over at once, moves the time on and is remembered.
///
/// Clones share the time, so that a test keeps one and gives the other to the client. Since waiting is over at once,
/// a transport that does not answer at once has timed out.
#[derive(Clone, Debug)]
pub struct ManualClock {
    state: Arc<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    now: SystemTime,
    sleeps: Vec<Duration>,
}

impl ManualClock {
    /// A clock that stands at that time.
    pub fn new(now: SystemTime) -> Self {
        Self { state: Arc::new(Mutex::new(State { now, sleeps: Vec::new() })) }
    }

    /// Sets the time.
    pub fn set(&self, now: SystemTime) {
        self.state().now = now;
    }

    /// How long was waited so far, each time.
    pub fn sleeps(&self) -> Vec<Duration> {
        self.state().sleeps.clone()
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// At 1970-01-01T00:00:00Z.
impl Default for ManualClock {
    fn default() -> Self {
        Self::new(SystemTime::UNIX_EPOCH)
    }
}

impl Clock for ManualClock {
    fn now(&self) -> SystemTime {
        self.state().now
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            let mut state = self.state();
            state.sleeps.push(duration);
            state.now = state.now.checked_add(duration).unwrap_or(state.now);
        })
    }
}
