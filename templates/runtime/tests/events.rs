//! Streams of events: how they are taken apart, read, and gone on with.
#![cfg(feature = "testing")]

mod models;
mod script;

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use bytes::Bytes;
use crategen_runtime::{
    Body, Client, ClientBuilder, Error, Event, InMemory, ManualClock, Meta, Operation, ServiceError, Streamed,
    error::TransportError,
    events::{self, Frame, Framing},
    json::Malformed,
    request::RequestBuilder,
};
use models::Point;
use script::{Broken, Script, Status, run};

/// Declares an operation that answers with a stream only.
macro_rules! streamed {
    ($name:ident, $method:literal, $accept:literal, $event:ty, $read:ident) => {
        #[derive(Debug)]
        struct $name;
        impl Operation for $name {
            type Output = Vec<Event<$event>>;
            type Headers = ();
            type Failure = ();
            const META: &'static Meta = &Meta {
                name: "test.watch",
                id: "Watch",
                method: $method,
                path: "/",
                security: &[],
                idempotency_header: None,
                servers: None,
            };
            fn build(&self, request: &mut RequestBuilder<'_>) {
                request.literal("/").accept("application/json");
            }
            fn output(response: http::Response<Bytes>) -> Result<Self::Output, Error> {
                events::read::<Self>(response)
            }
            fn headers(_headers: &http::HeaderMap) -> Result<(), Malformed> {
                Ok(())
            }
            fn failure(_error: &ServiceError) -> Result<(), Malformed> {
                Ok(())
            }
        }
        impl Streamed for $name {
            type Event = $event;
            const ACCEPT: &'static str = $accept;
            fn event(frame: &Frame) -> Result<$event, Malformed> {
                frame.$read()
            }
        }
    };
}

streamed!(Texts, "GET", "text/event-stream", String, text);
streamed!(Points, "GET", "text/event-stream", Point, json);
streamed!(Objects, "GET", "text/event-stream", BTreeMap<String, serde_json::Value>, object);
streamed!(Chat, "POST", "text/event-stream", Point, json);
streamed!(Lines, "GET", "application/x-ndjson", serde_json::Value, json);
streamed!(Sequence, "GET", "application/json-seq", serde_json::Value, json);

fn builder(transport: InMemory) -> ClientBuilder {
    Client::builder("https://a.example.com").transport(transport).clock(ManualClock::default())
}

fn answering(content_type: &'static str, chunks: impl IntoIterator<Item = Bytes>) -> Client {
    builder(InMemory::new().chunks(content_type, chunks)).build().unwrap()
}

/// All events of an operation, and the error that ends them.
fn all<O: Streamed>(client: &Client, operation: O) -> (Vec<Event<O::Event>>, Option<Error>) {
    let mut events = client.events(operation);
    let mut seen = Vec::new();
    while let Some(event) = run(events.next()) {
        match event {
            Ok(event) => seen.push(event),
            Err(error) => {
                assert!(run(events.next()).is_none(), "it ends after an error");
                return (seen, Some(error));
            }
        }
    }
    (seen, None)
}

/// The events of a stream, in whatever chunks it comes.
fn taken_apart<O: Streamed>(operation: fn() -> O, content_type: &'static str, stream: &[u8]) -> Vec<Event<O::Event>> {
    let shown = |events: &[Event<O::Event>]| -> Vec<_> {
        events.iter().map(|event| (event.name.clone(), event.id.clone(), event.text.clone())).collect()
    };
    let stream = Bytes::copy_from_slice(stream);
    let (whole, error) = all(&answering(content_type, [stream.clone()]), operation());
    assert!(error.is_none());
    for size in [1, 2, 3] {
        let chunks = (0..stream.len()).step_by(size).map(|start| stream.slice(start..stream.len().min(start + size)));
        let (pieces, error) = all(&answering(content_type, chunks), operation());
        assert!(error.is_none());
        assert_eq!(shown(&whole), shown(&pieces), "in chunks of {size}");
    }
    whole
}

fn texts(stream: &str) -> Vec<String> {
    taken_apart(|| Texts, "text/event-stream", stream.as_bytes()).into_iter().map(|event| event.text).collect()
}

