//! When a token is renewed, by whom, and what others do meanwhile.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    task::Poll,
    time::Duration,
};

use acs_sdk::{CommunicationTokenCredential, credential::CommunicationTokenCredentialBuilder};
use tokio::sync::Semaphore;

use crate::support::{TestClock, authorize, kind, now, poll, token};

/// Gives tokens that end an hour after the last one, each with a number, once it is let.
#[derive(Clone)]
struct Server {
    asked: Arc<AtomicUsize>,
    answered: Arc<AtomicUsize>,
    /// Requests that are under way now.
    open: Arc<AtomicUsize>,
    permits: Arc<Semaphore>,
    answer: Arc<Mutex<Result<String, &'static str>>>,
}

impl Server {
    fn new(answer: Result<String, &'static str>) -> Self {
        Self {
            asked: Arc::default(),
            answered: Arc::default(),
            open: Arc::default(),
            permits: Arc::new(Semaphore::new(0)),
            answer: Arc::new(Mutex::new(answer)),
        }
    }

    /// One that answers at once.
    fn ready(answer: Result<String, &'static str>) -> Self {
        let server = Self::new(answer);
        server.permits.close();
        server
    }

    fn credential(&self, first: String) -> CommunicationTokenCredentialBuilder {
        let server = self.clone();
        CommunicationTokenCredential::builder(first).refresher(move || {
            let server = server.clone();
            async move {
                server.asked.fetch_add(1, Ordering::SeqCst);
                let _open = Open::new(server.open.clone());
                // Closed: no need to wait any more.
                if let Ok(permit) = server.permits.acquire().await {
                    permit.forget();
                }
                server.answered.fetch_add(1, Ordering::SeqCst);
                server.answer.lock().unwrap().clone()
            }
        })
    }

    fn answers(&self, answer: Result<String, &'static str>) {
        *self.answer.lock().unwrap() = answer;
    }

    /// How often it was asked, how often it answered, and how many requests are under way.
    fn counts(&self) -> (usize, usize, usize) {
        let count = |counter: &AtomicUsize| counter.load(Ordering::SeqCst);
        (count(&self.asked), count(&self.answered), count(&self.open))
    }
}

struct Open(Arc<AtomicUsize>);

