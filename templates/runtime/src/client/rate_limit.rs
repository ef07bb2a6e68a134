//! A limit that a client sets itself, so that a service need not refuse what is too much.
//!
//! It remembers when the last requests were sent, as many as the limit allows. The next one may be sent when the oldest
//! of them has left the window. That is exact for every stretch of time, while a bucket that fills again lets through
//! up to twice as many where its emptying and its filling meet.
//!
//! Who has to wait is told a time, the turn, and waits for that rather than for those before. A call that is held
//! without being polled therefore loses its turn and stops nobody: such calls are common, in a buffered stream whose
//! reader makes a call of its own for one.

use std::{
    collections::VecDeque,
    future::poll_fn,
    mem,
    sync::{Mutex, MutexGuard, PoisonError},
    task::{Poll, Waker, ready},
    time::{Duration, SystemTime},
};

use super::{
    super::transport::{BoxFuture, Clock},
    trace,
};

/// A longer window than this is the same as this one, and calendars do not end within it.
const LONGEST: Duration = Duration::from_secs(100 * 366 * 24 * 60 * 60);

/// So many requests in any stretch of time of that length.
pub(super) struct RateLimit {
    calls: usize,
    per: Duration,
    state: Mutex<State>,
}

struct State {
    /// When the last requests were sent, the oldest first.
    sent: VecDeque<SystemTime>,
    /// Who waits, in the order of arrival.
    queue: VecDeque<Waiting>,
    tickets: u64,
    /// The latest time that was told.
    now: SystemTime,
}

struct Waiting {
    ticket: u64,
    turn: SystemTime,
    waker: Option<Waker>,
}

impl RateLimit {
    pub(super) fn new(calls: u32, per: Duration) -> Self {
        let calls = usize::try_from(calls).unwrap_or(usize::MAX).max(1);
        let state = State { sent: VecDeque::new(), queue: VecDeque::new(), tickets: 0, now: SystemTime::UNIX_EPOCH };
        Self { calls, per: per.min(LONGEST), state: Mutex::new(state) }
    }

    /// Waits until one more request may be sent, and counts it. Who stops waiting leaves the turn to the next one, and
    /// counts for nothing.
    pub(super) async fn wait(&self, clock: &dyn Clock) {
        let place = self.queue_up(clock);
        let mut timer: Option<(SystemTime, BoxFuture<'_, ()>)> = None;
        poll_fn(|context| {
            loop {
                let Some((turn, pause)) = place.step(clock, context.waker()) else { return Poll::Ready(()) };
                // The turn may have come nearer since the timer was set.
                let sleep = match &mut timer {
                    Some((until, sleep)) if *until == turn => sleep,
                    timer => {
                        trace::waits("a request waits for its turn within the client's rate limit", pause);
                        &mut timer.insert((turn, clock.sleep(pause))).1
                    }
                };
                ready!(sleep.as_mut().poll(context));
                timer = None;
            }
        })
        .await;
    }

    fn queue_up(&self, clock: &dyn Clock) -> Place<'_> {
        let mut state = self.state();
        let now = state.tell(clock);
        let ticket = state.tickets;
        state.tickets += 1;
        let turn = self.turn(&state, now);
        state.queue.push_back(Waiting { ticket, turn, waker: None });
        Place { limit: self, ticket }
    }

    /// When one more may be sent, if all who wait already are.
    fn turn(&self, state: &State, now: SystemTime) -> SystemTime {
        let mut all = state.sent.iter().copied().chain(state.queue.iter().map(|waiting| waiting.turn));
        match (state.sent.len() + state.queue.len()).checked_sub(self.calls) {
            Some(before) => all.nth(before).map_or(now, |time| self.after(time).max(now)),
            None => now,
        }
    }

