//! Calls without `async`: the same calls, with the caller's thread as all the runtime that there is.
#![cfg(all(feature = "blocking", feature = "testing"))]

mod models;
mod operations;
mod script;
mod server;

use std::{
    future::poll_fn,
    io::Write as _,
    pin::pin,
    sync::mpsc,
    task::Poll,
    thread,
    time::{Duration, Instant, SystemTime},
};

use crategen_runtime::{
    Blocking as _, Body, BoxFuture, Client, ClientBuilder, Clock, Error, InMemory, ManualClock, ThreadClock, Transport,
    UreqTransport, client::Retry, error::TransportError,
};
use futures_util::{StreamExt as _, stream::FuturesUnordered};
use operations::{List, Start};
use script::{Get, Post, Script, Status};

const MOMENT: Duration = Duration::from_millis(20);

fn settings(port: u16) -> ClientBuilder {
    let agent = ureq::Agent::config_builder().proxy(None).build().new_agent();
    Client::builder(&format!("http://127.0.0.1:{port}"))
        .transport(UreqTransport::with_agent(agent))
        .clock(ThreadClock)
        .retry(Retry::none())
}

fn in_memory(transport: &InMemory) -> Client {
    Client::builder("https://a.example.com")
        .transport(transport.clone())
        .clock(ManualClock::default())
        .build()
        .expect("a client")
}

