//! How often a call is sent, how long it waits between, and when an attempt is given up.
#![cfg(feature = "testing")]

mod models;
mod script;

use std::time::{Duration, SystemTime};

use crategen_runtime::{Error, ManualClock, Operation, client::Retry};
use models::Point;
use script::{Answer, Broken, Chunks, Get, Never, NotConnected, Patch, Post, Put, Safe, Script, Status, client, run};

fn asks(pause: &'static str) -> Answer {
    Status(503, Vec::leak(vec![("retry-after", pause)]))
}

/// How many times a call is sent that is answered so and then with a success, and how long it waits between.
fn sent<O: Operation>(operation: O, answers: impl IntoIterator<Item = Answer>) -> (usize, Vec<Duration>) {
    let script = Script::new(answers.into_iter().chain([Status(200, &[])]));
    let clock = ManualClock::default();
    let _ = run(client(&script, &clock).build().unwrap().send(operation));
    (script.sent(), clock.sleeps())
}

#[test]
fn repeatable_methods_are_repeated_after_passing_failures() {
    for status in [408, 429, 500, 502, 503, 504] {
        assert_eq!(sent(Get, [Status(status, &[])]).0, 2, "{status}");
        assert_eq!(sent(Put, [Status(status, &[])]).0, 2, "{status}");
        assert_eq!(sent(Safe, [Status(status, &[])]).0, 2, "{status}");
    }
    for status in [301, 302, 307, 308, 400, 401, 403, 404, 409, 412, 501, 505] {
        assert_eq!(sent(Get, [Status(status, &[("retry-after", "1"), ("location", "/x")])]).0, 1, "{status}");
    }
    assert_eq!(sent(Get, [Broken]).0, 2);
    assert_eq!(sent(Safe, [Broken]).0, 2);
}

#[test]
fn other_methods_are_repeated_only_where_the_service_has_done_nothing() {
    for status in [408, 500, 502, 503, 504] {
        assert_eq!(sent(Post, [Status(status, &[("retry-after", "1")])]).0, 1, "{status}");
        assert_eq!(sent(Patch, [Status(status, &[])]).0, 1, "{status}");
    }
    assert_eq!(sent(Post, [Status(429, &[])]).0, 2);
    assert_eq!(sent(Post, [NotConnected]).0, 2);
    assert_eq!(sent(Post, [Broken]).0, 1);
    assert_eq!(sent(Post, [Never]).0, 1);
    assert_eq!(sent(Post, [Chunks(vec![Ok(b"{"), Err(())])]).0, 1);
}

#[test]
fn a_call_that_its_caller_knows_to_be_repeatable_is_repeated() {
    for answer in [Status(408, &[]), Status(500, &[]), Status(503, &[]), Broken, Never] {
        let script = Script::new([answer, Status(200, &[])]);
        let client = client(&script, &ManualClock::default()).build().unwrap();
        assert_eq!(run(client.send(Post).repeatable()).unwrap().x, 1);
        assert_eq!(script.sent(), 2);
    }
    let script = Script::new([Status(400, &[])]);
    let client = client(&script, &ManualClock::default()).build().unwrap();
    assert!(run(client.send(Post).repeatable()).is_err());
    assert_eq!(script.sent(), 1);
}

#[test]
fn attempts_end_and_the_last_failure_is_the_error() {
    let script = Script::new((0..9).map(|_| Status(503, &[])));
    let clock = ManualClock::default();
    let Error::Service(error) = run(client(&script, &clock).build().unwrap().send(Get)).unwrap_err() else { panic!() };
    assert_eq!((error.status().as_u16(), script.sent()), (503, 4));
    let pauses = clock.sleeps();
    assert_eq!(pauses.len(), 3);
    for (pause, most) in pauses.iter().zip([800, 1600, 3200]) {
        let most = Duration::from_millis(most);
        assert!(*pause >= most / 2 && *pause <= most, "{pause:?} of {most:?}");
    }

    for (retry, expected) in [(Retry::none(), 1), (Retry::default().attempts(0), 1), (Retry::default().attempts(7), 7)]
    {
        let script = Script::new((0..9).map(|_| NotConnected));
        let client = client(&script, &ManualClock::default()).retry(retry).build().unwrap();
        let Error::Transport(error) = run(client.send(Post)).unwrap_err() else { panic!() };
        assert!(!error.transport().may_have_been_sent());
        assert_eq!(error.to_string(), "test.call: could not connect: refused");
        assert_eq!(script.sent(), expected);
    }
}

