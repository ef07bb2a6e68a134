//! One refresh for all who need it, whatever becomes of those who drive it.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    task::Poll,
    time::{Duration, SystemTime},
};

use acs_sdk::{
    CommunicationTokenCredential,
    runtime::{BoxFuture, Clock},
};

use crate::{
    server::{Server, used},
    support::{TestClock, authorize, poll, token},
};

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
        // A second refresh would be answered too, and counted.
        server.permits.close();
        for call in calls {
            assert_eq!(call.await.unwrap(), format!("Bearer {}", token(3600, "new")));
        }
        assert_eq!(server.counts(), (1, 1, 0));
    }
}

#[test]
fn a_call_that_comes_as_the_token_arrives_uses_it() {
    let server = Server::ready(Ok(token(3600, "new")));
    let credential = server.credential(token(0, "old")).build().unwrap();
    // The first call asks for the time once to see that it needs a token, and again when it has one.
    let clock = Interrupted { calls: AtomicUsize::new(0), credential: credential.clone(), inner: TestClock::at_noon() };
    assert!(matches!(poll(&mut Box::pin(credential.token(&clock))), Poll::Ready(Ok(_))));
    assert!(clock.calls.into_inner() >= 2);
    assert_eq!(server.counts(), (1, 1, 0));
}

/// A clock that calls while it is asked for the time, as another thread might.
struct Interrupted {
    calls: AtomicUsize,
    credential: CommunicationTokenCredential,
    inner: TestClock,
}

impl Clock for Interrupted {
    fn now(&self) -> SystemTime {
        if self.calls.fetch_add(1, Ordering::SeqCst) > 0 {
            assert_eq!(used(&self.credential, &self.inner), "new");
        }
        self.inner.now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.inner.sleep(duration)
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
        assert_eq!(error.to_string(), "could not get a token: the server is on fire");
        assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "the server is on fire");
    }
    assert_eq!(server.counts(), (1, 1, 0));
    server.answers(Ok(token(3600, "new")));
    assert_eq!(used(&credential, &clock), "new");
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
fn clones_share_the_token() {
    let server = Server::ready(Ok(token(3600, "new")));
    let credential = server.credential(token(0, "old")).build().unwrap();
    let clone = credential.clone();
    assert_eq!(used(&credential, &TestClock::at_noon()), "new");
    assert_eq!(used(&clone, &TestClock::at_noon()), "new");
    assert_eq!(server.counts().0, 1);
}
