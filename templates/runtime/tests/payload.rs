//! What a request carries: bytes, a stream for each attempt, or one stream.
#![cfg(feature = "testing")]

mod models;
mod script;

use std::{
    collections::VecDeque,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use crategen_runtime::{
    Client, InMemory, ManualClock, Meta, Operation, Payload, ServiceError, error::TransportError, json::Malformed,
    request::RequestBuilder, response,
};
use futures_core::Stream;
use script::{Broken, NotConnected, Script, Status, client, run};

/// A stream of these chunks.
struct Chunks(VecDeque<&'static str>);

fn chunks(chunks: &[&'static str]) -> Chunks {
    Chunks(chunks.iter().copied().collect())
}

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front().map(|chunk| Ok(Bytes::from(chunk))))
    }
}

/// An operation that may be repeated and sends what it is given.
struct Upload(Payload);

impl Operation for Upload {
    type Output = Bytes;
    type Headers = ();
    type Failure = ();

    const META: &'static Meta = &Meta {
        name: "test.upload",
        id: "",
        method: "PUT",
        path: "/",
        security: &[],
        idempotency_header: None,
        servers: None,
    };

    fn build(&self, request: &mut RequestBuilder<'_>) {
        request.literal("/").body("text/plain", self.0.clone());
    }

    fn output(response: http::Response<Bytes>) -> Result<Bytes, crategen_runtime::Error> {
        match response.status().is_success() {
            true => response::bytes(Self::META, response),
            false => Err(response::unexpected(Self::META, response)),
        }
    }

    fn failure(_: &ServiceError) -> Result<(), Malformed> {
        Ok(())
    }
}

#[test]
fn a_stream_is_opened_for_each_attempt() {
    let payload = Payload::stream(|| chunks(&["a", "b"]));
    for _ in 0..2 {
        assert_eq!(run(payload.open().unwrap().collect(9)).unwrap(), "ab");
    }
    let script = Script::new([Broken, Status(503, &[]), Status(200, &[])]);
    run(client(&script, &ManualClock::default()).build().unwrap().send(Upload(payload))).unwrap();
    assert_eq!(script.sent(), 3);
}

#[test]
fn a_stream_that_there_is_once_is_sent_once() {
    let payload = Payload::once(chunks(&["a", "b"]));
    assert_eq!(run(payload.open().unwrap().collect(9)).unwrap(), "ab");
    let error = payload.clone().open().unwrap_err();
    assert_eq!(error.to_string(), "could not send the request: the body was a stream, and it has been sent");
    for answer in [NotConnected, Broken, Status(503, &[])] {
        let script = Script::new([answer, Status(200, &[])]);
        let upload = Upload(Payload::once(chunks(&["a"])));
        assert!(run(client(&script, &ManualClock::default()).build().unwrap().send(upload)).is_err());
        assert_eq!(script.sent(), 1);
    }
}

#[test]
fn the_length_is_said_where_it_is_known() {
    let length = |payload: Payload| {
        let service = InMemory::new().json(200, "");
        let client = Client::builder("https://a.example").transport(service.clone()).clock(ManualClock::default());
        run(client.build().unwrap().send(Upload(payload))).unwrap();
        service.requests()[0].headers().get("content-length").map(|length| length.to_str().unwrap().to_owned())
    };
    assert_eq!(length(Payload::from("abc")).as_deref(), Some("3"));
    assert_eq!(length(Payload::empty()).as_deref(), Some("0"));
    assert_eq!(length(Payload::stream(|| chunks(&["abcd"])).with_length(4)).as_deref(), Some("4"));
    assert_eq!(length(Payload::stream(|| chunks(&["abcd"]))), None);
}

#[test]
fn a_request_of_bytes_is_refused_for_a_stream() {
    let upload = Upload(Payload::stream(|| chunks(&[])));
    let error = upload.request().unwrap_err().to_string();
    assert_eq!(error, "test.upload: the body is a stream, which `payload_request` gives");
    assert!(upload.payload_request().is_ok());
    assert_eq!(Upload(Payload::from(b"x".as_slice())).request().unwrap().body(), "x");
}

#[test]
fn debug_says_how_much_there_is_and_not_what() {
    assert_eq!(format!("{:?}", Payload::from("s3cr3t".to_owned())), "Payload(6 bytes)");
    assert_eq!(format!("{:?}", Payload::stream(|| chunks(&[]))), "Payload(stream)");
}