impl Open {
    fn new(open: Arc<AtomicUsize>) -> Self {
        open.fetch_add(1, Ordering::SeqCst);
        Self(open)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// The name in the token that a call uses now; `waits` if it has to wait, or the kind of error.
fn used(credential: &CommunicationTokenCredential, clock: &TestClock) -> String {
    match poll(&mut Box::pin(credential.token(clock))) {
        Poll::Ready(Ok(used)) => used.secret().split('.').next().unwrap_or_default().to_owned(),
        Poll::Ready(Err(error)) => kind(&error).to_owned(),
        Poll::Pending => "waits".to_owned(),
    }
}

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
fn others_use_the_old_token_while_it_lasts_and_wait_when_it_has_ended() {
    let server = Server::new(Ok(token(3600, "new")));
    let credential = server.credential(token(60, "old")).build().unwrap();
    let clock = TestClock::at_noon();
    let mut first = Box::pin(credential.token(&clock));
    assert!(poll(&mut first).is_pending());
    assert_eq!(used(&credential, &clock), "old");
    clock.advance(59);
    assert_eq!(used(&credential, &clock), "old");
    clock.advance(1);
    assert_eq!(used(&credential, &clock), "waits");
    server.permits.add_permits(1);
    assert_eq!(used(&credential, &clock), "new");
    assert_eq!(server.counts(), (1, 1, 0));
}

#[tokio::test]
async fn sixty_four_calls_wait_for_one_refresh() {
    let server = Server::new(Ok(token(3600, "new")));
    let credential = server.credential(token(0, "old")).build().unwrap();
    let clock = TestClock::at_noon();
    let calls: Vec<_> = (0..64)
        .map(|_| {
            let (credential, clock) = (credential.clone(), clock.clone());
            tokio::spawn(async move { authorize(&credential, &clock).await.unwrap() })
        })
        .collect();
    // On this runtime each of them runs before this goes on.
    tokio::task::yield_now().await;
    assert_eq!(server.counts(), (1, 0, 1));
    server.permits.add_permits(1);
    for call in calls {
        assert_eq!(call.await.unwrap(), format!("Bearer {}", token(3600, "new")));
    }
    assert_eq!(server.counts(), (1, 1, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn calls_on_several_threads_refresh_once() {
    for _ in 0..50 {
        let server = Server::new(Ok(token(3600, "new")));
        let credential = server.credential(token(0, "old")).build().unwrap();
        let clock = TestClock::at_noon();
        let calls: Vec<_> = (0..64)
            .map(|_| {
                let (credential, clock) = (credential.clone(), clock.clone());
                tokio::spawn(async move { authorize(&credential, &clock).await.unwrap() })
            })
            .collect();
        server.permits.add_permits(1);
        for call in calls {
            assert_eq!(call.await.unwrap(), format!("Bearer {}", token(3600, "new")));
        }
        assert_eq!(server.counts(), (1, 1, 0));
    }
}

#[test]
fn a_call_that_is_dropped_leaves_its_refresh_to_those_who_wait_for_it() {
    let server = Server::new(Ok(token(3600, "new")));
    let credential = server.credential(token(0, "old")).build().unwrap();
    let clock = TestClock::at_noon();
    let mut first = Box::pin(credential.token(&clock));
    let mut second = Box::pin(credential.token(&clock));
    assert!(poll(&mut first).is_pending() && poll(&mut second).is_pending());
    drop(first);
    assert_eq!(server.counts(), (1, 0, 1));
    server.permits.add_permits(1);
    assert!(poll(&mut second).is_ready());
    assert_eq!(used(&credential, &clock), "new");
    assert_eq!(server.counts(), (1, 1, 0));
}

#[test]
fn a_call_that_is_held_without_being_polled_holds_up_nobody() {
    let server = Server::new(Ok(token(3600, "new")));
    let credential = server.credential(token(0, "old")).build().unwrap();
    let clock = TestClock::at_noon();
    let mut held = Box::pin(credential.token(&clock));
    assert!(poll(&mut held).is_pending());
    server.permits.add_permits(1);
    assert_eq!(used(&credential, &clock), "new");
    assert!(matches!(poll(&mut held), Poll::Ready(Ok(_))));
    assert_eq!(server.counts(), (1, 1, 0));
}

#[test]
fn a_refresh_that_nobody_waits_for_is_dropped_and_the_next_call_starts_another() {
    let server = Server::new(Ok(token(3600, "new")));
    let credential = server.credential(token(0, "old")).build().unwrap();
    let clock = TestClock::at_noon();
    assert_eq!(used(&credential, &clock), "waits");
    assert_eq!(server.counts(), (1, 0, 0), "nothing is left behind");
    server.permits.add_permits(1);
    assert_eq!(used(&credential, &clock), "new");
    assert_eq!(server.counts(), (2, 1, 0));
}

#[test]
fn a_refresh_ahead_of_time_that_is_dropped_is_started_by_the_next_call() {
    let server = Server::new(Ok(token(3600, "new")));
    let credential = server.credential(token(600, "old")).proactive().build().unwrap();
    let clock = TestClock::at_noon();
    assert_eq!(used(&credential, &clock), "old");
    clock.advance(300);
    assert_eq!(used(&credential, &clock), "waits");
    server.permits.add_permits(1);
    assert_eq!(used(&credential, &clock), "new");
}

#[test]
fn calls_that_waited_for_a_refresh_fail_with_it_and_the_next_call_tries_again() {
    let server = Server::new(Err("the server is on fire"));
    let credential = server.credential(token(0, "old")).build().unwrap();
    let clock = TestClock::at_noon();
    let mut calls: Vec<_> = (0..64).map(|_| Box::pin(credential.token(&clock))).collect();
    assert!(calls.iter_mut().all(|call| poll(call).is_pending()));
    server.permits.add_permits(64);
    for call in &mut calls {
        let Poll::Ready(Err(error)) = poll(call) else { panic!("it should have failed") };
        assert_eq!(error.to_string(), "the token could not be renewed: the server is on fire");
        assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "the server is on fire");
    }
    assert_eq!(server.counts(), (1, 1, 0));
    server.answers(Ok(token(3600, "new")));
    assert_eq!(used(&credential, &clock), "new");
}

#[test]
fn a_call_that_renews_under_two_minutes_fails_when_that_fails() {
    let server = Server::ready(Err("no"));
    let credential = server.credential(token(60, "old")).build().unwrap();
    assert_eq!(used(&credential, &TestClock::at_noon()), "refresher");
    let error = now(authorize(&credential, &TestClock::at_noon())).unwrap_err();
    assert_eq!(error.to_string(), "test.call: the token could not be renewed: no");
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
        assert_eq!(error.to_string(), "the token could not be renewed within 5s");
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
fn a_late_answer_is_used_by_those_who_still_wait_and_kept() {
    let server = Server::new(Ok(token(3600, "new")));
    let credential = server.credential(token(0, "old")).build().unwrap();
    let clock = TestClock::at_noon();
    let mut early = Box::pin(credential.token(&clock));
    assert!(poll(&mut early).is_pending());
    clock.advance(20);
    let mut late = Box::pin(credential.token(&clock));
    assert!(poll(&mut late).is_pending());
    clock.advance(10);
    assert!(matches!(poll(&mut early), Poll::Ready(Err(_))));
    server.permits.add_permits(1);
    assert!(matches!(poll(&mut late), Poll::Ready(Ok(_))));
    assert_eq!(used(&credential, &clock), "new");
    assert_eq!(server.counts(), (1, 1, 0));
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

#[test]
fn clones_share_the_token() {
    let server = Server::ready(Ok(token(3600, "new")));
    let credential = server.credential(token(0, "old")).build().unwrap();
    let clone = credential.clone();
    assert_eq!(used(&credential, &TestClock::at_noon()), "new");
    assert_eq!(used(&clone, &TestClock::at_noon()), "new");
    assert_eq!(server.counts().0, 1);
}
