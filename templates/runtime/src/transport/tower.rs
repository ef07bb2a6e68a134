//! Any service of `tower` as a transport: a client with layers of its own, or a server in the same process.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    sync::{Mutex, PoisonError},
    task::{Context, Poll},
};

use bytes::{Buf as _, Bytes};
use futures_core::Stream;
use http_body::{Frame, SizeHint};
use tower_service::Service;

use super::super::{Body, error::TransportError};
use super::{BoxFuture, Transport};

type Source = Box<dyn std::error::Error + Send + Sync>;

/// Sends requests with a [`tower_service::Service`] that takes a [`Body`] and answers with any
/// [`http_body::Body`]. A service for another type of body fits with tower's `map_request`.
///
/// The service must follow no redirects, since credentials may be on the request, and had better not repeat requests,
/// which the client does. Each request has a clone of it, which is called when it says that it is ready.
///
/// An error of the service counts as one of a connection that may have carried the request; an error before it was
/// ready as one of a connection that was not made. A service that knows better gives a [`TransportError`].
pub struct TowerTransport<S> {
    /// The lock is held only to clone: it is what makes services shareable that are not.
    service: Mutex<S>,
}

impl<S> TowerTransport<S> {
    /// A transport over that service.
    pub fn new(service: S) -> Self {
        Self { service: Mutex::new(service) }
    }
}

impl<S, B> Transport for TowerTransport<S>
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + 'static,
    S::Error: Into<Source>,
    S::Future: Send,
    B: http_body::Body + Send + 'static,
    B::Error: Into<Source>,
{
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let mut service = self.service.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move {
            let ready = poll_fn(|context| service.poll_ready(context)).await;
            ready.map_err(|error| known(error.into()).unwrap_or_else(TransportError::connect))?;
            let response = service.call(request).await.map_err(|error| failed(error.into()))?;
            Ok(response.map(|body| Body::stream(Chunks(Box::pin(body)))))
        })
    }
}

impl<S> fmt::Debug for TowerTransport<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("TowerTransport").finish_non_exhaustive()
    }
}

fn failed(error: Source) -> TransportError {
    known(error).unwrap_or_else(TransportError::other)
}

/// What the service says in our own words.
fn known(error: Source) -> Result<TransportError, Source> {
    error.downcast().map(|error| *error)
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        self.poll_next(context).map_ok(Frame::data)
    }

    fn is_end_stream(&self) -> bool {
        self.as_bytes().is_some_and(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        let length = self.as_bytes().and_then(|bytes| u64::try_from(bytes.len()).ok());
        length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

struct Chunks<B>(Pin<Box<B>>);

impl<B> Stream for Chunks<B>
where
    B: http_body::Body,
    B::Error: Into<Source>,
{
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            return match self.0.as_mut().poll_frame(context) {
                Poll::Pending => Poll::Pending,
                Poll::Ready(None) => Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(failed(error.into())))),
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(mut data) => Poll::Ready(Some(Ok(data.copy_to_bytes(data.remaining())))),
                    // Trailers.
                    Err(_) => continue,
                },
            };
        }
    }
}