#[test]
fn a_call_gives_what_it_gives_when_it_is_awaited() {
    let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\nX-A: 1\r\nConnection: close\r\n\r\n{\"x\":1}";
    let (port, server) = server::serve(0, answer);
    let client = settings(port).build().unwrap();
    assert_eq!(client.send(Get).blocking().unwrap().x, 1);
    let seen = server.seen();
    assert!(seen.starts_with("GET /threads/19%3Ax%40y?api-version=1 HTTP/1.1\r\n"), "{seen}");
    assert!(!seen.to_lowercase().contains("content-length"), "{seen}");

    let (port, server) = server::serve(0, answer);
    let response = settings(port).build().unwrap().send(Post).response().blocking().unwrap();
    assert_eq!((response.status.as_u16(), &response.headers["x-a"]), (200, &"1".parse().unwrap()));
    let seen = server.seen().to_lowercase();
    assert_eq!(seen.matches("content-length: 0\r\n").count(), 1, "{seen}");
}

#[test]
fn a_client_without_settings_needs_no_runtime() {
    let (port, server) = server::serve(0, b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"x\":1}");
    let client = Client::new(&format!("http://127.0.0.1:{port}")).unwrap();
    assert_eq!(client.send(Get).blocking().unwrap().x, 1);
    server.seen();
}

#[test]
#[cfg(feature = "reqwest")]
fn a_client_without_settings_serves_both_ways_to_call() {
    let answer = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"x\":1}";
    let (port, server) = server::serve(0, answer);
    let client = Client::new(&format!("http://127.0.0.1:{port}")).unwrap();
    assert_eq!(server::run(client.send(Get).into_future()).unwrap().x, 1);
    server.seen();
    // Within a runtime too, whose only thread it blocks.
    let (port, server) = server::serve(0, answer);
    let client = Client::new(&format!("http://127.0.0.1:{port}")).unwrap();
    assert_eq!(server::run(async { client.send(Get).blocking() }).unwrap().x, 1);
    server.seen();
}

#[test]
#[cfg(feature = "reqwest")]
fn reqwest_without_its_runtime_is_an_error() {
    let transport = crategen_runtime::ReqwestTransport::new().unwrap();
    let client = Client::builder("http://127.0.0.1:9").transport(transport).clock(ThreadClock).build().unwrap();
    let error = client.send(Get).blocking().unwrap_err();
    assert!(error.to_string().ends_with("reqwest sends only within a runtime of Tokio"), "{error}");
}

#[test]
fn pages_and_items_are_iterators() {
    let service = InMemory::new()
        .json(200, r#"{"value":[1,2],"nextLink":"/items?p=2"}"#)
        .json(200, r#"{"value":[],"nextLink":"/items?p=3"}"#)
        .json(200, r#"{"value":[3]}"#);
    let client = in_memory(&service);
    let mut items = client.pages(List).items().blocking();
    assert_eq!(items.next().unwrap().unwrap(), 1);
    assert_eq!(items.stream().continuation(), Some("/items?p=2"));
    assert_eq!(service.requests().len(), 1);
    assert_eq!(items.map(Result::unwrap).collect::<Vec<_>>(), [2, 3]);

    let service = InMemory::new().json(200, r#"{"value":[1],"nextLink":"/items?p=2"}"#).json(404, "{}");
    let mut pages = in_memory(&service).pages(List).blocking();
    assert_eq!(pages.next().unwrap().unwrap()["value"][0], 1);
    assert!(matches!(pages.next(), Some(Err(Error::Page(_)))));
    assert!(pages.next().is_none());
}

#[test]
fn operations_that_go_on_are_waited_for() {
    let accepted = |_: &http::Request<bytes::Bytes>| {
        let accepted = http::Response::builder().status(202).header("operation-location", "/jobs/1");
        accepted.header("retry-after", "3").body("{}".into()).unwrap()
    };
    let service = || {
        let running = InMemory::new().respond(accepted).json(200, r#"{"status":"Running"}"#);
        running.json(200, r#"{"status":"Succeeded","report":7}"#)
    };
    let started = in_memory(&service()).start(Start).blocking().unwrap();
    assert_eq!(started.wait().blocking().unwrap()["report"], 7);
    let statuses = in_memory(&service()).start(Start).blocking().unwrap().statuses().blocking();
    let statuses: Vec<_> = statuses.map(|status| status.unwrap().value["status"].to_string()).collect();
    assert_eq!(statuses, ["\"Running\"", "\"Succeeded\""]);
}

/// A server that answers so much and then nothing, until the test is over.
fn stalls(answer: &'static [u8]) -> (u16, mpsc::Sender<()>) {
    let (over, wait) = mpsc::channel();
    let (port, _) = server::start(move |listener| {
        let mut stream = server::accept(listener);
        server::read(&mut stream, 0);
        stream.write_all(answer).unwrap();
        let _ = wait.recv();
    });
    (port, over)
}

#[test]
fn time_limits_hold_for_heads_and_bodies_that_do_not_come() {
    for answer in [b"".as_slice(), b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"] {
        let late = |limit| {
            let (port, over) = stalls(answer);
            let start = Instant::now();
            let error = settings(port).attempt_timeout(limit).build().unwrap().send(Get).blocking().unwrap_err();
            let Error::Transport(error) = error else { panic!("{error:?}") };
            assert!(error.transport().is_timeout(), "{error}");
            assert!(start.elapsed() >= limit, "{:?}", start.elapsed());
            drop(over);
            error.transport().may_have_been_sent()
        };
        // A machine that is busy may not even have connected by then.
        assert!((0..8).any(|doubled| late(MOMENT * (1 << doubled))));
    }
}

#[test]
fn a_limit_of_the_call_holds_for_its_attempts() {
    let (port, over) = stalls(b"");
    let client = settings(port).retry(Retry::default()).build().unwrap();
    let start = Instant::now();
    let error = client.send(Get).timeout(MOMENT).blocking().unwrap_err();
    assert!(matches!(&error, Error::Transport(error) if error.transport().is_timeout()), "{error:?}");
    assert!(start.elapsed() >= MOMENT);
    drop(over);
}

/// A server that answers in parts, and is silent for a moment before each.
fn hesitates(moment: Duration) -> u16 {
    let (port, _) = server::start(move |listener| {
        let mut stream = server::accept(listener);
        server::read(&mut stream, 0);
        let head = b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\n".as_slice();
        for part in [head, b"{", b"\"", b"x", b"\"", b":", b"1", b"}"] {
            // Who has hung up waits for nothing.
            if stream.write_all(part).is_err() {
                return;
            }
            thread::sleep(10 * moment);
        }
    });
    port
}

#[test]
fn a_body_that_is_read_as_it_comes_may_take_longer_than_an_attempt() {
    let settings = |moment| settings(hesitates(moment)).attempt_timeout(60 * moment).build().unwrap();
    let streamed = |moment| {
        let chunks = settings(moment).send(Get).stream().blocking().ok()?.value;
        chunks.blocking().collect::<Result<Vec<_>, _>>().ok().map(|chunks| chunks.concat())
    };
    // On a machine that is busy a chunk alone may take as long.
    let body = (0..5).find_map(|doubled| streamed(MOMENT * (1 << doubled)));
    assert_eq!(body.as_deref(), Some(b"{\"x\":1}".as_slice()));
    let error = settings(MOMENT).send(Get).blocking().unwrap_err();
    assert!(matches!(&error, Error::Transport(error) if error.transport().is_timeout()), "{error:?}");
}

/// Takes its time within a poll, as only a transport for calls that block may.
struct Slow(Duration);

impl Transport for Slow {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let mut polled = false;
        Box::pin(poll_fn(move |context| {
            thread::sleep(self.0);
            if !polled {
                context.waker().wake_by_ref();
            }
            polled = true;
            Poll::Pending
        }))
    }
}

#[test]
fn time_within_a_poll_counts() {
    let clock = ManualClock::default();
    let client = Client::builder("http://a.example.com").transport(Slow(MOMENT)).clock(clock.clone());
    let client = client.attempt_timeout(MOMENT / 2).retry(Retry::none()).build().unwrap();
    assert!(matches!(client.send(Get).blocking(), Err(Error::Transport(_))));
    // Nothing of the limit was left to wait for.
    assert_eq!(clock.sleeps(), [Duration::ZERO]);
}

#[test]
fn failed_attempts_are_repeated_after_a_pause() {
    let script = Script::new([Status(503, &[("retry-after-ms", "20")]), Status(200, &[])]);
    let client = Client::builder("http://a.example.com").transport(script.clone()).clock(ThreadClock).build().unwrap();
    let start = Instant::now();
    assert_eq!(client.send(Get).blocking().unwrap().x, 1);
    assert_eq!(script.sent(), 2);
    assert!(start.elapsed() >= MOMENT);
}

#[test]
fn the_clock_wakes_for_what_is_over_first() {
    let mut long = ThreadClock.sleep(Duration::MAX);
    let mut short = ThreadClock.sleep(MOMENT);
    let start = Instant::now();
    let first = poll_fn(|context| match (long.as_mut().poll(context), short.as_mut().poll(context)) {
        (Poll::Ready(()), _) => Poll::Ready("long"),
        (_, Poll::Ready(())) => Poll::Ready("short"),
        _ => Poll::Pending,
    });
    assert_eq!(first.blocking(), "short");
    assert!(start.elapsed() >= MOMENT);
    // Where nobody would come back, it waits at once.
    script::run(ThreadClock.sleep(MOMENT));
    assert!(start.elapsed() >= 2 * MOMENT);
    assert!(ThreadClock.now() > SystemTime::UNIX_EPOCH);
}

#[test]
fn those_who_sleep_are_woken_where_only_the_woken_are_polled() {
    let millis = Duration::from_millis;
    let sleeps: FuturesUnordered<_> = [3, 1, 2]
        .map(|time| async move {
            ThreadClock.sleep(millis(time)).await;
            ThreadClock.sleep(millis(time)).await;
        })
        .into_iter()
        .collect();
    assert_eq!(sleeps.count().blocking(), 3);

    let script =
        Script::new((0..4).map(|number| Status(if number < 2 { 503 } else { 200 }, &[("retry-after-ms", "1")])));
    let client = Client::builder("http://a.example.com").transport(script.clone()).clock(ThreadClock).build().unwrap();
    let calls = futures_util::stream::iter([Get, Get]).map(|call| client.send(call).into_future()).buffer_unordered(2);
    assert_eq!(calls.map(|point| point.unwrap().x).collect::<Vec<_>>().blocking(), [1, 1]);
    assert_eq!(script.sent(), 4);
}

#[test]
fn who_waits_within_a_poll_takes_no_wake_up_from_who_waits_outside() {
    let mut polls = 0;
    let future = poll_fn(|context| {
        polls += 1;
        if polls > 1 {
            return Poll::Ready(polls);
        }
        context.waker().wake_by_ref();
        ThreadClock.sleep(Duration::from_millis(1)).blocking();
        Poll::Pending
    });
    assert_eq!(pin!(future).blocking(), 2);
}

#[test]
fn another_thread_wakes_the_one_that_waits() {
    let (wakers, woken) = mpsc::channel::<std::task::Waker>();
    let waking = thread::spawn(move || woken.recv().unwrap().wake());
    let mut polls = 0;
    let future = poll_fn(|context| {
        polls += 1;
        if polls > 1 {
            return Poll::Ready(polls);
        }
        wakers.send(context.waker().clone()).unwrap();
        Poll::Pending
    });
    assert_eq!(pin!(future).blocking(), 2);
    waking.join().unwrap();
}

#[test]
fn threads_that_share_a_client_share_its_limit() {
    let script = Script::new((0..4).map(|_| Status(200, &[])));
    let client = Client::builder("http://a.example.com").transport(script.clone()).clock(ThreadClock);
    let client = client.rate_limit(2, MOMENT).build().unwrap();
    let start = Instant::now();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| client.send(Get).blocking().unwrap());
        }
    });
    assert_eq!(script.sent(), 4);
    assert!(start.elapsed() >= MOMENT);
}
