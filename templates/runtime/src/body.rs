//! The bytes of a request or a response: all at once, or as they come.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use super::error::TransportError;

/// A body. A response that is read to its end is [collected](Body::collect); one that is passed on is a stream of
/// chunks.
pub struct Body(Inner);

enum Inner {
    Full(Bytes),
    Chunks(Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>),
}

impl Body {
    /// A body that comes in chunks.
    pub fn stream(chunks: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static) -> Self {
        Self(Inner::Chunks(Box::pin(chunks)))
    }

    /// All of the bytes, when they are all here.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Inner::Full(bytes) => Some(bytes),
            Inner::Chunks(_) => None,
        }
    }

    /// The next chunk; `None` after the last.
    ///
    /// # Errors
    /// When the connection breaks.
    pub async fn next(&mut self) -> Option<Result<Bytes, TransportError>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Reads to the end.
    ///
    /// # Errors
    /// When the connection breaks, or when there are more than `limit` bytes.
    pub async fn collect(mut self, limit: usize) -> Result<Bytes, TransportError> {
        let mut whole = BytesMut::new();
        let mut first = None;
        while let Some(chunk) = self.next().await.transpose()? {
            if chunk.len() > limit.saturating_sub(whole.len() + first.as_ref().map_or(0, Bytes::len)) {
                return Err(TransportError::too_large(limit));
            }
            // Most responses are one chunk, which needs no copy.
            match (first.take(), whole.is_empty()) {
                (None, true) => first = Some(chunk),
                (Some(start), _) => {
                    whole.extend_from_slice(&start);
                    whole.extend_from_slice(&chunk);
                }
                (None, false) => whole.extend_from_slice(&chunk),
            }
        }
        Ok(first.unwrap_or_else(|| whole.freeze()))
    }
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Inner::Full(bytes) if bytes.is_empty() => Poll::Ready(None),
            Inner::Full(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Inner::Chunks(chunks) => chunks.as_mut().poll_next(context),
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Inner::Full(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Inner::Full(bytes.into()))
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::Full(bytes) => write!(formatter, "Body({} bytes)", bytes.len()),
            Inner::Chunks(_) => formatter.write_str("Body(chunks)"),
        }
    }
}
