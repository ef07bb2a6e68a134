//! When a token is renewed, and what happens when that fails.

use std::{task::Poll, time::Duration};

use acs_sdk::CommunicationTokenCredential;

use crate::{
    server::{Server, used},
    support::{TestClock, authorize, now, poll, token},
};

#[test]
fn a_token_is_renewed_when_less_than_two_minutes_are_left() {
    for (left, expected) in [(-3600, "new"), (0, "new"), (60, "new"), (119, "new"), (121, "old"), (599, "old")] {
        let server = Server::ready(Ok(token(3600, "new")));
        let credential = server.credential(token(left, "old")).build().unwrap();
        assert_eq!(used(&credential, &TestClock::at_noon()), expected, "{left} s left");
        assert_eq!(used(&credential, &TestClock::at_noon()), expected, "{left} s left");
        assert_eq!(server.counts().0, usize::from(expected == "new"), "{left} s left");
    }
}

#[test]
fn a_token_is_renewed_ten_minutes_ahead_when_that_is_wanted() {
    let server = Server::ready(Ok(token(7200, "new")));
    let credential = server.credential(token(3600, "old")).proactive().build().unwrap();
    let clock = TestClock::at_noon();
    for (seconds, expected) in [(0, "old"), (2999, "old"), (1, "new"), (3599, "new")] {
        clock.advance(seconds);
        assert_eq!(used(&credential, &clock), expected);
    }
    server.answers(Ok(token(10_800, "newer")));
    clock.advance(1);
    assert_eq!(used(&credential, &clock), "newer");
    assert_eq!(server.counts(), (2, 2, 0));
}

#[test]
fn a_token_that_is_short_from_the_start_is_renewed_in_the_middle_of_its_time() {
    let server = Server::ready(Ok(token(3600, "new")));
    let credential = server.credential(token(600, "old")).proactive().build().unwrap();
    let clock = TestClock::at_noon();
    for (seconds, expected) in [(0, "old"), (299, "old"), (1, "new")] {
        clock.advance(seconds);
        assert_eq!(used(&credential, &clock), expected);
    }
}

#[test]
fn a_refresher_of_short_tokens_is_not_asked_by_every_call() {
    let server = Server::ready(Ok(token(90, "new")));
    let credential = server.credential(token(0, "old")).build().unwrap();
    let clock = TestClock::at_noon();
    for _ in 0..5 {
        assert_eq!(used(&credential, &clock), "new");
    }
    clock.advance(44);
    assert_eq!(used(&credential, &clock), "new");
    assert_eq!(server.counts().0, 1);
    clock.advance(1);
    assert_eq!(used(&credential, &clock), "new");
    assert_eq!(server.counts().0, 2);
}

#[test]
fn a_token_that_does_not_say_when_it_ends_is_never_renewed() {
    let server = Server::ready(Ok(token(3600, "new")));
    let credential = server.credential("opaque".to_owned()).proactive().build().unwrap();
    let clock = TestClock::at_noon();
    clock.advance(1_000_000_000);
    assert_eq!(now(authorize(&credential, &clock)).unwrap(), "Bearer opaque");
    assert_eq!(server.counts().0, 0);
}

#[test]
fn a_refresher_may_give_a_token_that_does_not_say_when_it_ends() {
    let server = Server::ready(Ok("opaque".to_owned()));
    let credential = server.credential(token(0, "old")).build().unwrap();
    let clock = TestClock::at_noon();
    for _ in 0..3 {
        assert_eq!(now(authorize(&credential, &clock)).unwrap(), "Bearer opaque");
        clock.advance(1_000_000);
    }
    assert_eq!(server.counts().0, 1);
}

#[test]
fn a_call_that_renews_under_two_minutes_fails_when_that_fails() {
    let server = Server::ready(Err("no"));
    let credential = server.credential(token(60, "old")).build().unwrap();
    assert_eq!(used(&credential, &TestClock::at_noon()), "refresher");
    let error = now(authorize(&credential, &TestClock::at_noon())).unwrap_err();
    assert_eq!(error.to_string(), "test.call: could not get a token: no");
}

