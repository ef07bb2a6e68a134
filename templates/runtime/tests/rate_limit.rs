//! A client that limits itself: never too many, in the order of arrival, whoever gives up.
#![cfg(feature = "testing")]

use std::{
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Waker},
    time::{Duration, SystemTime},
};

use bytes::Bytes;
use crategen_runtime::{
    Body, BoxFuture, Client, Clock, Error, ManualClock, Meta, Operation, ServiceError, Transport, client::Retry,
    error::TransportError, json::Malformed, request::RequestBuilder,
};

struct Get(&'static str);

impl Operation for Get {
    type Output = ();
    type Headers = ();
    type Failure = ();
    const META: &'static Meta = &Meta {
        name: "test.get",
        id: "Get",
        method: "GET",
        path: "/{id}",
        security: &[],
        idempotency_header: None,
        servers: None,
    };
    fn build(&self, request: &mut RequestBuilder<'_>) {
        request.literal("/").segment("id", &self.0.to_owned());
    }
    fn output(_response: http::Response<Bytes>) -> Result<(), Error> {
        Ok(())
    }
    fn failure(_error: &ServiceError) -> Result<(), Malformed> {
        Ok(())
    }
}

/// A clock that stands still until the test moves it, in either direction.
#[derive(Clone)]
struct Hand(Arc<Mutex<(SystemTime, Vec<Waker>)>>);

impl Hand {
    fn move_to(&self, seconds: u64) {
        let mut state = self.0.lock().unwrap();
        state.0 = at(seconds);
        state.1.drain(..).for_each(Waker::wake);
    }
}

fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1000 + seconds)
}

impl Clock for Hand {
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

/// Remembers what was sent when.
#[derive(Clone)]
struct Log<C>(Arc<Mutex<Vec<(String, SystemTime)>>>, C, u16);

impl<C: Clock> Transport for Log<C> {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        self.0.lock().unwrap().push((request.uri().path()[1..].to_owned(), self.1.now()));
        let response = http::Response::builder().status(self.2).body(Body::from(Bytes::new())).unwrap();
        Box::pin(async { Ok(response) })
    }
}

type Sent = Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>;

struct Bench {
    client: Client,
    clock: Hand,
    log: Log<Hand>,
}

impl Bench {
    fn new(calls: u32, seconds: u64) -> Self {
        let clock = Hand(Arc::new(Mutex::new((at(0), Vec::new()))));
        let log = Log(Arc::default(), clock.clone(), 200);
        let builder = Client::builder("https://a.example.com").transport(log.clone()).clock(clock.clone());
        let client = builder.rate_limit(calls, Duration::from_secs(seconds)).build().unwrap();
        Self { client, clock, log }
    }

    fn call(&self, name: &'static str) -> Sent {
        // A clone each time: they share the limit.
        self.client.clone().send(Get(name)).into_future()
    }

    /// What was sent, and after how many seconds.
    fn sent(&self) -> Vec<(String, u64)> {
        let log = self.log.0.lock().unwrap();
        log.iter().map(|(name, when)| (name.clone(), when.duration_since(at(0)).unwrap().as_secs())).collect()
    }
}

fn polled(call: &mut Sent) -> bool {
    call.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready()
}

fn names(sent: &[(String, u64)]) -> Vec<(&str, u64)> {
    sent.iter().map(|(name, when)| (name.as_str(), *when)).collect()
}

#[test]
fn what_is_over_the_limit_waits_until_the_oldest_has_left_the_window() {
    let bench = Bench::new(2, 60);
    assert!(polled(&mut bench.call("a")));
    bench.clock.move_to(50);
    assert!(polled(&mut bench.call("b")));
    let mut third = bench.call("c");
    assert!(!polled(&mut third));
    bench.clock.move_to(59);
    assert!(!polled(&mut third));
    bench.clock.move_to(60);
    assert!(polled(&mut third));
    let mut fourth = bench.call("d");
    bench.clock.move_to(109);
    assert!(!polled(&mut fourth));
    bench.clock.move_to(110);
    assert!(polled(&mut fourth));
    assert_eq!(names(&bench.sent()), [("a", 0), ("b", 50), ("c", 60), ("d", 110)]);
}

