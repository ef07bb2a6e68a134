//! A limit that a client sets itself, so that a service need not refuse what is too much.
//!
//! It remembers when the last requests were sent, as many as the limit allows. The next one may be sent when the oldest
//! of them has left the window. That is exact for every stretch of time, while a bucket that fills again lets through
//! up to twice as many where its emptying and its filling meet.

use std::{
    collections::VecDeque,
    future::poll_fn,
    sync::{Mutex, MutexGuard, PoisonError},
    task::{Poll, Waker, ready},
    time::{Duration, SystemTime},
};

use super::super::transport::{BoxFuture, Clock};

/// So many requests in any stretch of time of that length.
pub(super) struct RateLimit {
    calls: usize,
    per: Duration,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// When the last requests were sent, the oldest first.
    sent: VecDeque<SystemTime>,
    /// Who waits, in the order of arrival. The first one watches the clock, and wakes the next one.
    queue: VecDeque<(u64, Option<Waker>)>,
    tickets: u64,
}

impl RateLimit {
    pub(super) fn new(calls: u32, per: Duration) -> Self {
        let calls = usize::try_from(calls).unwrap_or(usize::MAX).max(1);
        Self { calls, per, state: Mutex::default() }
    }

    /// Waits until one more request may be sent, and counts it. Who stops waiting gives up the place in the queue and
    /// counts for nothing.
    pub(super) async fn wait(&self, clock: &dyn Clock) {
        let place = self.queue_up();
        let mut timer = None;
        poll_fn(|context| {
            loop {
                if let Some(sleep) = &mut timer {
                    ready!(BoxFuture::as_mut(sleep).poll(context));
                    timer = None;
                }
                match place.step(clock.now(), context.waker()) {
                    Step::Send => return Poll::Ready(()),
                    Step::Queue => return Poll::Pending,
                    Step::Sleep(pause) => timer = Some(clock.sleep(pause)),
                }
            }
        })
        .await;
    }

    fn queue_up(&self) -> Place<'_> {
        let mut state = self.state();
        let ticket = state.tickets;
        state.tickets += 1;
        state.queue.push_back((ticket, None));
        Place { limit: self, ticket }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place in the queue, given up when it is dropped.
struct Place<'a> {
    limit: &'a RateLimit,
    ticket: u64,
}

enum Step {
    Send,
    /// Others come first; the one before wakes this one.
    Queue,
    Sleep(Duration),
}

impl Place<'_> {
    fn step(&self, now: SystemTime, waker: &Waker) -> Step {
        let mut state = self.limit.state();
        if state.queue.front().is_some_and(|(ticket, _)| *ticket != self.ticket) {
            if let Some(place) = state.find(self.ticket) {
                state.queue[place].1 = Some(waker.clone());
            }
            return Step::Queue;
        }
        match state.pause(now, self.limit) {
            Some(pause) => Step::Sleep(pause),
            None => {
                state.sent.push_back(now);
                Step::Send
            }
        }
    }
}

impl State {
    /// Where in the queue a ticket is; they are in order.
    fn find(&self, ticket: u64) -> Option<usize> {
        self.queue.binary_search_by_key(&ticket, |(ticket, _)| *ticket).ok()
    }

    /// How long until one more may be sent; `None` if it may be now.
    fn pause(&mut self, now: SystemTime, limit: &RateLimit) -> Option<Duration> {
        // A clock that was set back must not make anybody wait for longer than the whole window.
        for sent in self.sent.iter_mut().rev().take_while(|sent| **sent > now) {
            *sent = now;
        }
        let age = |sent: &SystemTime| now.duration_since(*sent).unwrap_or_default();
        while self.sent.front().is_some_and(|sent| age(sent) >= limit.per) {
            self.sent.pop_front();
        }
        match self.sent.front() {
            Some(oldest) if self.sent.len() >= limit.calls => Some(limit.per - age(oldest)),
            _ => None,
        }
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let next = {
            let mut state = self.limit.state();
            if let Some(place) = state.find(self.ticket) {
                state.queue.remove(place);
            }
            state.queue.front_mut().and_then(|(_, waker)| waker.take())
        };
        if let Some(waker) = next {
            waker.wake();
        }
    }
}
