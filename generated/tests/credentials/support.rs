//! A clock that waits until a test moves it on, tokens, and requests to put them on.

use std::{
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Waker},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use acs_sdk::{
    credential::TokenError,
    runtime::{
        Authenticate, Body, BoxFuture, Clock, Meta, Payload, Transport,
        client::Attempt,
        error::{AuthenticationError, TransportError},
    },
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use http::header::AUTHORIZATION;

pub(crate) static META: Meta = Meta {
    name: "test.call",
    id: "",
    method: "GET",
    path: "/test",
    security: &[],
    idempotency_header: None,
    servers: None,
};

/// 2024-03-01T12:00:00Z
pub(crate) const NOON: u64 = 1_709_294_400;

pub(crate) fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

/// A token that ends that many seconds after noon, and says so.
pub(crate) fn token(ends: i64, name: &str) -> String {
    let claims = format!(r#"{{"exp":{}}}"#, NOON.checked_add_signed(ends).unwrap());
    format!("{name}.{}.c2lnbmF0dXJl", URL_SAFE_NO_PAD.encode(claims))
}

/// Waits only as long as the test says.
#[derive(Clone)]
pub(crate) struct TestClock(Arc<Mutex<(SystemTime, Vec<Waker>)>>);

impl TestClock {
    pub(crate) fn at_noon() -> Self {
        Self(Arc::new(Mutex::new((at(NOON), Vec::new()))))
    }

    pub(crate) fn advance(&self, seconds: u64) {
        let mut state = self.0.lock().unwrap();
        state.0 += Duration::from_secs(seconds);
        state.1.drain(..).for_each(Waker::wake);
    }
}

impl Clock for TestClock {
    fn now(&self) -> SystemTime {
        self.0.lock().unwrap().0
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        let until = self.now() + duration;
        Box::pin(std::future::poll_fn(move |context| {
            let mut state = self.0.lock().unwrap();
            if until <= state.0 {
                return Poll::Ready(());
            }
            state.1.push(context.waker().clone());
            Poll::Pending
        }))
    }
}

pub(crate) fn request<B: Default>(uri: &str) -> http::Request<B> {
    http::Request::get(uri).body(B::default()).unwrap()
}

/// Puts the credential on a request, as the client's one attempt does.
pub(crate) async fn put(
    credential: &dyn Authenticate,
    clock: &TestClock,
    request: &mut http::Request<Payload>,
) -> Result<(), AuthenticationError> {
    let (clock, transport): (Arc<dyn Clock>, Arc<dyn Transport>) = (Arc::new(clock.clone()), Arc::new(Nowhere));
    credential.authenticate(Attempt::new(&META, &clock, &transport), request).await
}

/// Sends nothing.
struct Nowhere;

impl Transport for Nowhere {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async { Err(TransportError::connect("nothing is sent")) })
    }
}

/// What the credential makes of the `Authorization` header.
pub(crate) async fn authorize(credential: &dyn Authenticate, clock: &TestClock) -> Result<String, AuthenticationError> {
    let mut request = request("https://contoso.communication.azure.com/chat/threads");
    put(credential, clock, &mut request).await?;
    let value = &request.headers()[AUTHORIZATION];
    assert!(value.is_sensitive());
    Ok(value.to_str().unwrap().to_owned())
}

pub(crate) fn poll<T>(future: &mut Pin<Box<impl Future<Output = T> + ?Sized>>) -> Poll<T> {
    future.as_mut().poll(&mut Context::from_waker(Waker::noop()))
}

/// The end of a future that has nothing to wait for.
pub(crate) fn now<T>(future: impl Future<Output = T>) -> T {
    match poll(&mut Box::pin(future)) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

/// The kind of an error, to compare.
pub(crate) fn kind(error: &TokenError) -> &'static str {
    match error {
        TokenError::Empty => "empty",
        TokenError::Character => "character",
        TokenError::NoRefresher => "no refresher",
        TokenError::Expired => "expired",
        TokenError::Refresher(_) => "refresher",
        TokenError::Panicked => "panicked",
        TokenError::TimedOut(_) => "timed out",
        _ => "unknown",
    }
}