#[test]
fn who_may_not_wait_so_long_gives_up_the_turn_with_nothing_sent() {
    let bench = Bench::new(1, 60);
    assert!(polled(&mut bench.call("a")));
    let mut short = bench.client.send(Get("b")).timeout(Duration::from_secs(10)).into_future();
    let mut long = bench.call("c");
    assert!(!polled(&mut short) && !polled(&mut long));
    bench.clock.move_to(10);
    let Poll::Ready(Err(Error::Transport(error))) = short.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
        panic!("it should have ended")
    };
    assert_eq!(error.to_string(), "test.get: the call was not done within 10s");
    assert!(error.transport().is_timeout() && !error.transport().may_have_been_sent());
    drop(short);
    bench.clock.move_to(60);
    assert!(polled(&mut long));
    assert_eq!(names(&bench.sent()), [("a", 0), ("c", 60)]);
}

#[test]
fn who_waits_for_a_further_attempt_in_vain_may_have_been_heard() {
    let clock = Hand(Arc::new(Mutex::new((at(0), Vec::new()))));
    let log = Log(Arc::default(), clock.clone(), 503);
    let builder = Client::builder("https://a.example.com").transport(log.clone()).clock(clock.clone());
    let client = builder.rate_limit(1, Duration::from_secs(60)).timeout(Duration::from_secs(10)).build().unwrap();
    let mut call = client.send(Get("a")).into_future();
    for seconds in [0, 5] {
        clock.move_to(seconds);
        assert!(!polled(&mut call), "first the pause, then the turn");
    }
    clock.move_to(10);
    let Poll::Ready(Err(Error::Transport(error))) = call.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
        panic!("it should have ended")
    };
    assert!(error.transport().is_timeout() && error.transport().may_have_been_sent());
    assert_eq!(log.0.lock().unwrap().len(), 1);
}

#[test]
fn who_comes_first_is_sent_first_whoever_is_polled_first() {
    let bench = Bench::new(1, 10);
    assert!(polled(&mut bench.call("a")));
    let (mut b, mut c, mut d) = (bench.call("b"), bench.call("c"), bench.call("d"));
    assert!(!polled(&mut b) && !polled(&mut c) && !polled(&mut d));
    bench.clock.move_to(10);
    assert!(!polled(&mut d) && !polled(&mut c) && polled(&mut b));
    bench.clock.move_to(20);
    assert!(!polled(&mut d) && polled(&mut c));
    bench.clock.move_to(30);
    assert!(polled(&mut d));
    assert_eq!(names(&bench.sent()), [("a", 0), ("b", 10), ("c", 20), ("d", 30)]);
}

/// Counts how often it is woken.
#[derive(Default)]
struct Woken(std::sync::atomic::AtomicUsize);

impl std::task::Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    }
}

