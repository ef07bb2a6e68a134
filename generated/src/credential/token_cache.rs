//! A token that is renewed when it is about to end: once, however many calls need it.
//!
//! There is no task in the background and no runtime of ours: calls that need the token drive the refresh. It is one
//! shared future, which each call that waits for it polls. So a call that is dropped, or held without being polled,
//! leaves nobody hanging: the others drive the same refresh on, and with the last of them it is dropped too. The cache
//! itself holds no more than a weak reference to it.

use std::{
    panic::AssertUnwindSafe,
    pin::pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::Poll,
    time::{Duration, SystemTime},
};

use futures_util::{
    FutureExt as _,
    future::{Shared, WeakShared, poll_fn},
};

use super::{AccessToken, TokenError};
use crate::generated::runtime::{BoxFuture, Clock};

/// Gets a new token.
pub(super) type Refresher = Arc<dyn Fn() -> BoxFuture<'static, Result<AccessToken, TokenError>> + Send + Sync>;

/// A refresh under way.
type Flight = Shared<BoxFuture<'static, Outcome>>;
type Outcome = Result<Arc<AccessToken>, TokenError>;

/// How long before its end a token is renewed.
#[derive(Clone, Copy)]
pub(super) struct Lead {
    /// From then on one call renews it. If that fails, the call goes on with the old token.
    pub(super) early: Option<Duration>,
    /// From then on one call renews it. If that fails, the call fails.
    pub(super) due: Duration,
}

pub(super) struct TokenCache {
    refresher: Option<Refresher>,
    lead: Lead,
    /// How long a call waits for a refresh.
    patience: Duration,
    state: Mutex<State>,
}

struct State {
    held: Option<Held>,
    /// The latest refresh and its number, while some call waits for it.
    flight: Option<(u64, WeakShared<BoxFuture<'static, Outcome>>)>,
    flights: u64,
}

struct Held {
    token: Arc<AccessToken>,
    /// When it ends and when to renew it; `None` if it never ends.
    times: Option<Times>,
}

#[derive(Clone, Copy)]
struct Times {
    early: Option<SystemTime>,
    due: SystemTime,
    end: SystemTime,
}

/// What a call does about its token.
enum Plan {
    Use(Arc<AccessToken>),
    /// Waits for a refresh, and goes on with the old token if that fails.
    Wait(u64, Flight, Option<Arc<AccessToken>>),
}

impl TokenCache {
    pub(super) fn new(
        token: Option<AccessToken>,
        refresher: Option<Refresher>,
        lead: Lead,
        patience: Duration,
    ) -> Self {
        let held = token.map(|token| Held {
            // What time it is will be known with the first call. Until then nothing is early.
            times: token.expires_on().map(|end| Times { early: None, due: before(end, lead.due), end }),
            token: Arc::new(token),
        });
        Self { refresher, lead, patience, state: Mutex::new(State { held, flight: None, flights: 0 }) }
    }

    /// A token that can be used now.
    ///
    /// It can be dropped at any time: a refresh that others wait for goes on, another does not.
    pub(super) async fn token(&self, clock: &dyn Clock) -> Result<Arc<AccessToken>, TokenError> {
        let (number, flight, old) = match self.plan(clock.now())? {
            Plan::Use(token) => return Ok(token),
            Plan::Wait(number, flight, old) => (number, flight, old),
        };
        let outcome = within(self.patience, clock, flight).await;
        let now = clock.now();
        let outcome = match outcome {
            Ok(token) if token.expires_on().is_some_and(|end| end <= now) => Err(TokenError::Expired),
            outcome => outcome,
        };
        self.land(number, &outcome, now);
        match (outcome, old) {
            (Err(_), Some(old)) if old.expires_on().is_none_or(|end| now < end) => Ok(old),
            (outcome, _) => outcome,
        }
    }