#[test]
fn the_examples_of_the_standard_are_read() {
    assert_eq!(texts("data: YHOO\ndata: +2\ndata: 10\n\n"), ["YHOO\n+2\n10"]);
    let stream = ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n";
    let events = taken_apart(|| Texts, "text/event-stream", stream.as_bytes());
    let seen: Vec<_> = events.iter().map(|event| (event.id.as_deref(), event.text.as_str())).collect();
    assert_eq!(seen, [(Some("1"), "first event"), (None, "second event"), (None, " third event")]);
    assert_eq!(texts("data\n\ndata\ndata\n\ndata:"), ["", "\n"]);
    assert_eq!(texts("data:test\n\ndata: test\n\n"), ["test", "test"]);
}

#[test]
fn lines_end_in_three_ways_and_a_byte_order_mark_is_no_text() {
    for end in ["\n", "\r\n", "\r"] {
        let stream = "\u{feff}event: a|data: ü|data: 2||id: 7|data: 3||".replace('|', end);
        let events = taken_apart(|| Texts, "text/event-stream; charset=utf-8", stream.as_bytes());
        let seen: Vec<_> =
            events.iter().map(|event| (event.name.as_deref(), event.id.as_deref(), event.text.as_str())).collect();
        assert_eq!(seen, [(Some("a"), None, "ü\n2"), (None, Some("7"), "3")]);
    }
    assert_eq!(texts("data: \u{feff}x\n\n"), ["\u{feff}x"]);
}

#[test]
fn what_means_nothing_is_passed_over() {
    assert_eq!(texts("foo: bar\n: comment\n:\nevent: gone\n\nid: a\0b\nretry: soon\ndata: x\n\n"), ["x"]);
    let events = taken_apart(|| Texts, "text/event-stream", b"data: \xff\xfe\n\nid: 1\ndata: y\n\ndata: z\n\n");
    assert_eq!(events[0].text, "\u{fffd}\u{fffd}");
    assert_eq!((events[2].id.as_deref(), events[2].text.as_str()), (Some("1"), "z"));
    assert!(texts("").is_empty());
    assert!(texts("data: not complete").is_empty());
    assert!(texts("data: not complete\n").is_empty());
}

#[test]
fn events_share_the_id_however_long_it_is() {
    let stream = format!("id: {}\ndata: x\n\ndata: y\n\n", "i".repeat(5000));
    let events = taken_apart(|| Texts, "text/event-stream", stream.as_bytes());
    let [first, second] = [0, 1].map(|index| events[index].id.clone().unwrap());
    assert_eq!(first.len(), 5000);
    assert!(Arc::ptr_eq(&first, &second), "a copy each would let one line fill the memory");
}

#[test]
fn an_event_that_is_something_else_does_not_end_the_stream() {
    let stream = b"data: {\"x\":1}\n\nevent: ping\ndata: {\"type\":\"ping\"}\n\ndata: oops\n\ndata: {\"x\":2}\n\n";
    let events = taken_apart(|| Points, "text/event-stream", stream);
    let values: Vec<_> = events.iter().map(|event| event.value.as_ref().ok().map(|point| point.x)).collect();
    assert_eq!(values, [Some(1), None, None, Some(2)]);
    assert_eq!((events[1].name.as_deref(), events[1].text.as_str()), (Some("ping"), "{\"type\":\"ping\"}"));
    assert!(events[2].value.as_ref().unwrap_err().problem.starts_with("not JSON: "));
    assert!(!format!("{events:?}").contains("oops"));
}

#[test]
fn done_is_the_end_and_no_event() {
    let stream = b"data: {\"x\":1}\n\ndata: [DONE]\n\ndata: {\"x\":2}\n\n";
    assert_eq!(taken_apart(|| Points, "text/event-stream", stream).len(), 1);
    assert_eq!(texts("data: a\n\ndata: [DONE]\n\n"), ["a", "[DONE]"]);
}