#[test]
fn who_gives_up_costs_nobody_anything_and_wakes_the_next() {
    let bench = Bench::new(1, 10);
    assert!(polled(&mut bench.call("a")));
    let (mut b, mut c, mut d) = (bench.call("b"), bench.call("c"), bench.call("d"));
    assert!(!polled(&mut b) && !polled(&mut c));
    let woken = Arc::new(Woken::default());
    let waker = Waker::from(woken.clone());
    assert!(d.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
    drop(c);
    assert_eq!(woken.0.load(std::sync::atomic::Ordering::SeqCst), 1);
    assert!(d.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
    drop(b);
    assert_eq!(woken.0.load(std::sync::atomic::Ordering::SeqCst), 2);
    assert!(d.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
    bench.clock.move_to(10);
    assert!(woken.0.load(std::sync::atomic::Ordering::SeqCst) >= 3);
    assert!(polled(&mut d));
    assert_eq!(names(&bench.sent()), [("a", 0), ("d", 10)]);
}

#[test]
fn who_is_held_without_being_polled_stops_nobody() {
    let bench = Bench::new(1, 10);
    assert!(polled(&mut bench.call("a")));
    let (mut held, mut c, mut d) = (bench.call("held"), bench.call("c"), bench.call("d"));
    assert!(!polled(&mut held) && !polled(&mut c));
    bench.clock.move_to(19);
    assert!(!polled(&mut c), "its turn comes after that of the one that is held");
    bench.clock.move_to(20);
    assert!(polled(&mut c) && !polled(&mut d));
    // It has missed its turn, and gets the next one.
    assert!(!polled(&mut held));
    bench.clock.move_to(30);
    assert!(polled(&mut held) || polled(&mut d));
    bench.clock.move_to(40);
    let _ = polled(&mut d);
    assert_eq!(bench.sent().len(), 4);
    assert_eq!(bench.sent().iter().map(|(_, when)| *when).collect::<Vec<_>>(), [0, 20, 30, 40]);
}

#[test]
fn late_ones_do_not_make_a_window_too_full() {
    let bench = Bench::new(2, 10);
    let mut calls: Vec<_> = (0..8).map(|_| bench.call("x")).collect();
    // All arrive at once, and then they are polled at odd times and in odd order.
    let mut done = vec![false; calls.len()];
    for (moment, time) in [0, 0, 13, 17, 19, 23, 28, 33, 34, 38, 43, 48, 53, 58, 63].into_iter().enumerate() {
        bench.clock.move_to(time);
        for place in 0..calls.len() {
            let place = (place * 5 + moment) % calls.len();
            if !done[place] {
                done[place] = polled(&mut calls[place]);
            }
        }
    }
    assert!(done.iter().all(|done| *done), "{done:?}");
    let sent = bench.sent();
    assert!(sent.windows(3).all(|window| window[2].1 - window[0].1 >= 10), "{sent:?}");
}

#[test]
fn a_window_without_end_lets_through_what_it_allows() {
    let bench = Bench::new(2, u64::MAX);
    assert!(polled(&mut bench.call("a")) && polled(&mut bench.call("b")));
    let (mut c, mut d, mut e) = (bench.call("c"), bench.call("d"), bench.call("e"));
    bench.clock.move_to(1_000_000_000);
    assert!(!polled(&mut c) && !polled(&mut d) && !polled(&mut e));
}

#[test]
fn a_clock_that_is_set_back_makes_nobody_wait_for_longer_than_the_window() {
    let bench = Bench::new(1, 10);
    bench.clock.move_to(500);
    assert!(polled(&mut bench.call("a")));
    bench.clock.move_to(100);
    let mut b = bench.call("b");
    assert!(!polled(&mut b));
    bench.clock.move_to(110);
    assert!(polled(&mut b));
}

#[test]
fn every_attempt_counts() {
    let clock = ManualClock::new(at(0));
    let log = Log(Arc::default(), clock.clone(), 503);
    let builder = Client::builder("https://a.example.com").transport(log.clone()).clock(clock.clone());
    let retry = Retry::default().first_pause(Duration::ZERO);
    let client = builder.rate_limit(3, Duration::from_secs(60)).retry(retry).build().unwrap();
    let mut call = client.send(Get("a")).into_future();
    assert!(polled(&mut call));
    assert_eq!(log.0.lock().unwrap().len(), 4);
    assert_eq!(clock.sleeps().last(), Some(&Duration::from_secs(60)));
}

#[test]
fn no_stretch_of_time_has_more_than_the_limit() {
    let clock = ManualClock::new(at(0));
    let log = Log(Arc::default(), clock.clone(), 200);
    let builder = Client::builder("https://a.example.com").transport(log.clone()).clock(clock.clone());
    let client = builder.rate_limit(100, Duration::from_secs(60)).build().unwrap();
    for step in 0..1000_u64 {
        // Bursts and pauses.
        if step % 37 == 0 {
            let mut pause = clock.sleep(Duration::from_millis(step * 7 % 1900));
            assert!(pause.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready());
        }
        assert!(polled(&mut client.send(Get("a")).into_future()));
    }
    let sent = log.0.lock().unwrap();
    for window in sent.windows(101) {
        assert!(window[100].1.duration_since(window[0].1).unwrap() >= Duration::from_secs(60));
    }
    let whole = sent[999].1.duration_since(sent[0].1).unwrap();
    assert!(whole <= Duration::from_secs(9 * 60 + 60), "{whole:?}");
}

#[test]
fn a_limit_of_nothing_is_one_of_one() {
    let bench = Bench::new(0, 10);
    assert!(polled(&mut bench.call("a")));
    assert!(!polled(&mut bench.call("b")));
    let free = Bench::new(1, 0);
    assert!(polled(&mut free.call("a")) && polled(&mut free.call("b")));
}
