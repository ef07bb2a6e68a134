//! An executor that is one thread: it polls one future, and sleeps until that is worth polling again.
//!
//! Those who are polled find here what an executor with a timer would give them: when to be polled again, and, for a
//! transport that blocks within a poll, by when that poll has to be over.

use std::{
    cell::Cell,
    future::poll_fn,
    pin::pin,
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
    thread::{self, Thread},
    time::{Duration, Instant, SystemTime},
};

use super::super::transport::{BoxFuture, Clock};

thread_local! {
    /// The poll that is going on, if this thread waits for a future.
    static POLL: Cell<Option<Turn>> = const { Cell::new(None) };
}

/// One poll.
#[derive(Clone, Copy)]
struct Turn {
    /// When to poll again, if nobody wakes us before.
    again: Option<Instant>,
    /// When it has to be over.
    end: Option<Instant>,
}

/// A longer wait than this is as good as one without end, and within what an [`Instant`] holds.
const LONGEST: Duration = Duration::from_secs(100 * 366 * 24 * 60 * 60);

/// What the future gives; the thread sleeps meanwhile.
pub(super) fn wait<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        let turn = Guard::begin();
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        let again = POLL.get().and_then(|turn| turn.again);
        drop(turn);
        // Who is woken meanwhile does not sleep.
        match again {
            Some(again) => thread::park_timeout(again.saturating_duration_since(Instant::now())),
            None => thread::park(),
        }
    }
}

/// Whether this thread waits for a future, and may be blocked.
pub(crate) fn is_waiting() -> bool {
    POLL.get().is_some()
}

/// How long what is polled may still take, if it has a limit.
pub(super) fn left() -> Option<Duration> {
    Some(POLL.get()?.end?.saturating_duration_since(Instant::now()))
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// A poll begins, and ends when this is dropped, by a panic too. It may be within another.
struct Guard {
    outer: Option<Turn>,
}

impl Guard {
    fn begin() -> Self {
        let outer = POLL.get();
        POLL.set(Some(Turn { again: None, end: outer.and_then(|turn| turn.end) }));
        Self { outer }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        POLL.set(self.outer);
    }
}

/// A time limit for what is polled, which a transport that blocks is told of. It starts when it is made.
pub(crate) struct Limit {
    limit: Duration,
    end: Option<Instant>,
}

impl Limit {
    pub(crate) fn new(limit: Duration) -> Self {
        Self { limit, end: is_waiting().then(|| Instant::now() + limit.min(LONGEST)) }
    }

    /// Does what has to be over by then.
    pub(crate) fn during<T>(&self, poll: impl FnOnce() -> T) -> T {
        let (Some(end), Some(turn)) = (self.end, POLL.get()) else { return poll() };
        POLL.set(Some(Turn { end: Some(turn.end.map_or(end, |outer| outer.min(end))), ..turn }));
        let result = poll();
        if let Some(now) = POLL.get() {
            POLL.set(Some(Turn { end: turn.end, ..now }));
        }
        result
    }

    /// How long to wait for it yet.
    pub(crate) fn left(&self) -> Duration {
        self.end.map_or(self.limit, |end| end.saturating_duration_since(Instant::now()))
    }
}

/// The system's time. It waits by letting the thread sleep, so that it is for calls that block.
#[derive(Clone, Copy, Debug, Default)]
pub struct ThreadClock;

impl Clock for ThreadClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        let mut end = None;
        Box::pin(poll_fn(move |_| {
            let now = Instant::now();
            let end = *end.get_or_insert(now + duration.min(LONGEST));
            match POLL.get() {
                _ if end <= now => Poll::Ready(()),
                Some(turn) => {
                    let again = turn.again.map_or(end, |other| other.min(end));
                    POLL.set(Some(Turn { again: Some(again), ..turn }));
                    Poll::Pending
                }
                // Somebody else polls, who would not come back.
                None => {
                    thread::sleep(end - now);
                    Poll::Ready(())
                }
            }
        }))
    }
}
