//! Operations to call, and a transport that answers as a script says. Nothing is sent and nobody waits.
#![allow(dead_code, reason = "each test file uses some of them")]

use std::{
    collections::VecDeque,
    future::{pending, ready},
    pin::pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, Waker},
};

use bytes::Bytes;
use crategen_runtime::{
    Body, BoxFuture, Client, ClientBuilder, Error, ManualClock, Meta, Operation, ServiceError, Transport,
    error::TransportError, json::Malformed, request::RequestBuilder, response,
};
use futures_core::Stream;

use crate::models::Point;

macro_rules! operation {
    ($name:ident, $method:literal, $idempotency:expr) => {
        pub(crate) struct $name;
        impl Operation for $name {
            type Output = Point;
            type Headers = ();
            type Failure = ();
            const META: &'static Meta = &Meta {
                name: "test.call",
                id: "Call",
                method: $method,
                path: "/a b/{id}",
                security: &[],
                idempotency_header: $idempotency,
                servers: None,
            };
            fn build(&self, request: &mut RequestBuilder<'_>) {
                request
                    .literal("/threads/")
                    .segment("id", &"19:x@y".to_owned())
                    .shared_query("api-version", "1")
                    .header("x-token", &Self::META.idempotency_header.map(|_| "t".to_owned()));
            }
            fn output(response: http::Response<Bytes>) -> Result<Point, Error> {
                match response.status().as_u16() {
                    200 => response::json(Self::META, response),
                    _ => Err(response::unexpected(Self::META, response)),
                }
            }
            fn failure(_error: &ServiceError) -> Result<(), Malformed> {
                Ok(())
            }
        }
    };
}

operation!(Get, "GET", None);
operation!(Put, "PUT", None);
operation!(Post, "POST", None);
operation!(Patch, "PATCH", None);
operation!(Safe, "POST", Some("x-token"));

/// Runs a future that never has to wait.
pub(crate) fn run<T>(future: impl IntoFuture<Output = T>) -> T {
    let mut future = pin!(future.into_future());
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..1000 {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
    panic!("the future waits for something");
}

/// What becomes of an attempt.
pub(crate) enum Answer {
    Status(u16, &'static [(&'static str, &'static str)]),
    NotConnected,
    Broken,
    Never,
    Chunks(Vec<Result<&'static [u8], ()>>),
}

pub(crate) use Answer::{Broken, Chunks, Never, NotConnected, Status};

/// Answers as the script says, and counts.
#[derive(Clone)]
pub(crate) struct Script(Arc<(Mutex<VecDeque<Answer>>, AtomicUsize)>);

impl Script {
    pub(crate) fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self(Arc::new((Mutex::new(answers.into_iter().collect()), AtomicUsize::new(0))))
    }

    pub(crate) fn sent(&self) -> usize {
        self.0.1.load(Ordering::SeqCst)
    }
}

struct Parts(VecDeque<Result<&'static [u8], ()>>);

impl Stream for Parts {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: std::pin::Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(
            self.0.pop_front().map(|part| part.map(Bytes::from_static).map_err(|()| TransportError::other("reset"))),
        )
    }
}

impl Transport for Script {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        self.0.1.fetch_add(1, Ordering::SeqCst);
        match self.0.0.lock().unwrap().pop_front().unwrap_or(Status(418, &[])) {
            Status(status, headers) => {
                let mut response = http::Response::builder().status(status);
                for (name, value) in headers {
                    response = response.header(*name, *value);
                }
                let body = if status == 200 { r#"{"x":1}"# } else { "" };
                Box::pin(ready(Ok(response.body(Body::from(Bytes::from(body))).unwrap())))
            }
            NotConnected => Box::pin(ready(Err(TransportError::connect("refused")))),
            Broken => Box::pin(ready(Err(TransportError::other("reset")))),
            Never => Box::pin(pending()),
            Chunks(chunks) => Box::pin(ready(Ok(http::Response::new(Body::stream(Parts(chunks.into())))))),
        }
    }
}

/// A client that the script answers.
pub(crate) fn client(script: &Script, clock: &ManualClock) -> ClientBuilder {
    Client::builder("https://a.example.com/base").transport(script.clone()).clock(clock.clone())
}
