//! Where events come from: what is asked for, what is refused, and what is gone on with.
#![cfg(feature = "testing")]

mod models;
mod script;
mod server;
mod streams;

use std::time::Duration;

use bytes::Bytes;
use crategen_runtime::{Body, Error, InMemory, ManualClock, error::TransportError};
use script::{Broken, Script, Status, run};
use streams::{Chat, Points, Texts, all, builder};

#[test]
fn a_stream_is_asked_for_and_a_failure_is_an_error() {
    let transport = InMemory::new().json(429, r#"{"error":{"code":"slow"}}"#);
    let client = builder(transport.clone()).retry(crategen_runtime::client::Retry::none()).build().unwrap();
    let (seen, error) = all(&client, Chat);
    let Some(Error::Service(error)) = error else { panic!() };
    assert_eq!((seen.len(), error.code()), (0, Some("slow")));
    assert_eq!(transport.requests()[0].headers()["accept"], "text/event-stream");
}

#[test]
fn one_json_value_instead_of_a_stream_is_an_error_that_keeps_it() {
    let client = builder(InMemory::new().json(200, r#"{"x":1}"#)).build().unwrap();
    let Some(Error::Decode(error)) = all(&client, Chat).1 else { panic!() };
    assert_eq!(error.body().as_ref(), br#"{"x":1}"#);
    assert_eq!(error.malformed().problem, "expected text/event-stream, found one JSON value");
}

#[test]
fn what_says_that_it_is_no_stream_of_events_is_an_error_that_keeps_it() {
    let page = || InMemory::new().chunks("text/html; charset=utf-8", ["<p>sign in</p>"]);
    let transport = page();
    let client = builder(transport.clone()).build().unwrap();
    let mut events = client.events(Texts).reconnecting();
    let Some(Err(Error::Decode(error))) = run(events.next()) else { panic!() };
    assert_eq!((error.status().as_u16(), error.body().as_ref()), (200, b"<p>sign in</p>".as_slice()));
    assert!(error.malformed().problem.starts_with("expected text/event-stream, found "), "{error}");
    assert!(run(events.next()).is_none());
    assert_eq!(transport.requests().len(), 1);

    let whole = run(builder(page()).build().unwrap().send(Texts));
    assert!(matches!(whole, Err(Error::Decode(error)) if error.body().starts_with(b"<p>")));
}

#[test]
fn another_kind_of_stream_than_server_sent_events_ends_when_it_is_closed() {
    let transport = InMemory::new().chunks("application/x-ndjson", ["{\"x\":1}\n"]);
    let client = builder(transport.clone()).build().unwrap();
    let mut events = client.events(Points).reconnecting();
    assert_eq!(run(events.next()).unwrap().unwrap().value.unwrap().x, 1);
    assert!(run(events.next()).is_none());
    assert_eq!(transport.requests().len(), 1);
}

#[test]
fn an_event_larger_than_the_limit_is_an_error() {
    for stream in
        ["data: {\"x\":1}\n\ndata: aaaaaaaaaaaaaaaa\n\n", "data: {\"x\":1}\n\ndata: 5\ndata: 6\ndata: 7890\n\n"]
    {
        let transport = InMemory::new().chunks("text/event-stream", [stream]);
        let client = builder(transport).response_limit(13).build().unwrap();
        let (seen, error) = all(&client, Points);
        assert_eq!(seen.len(), 1);
        assert_eq!(error.unwrap().to_string(), "test.watch: an event is larger than the limit of 13 bytes");
    }
    let long = "data: 5\n\n".repeat(100);
    let client = builder(InMemory::new().chunks("text/event-stream", [long])).response_limit(13).build().unwrap();
    assert_eq!(all(&client, Points).0.len(), 100);
}

fn broken_after(events: &'static str) -> impl FnMut(&http::Request<Bytes>) -> http::Response<Body> + Send {
    struct Breaks(Option<&'static str>);
    impl futures_core::Stream for Breaks {
        type Item = Result<Bytes, TransportError>;
        fn poll_next(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Self::Item>> {
            let next = self.0.take().map(|text| Ok(Bytes::from_static(text.as_bytes())));
            std::task::Poll::Ready(Some(next.unwrap_or_else(|| Err(TransportError::other("reset")))))
        }
    }
    move |_| http::Response::new(Body::stream(Breaks(Some(events))))
}

#[test]
fn a_stream_that_breaks_goes_on_after_its_last_event_if_that_is_wanted() {
    let answers = || {
        InMemory::new()
            .respond_body(broken_after("retry: 7000\nid: 1\ndata: a\n\nid: 2\ndata: lost"))
            .chunks("text/event-stream", ["id: 2\ndata: b\n\n"])
            .chunks("text/event-stream", ["retry: 0\n\ndata: c\n\n"])
            .respond(|_| http::Response::builder().status(204).body(Bytes::new()).unwrap())
    };
    let (transport, clock) = (answers(), ManualClock::default());
    let client = builder(transport.clone()).clock(clock.clone()).build().unwrap();
    let mut events = client.events(Texts).reconnecting();
    let mut seen = Vec::new();
    while let Some(event) = run(events.next()) {
        seen.push(event.unwrap().text);
    }
    assert_eq!(seen, ["a", "b", "c"]);
    assert_eq!(events.last_id(), Some("2"));
    let asked: Vec<_> =
        transport.requests().iter().map(|request| request.headers().get("last-event-id").cloned()).collect();
    let id = |id| Some(http::HeaderValue::from_static(id));
    assert_eq!(asked, [None, id("1"), id("2"), id("2")]);
    assert_eq!(clock.sleeps(), [7, 7, 1].map(Duration::from_secs));

    let client = builder(answers()).build().unwrap();
    let (seen, error) = all(&client, Texts);
    assert_eq!((seen.len(), error.unwrap().to_string().as_str()), (1, "test.watch: the connection failed: reset"));
}

#[test]
fn what_may_not_be_repeated_is_not_asked_for_again() {
    let transport = InMemory::new().chunks("text/event-stream", ["data: {\"x\":1}\n\n"]);
    let client = builder(transport.clone()).build().unwrap();
    let mut events = client.events(Chat).reconnecting();
    assert_eq!(run(events.next()).unwrap().unwrap().value.unwrap().x, 1);
    assert!(run(events.next()).is_none());
    assert_eq!(transport.requests().len(), 1);
}

#[test]
fn what_its_caller_knows_to_be_repeatable_is_asked_for_again() {
    let script = Script::new([Broken, Status(503, &[]), Status(200, &[])]);
    let client = script::client(&script, &ManualClock::default()).build().unwrap();
    let mut events = client.send(Chat).repeatable().events();
    assert!(run(events.next()).is_none());
    assert_eq!(script.sent(), 3);

    let transport = InMemory::new()
        .chunks("text/event-stream", ["data: {\"x\":1}\n\n"])
        .chunks("text/event-stream", ["data: {\"x\":2}\n\n"]);
    let client = builder(transport).build().unwrap();
    let mut events = client.send(Chat).repeatable().events().reconnecting();
    for expected in [1, 2] {
        assert_eq!(run(events.next()).unwrap().unwrap().value.unwrap().x, expected);
    }
}

#[test]
fn attempts_are_repeated_until_the_stream_is_there() {
    let script = Script::new([Status(503, &[]), Broken, Status(200, &[])]);
    let client = script::client(&script, &ManualClock::default()).build().unwrap();
    assert!(all(&client, Texts).1.is_none());
    assert_eq!(script.sent(), 3);
}

#[test]
fn a_call_may_ask_for_another_media_type() {
    let transport = InMemory::new().chunks("text/csv", ["a"]);
    let client = builder(transport.clone()).build().unwrap();
    run(client.send(Texts).accept("text/csv").stream()).unwrap();
    assert_eq!(transport.requests()[0].headers()["accept"], "text/csv");
    let Err(Error::Request(_)) = run(client.send(Texts).accept("a\nb")) else { panic!() };
    assert_eq!(transport.requests().len(), 1);
}

#[cfg(feature = "reqwest")]
#[test]
fn events_come_over_the_wire_while_the_answer_is_being_written() {
    use std::io::{Read as _, Write as _};
    let (seen, was_seen) = std::sync::mpsc::channel();
    let (port, server) = server::start(move |listener| {
        let mut stream = server::accept(listener);
        let head = server::read(&mut stream, 0);
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n").unwrap();
        for part in ["data: {\"x\"", ":1}\r\n\r\ndata: {\"x\":2}\r\n\r", "\n: wait\r\n\r\n"] {
            stream.write_all(part.as_bytes()).unwrap();
        }
        // The last event is written when the others have been seen.
        was_seen.recv_timeout(server::PATIENCE).unwrap();
        stream.write_all(b"data: {\"x\":3}\n\ndata: [DONE]\n\n").unwrap();
        // The client hangs up.
        assert_eq!(stream.read(&mut [0]).unwrap_or(0), 0);
        head
    });
    server::run(async {
        let client = crategen_runtime::Client::builder(&format!("http://127.0.0.1:{port}"));
        let client = client.transport(server::transport()).build().unwrap();
        let mut events = client.events(Points);
        for expected in [1, 2] {
            assert_eq!(events.next().await.unwrap().unwrap().value.unwrap().x, expected);
        }
        seen.send(()).unwrap();
        assert_eq!(events.next().await.unwrap().unwrap().value.unwrap().x, 3);
        assert!(events.next().await.is_none());
    });
    let head = server.seen().to_ascii_lowercase();
    assert!(head.contains("\r\naccept: text/event-stream\r\n"), "{head}");
}
