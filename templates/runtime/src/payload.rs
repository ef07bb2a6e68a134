//! What a request carries. It is cloned for each attempt, so it is bytes, or a way to make a stream of them.

use std::{
    collections::VecDeque,
    fmt,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_core::Stream;

use super::{Body, error::TransportError};

type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;
type Source = Arc<dyn Fn() -> Option<Chunks> + Send + Sync>;

/// What a request carries: all of its bytes, or a stream that is opened when the request is sent.
///
/// Text, bytes and vectors become one with `into()`.
#[derive(Clone)]
pub struct Payload {
    inner: Inner,
    media_type: Option<Box<str>>,
}

#[derive(Clone)]
enum Inner {
    Full(Bytes),
    Stream { source: Source, length: Option<u64>, repeatable: bool },
}

impl Payload {
    fn new(inner: Inner) -> Self {
        Self { inner, media_type: None }
    }

    /// No bytes.
    pub fn empty() -> Self {
        Self::from(Bytes::new())
    }

    /// A stream that is made anew for each attempt, such as one that opens a file.
    pub fn stream<S>(open: impl Fn() -> S + Send + Sync + 'static) -> Self
    where
        S: Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
    {
        let source: Source = Arc::new(move || Some(Box::pin(open())));
        Self::new(Inner::Stream { source, length: None, repeatable: true })
    }

    /// A stream that there is only once: the request that carries it is never repeated.
    pub fn once(stream: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static) -> Self {
        let stream: Chunks = Box::pin(stream);
        let stream = Mutex::new(Some(stream));
        let source: Source = Arc::new(move || stream.lock().unwrap_or_else(PoisonError::into_inner).take());
        Self::new(Inner::Stream { source, length: None, repeatable: false })
    }

    /// Says how many bytes a stream gives, so that they are sent with a `Content-Length` instead of in chunks.
    pub fn with_length(mut self, bytes: u64) -> Self {
        if let Inner::Stream { length, .. } = &mut self.inner {
            *length = Some(bytes);
        }
        self
    }

    /// Says what the bytes are, `image/png`, where an operation takes more than one media type.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into().into());
        self
    }

    /// What the bytes are, if that has been said.
    pub(crate) fn media_type(&self) -> Option<&str> {
        self.media_type.as_deref()
    }

    /// One after the other: all of the bytes if all are bytes, a stream otherwise.
    pub(crate) fn chain(pieces: Vec<Self>) -> Self {
        let bytes: Option<Vec<&Bytes>> = pieces.iter().map(Self::as_bytes).collect();
        if let Some(bytes) = bytes {
            let mut whole = Vec::with_capacity(bytes.iter().map(|bytes| bytes.len()).sum());
            bytes.iter().for_each(|bytes| whole.extend_from_slice(bytes));
            return Self::from(whole);
        }
        let length = pieces.iter().map(Self::length).sum();
        let repeatable = pieces.iter().all(Self::is_repeatable);
        let source: Source = Arc::new(move || {
            let bodies: Option<VecDeque<Body>> = pieces.iter().map(|piece| piece.open().ok()).collect();
            let chunks: Chunks = Box::pin(Chain(bodies?));
            Some(chunks)
        });
        Self::new(Inner::Stream { source, length, repeatable })
    }

    /// All of the bytes, unless they come as a stream.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.inner {
            Inner::Full(bytes) => Some(bytes),
            Inner::Stream { .. } => None,
        }
    }

    /// How many bytes there are, if that is known.
    pub fn length(&self) -> Option<u64> {
        match &self.inner {
            Inner::Full(bytes) => u64::try_from(bytes.len()).ok(),
            Inner::Stream { length, .. } => *length,
        }
    }

    /// Whether it can be sent twice.
    pub fn is_repeatable(&self) -> bool {
        !matches!(self.inner, Inner::Stream { repeatable: false, .. })
    }

    /// The bytes as the transport takes them.
    ///
    /// # Errors
    /// When there was only one stream, and it has been sent.
    pub fn open(&self) -> Result<Body, TransportError> {
        match &self.inner {
            Inner::Full(bytes) => Ok(Body::from(bytes.clone())),
            Inner::Stream { source, .. } => source()
                .map(Body::stream)
                .ok_or_else(|| TransportError::unsendable("the body was a stream, and it has been sent".to_owned())),
        }
    }
}

/// Bodies, one after the other.
struct Chain(VecDeque<Body>);

impl Stream for Chain {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while let Some(body) = self.0.front_mut() {
            match Pin::new(body).poll_next(context) {
                Poll::Ready(None) => self.0.pop_front(),
                other => return other,
            };
        }
        Poll::Ready(None)
    }
}

impl Default for Payload {
    fn default() -> Self {
        Self::empty()
    }
}

impl From<Bytes> for Payload {
    fn from(bytes: Bytes) -> Self {
        Self::new(Inner::Full(bytes))
    }
}

impl From<Vec<u8>> for Payload {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(Bytes::from(bytes))
    }
}

impl From<&'static [u8]> for Payload {
    fn from(bytes: &'static [u8]) -> Self {
        Self::from(Bytes::from_static(bytes))
    }
}

impl From<String> for Payload {
    fn from(text: String) -> Self {
        Self::from(Bytes::from(text))
    }
}

impl From<&'static str> for Payload {
    fn from(text: &'static str) -> Self {
        Self::from(Bytes::from_static(text.as_bytes()))
    }
}

/// Says how much there is, and not what.
impl fmt::Debug for Payload {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length() {
            Some(length) => write!(formatter, "Payload({length} bytes)"),
            None => formatter.write_str("Payload(stream)"),
        }
    }
}