#[test]
fn a_call_that_renews_ahead_of_time_goes_on_with_the_old_token_when_that_fails() {
    let server = Server::ready(Err("no"));
    let credential = server.credential(token(601, "old")).proactive().build().unwrap();
    let clock = TestClock::at_noon();
    // After a failure half of the time that is left passes before the next attempt.
    for (seconds, asked) in [(0, 0), (1, 1), (299, 1), (1, 2), (149, 2), (1, 3)] {
        clock.advance(seconds);
        assert_eq!(used(&credential, &clock), "old");
        assert_eq!(server.counts().0, asked);
    }
    clock.advance(30);
    assert_eq!(used(&credential, &clock), "refresher", "under two minutes it is needed");
}

#[test]
fn a_refresher_that_gives_an_expired_token_has_failed() {
    for ends in [-3600, 0] {
        let server = Server::ready(Ok(token(ends, "new")));
        let credential = server.credential(token(-1, "old")).build().unwrap();
        assert_eq!(used(&credential, &TestClock::at_noon()), "expired");
        server.answers(Ok(token(1, "new")));
        assert_eq!(used(&credential, &TestClock::at_noon()), "new");
    }
}

#[test]
fn a_refresher_that_gives_no_token_has_failed() {
    for (bad, expected) in [("", "empty"), ("two lines\n", "character")] {
        let server = Server::ready(Ok(bad.to_owned()));
        let credential = server.credential(token(0, "old")).build().unwrap();
        assert_eq!(used(&credential, &TestClock::at_noon()), expected);
    }
}

#[test]
fn a_refresher_that_hangs_holds_a_call_no_longer_than_it_may() {
    let server = Server::new(Ok(token(3600, "new")));
    let builder = server.credential(token(0, "old")).refresh_timeout(Duration::from_secs(5));
    let (credential, clock) = (builder.build().unwrap(), TestClock::at_noon());
    let mut calls: Vec<_> = (0..3).map(|_| Box::pin(credential.token(&clock))).collect();
    assert!(calls.iter_mut().all(|call| poll(call).is_pending()));
    clock.advance(4);
    assert!(calls.iter_mut().all(|call| poll(call).is_pending()));
    clock.advance(1);
    for call in &mut calls {
        let Poll::Ready(Err(error)) = poll(call) else { panic!("it should have failed") };
        assert_eq!(error.to_string(), "could not get a token within 5s");
    }
    drop(calls);
    assert_eq!(server.counts(), (1, 0, 0));
    server.permits.add_permits(1);
    assert_eq!(used(&credential, &clock), "new");
}

#[test]
fn a_refresher_that_hangs_ahead_of_time_costs_no_call() {
    let server = Server::new(Ok(token(3600, "new")));
    let credential = server.credential(token(600, "old")).proactive().build().unwrap();
    let clock = TestClock::at_noon();
    assert_eq!(used(&credential, &clock), "old");
    clock.advance(300);
    let mut call = Box::pin(credential.token(&clock));
    assert!(poll(&mut call).is_pending());
    assert_eq!(used(&credential, &clock), "old", "the others do not wait");
    clock.advance(30);
    let Poll::Ready(Ok(kept)) = poll(&mut call) else { panic!("it should go on") };
    assert_eq!(kept.secret(), token(600, "old"));
}

#[test]
fn a_refresher_that_panics_has_failed() {
    for inside in [false, true] {
        let credential = CommunicationTokenCredential::builder(token(0, "old")).refresher(move || {
            assert!(inside, "outside of its future");
            async move {
                assert!(!inside, "inside of its future");
                Ok::<_, std::fmt::Error>("never")
            }
        });
        let credential = credential.build().unwrap();
        assert_eq!(used(&credential, &TestClock::at_noon()), "panicked");
        assert_eq!(used(&credential, &TestClock::at_noon()), "panicked", "and is asked again");
    }
}
