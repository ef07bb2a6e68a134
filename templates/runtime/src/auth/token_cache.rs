//! A token that is renewed when it is about to end: once, however many calls need it.
//!
//! There is no task in the background and no runtime of ours: calls that need the token drive the refresh. It is one
//! shared future, which each call that waits for it polls. So a call that is dropped, or held without being polled,
//! leaves nobody hanging: the others drive the same refresh on, and with the last of them it is dropped too. The cache
//! itself holds no more than a weak reference to it.

use std::{
    fmt,
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

use super::{
    super::{
        client::{Attempt, Rejection},
        error::AuthenticationError,
        payload::Payload,
        transport::{BoxFuture, Clock},
    },
    AccessToken, TokenError,
};

/// A token that the service refuses before it is that old is not renewed: the next one would be refused too, and
/// every call would ask for one.
const SETTLED: Duration = Duration::from_secs(60);

/// Makes a future that gets a new token. Nothing happens, and nobody is asked, until that is polled.
pub type Refresh<'a> = dyn Fn() -> BoxFuture<'static, Result<AccessToken, TokenError>> + Send + Sync + 'a;

/// A refresh under way.
type Flight = Shared<BoxFuture<'static, Outcome>>;
type Outcome = Result<Arc<AccessToken>, TokenError>;

/// How long before its end a token is renewed.
#[derive(Clone, Copy, Debug)]
pub struct Lead {
    /// From then on one call renews it. If that fails, the call goes on with the old token.
    pub early: Option<Duration>,
    /// From then on one call renews it. If that fails, the call fails.
    pub due: Duration,
}

/// A token that is kept, and renewed once for all calls that need it: what a credential of your own can stand on that
/// has to ask somebody for its token.
///
/// A call that finds the token due gets a new one first. Calls that run meanwhile use the old one as long as it lasts,
/// and wait for the same refresh when it has ended. When that fails, they fail with it, and the next call tries again.
/// A token that does not say when it ends is never due.
pub struct TokenCache {
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
    /// When it came; `None` if it was there from the start.
    since: Option<SystemTime>,
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
    /// A cache without a token. No call waits longer for a refresh than `patience`.
    pub fn new(lead: Lead, patience: Duration) -> Self {
        Self { lead, patience, state: Mutex::new(State { held: None, flight: None, flights: 0 }) }
    }

    /// A cache that has a token already.
    pub fn with_token(token: AccessToken, lead: Lead, patience: Duration) -> Self {
        let held = Held {
            // What time it is will be known with the first call. Until then nothing is early.
            times: token.expires_on().map(|end| Times { early: None, due: before(end, lead.due), end }),
            token: Arc::new(token),
            since: None,
        };
        Self { lead, patience, state: Mutex::new(State { held: Some(held), flight: None, flights: 0 }) }
    }

    /// A token that can be used now. Without a way to get another, it is the one that is there, even if it has ended.
    ///
    /// The future can be dropped at any time: a refresh that others wait for goes on, another does not.
    ///
    /// # Errors
    /// When a new token was needed and could not be had.
    pub async fn token(
        &self,
        clock: &dyn Clock,
        refresh: Option<&Refresh<'_>>,
    ) -> Result<Arc<AccessToken>, TokenError> {
        let (number, flight, old) = match self.plan(clock.now(), refresh)? {
            Plan::Use(token) => return Ok(token),
            Plan::Wait(number, flight, old) => (number, flight, old),
        };
        // The refresh is let go only when its token is kept: a call that came in between would start another.
        let outcome = within(self.patience, clock, flight.clone()).await;
        let now = clock.now();
        let outcome = match outcome {
            Ok(token) if token.expires_on().is_some_and(|end| end <= now) => Err(TokenError::Expired),
            outcome => outcome,
        };
        self.land(number, &outcome, now);
        drop(flight);
        match (outcome, old) {
            (Err(_), Some(old)) if old.expires_on().is_none_or(|end| now < end) => Ok(old),
            (outcome, _) => outcome,
        }
    }

    /// Puts the token on a request, if the attempt is [confidential](Attempt::confidential): who reads a token on its way
    /// can use it.
    ///
    /// # Errors
    /// When the request would go elsewhere, or a new token was needed and could not be had.
    pub async fn authenticate(
        &self,
        attempt: Attempt<'_>,
        refresh: Option<&Refresh<'_>>,
        request: &mut http::Request<Payload>,
    ) -> Result<(), AuthenticationError> {
        let meta = attempt.meta();
        attempt.confidential(request)?;
        let token = self.token(&**attempt.clock(), refresh).await;
        token
            .and_then(|token| token.write(request.headers_mut()))
            .map_err(|error| AuthenticationError::new(meta, error.to_string(), Some(Box::new(error))))
    }

    /// Drops the token that the service has refused, and says whether the next call gets another: when it is still the
    /// one that is kept, and older than a minute, or when another has taken its place since.
    pub fn reject(&self, rejection: &Rejection<'_>) -> bool {
        let header = rejection.authorization().and_then(|value| value.to_str().ok());
        let Some(refused) = header.and_then(|header| header.strip_prefix("Bearer ")) else { return false };
        let mut state = self.state();
        match &state.held {
            Some(held) if held.token.secret() == refused => {
                let settled = held
                    .since
                    .is_none_or(|since| rejection.now().duration_since(since).is_ok_and(|age| age >= SETTLED));
                if settled {
                    state.held = None;
                }
                settled
            }
            _ => true,
        }
    }

    fn plan(&self, now: SystemTime, refresh: Option<&Refresh<'_>>) -> Result<Plan, TokenError> {
        let mut state = self.state();
        let State { held, flight, flights } = &mut *state;
        let refresh = match (refresh, &*held) {
            (Some(refresh), _) => refresh,
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
        let started = start(refresh());
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
                let times = token.expires_on().map(|end| self.times(now, end));
                *held = Some(Held { token: token.clone(), since: Some(now), times });
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
fn start(refresh: BoxFuture<'static, Result<AccessToken, TokenError>>) -> Flight {
    let refresh = async {
        let token = AssertUnwindSafe(refresh).catch_unwind().await.unwrap_or(Err(TokenError::Panicked))?;
        token.check()?;
        Ok(Arc::new(token))
    };
    let refresh: BoxFuture<'static, Outcome> = Box::pin(refresh);
    refresh.shared()
}

impl fmt::Debug for TokenCache {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TokenCache")
            .field("lead", &self.lead)
            .field("patience", &self.patience)
            .finish_non_exhaustive()
    }
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
