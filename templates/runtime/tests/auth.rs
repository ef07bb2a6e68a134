//! Credentials that a document declares: where they go, and which of them a call uses.
#![cfg(feature = "testing")]

mod models;
mod script;

use std::{
    pin::pin,
    sync::Arc,
    task::{Context, Poll, Waker},
    time::Duration,
};

use crategen_runtime::{
    Authenticate, BoxFuture, Client, Clock, Error, InMemory, ManualClock, Meta, Payload, Transport,
    auth::{AccessToken, ApiKey, Basic, Bearer, Credentials, Lead, TokenCache},
    client::Attempt,
    error::AuthenticationError,
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

fn keys() -> Vec<(&'static str, Box<dyn Authenticate>)> {
    vec![
        ("a key in a header", Box::new(ApiKey::header("x-key", "s3cr3t"))),
        ("a key in the query", Box::new(ApiKey::query("key", "s3cr3t"))),
        ("a key in a cookie", Box::new(ApiKey::cookie("key", "s3cr3t"))),
        ("a password", Box::new(Basic::new("ann", "s3cr3t"))),
        ("a token", Box::new(Bearer::new("s3cr3t"))),
        (
            "a token that is kept",
            Box::new(Kept(TokenCache::with_token(AccessToken::new("s3cr3t"), LEAD, Duration::ZERO))),
        ),
    ]
}

const LEAD: Lead = Lead { early: None, due: Duration::ZERO };

struct Kept(TokenCache);

impl Authenticate for Kept {
    fn authenticate<'a>(
        &'a self,
        attempt: Attempt<'a>,
        request: &'a mut http::Request<Payload>,
    ) -> BoxFuture<'a, Result<(), AuthenticationError>> {
        Box::pin(self.0.authenticate(attempt, None, request))
    }
}

struct Shared(Box<dyn Authenticate>);

impl Authenticate for Shared {
    fn authenticate<'a>(
        &'a self,
        attempt: Attempt<'a>,
        request: &'a mut http::Request<Payload>,
    ) -> BoxFuture<'a, Result<(), AuthenticationError>> {
        self.0.authenticate(attempt, request)
    }
}

#[test]
fn credentials_go_over_http_to_this_machine_and_elsewhere_only_if_that_is_allowed() {
    for (endpoint, allowed, is_sent) in [
        ("https://api.example.com", false, true),
        ("http://127.0.0.1:3000", false, true),
        ("http://localhost", false, true),
        ("http://[::1]:8080", false, true),
        ("http://api.example.com", false, false),
        ("http://10.0.0.1", false, false),
        ("http://localhost.example.com", false, false),
        ("http://api.example.com", true, true),
        ("http://10.0.0.1", true, true),
    ] {
        for (name, key) in keys() {
            let service = InMemory::new().json(200, r#"{"x":1}"#);
            let builder = Client::builder(endpoint).transport(service.clone()).clock(ManualClock::default());
            let builder = builder.authenticate(Shared(key));
            let client =
                if allowed { builder.allow_credentials_over_http() } else { builder }.build().expect("a client");
            let result = script::run(client.send(script::Get));
            assert_eq!(result.is_ok(), is_sent, "{name} to {endpoint}: {result:?}");
            assert_eq!(service.requests().len(), usize::from(is_sent), "{name} to {endpoint}");
            let Err(error) = result else { continue };
            assert!(matches!(error, Error::Authentication(_)), "{error:?}");
            assert_eq!(
                error.to_string(),
                "test.call: credentials are not sent over http, where others can read them: use https, or allow it with \
                 `ClientBuilder::allow_credentials_over_http`",
            );
        }
    }
}

#[test]
fn a_client_without_a_credential_sends_over_http() {
    let service = InMemory::new().json(200, r#"{"x":1}"#);
    let client = Client::builder("http://api.example.com").transport(service).clock(ManualClock::default());
    assert!(script::run(client.build().expect("a client").send(script::Get)).is_ok());
}
