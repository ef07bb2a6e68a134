//! An executor that is one thread: it polls one future, and sleeps until that is worth polling again.
//!
//! Those who are polled find here what an executor with a timer would give them: to be woken at a time, and, for a
//! transport that blocks within a poll, by when that poll has to be over.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    pin::{Pin, pin},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
    thread::{self, Thread},
    time::{Duration, Instant, SystemTime},
};

use super::super::transport::{BoxFuture, Clock};

thread_local! {
    /// The poll that is going on, if this thread waits for a future.
    static POLL: Cell<Option<Turn>> = const { Cell::new(None) };

    /// Who is to be woken in this thread, and when. The number tells apart who sleeps until the same time.
    static SLEEPERS: RefCell<BTreeMap<(Instant, usize), Waker>> = const { RefCell::new(BTreeMap::new()) };
}

/// One poll.
#[derive(Clone, Copy)]
struct Turn {
    /// When it has to be over.
    end: Option<Instant>,
}

/// A longer wait than this is as good as one without end, and within what an [`Instant`] holds.
const LONGEST: Duration = Duration::from_secs(100 * 366 * 24 * 60 * 60);

/// What the future gives; the thread sleeps meanwhile.
pub(super) fn wait<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let unpark = Arc::new(Unpark { thread: thread::current(), woken: AtomicBool::new(false) });
    let waker = Waker::from(Arc::clone(&unpark));
    let mut context = Context::from_waker(&waker);
    loop {
        let turn = Guard::begin();
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        drop(turn);
        unpark.park();
    }
}

/// Wakes those whose time has come, and gives the time of the next one.
fn wake_sleepers() -> Option<Instant> {
    loop {
        // Whoever is woken may want to sleep again: nothing is borrowed then.
        let waker = SLEEPERS.with_borrow_mut(|sleepers| {
            let first = sleepers.first_entry()?;
            (first.key().0 <= Instant::now()).then(|| first.remove())
        });
        match waker {
            Some(waker) => waker.wake(),
            None => return SLEEPERS.with_borrow(|sleepers| sleepers.first_key_value().map(|(key, _)| key.0)),
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

struct Unpark {
    thread: Thread,
    /// The thread's own token is not enough: who waits within a poll may take it.
    woken: AtomicBool,
}

impl Unpark {
    /// Lets the thread sleep until this is woken, and wakes those meanwhile who sleep less long.
    fn park(&self) {
        loop {
            let next = wake_sleepers();
            if self.woken.swap(false, Ordering::Acquire) {
                return;
            }
            match next {
                Some(next) => thread::park_timeout(next.saturating_duration_since(Instant::now())),
                None => thread::park(),
            }
        }
    }
}

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.woken.store(true, Ordering::Release);
        self.thread.unpark();
    }
}

/// A poll begins, and ends when this is dropped, by a panic too. It may be within another.
struct Guard {
    outer: Option<Turn>,
}

impl Guard {
    fn begin() -> Self {
        let outer = POLL.get();
        POLL.set(Some(Turn { end: outer.and_then(|turn| turn.end) }));
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
        POLL.set(Some(Turn { end: Some(turn.end.map_or(end, |outer| outer.min(end))) }));
        let result = poll();
        POLL.set(Some(turn));
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
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        Box::pin(Sleep { duration, number: NUMBER.fetch_add(1, Ordering::Relaxed), end: None })
    }
}

/// Begins when it is first polled.
struct Sleep {
    duration: Duration,
    number: usize,
    end: Option<Instant>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let now = Instant::now();
        let duration = self.duration.min(LONGEST);
        let end = *self.end.get_or_insert(now + duration);
        if end <= now {
            return Poll::Ready(());
        }
        if is_waiting() {
            let (key, waker) = ((end, self.number), context.waker().clone());
            drop(SLEEPERS.with_borrow_mut(|sleepers| sleepers.insert(key, waker)));
            return Poll::Pending;
        }
        // Somebody else polls, who would not come back.
        thread::sleep(end - now);
        Poll::Ready(())
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(end) = self.end {
            // A thread that ends has no list any more.
            drop(SLEEPERS.try_with(|sleepers| sleepers.borrow_mut().remove(&(end, self.number))));
        }
    }
}
