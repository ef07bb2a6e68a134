//! Operations that answer with a stream of events, and what it takes to ask for one.
#![allow(dead_code, reason = "each test file uses some of them")]

use std::collections::BTreeMap;

use bytes::Bytes;
use crategen_runtime::{
    Client, ClientBuilder, Error, Event, InMemory, ManualClock, Meta, Operation, ServiceError, Streamed,
    events::{self, Frame},
    json::Malformed,
    request::RequestBuilder,
};

use crate::{models::Point, script::run};

/// Declares an operation that answers with a stream only.
macro_rules! streamed {
    ($name:ident, $method:literal, $accept:literal, $event:ty, $read:ident) => {
        #[derive(Debug)]
        pub(crate) struct $name;
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

pub(crate) fn builder(transport: InMemory) -> ClientBuilder {
    Client::builder("https://a.example.com").transport(transport).clock(ManualClock::default())
}

pub(crate) fn answering(content_type: &'static str, chunks: impl IntoIterator<Item = Bytes>) -> Client {
    builder(InMemory::new().chunks(content_type, chunks)).build().unwrap()
}

/// All events of an operation, and the error that ends them.
pub(crate) fn all<O: Streamed>(client: &Client, operation: O) -> (Vec<Event<O::Event>>, Option<Error>) {
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
pub(crate) fn taken_apart<O: Streamed>(
    operation: fn() -> O,
    content_type: &'static str,
    stream: &[u8],
) -> Vec<Event<O::Event>> {
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

pub(crate) fn texts(stream: &str) -> Vec<String> {
    taken_apart(|| Texts, "text/event-stream", stream.as_bytes()).into_iter().map(|event| event.text).collect()
}
