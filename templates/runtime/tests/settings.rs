//! What a call does otherwise than its client, and how long it may take in all.
#![cfg(feature = "testing")]

mod models;
mod script;

use std::{future::pending, time::Duration};

use bytes::Bytes;
use crategen_runtime::{
    Authenticate, BoxFuture, Client, Error, InMemory, ManualClock, Payload,
    client::{Attempt, CallSettings, Retry},
    error::AuthenticationError,
};
use script::{Get, Never, Post, Safe, Script, Status, client, run};

const SECOND: Duration = Duration::from_secs(1);

fn transport<T>(result: Result<T, Error>) -> (String, bool, bool) {
    let Err(Error::Transport(error)) = result else { panic!("no transport error") };
    (error.to_string(), error.transport().is_timeout(), error.transport().may_have_been_sent())
}

fn asks(seconds: &'static str) -> script::Answer {
    Status(503, Vec::leak(vec![("retry-after", seconds)]))
}

#[test]
fn a_pause_that_would_last_longer_than_the_call_may_is_not_begun() {
    for (asked, sent, waited) in [("9", 2, vec![9 * SECOND]), ("10", 1, vec![]), ("11", 1, vec![])] {
        let (script, clock) = (Script::new([asks(asked), Status(200, &[])]), ManualClock::default());
        let client = client(&script, &clock).timeout(10 * SECOND).build().unwrap();
        let result = run(client.send(Get));
        assert_eq!((script.sent(), clock.sleeps()), (sent, waited));
        match result {
            Ok(_) => assert_eq!(sent, 2),
            Err(Error::Service(error)) => assert_eq!(error.status(), 503),
            Err(error) => panic!("{error}"),
        }
    }
}

#[test]
fn attempts_share_the_time_of_the_call() {
    let (script, clock) = (Script::new([asks("7"), Never]), ManualClock::default());
    let client = client(&script, &clock).timeout(10 * SECOND).attempt_timeout(5 * SECOND).build().unwrap();
    let (shown, timed_out, sent) = transport(run(client.send(Get)));
    assert_eq!(shown, "test.call: the call was not done within 10s");
    assert_eq!((timed_out, sent, script.sent()), (true, true, 2));
    assert_eq!(clock.sleeps(), [7 * SECOND, 3 * SECOND]);
}

#[test]
fn a_limit_on_the_call_leaves_those_on_attempts_alone() {
    let (script, clock) = (Script::new([Never, Status(200, &[])]), ManualClock::default());
    let client = client(&script, &clock).timeout(Duration::MAX).attempt_timeout(5 * SECOND).build().unwrap();
    assert!(run(client.send(Get)).is_ok());
    assert_eq!(clock.sleeps()[0], 5 * SECOND);
}

/// Has no token, ever.
struct Hangs;

impl Authenticate for Hangs {
    fn authenticate<'a>(
        &'a self,
        _attempt: Attempt<'a>,
        _request: &'a mut http::Request<Payload>,
    ) -> BoxFuture<'a, Result<(), AuthenticationError>> {
        Box::pin(pending())
    }
}

#[test]
fn a_credential_that_hangs_ends_the_call_in_time_with_nothing_sent() {
    let (script, clock) = (Script::new([]), ManualClock::default());
    let client = client(&script, &clock).authenticate(Hangs).build().unwrap();
    let (shown, timed_out, sent) = transport(run(client.send(Post).timeout(10 * SECOND)));
    assert_eq!(shown, "test.call: the call was not done within 10s");
    assert_eq!((timed_out, sent, script.sent()), (true, false, 0));
}

#[test]
fn a_call_has_settings_of_its_own() {
    let (script, clock) = (Script::new((0..9).map(|_| Never)), ManualClock::default());
    let client = client(&script, &clock).timeout(1000 * SECOND).build().unwrap();
    let call = client.send(Get).retry(Retry::none()).attempt_timeout(3 * SECOND).timeout(10 * SECOND);
    assert_eq!(transport(run(call)).0, "test.call: no complete response within 3s");
    let call = client.send(Safe).retry(Retry::none()).timeout(2 * SECOND);
    assert_eq!(transport(run(call)).0, "test.call: the call was not done within 2s");
    assert_eq!((script.sent(), clock.sleeps()), (2, vec![3 * SECOND, 2 * SECOND]));
}

#[test]
fn a_client_with_settings_gives_them_to_its_calls_and_they_win_over_those() {
    let settings = CallSettings::new().retry(Retry::none()).header("x-a", "1").header("x-b", "1").repeatable();
    let service = InMemory::new().json(200, r#"{"x":1}"#).json(200, r#"{"x":1}"#).json(200, r#"{"x":1}"#);
    let plain = Client::builder("https://a.example.com").transport(service.clone()).clock(ManualClock::default());
    let plain = plain.build().unwrap();
    let client = plain.clone().with_settings(settings.clone()).with_settings(CallSettings::new().header("X-B", "2"));
    run(client.send(Get)).unwrap();
    run(client.send(Get).header("x-b", "3").header("x-c", "3")).unwrap();
    run(plain.send(Get)).unwrap();
    let seen = service.requests().iter().map(own).collect::<Vec<_>>();
    assert_eq!(seen, ["x-a: 1, x-b: 2", "x-a: 1, x-b: 3, x-c: 3", ""]);
    assert_eq!(
        format!("{settings:?}"),
        "CallSettings { timeout: None, attempt_timeout: None, retry: Some(Retry { attempts: 1, first_pause: 800ms, \
         longest_pause: 60s }), repeatable: true, headers: [\"x-a\", \"x-b\"], .. }"
    );
}

fn own(request: &http::Request<Bytes>) -> String {
    let mut own: Vec<_> = request.headers().iter().filter(|(name, _)| name.as_str().starts_with("x-")).collect();
    own.sort_by_key(|(name, _)| name.as_str());
    own.iter().map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())).collect::<Vec<_>>().join(", ")
}

#[test]
fn a_header_takes_the_place_of_what_the_operation_has_there() {
    let service = InMemory::new().json(200, r#"{"x":1}"#);
    let client = Client::builder("https://a.example.com").transport(service.clone()).clock(ManualClock::default());
    run(client.build().unwrap().send(Safe).header("x-token", "mine").header("user-agent", "me")).unwrap();
    let requests = service.requests();
    assert_eq!(requests[0].headers()["user-agent"], "me");
    assert_eq!(requests[0].headers().get_all("x-token").iter().collect::<Vec<_>>(), ["mine"]);
}

#[test]
fn what_is_the_clients_own_cannot_be_set() {
    let script = Script::new([]);
    let client = client(&script, &ManualClock::default()).build().unwrap();
    for name in ["Authorization", "host", "content-length", "transfer-encoding", "connection", "proxy-authorization"] {
        let error = run(client.send(Get).header(name, "s3cr3t")).unwrap_err();
        assert!(matches!(error, Error::Request(_)));
        let name = name.to_ascii_lowercase();
        assert_eq!(error.to_string(), format!("test.call: header `{name}` is the client's own, and cannot be set"));
    }
    for (name, value, problem) in [
        ("a b", "s3cr3t", "\"a b\" is no name of a header"),
        ("x-a", "s3cr3t\n", "header `x-a` holds what a header cannot"),
    ] {
        // The first one counts.
        let error = run(client.send(Get).header(name, value).header("host", "")).unwrap_err();
        assert_eq!(error.to_string(), format!("test.call: {problem}"));
    }
    assert_eq!(script.sent(), 0);
}