    /// When a request of that time leaves the window.
    fn after(&self, time: SystemTime) -> SystemTime {
        time.checked_add(self.per).unwrap_or(time)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The time, which follows a clock that is set back: nobody is to wait for longer because of that.
    fn tell(&mut self, clock: &dyn Clock) -> SystemTime {
        // Asked for while the state is locked: who asked earlier and came later would set the clock back.
        let now = clock.now();
        if let Ok(back) = self.now.duration_since(now) {
            let turns = self.queue.iter_mut().map(|waiting| &mut waiting.turn);
            for time in self.sent.iter_mut().chain(turns) {
                *time = time.checked_sub(back).unwrap_or(SystemTime::UNIX_EPOCH);
            }
        }
        self.now = now;
        now
    }

    /// Where in the queue a ticket is; they are in order.
    fn find(&self, ticket: u64) -> Option<usize> {
        self.queue.binary_search_by_key(&ticket, |waiting| waiting.ticket).ok()
    }
}

/// A place in the queue, given up when it is dropped.
struct Place<'a> {
    limit: &'a RateLimit,
    ticket: u64,
}

impl Place<'_> {
    /// Counts the request if it may be sent now, and otherwise says when to ask again, and how long that is.
    fn step(&self, clock: &dyn Clock, waker: &Waker) -> Option<(SystemTime, Duration)> {
        let limit = self.limit;
        let mut state = limit.state();
        let now = state.tell(clock);
        let place = state.find(self.ticket)?;
        while state.sent.front().is_some_and(|sent| limit.after(*sent) <= now) {
            state.sent.pop_front();
        }
        let full = state.sent.front().copied().filter(|_| state.sent.len() >= limit.calls);
        let waiting = state.queue.get_mut(place)?;
        if waiting.turn <= now {
            match full {
                None => {
                    let left = state.queue.remove(place);
                    state.sent.push_back(now);
                    drop(state);
                    drop(left);
                    return None;
                }
                // Others were late and have used up the window in which this turn was.
                Some(oldest) => waiting.turn = limit.after(oldest),
            }
        }
        let turn = waiting.turn;
        let before = match &waiting.waker {
            Some(before) if before.will_wake(waker) => None,
            _ => waiting.waker.replace(waker.clone()),
        };
        drop(state);
        // A waker may be the last to hold its task, and with it another place in this queue.
        drop(before);
        Some((turn, turn.duration_since(now).unwrap_or_default()))
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let (mut wakers, mut own) = (Vec::new(), None);
        let mut state = self.limit.state();
        // Who was sent is no longer in the queue.
        if let Some(place) = state.find(self.ticket)
            && let Some(Waiting { turn: mut free, waker, .. }) = state.queue.remove(place)
        {
            own = waker;
            for waiting in state.queue.range_mut(place..) {
                mem::swap(&mut waiting.turn, &mut free);
                wakers.extend(waiting.waker.take());
            }
        }
        drop(state);
        drop(own);
        wakers.into_iter().for_each(Waker::wake);
    }
}

#[cfg(test)]
mod tests {
    use std::{
        future::pending,
        pin::pin,
        sync::{
            Arc,
            atomic::{AtomicUsize, Ordering},
        },
        task::{Context, Wake},
    };

    use super::*;

    /// Stands still.
    struct Never;

    impl Clock for Never {
        fn now(&self) -> SystemTime {
            SystemTime::UNIX_EPOCH
        }

        fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
            Box::pin(pending())
        }
    }

    /// A task that looks at the limit when its last waker is dropped, as one does that gives up its place then.
    struct Task(Arc<RateLimit>, Arc<AtomicUsize>);

    impl Wake for Task {
        fn wake(self: Arc<Self>) {}
    }

    impl Drop for Task {
        fn drop(&mut self) {
            // Locking would not return.
            let free = self.0.state.try_lock().is_ok();
            self.1.fetch_add(usize::from(free), Ordering::SeqCst);
        }
    }

    #[test]
    fn wakers_are_dropped_where_nothing_is_locked() {
        let limit = Arc::new(RateLimit::new(1, Duration::from_secs(60)));
        let free = Arc::new(AtomicUsize::new(0));
        let task = || Waker::from(Arc::new(Task(Arc::clone(&limit), Arc::clone(&free))));
        let mut first = pin!(limit.wait(&Never));
        assert!(first.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready());
        let mut second = Box::pin(limit.wait(&Never));
        // It goes from one task to another, and is given up.
        for _ in 0..2 {
            assert!(second.as_mut().poll(&mut Context::from_waker(&task())).is_pending());
        }
        drop(second);
        assert_eq!(free.load(Ordering::SeqCst), 2);
    }
}
