//! Credentials that a document declares: where they go, and which of them a call uses.
#![cfg(feature = "testing")]

use std::{
    pin::pin,
    sync::Arc,
    task::{Context, Poll, Waker},
};

use crategen_runtime::{
    Authenticate, Clock, InMemory, ManualClock, Meta, Payload, Transport,
    auth::{ApiKey, Basic, Bearer, Credentials},
    client::Attempt,
};

fn meta(security: &'static [&'static [&'static str]]) -> &'static Meta {
    Box::leak(Box::new(Meta {
        name: "test.call",
        id: "Call",
        method: "GET",
        path: "/",
        security,
        idempotency_header: None,
        servers: None,
    }))
}

fn authenticated(
    credential: &dyn Authenticate,
    security: &'static [&'static [&'static str]],
) -> Result<http::Request<Payload>, String> {
    authenticate(credential, security, http::Request::new(Payload::empty()))
}

fn authenticate(
    credential: &dyn Authenticate,
    security: &'static [&'static [&'static str]],
    mut request: http::Request<Payload>,
) -> Result<http::Request<Payload>, String> {
    *request.uri_mut() = "https://contoso.example/a?b=c".parse().expect("a URI");
    let clock: Arc<dyn Clock> = Arc::new(ManualClock::default());
    let transport: Arc<dyn Transport> = Arc::new(InMemory::new());
    let result = {
        let attempt = Attempt::new(meta(security), &clock, &transport);
        let mut future = pin!(credential.authenticate(attempt, &mut request));
        match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(result) => result.map_err(|error| error.to_string()),
            Poll::Pending => panic!("it waits"),
        }
    };
    result.map(|()| request)
}

#[test]
fn keys_go_where_the_document_says() {
    let header = authenticated(&ApiKey::header("X-Key", "k"), &[]).expect("a header");
    assert_eq!(header.headers()["x-key"], "k");
    assert!(header.headers()["x-key"].is_sensitive());
    let query = authenticated(&ApiKey::query("key", "a&b=c d"), &[]).expect("a query");
    assert_eq!(query.uri(), "https://contoso.example/a?b=c&key=a%26b%3Dc%20d");
    let cookie = authenticated(&ApiKey::cookie("session", "abc"), &[]).expect("a cookie");
    assert_eq!(cookie.headers()["cookie"], "session=abc");
    let own = http::Request::builder().header("cookie", "name=é".as_bytes()).body(Payload::empty()).unwrap();
    let both = authenticate(&ApiKey::cookie("session", "abc"), &[], own).expect("two cookies");
    assert_eq!(both.headers()["cookie"].as_bytes(), "name=é; session=abc".as_bytes());
}

#[test]
fn basic_and_bearer_are_written_as_their_rfcs_say() {
    let basic = authenticated(&Basic::new("Aladdin", "open sesame"), &[]).expect("a header");
    assert_eq!(basic.headers()["authorization"], "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    let bearer = authenticated(&Bearer::new("abc"), &[]).expect("a header");
    assert_eq!(bearer.headers()["authorization"], "Bearer abc");
}

#[test]
fn what_would_break_out_of_its_place_is_refused_without_being_shown() {
    let cases: [Box<dyn Authenticate>; 4] = [
        Box::new(ApiKey::cookie("session", "secret; admin=1")),
        Box::new(ApiKey::header("X-Key", "secret\r\nX-Admin: 1")),
        Box::new(Basic::new("a:b", "secret")),
        Box::new(Bearer::new("secret\n")),
    ];
    for credential in cases {
        let error = authenticated(&*credential, &[]).expect_err("a refusal");
        assert!(!error.contains("secret"), "{error}");
    }
}

#[test]
fn the_first_alternative_for_which_all_credentials_are_there_is_used() {
    let both = Credentials::new().with("key", ApiKey::header("X-Key", "k")).with("token", Bearer::new("t"));
    let used = |security| {
        let request = authenticated(&both, security).expect("a request");
        (request.headers().contains_key("x-key"), request.headers().contains_key("authorization"))
    };
    assert_eq!(used(&[]), (false, false));
    assert_eq!(used(&[&[]]), (false, false));
    assert_eq!(used(&[&["key"], &["token"]]), (true, false));
    assert_eq!(used(&[&["other"], &["token"]]), (false, true));
    assert_eq!(used(&[&["key", "token"]]), (true, true));
    let error = authenticated(&both, &[&["other", "key"], &["more"]]).expect_err("a refusal");
    assert_eq!(error, "test.call: no credential: it needs other with key, or more");
}

#[test]
fn no_credential_is_shown() {
    let credentials = Credentials::new().with("key", ApiKey::header("X-Key", "secret"));
    let all = format!("{credentials:?} {:?} {:?}", Bearer::new("secret"), Basic::new("name", "secret"));
    assert!(!all.contains("secret"), "{all}");
}
