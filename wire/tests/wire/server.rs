//! A server on loopback: hyper, a function that answers, and what was received.

use std::{
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use crategen_wire::{Client, ClientBuilder, runtime::client::Retry};
use http_body_util::{BodyExt as _, Full, combinators::BoxBody};
use hyper::{Response, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

/// A request as it was received.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) method: String,
    /// Path and query, byte by byte.
    pub(crate) target: String,
    pub(crate) headers: http::HeaderMap,
    pub(crate) body: Bytes,
}

impl Received {
    /// The value of a header, if it is there once.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.get_all(name).iter();
        let first = values.next()?;
        assert!(values.next().is_none(), "`{name}` is there twice");
        Some(first.to_str().expect("a text"))
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("a text")
    }
}

/// What a server answers.
pub(crate) type Answer = Response<BoxBody<Bytes, Infallible>>;

/// An answer with a body of that media type, or without one.
pub(crate) fn answer(status: u16, content_type: &str, body: impl Into<Bytes>) -> Answer {
    let answer = Response::builder().status(status);
    let answer = if content_type.is_empty() { answer } else { answer.header("content-type", content_type) };
    answer.body(Full::new(body.into()).boxed()).expect("an answer")
}

/// The server of a test. It ends with the test's runtime.
pub(crate) struct Server {
    pub(crate) origin: String,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    /// One that answers each request so.
    pub(crate) async fn start(answer: impl Fn(&Received) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("loopback");
        let origin = format!("http://{}", listener.local_addr().expect("it is bound"));
        let received = Arc::<Mutex<Vec<Received>>>::default();
        let (log, answer) = (Arc::clone(&received), Arc::new(answer));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
                let service = service_fn(move |request: http::Request<Incoming>| {
                    let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
                    async move {
                        let request = receive(request).await?;
                        log.lock().unwrap_or_else(PoisonError::into_inner).push(request.clone());
                        Ok::<_, hyper::Error>(answer(&request))
                    }
                });
                tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
            }
        });
        Self { origin, received }
    }

    /// One that has nothing to say.
    pub(crate) async fn silent() -> Self {
        Self::start(|_| answer(204, "", "")).await
    }

    /// A client of it. Nobody waits for ever.
    pub(crate) fn client(&self) -> Client {
        self.settings().build().expect("a client")
    }

    pub(crate) fn settings(&self) -> ClientBuilder {
        let patience = Duration::from_secs(30);
        Client::builder(&self.origin).attempt_timeout(patience).idle_timeout(patience).retry(Retry::none())
    }

    /// What it has received since the last time.
    pub(crate) fn take(&self) -> Vec<Received> {
        std::mem::take(&mut self.received.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The one request that it has received since the last time.
    pub(crate) fn one(&self) -> Received {
        let mut received = self.take();
        assert_eq!(received.len(), 1, "expected one request");
        received.remove(0)
    }
}

async fn receive(request: http::Request<Incoming>) -> Result<Received, hyper::Error> {
    let (parts, body) = request.into_parts();
    let target = parts.uri.path_and_query().map_or_else(String::new, ToString::to_string);
    let body = body.collect().await?.to_bytes();
    Ok(Received { method: parts.method.to_string(), target, headers: parts.headers, body })
}
