//! The body of a success as it comes, for what is too large to be held or has no end.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use super::{
    Body,
    error::{CallError, Error, RequestId, TransportError},
    operation::Meta,
    transport::{BoxFuture, Clock},
};

/// The body of a success, chunk by chunk. Where one chunk ends and the next begins means nothing.
///
/// A [`Stream`]; [`next`](Self::next) does without a library for streams. It ends after the last chunk, and after an
/// error: when the connection breaks, or is silent for longer than the client's
/// [`idle_timeout`](super::ClientBuilder::idle_timeout). Dropping it closes the connection.
///
/// ```text
/// let mut response = client.send(operation).stream().await?;
/// while let Some(chunk) = response.value.next().await {
///     file.write_all(&chunk?).await?;
/// }
/// ```
#[must_use = "a body is read when its chunks are asked for"]
pub struct Chunks {
    meta: &'static Meta,
    request_id: Option<RequestId>,
    /// `None` after the end.
    body: Option<Body>,
    clock: Arc<dyn Clock>,
    patience: Duration,
    /// Runs while nothing comes.
    silence: Option<BoxFuture<'static, ()>>,
}

impl Chunks {
    pub(crate) fn new(
        meta: &'static Meta,
        request_id: Option<RequestId>,
        body: Body,
        clock: Arc<dyn Clock>,
        patience: Duration,
    ) -> Self {
        Self { meta, request_id, body: Some(body), clock, patience, silence: None }
    }

    /// The next chunk; `None` after the last.
    ///
    /// # Errors
    /// [`Error::Transport`] when the connection breaks or is silent for too long.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Reads to the end.
    ///
    /// # Errors
    /// [`Error::Transport`] when the connection breaks or is silent for too long, or when there are more than `limit`
    /// bytes.
    pub async fn collect(mut self, limit: usize) -> Result<Bytes, Error> {
        let mut whole = BytesMut::new();
        while let Some(chunk) = self.next().await.transpose()? {
            if chunk.len() > limit.saturating_sub(whole.len()) {
                return Err(self.failed(TransportError::too_large(limit)));
            }
            whole.extend_from_slice(&chunk);
        }
        Ok(whole.freeze())
    }

    /// The error of a body that cannot be read on.
    pub(crate) fn failed(&self, error: TransportError) -> Error {
        Error::Transport(Box::new(CallError::new(self.meta, self.request_id.clone(), error)))
    }

    /// Whether the service has been silent for too long.
    fn is_silent(&mut self, context: &mut Context<'_>) -> bool {
        let silence = self.silence.get_or_insert_with(|| {
            let (clock, patience) = (Arc::clone(&self.clock), self.patience);
            Box::pin(async move { clock.sleep(patience).await })
        });
        silence.as_mut().poll(context).is_ready()
    }
}

impl Stream for Chunks {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let Some(body) = &mut this.body else { return Poll::Ready(None) };
        let chunk = match Pin::new(body).poll_next(context) {
            Poll::Ready(chunk) => chunk,
            Poll::Pending if this.is_silent(context) => {
                Some(Err(TransportError::timed_out(format!("the service was silent for {:?}", this.patience), true)))
            }
            Poll::Pending => return Poll::Pending,
        };
        this.silence = None;
        if !matches!(chunk, Some(Ok(_))) {
            this.body = None;
        }
        Poll::Ready(chunk.map(|chunk| chunk.map_err(|error| this.failed(error))))
    }
}

impl fmt::Debug for Chunks {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Chunks").finish_non_exhaustive()
    }
}
