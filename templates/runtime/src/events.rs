//! Answers that are a sequence of values, each read when it is there: server-sent events, JSON lines and JSON text
//! sequences.
//!
//! What cannot be read as the value that the document promises is given as the text that came: one odd event does not
//! end a stream.

mod frames;
mod server_sent;
mod source;

use std::{
    fmt,
    future::poll_fn,
    marker::PhantomData,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::Stream;

use frames::Frames;
pub use frames::{Frame, Framing};
pub(crate) use source::Source;

use super::{
    error::{CallError, DecodeError, Error},
    json::Malformed,
    operation::{Meta, Operation},
};

/// An operation that answers, or can answer, with a stream of values: [`Client::events`](super::client::Client::events).
pub trait Streamed: Operation {
    /// What an event holds.
    type Event;

    /// The media type of the stream, which is asked for.
    const ACCEPT: &'static str;

    /// Reads what an event holds.
    ///
    /// # Errors
    /// When it is not what the document promises.
    fn event(frame: &Frame) -> Result<Self::Event, Malformed>;
}

/// One event of a stream.
#[derive(Clone)]
#[non_exhaustive]
pub struct Event<T> {
    /// The kind of event, where the service names it: only server-sent events have names.
    pub name: Option<String>,
    /// The id of the last event that had one, this one included.
    pub id: Option<Arc<str>>,
    /// What came.
    pub text: String,
    /// What came as what the document promises, or why it is not that.
    pub value: Result<T, Malformed>,
}

/// Shows the value and not the text, in which a secret could not be hidden.
impl<T: fmt::Debug> fmt::Debug for Event<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Event")
            .field("name", &self.name)
            .field("id", &self.id)
            .field("text", &format_args!("{} bytes", self.text.len()))
            .field("value", &self.value)
            .finish()
    }
}

/// What some services send as the last event instead of closing the connection.
const DONE: &str = "[DONE]";

/// How the value of an event is read.
type Read<T> = fn(&Frame) -> Result<T, Malformed>;

/// The event that a frame is; nothing if it says that there are no more.
fn event<T>(frame: Frame, read: Read<T>) -> Option<Event<T>> {
    let value = read(&frame);
    if value.is_err() && frame.text.trim() == DONE {
        return None;
    }
    let Frame { name, id, text, .. } = frame;
    Some(Event { name, id, text, value })
}

/// The events of a whole response: what the output is of an operation that answers in no other form.
///
/// # Errors
/// [`Error::Decode`] when the answer is no stream of events. What cannot be read in one is an event without a value.
pub fn read<O: Streamed>(response: http::Response<Bytes>) -> Result<Vec<Event<O::Event>>, Error> {
    read_as(O::META, O::ACCEPT, response, O::event)
}

/// The events of a whole response that are others than an operation's own: what it gives for another status.
///
/// # Errors
/// As [`read`] has them.
pub fn read_as<T>(
    meta: &'static Meta,
    accept: &str,
    response: http::Response<Bytes>,
    read: Read<T>,
) -> Result<Vec<Event<T>>, Error> {
    let framing = match Framing::of_response(response.headers(), accept) {
        Ok(framing) => framing,
        Err(malformed) => return Err(Error::Decode(Box::new(DecodeError::new(meta, response, malformed)))),
    };
    let mut frames = Frames::new(framing, usize::MAX);
    let id = response.extensions().get().cloned();
    frames.push(response.body()).map_err(|error| Error::Transport(Box::new(CallError::new(meta, id, error))))?;
    frames.end();
    Ok(std::iter::from_fn(|| frames.next()).map_while(|frame| event(frame, read)).collect())
}

/// The events of a [`Streamed`] operation, each given as soon as it has come.
///
/// A [`Stream`]; [`next`](Self::next) does without a library for streams. The request is sent when the first event is
/// asked for. It ends when the service closes the connection or sends `[DONE]`, and after an error. Dropping it closes
/// the connection.
///
/// ```text
/// let mut events = client.events(operation);
/// while let Some(event) = events.next().await {
///     match event? {
///         Event { value: Ok(value), .. } => println!("{value:?}"),
///         Event { text, .. } => println!("something else: {text}"),
///     }
/// }
/// ```
#[must_use = "the request is sent when an event is asked for"]
pub struct Events<O> {
    source: Source,
    operation: PhantomData<fn() -> O>,
}

impl<O: Streamed> Events<O> {
    pub(crate) fn new(source: Source) -> Self {
        Self { source, operation: PhantomData }
    }

    /// Asks again when the connection breaks or is closed, for what comes after the last event (`Last-Event-ID`), and
    /// so on until the service answers 204 or a failure: what the HTML standard has of server-sent events, section
    /// 9.2.3. It waits as long as the service wants, or 3 seconds, but never less than one second.
    ///
    /// It has no effect on an operation that may not be repeated, nor on other streams than server-sent events.
    pub fn reconnecting(mut self) -> Self {
        self.source.reconnect();
        self
    }

    /// The id of the last event that had one.
    pub fn last_id(&self) -> Option<&str> {
        self.source.last_id()
    }

    /// The next event; `None` after the last.
    ///
    /// # Errors
    /// See [`Error`]; [`Error::Decode`] when the answer is no stream of events. An event that is not what the document
    /// promises is no error: see [`Event::value`].
    pub async fn next(&mut self) -> Option<Result<Event<O::Event>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<O: Streamed> Stream for Events<O> {
    type Item = Result<Event<O::Event>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(match ready!(self.source.poll_next(context)) {
            Some(Ok(frame)) => {
                let event = event(frame, O::event);
                if event.is_none() {
                    self.source.close();
                }
                event.map(Ok)
            }
            Some(Err(error)) => Some(Err(error)),
            None => None,
        })
    }
}

impl<O> fmt::Debug for Events<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Events").finish_non_exhaustive()
    }
}