    fn plan(&self, now: SystemTime) -> Result<Plan, TokenError> {
        let mut state = self.state();
        let State { held, flight, flights } = &mut *state;
        let refresher = match (&self.refresher, &*held) {
            (Some(refresher), _) => refresher,
            // Whoever gave just a token wants it used; if it has expired, it is for the service to say so.
            (None, Some(held)) => return Ok(Plan::Use(held.token.clone())),
            (None, None) => return Err(TokenError::NoRefresher),
        };
        let under_way = flight.as_ref().and_then(|(number, flight)| Some((*number, flight.upgrade()?)));
        let mut old = None;
        if let Some(held) = held {
            let Some(times) = &mut held.times else { return Ok(Plan::Use(held.token.clone())) };
            if times.early.is_none() {
                times.early = self.early(now, times.end);
            }
            let early = times.early.is_some_and(|early| early <= now) && now < times.due;
            let usable = now < times.end;
            if usable && (under_way.is_some() || (now < times.due && !early)) {
                return Ok(Plan::Use(held.token.clone()));
            }
            old = early.then(|| held.token.clone());
        }
        if let Some((number, under_way)) = under_way {
            return Ok(Plan::Wait(number, under_way, old));
        }
        *flights += 1;
        let started = start(refresher.clone());
        *flight = started.downgrade().map(|started| (*flights, started));
        Ok(Plan::Wait(*flights, started, old))
    }

    /// Takes down how a refresh ended. Each call that waited for it does so; the first one counts.
    fn land(&self, number: u64, outcome: &Outcome, now: SystemTime) {
        let mut state = self.state();
        let current = state.flight.as_ref().is_some_and(|(latest, _)| *latest == number);
        if current {
            state.flight = None;
        }
        match (outcome, &mut state.held) {
            (Ok(token), held) if current || held.as_ref().is_none_or(|held| ends_later(token, &held.token)) => {
                *held = Some(Held { token: token.clone(), times: token.expires_on().map(|end| self.times(now, end)) });
            }
            // Not again with the very next call.
            (Err(_), Some(Held { times: Some(times), .. })) if current && times.early.is_some() => {
                times.early = halfway(now, times.end);
            }
            _ => {}
        }
    }

    /// When to renew a token that was just got.
    fn times(&self, now: SystemTime, end: SystemTime) -> Times {
        let left = end.duration_since(now).unwrap_or_default();
        // A refresher that gives tokens shorter than the lead would be called by every call otherwise.
        Times { early: self.early(now, end), due: before(end, self.lead.due.min(left / 2)), end }
    }

    /// When to renew a token ahead of time: in the middle of what is left, if the time for it has come already.
    fn early(&self, now: SystemTime, end: SystemTime) -> Option<SystemTime> {
        let early = before(end, self.lead.early?);
        if now < early { Some(early) } else { halfway(now, end) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing can panic half way through a change.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A refresh that starts when it is first polled. If it panics it has failed: calls of other tasks wait for it too.
fn start(refresher: Refresher) -> Flight {
    let refresh = AssertUnwindSafe(async move { refresher().await });
    let refresh = async { refresh.catch_unwind().await.unwrap_or(Err(TokenError::Panicked)).map(Arc::new) };
    let refresh: BoxFuture<'static, Outcome> = Box::pin(refresh);
    refresh.shared()
}

fn before(end: SystemTime, lead: Duration) -> SystemTime {
    end.checked_sub(lead).unwrap_or(SystemTime::UNIX_EPOCH)
}

fn halfway(now: SystemTime, end: SystemTime) -> Option<SystemTime> {
    now.checked_add(end.duration_since(now).unwrap_or_default() / 2)
}

fn ends_later(token: &AccessToken, than: &AccessToken) -> bool {
    match (token.expires_on(), than.expires_on()) {
        (Some(end), Some(than)) => end > than,
        (None, than) => than.is_some(),
        (Some(_), None) => false,
    }
}

/// What the refresh gives, or an error if it takes longer.
async fn within(limit: Duration, clock: &dyn Clock, flight: Flight) -> Outcome {
    let mut flight = pin!(flight);
    // Set only when there is something to wait for.
    let mut timer = None;
    poll_fn(|context| {
        if let Poll::Ready(outcome) = flight.as_mut().poll(context) {
            return Poll::Ready(outcome);
        }
        match timer.get_or_insert_with(|| clock.sleep(limit)).as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(TokenError::TimedOut(limit))),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}
