//! A transport that answers from memory and a clock that a test sets: real requests and real decoding, no network and
//! no waiting.

mod clock;

use std::{
    collections::VecDeque,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_core::Stream;

pub use clock::ManualClock;

use super::{
    Body,
    error::TransportError,
    transport::{BoxFuture, Transport},
};

type Responder = Box<dyn FnMut(&http::Request<Bytes>) -> http::Response<Body> + Send>;

/// Answers requests in the order in which the answers were given, and remembers the requests.
///
/// Clones share both, so that a test keeps one and gives the other to the client.
#[derive(Clone, Default)]
pub struct InMemory {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    answers: VecDeque<Responder>,
    requests: Vec<http::Request<Bytes>>,
}

impl InMemory {
    /// A transport that has no answers yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an answer with a JSON body. The text is sent as it is.
    #[must_use]
    pub fn json(self, status: u16, body: impl Into<String>) -> Self {
        let body = body.into();
        self.respond(move |_| {
            let mut response = http::Response::new(Bytes::from(body.clone()));
            *response.status_mut() = http::StatusCode::from_u16(status).unwrap_or(http::StatusCode::IM_A_TEAPOT);
            response
                .headers_mut()
                .insert(http::header::CONTENT_TYPE, http::HeaderValue::from_static("application/json"));
            response
        })
    }

    /// Adds a success whose body comes in those chunks.
    #[must_use]
    pub fn chunks<C: Into<Bytes>>(self, content_type: &'static str, chunks: impl IntoIterator<Item = C>) -> Self {
        let chunks: VecDeque<Bytes> = chunks.into_iter().map(Into::into).collect();
        self.respond_body(move |_| {
            let mut response = http::Response::new(Body::stream(Pieces(chunks.clone())));
            response.headers_mut().insert(http::header::CONTENT_TYPE, http::HeaderValue::from_static(content_type));
            response
        })
    }

    /// Adds an answer that is made from the request.
    #[must_use]
    pub fn respond(
        self,
        mut answer: impl FnMut(&http::Request<Bytes>) -> http::Response<Bytes> + Send + 'static,
    ) -> Self {
        self.respond_body(move |request| answer(request).map(Body::from))
    }

    /// Adds an answer that is made from the request, and whose body may be a stream: one that breaks off, say.
    #[must_use]
    pub fn respond_body(
        self,
        answer: impl FnMut(&http::Request<Bytes>) -> http::Response<Body> + Send + 'static,
    ) -> Self {
        self.state().answers.push_back(Box::new(answer));
        self
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.state().requests.clone()
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Pieces(VecDeque<Bytes>);

impl Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front().map(Ok))
    }
}

impl Transport for InMemory {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let request = http::Request::from_parts(parts, body.collect(usize::MAX).await?);
            let answer = {
                let mut state = self.state();
                state.requests.push(request.clone());
                state.answers.pop_front()
            };
            // Not locked here: an answer may look at the requests so far.
            match answer {
                Some(mut answer) => Ok(answer(&request)),
                None => Err(TransportError::other(format!(
                    "the test has no answer left for {} {}",
                    request.method(),
                    request.uri().path()
                ))),
            }
        })
    }
}

impl std::fmt::Debug for InMemory {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("InMemory").finish_non_exhaustive()
    }
}
