//! Where the events of a stream come from: a request, its answer, and perhaps another request. It is not generic: it is
//! compiled once.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use futures_core::Stream as _;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use super::{
    super::{
        chunks::Chunks,
        client::Client,
        error::{DecodeError, Error},
        operation::Meta,
        payload::Payload,
        transport::BoxFuture,
    },
    frames::{Frame, Frames, Framing},
};

/// How long to wait before asking again, if the service does not say.
const PAUSE: Duration = Duration::from_secs(3);

/// The shortest and the longest time to wait, whatever the service says.
const PAUSES: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(600));

/// Frames, and what it takes to have more of them.
pub(crate) struct Source {
    client: Client,
    meta: &'static Meta,
    accept: &'static str,
    /// What the caller knows of the request.
    repeatable: bool,
    state: State,
    frames: Frames,
    /// What is sent when the connection is closed or breaks, if anything.
    again: Option<Box<http::Request<Payload>>>,
}

enum State {
    /// Nothing has been sent.
    Waiting(Box<Result<http::Request<Payload>, Error>>),
    Opening(BoxFuture<'static, Result<Option<Open>, Error>>),
    Reading(Chunks),
    /// Said when the frames that came before have been given.
    Failed(Error),
    /// Nothing more is read, but frames may be there.
    Closed,
}

struct Open {
    framing: Framing,
    chunks: Chunks,
}

impl Source {
    pub(crate) fn new(
        client: Client,
        meta: &'static Meta,
        accept: &'static str,
        mut request: Result<http::Request<Payload>, Error>,
        repeatable: bool,
    ) -> Self {
        if let Ok(request) = &mut request {
            request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static(accept));
        }
        let frames = Frames::new(Framing::of(accept).unwrap_or(Framing::Lines), client.response_limit());
        Self { client, meta, accept, repeatable, state: State::Waiting(Box::new(request)), frames, again: None }
    }

    /// Asks again when the connection is closed or breaks, if that may be done.
    pub(super) fn reconnect(&mut self) {
        if let State::Waiting(request) = &self.state
            && let Ok(request) = &**request
            && Framing::of(self.accept) == Some(Framing::ServerSent)
            && self.client.may_repeat(self.meta, request, self.repeatable)
        {
            self.again = Some(Box::new(request.clone()));
        }
    }

    /// Reads nothing more.
    pub(super) fn close(&mut self) {
        self.state = State::Closed;
        self.again = None;
        while self.frames.next().is_some() {}
    }

    pub(super) fn last_id(&self) -> Option<&str> {
        Some(&*self.frames.server_sent.last_id).filter(|id| !id.is_empty())
    }

    pub(super) fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame, Error>>> {
        loop {
            if let Some(frame) = self.frames.next() {
                return Poll::Ready(Some(Ok(frame)));
            }
            match &mut self.state {
                State::Waiting(request) => {
                    let request = std::mem::replace(&mut **request, Err(Error::Unsupported(self.meta.name)));
                    self.state = State::Opening(self.open(request, Duration::ZERO));
                }
                State::Opening(opening) => match ready!(opening.as_mut().poll(context)) {
                    Ok(Some(Open { framing, chunks })) => {
                        self.frames.restart(framing);
                        self.state = State::Reading(chunks);
                    }
                    Ok(None) => self.close(),
                    Err(error) => {
                        self.close();
                        return Poll::Ready(Some(Err(error)));
                    }
                },
                State::Reading(chunks) => {
                    let chunk = ready!(Pin::new(chunks).poll_next(context));
                    self.read(chunk);
                }
                State::Failed(_) => {
                    if let State::Failed(error) = std::mem::replace(&mut self.state, State::Closed) {
                        return Poll::Ready(Some(Err(error)));
                    }
                }
                State::Closed => return Poll::Ready(None),
            }
        }
    }

    /// Takes a chunk, or what comes instead.
    fn read(&mut self, chunk: Option<Result<Bytes, Error>>) {
        let end = match chunk {
            Some(Ok(chunk)) => {
                if let Err(error) = self.frames.push(&chunk)
                    && let State::Reading(chunks) = &self.state
                {
                    self.state = State::Failed(chunks.failed(error));
                }
                return;
            }
            Some(Err(error)) => State::Failed(error),
            None => {
                self.frames.end();
                State::Closed
            }
        };
        self.state = match &self.again {
            // What came may be another kind of stream than what was asked for.
            Some(request) if self.frames.framing() == Framing::ServerSent => {
                let mut request = (**request).clone();
                self.resume(request.headers_mut());
                let pause = self.frames.server_sent.retry.unwrap_or(PAUSE).clamp(PAUSES.0, PAUSES.1);
                State::Opening(self.open(Ok(request), pause))
            }
            _ => end,
        };
    }

    /// Says which event was the last.
    fn resume(&self, headers: &mut HeaderMap) {
        if let Some(id) = self.last_id()
            && let Ok(id) = HeaderValue::from_bytes(id.as_bytes())
        {
            headers.insert(HeaderName::from_static("last-event-id"), id);
        }
    }

    /// The answer to a request; nothing if the service says that there are no more events.
    fn open(
        &self,
        request: Result<http::Request<Payload>, Error>,
        pause: Duration,
    ) -> BoxFuture<'static, Result<Option<Open>, Error>> {
        let (client, meta, accept, repeatable) = (self.client.clone(), self.meta, self.accept, self.repeatable);
        Box::pin(async move {
            if !pause.is_zero() {
                client.pause(pause).await;
            }
            let response = client.open(meta, request, repeatable).await?;
            if response.status() == StatusCode::NO_CONTENT {
                return Ok(None);
            }
            let framing = match Framing::of_response(response.headers(), accept) {
                Ok(framing) => framing,
                Err(malformed) => {
                    let (parts, chunks) = response.into_parts();
                    let body = chunks.collect(client.response_limit()).await?;
                    let response = http::Response::from_parts(parts, body);
                    return Err(Error::Decode(Box::new(DecodeError::new(meta, response, malformed))));
                }
            };
            Ok(Some(Open { framing, chunks: response.into_body() }))
        })
    }
}