#[test]
fn a_service_says_how_long_to_wait() {
    let seconds = |seconds| vec![Duration::from_secs(seconds)];
    assert_eq!(sent(Get, [Status(503, &[("retry-after", "7")])]), (2, seconds(7)));
    assert_eq!(sent(Get, [Status(503, &[("retry-after", " 0 ")])]), (2, seconds(0)));
    assert_eq!(sent(Get, [Status(429, &[("retry-after-ms", "2000"), ("retry-after", "9")])]), (2, seconds(2)));
    assert_eq!(sent(Get, [Status(429, &[("x-ms-retry-after-ms", "3000")])]), (2, seconds(3)));
    // The clock stands at 1970.
    assert_eq!(sent(Get, [Status(503, &[("retry-after", "Thu, 01 Jan 1970 00:00:30 GMT")])]), (2, seconds(30)));
    assert_eq!(sent(Get, [Status(503, &[("retry-after", "Thu, 31 Dec 1950 00:00:00 GMT")])]).0, 2);
    assert_eq!(sent(Get, [Status(503, &[("retry-after", "60")])]), (2, seconds(60)));
}

#[test]
fn a_service_that_asks_for_too_long_a_pause_is_not_asked_again() {
    for asked in ["61", "18446744073709551615", "99999999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"] {
        assert_eq!(sent(Get, [asks(asked)]).0, 1);
    }
    assert_eq!(sent(Get, [Status(503, &[("retry-after-ms", "18446744073709551615")])]).0, 1);
    let script = Script::new([Status(503, &[("retry-after", "120")]), Status(200, &[])]);
    let clock = ManualClock::default();
    let retry = Retry::default().longest_pause(Duration::MAX).first_pause(Duration::MAX);
    assert!(run(client(&script, &clock).retry(retry).build().unwrap().send(Get)).is_ok());
    assert_eq!(clock.sleeps(), [Duration::from_secs(120)]);
}

#[test]
fn pauses_that_make_no_sense_are_ours() {
    for asked in ["", "soon", "-1", "1.5", "Thu, 99 Foo", "\u{b2}"] {
        let (times, pauses) = sent(Get, [asks(asked)]);
        assert_eq!(times, 2, "{asked}");
        assert!(pauses[0] >= Duration::from_millis(400) && pauses[0] <= Duration::from_millis(800), "{pauses:?}");
    }
    let retry = Retry::default().first_pause(Duration::MAX).longest_pause(Duration::MAX).attempts(40);
    let script = Script::new((0..39).map(|_| Broken).chain([Status(200, &[])]));
    assert!(run(client(&script, &ManualClock::default()).retry(retry).build().unwrap().send(Get)).is_ok());
}

#[test]
fn an_attempt_that_takes_too_long_is_given_up() {
    let script = Script::new([Never, Status(200, &[])]);
    let clock = ManualClock::new(SystemTime::UNIX_EPOCH);
    let client = client(&script, &clock).attempt_timeout(Duration::from_secs(5));
    let call = client.build().unwrap();
    assert_eq!(run(call.send(Get)).unwrap(), Point { x: 1, y: None });
    assert_eq!(clock.sleeps()[0], Duration::from_secs(5));
    assert_eq!((script.sent(), clock.sleeps().len()), (2, 2));

    let script = Script::new([Never]);
    let client = self::client(&script, &clock).build().unwrap();
    let Error::Transport(error) = run(client.send(Post)).unwrap_err() else { panic!() };
    assert!(error.transport().may_have_been_sent() && error.transport().is_timeout());
    assert_eq!(error.to_string(), "test.call: no complete response within 100s");
}

#[test]
fn a_call_that_was_sent_once_stays_sent() {
    let retry = Retry::default().attempts(2);
    for (first, is_sent) in [(Never, true), (Broken, true), (Status(503, &[]), true), (NotConnected, false)] {
        let script = Script::new([first, NotConnected]);
        let client = client(&script, &ManualClock::default()).retry(retry.clone()).build().unwrap();
        let Error::Transport(error) = run(client.send(Get)).unwrap_err() else { panic!() };
        assert_eq!(error.to_string(), "test.call: could not connect: refused");
        assert_eq!((error.transport().may_have_been_sent(), script.sent()), (is_sent, 2));
    }
}
