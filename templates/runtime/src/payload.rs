//! What a request carries. It is cloned for each attempt, so it is bytes, or a way to make a stream of them.

use std::{
    fmt,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
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
pub struct Payload(Inner);

#[derive(Clone)]
enum Inner {
    Full(Bytes),
    Stream { source: Source, length: Option<u64>, repeatable: bool },
}

impl Payload {
    /// No bytes.
    pub fn empty() -> Self {
        Self(Inner::Full(Bytes::new()))
    }

    /// A stream that is made anew for each attempt, such as one that opens a file.
    pub fn stream<S>(open: impl Fn() -> S + Send + Sync + 'static) -> Self
    where
        S: Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
    {
        let source: Source = Arc::new(move || Some(Box::pin(open())));
        Self(Inner::Stream { source, length: None, repeatable: true })
    }

    /// A stream that there is only once: the request that carries it is never repeated.
    pub fn once(stream: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static) -> Self {
        let stream: Chunks = Box::pin(stream);
        let stream = Mutex::new(Some(stream));
        let source: Source = Arc::new(move || stream.lock().unwrap_or_else(PoisonError::into_inner).take());
        Self(Inner::Stream { source, length: None, repeatable: false })
    }

    /// Says how many bytes a stream gives, so that they are sent with a `Content-Length` instead of in chunks.
    pub fn with_length(mut self, bytes: u64) -> Self {
        if let Inner::Stream { length, .. } = &mut self.0 {
            *length = Some(bytes);
        }
        self
    }

    /// All of the bytes, unless they come as a stream.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Inner::Full(bytes) => Some(bytes),
            Inner::Stream { .. } => None,
        }
    }

    /// How many bytes there are, if that is known.
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Inner::Full(bytes) => u64::try_from(bytes.len()).ok(),
            Inner::Stream { length, .. } => *length,
        }
    }

    /// Whether it can be sent twice.
    pub fn is_repeatable(&self) -> bool {
        !matches!(self.0, Inner::Stream { repeatable: false, .. })
    }

    /// The bytes as the transport takes them.
    ///
    /// # Errors
    /// When there was only one stream, and it has been sent.
    pub fn open(&self) -> Result<Body, TransportError> {
        match &self.0 {
            Inner::Full(bytes) => Ok(Body::from(bytes.clone())),
            Inner::Stream { source, .. } => source()
                .map(Body::stream)
                .ok_or_else(|| TransportError::unsendable("the body was a stream, and it has been sent".to_owned())),
        }
    }
}

impl Default for Payload {
    fn default() -> Self {
        Self::empty()
    }
}

impl From<Bytes> for Payload {
    fn from(bytes: Bytes) -> Self {
        Self(Inner::Full(bytes))
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
