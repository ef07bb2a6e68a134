//! Responses whose body is read as it comes.
#![cfg(all(feature = "testing", feature = "reqwest"))]

mod models;
mod script;
mod server;

use std::{
    io::Write as _,
    pin::Pin,
    sync::mpsc,
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use crategen_runtime::{Body, Client, Error, InMemory, ManualClock, error::TransportError};
use futures_core::Stream;
use script::{Broken, Chunks, Get, Never, Post, Script, Status, client, run};

fn memory(transport: InMemory) -> Client {
    let client = Client::builder("https://a.example.com").transport(transport).clock(ManualClock::default());
    client.response_limit(10).build().unwrap()
}

#[test]
fn a_body_comes_in_its_chunks_whatever_its_length() {
    let client = memory(InMemory::new().chunks("text/csv", ["a,b\n", "1,2\n", "", "3,4\n5,6\n"]));
    let mut response = run(client.send(Post).stream()).unwrap();
    assert_eq!((response.status.as_u16(), &response.headers["content-type"]), (200, &"text/csv".parse().unwrap()));
    let mut seen = Vec::new();
    while let Some(chunk) = run(response.value.next()) {
        seen.push(chunk.unwrap());
    }
    assert_eq!(seen, ["a,b\n", "1,2\n", "", "3,4\n5,6\n"]);
    assert!(run(response.value.next()).is_none());
    let whole = memory(InMemory::new().chunks("text/csv", ["a,b\n", "1,2\n", "3,4\n"]));
    assert!(run(whole.send(Post)).unwrap_err().to_string().contains("larger than the limit of 10 bytes"));
}

#[test]
fn a_failure_is_read_and_not_streamed() {
    let client = memory(InMemory::new().json(409, r#"{"code":7}"#));
    let Error::Service(error) = run(client.send(Post).stream()).unwrap_err() else { panic!() };
    assert_eq!((error.status().as_u16(), error.code(), error.body().as_ref()), (409, Some("7"), &br#"{"code":7}"#[..]));
    let client = memory(InMemory::new().json(500, r#"{"code":70}"#));
    let Error::Transport(error) = run(client.send(Post).stream()).unwrap_err() else { panic!() };
    assert!(error.to_string().contains("larger than the limit of 10 bytes"));
}

#[test]
fn attempts_are_repeated_until_there_is_a_head() {
    let script = Script::new([Status(503, &[]), Broken, Never, Chunks(vec![Ok(b"a"), Err(())]), Status(200, &[])]);
    let client = client(&script, &ManualClock::default()).build().unwrap();
    let mut response = run(client.send(Get).stream()).unwrap();
    assert_eq!(script.sent(), 4);
    assert_eq!(run(response.value.next()).unwrap().unwrap(), "a");
    let error = run(response.value.next()).unwrap().unwrap_err();
    assert_eq!(error.to_string(), "test.call: the connection failed: reset");
    assert!(run(response.value.next()).is_none());
    assert_eq!(script.sent(), 4);
}

#[test]
fn a_head_that_does_not_come_is_waited_for_as_long_as_an_attempt_may_take() {
    let script = Script::new([Never]);
    let clock = ManualClock::default();
    let client = client(&script, &clock).attempt_timeout(Duration::from_secs(5)).build().unwrap();
    let error = run(client.send(Post).stream()).unwrap_err();
    assert_eq!(error.to_string(), "test.call: no complete response within 5s");
    assert_eq!(clock.sleeps(), [Duration::from_secs(5)]);
}

#[test]
fn a_body_that_is_silent_for_too_long_is_given_up() {
    struct OneThenSilence(bool);
    impl Stream for OneThenSilence {
        type Item = Result<Bytes, TransportError>;
        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            match std::mem::replace(&mut self.0, true) {
                false => Poll::Ready(Some(Ok(Bytes::from_static(b"a")))),
                true => Poll::Pending,
            }
        }
    }
    let clock = ManualClock::default();
    let transport = InMemory::new().respond_body(|_| http::Response::new(Body::stream(OneThenSilence(false))));
    let client = Client::builder("https://a.example.com").transport(transport).clock(clock.clone());
    let client = client.idle_timeout(Duration::from_secs(7)).request_id_header(Some("x-id")).build().unwrap();
    let mut response = run(client.send(Get).stream()).unwrap();
    assert_eq!(run(response.value.next()).unwrap().unwrap(), "a");
    assert!(clock.sleeps().is_empty());
    let Error::Transport(error) = run(response.value.next()).unwrap().unwrap_err() else { panic!() };
    let id = error.request_id().expect("the id of the call");
    assert_eq!(error.to_string(), format!("test.call: the service was silent for 7s (request id {id})"));
    assert_eq!(clock.sleeps(), [Duration::from_secs(7)]);
    assert!(run(response.value.next()).is_none());
}

#[test]
fn a_body_is_read_while_it_is_written_and_dropping_it_closes_the_connection() {
    let (seen, was_seen) = mpsc::channel();
    let (port, server) = server::start(move |listener| {
        let mut stream = server::accept(listener);
        server::read(&mut stream, 0);
        stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n").unwrap();
        // The second chunk is written when the first has been seen.
        was_seen.recv_timeout(server::PATIENCE).unwrap();
        stream.write_all(b"3\r\ntwo\r\n").unwrap();
        was_seen.recv_timeout(server::PATIENCE).unwrap();
        server::write_without_end(&mut stream, b"1\r\nx\r\n");
    });
    server::run(async {
        let client = Client::builder(&format!("http://127.0.0.1:{port}")).transport(server::transport());
        let client = client.build().unwrap();
        let mut response = client.send(Get).stream().await.unwrap();
        for expected in ["one", "two"] {
            assert_eq!(response.value.next().await.unwrap().unwrap(), expected);
            seen.send(()).unwrap();
        }
        drop(response);
    });
    server.seen();
}

#[test]
fn a_stream_is_shown_without_what_is_in_it() {
    let client = memory(InMemory::new().chunks("text/plain", ["s3cr3t"]));
    let response = run(client.send(Get).stream()).unwrap();
    assert_eq!(format!("{:?}", response.value), "Chunks { .. }");
}