#[test]
fn an_event_may_be_described_as_an_object_of_its_fields() {
    let stream = b"event: add\nid: 7\ndata: text\n\ndata: {\"a\":1}\n\n";
    let events = taken_apart(|| Objects, "text/event-stream", stream);
    let object = |index: usize| serde_json::to_string(events[index].value.as_ref().unwrap()).unwrap();
    assert_eq!(object(0), r#"{"data":"text","event":"add","id":"7"}"#);
    assert_eq!(object(1), r#"{"data":{"a":1},"id":"7"}"#);
    let mut frame = Frame::default();
    frame.text = "5".to_owned();
    assert_eq!(frame.object::<BTreeMap<String, i64>>().unwrap(), BTreeMap::from([("data".to_owned(), 5)]));
}

#[test]
fn lines_of_json_are_values() {
    let values = |content_type, stream: &[u8]| -> Vec<String> {
        let events = taken_apart(|| Lines, content_type, stream);
        events.into_iter().map(|event| event.value.map_or(event.text, |value| value.to_string())).collect()
    };
    let stream = b"\xef\xbb\xbf{\"a\":1}\n\r\n\n [2] \r\n\"\xc3\xbc\"\nnot json\n3";
    let expected = [r#"{"a":1}"#, "[2]", "\"ü\"", "not json", "3"];
    assert_eq!(values("application/x-ndjson", stream), expected);
    assert_eq!(values("application/jsonl; charset=utf-8", stream), expected);
    // Some say nothing, and some say JSON.
    assert_eq!(values("application/json", stream), expected);
    assert_eq!(values("application/octet-stream", stream), expected);
    // What arrives decides.
    assert_eq!(values("text/event-stream", b"data: {\"a\":1}\n\n"), [r#"{"a":1}"#]);
}

#[test]
fn a_sequence_of_texts_tells_what_was_cut_off() {
    let stream = b"\x1e{\"a\":1}\n\x1e\x1e[2]\x1e\"3\"\n\x1e4\n\x1e56\x1e{\"b\":\x1etrue\n\x1e7";
    let events = taken_apart(|| Sequence, "application/json-seq", stream);
    let seen: Vec<_> = events.iter().map(|event| (event.text.as_str(), event.value.is_ok())).collect();
    let expected =
        [("{\"a\":1}", true), ("[2]", true), ("\"3\"", true), ("4", true), ("56", false), ("{\"b\":", false)];
    assert_eq!(seen[..6], expected);
    assert_eq!(seen[6..], [("true", true), ("7", false)]);
    assert_eq!(Framing::of("application/geo+json-seq"), Some(Framing::Sequence));
    assert_eq!(Framing::of("application/json"), None);
}

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

#[test]
fn a_whole_response_is_all_of_its_events() {
    let client =
        answering("text/event-stream", [Bytes::from("data: {\"x\":1}\n\ndata: {\"x\":2}\n\ndata: [DONE]\n\n")]);
    let events = run(client.send(Points)).unwrap();
    assert_eq!(events.iter().map(|event| event.value.as_ref().unwrap().x).collect::<Vec<_>>(), [1, 2]);
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
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let (seen, was_seen) = std::sync::mpsc::channel();
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let (mut head, mut byte) = (Vec::new(), [0]);
        while !head.ends_with(b"\r\n\r\n") {
            stream.read_exact(&mut byte).unwrap();
            head.extend_from_slice(&byte);
        }
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n").unwrap();
        for part in ["data: {\"x\"", ":1}\r\n\r\ndata: {\"x\":2}\r\n\r", "\n: wait\r\n\r\n"] {
            stream.write_all(part.as_bytes()).unwrap();
        }
        // The last event is written when the others have been seen.
        was_seen.recv().unwrap();
        stream.write_all(b"data: {\"x\":3}\n\ndata: [DONE]\n\n").unwrap();
        // The client hangs up.
        assert_eq!(stream.read(&mut byte).unwrap_or(0), 0);
        String::from_utf8(head).unwrap()
    });
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let transport = crategen_runtime::ReqwestTransport::with_client(
            reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).build().unwrap(),
        );
        let client = Client::builder(&format!("http://127.0.0.1:{port}")).transport(transport).build().unwrap();
        let mut events = client.events(Points);
        for expected in [1, 2] {
            assert_eq!(events.next().await.unwrap().unwrap().value.unwrap().x, expected);
        }
        seen.send(()).unwrap();
        assert_eq!(events.next().await.unwrap().unwrap().value.unwrap().x, 3);
        assert!(events.next().await.is_none());
    });
    let head = server.join().unwrap().to_ascii_lowercase();
    assert!(head.contains("\r\naccept: text/event-stream\r\n"), "{head}");
}
