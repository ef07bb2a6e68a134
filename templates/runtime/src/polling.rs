//! Operations that the service goes on with after it has answered: asking until it is done.
//!
//! The status is asked for where the answer says, to the client's own origin only, and no more often than the service
//! wants.

use std::{
    future::poll_fn,
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use futures_core::Stream;
use http::HeaderMap;

pub use super::progress::Progress;
use super::{
    client::{Client, asked_pause},
    error::{Error, LinkError, PollError},
    json,
    model::Field,
    operation::Operation,
    response,
    transport::BoxFuture,
};

/// The shortest time between two questions, whatever the service says: zero would ask without end.
const SHORTEST_PAUSE: Duration = Duration::from_secs(1);

/// The longest time between two questions.
const LONGEST_PAUSE: Duration = Duration::from_secs(600);

/// An operation that the service goes on with after it has answered.
pub trait LongRunning: Operation {
    /// What the service says when it is asked how it is going.
    type Status: Field;

    /// The response header that says where to ask how it is going.
    const STATUS_HEADER: &'static str;
}

/// What a status response says: its member `status` if there is one, else whether it is still only accepted.
fn progress(response: &http::Response<Bytes>) -> Progress {
    let body: Option<serde_json::Value> = json::decode(response.body()).ok();
    let status = body.as_ref().and_then(|body| body.get("status")).and_then(serde_json::Value::as_str);
    match status {
        Some(status) if status.eq_ignore_ascii_case("succeeded") => Progress::Succeeded,
        Some(status) if status.eq_ignore_ascii_case("failed") => Progress::Failed,
        Some(status) if ["canceled", "cancelled"].iter().any(|word| status.eq_ignore_ascii_case(word)) => {
            Progress::Canceled
        }
        Some(_) => Progress::Running,
        None if response.status() == http::StatusCode::ACCEPTED => Progress::Running,
        None => Progress::Succeeded,
    }
}

/// An operation that has been accepted, and is watched.
#[must_use = "an accepted operation is watched with `wait`, `statuses` or `poll`"]
pub struct Poller<O: LongRunning> {
    client: Client,
    location: String,
    interval: Duration,
    pause: Option<Duration>,
    /// The last answer, for the error: a value would not hold what the document does not declare.
    said: Bytes,
    operation: PhantomData<fn() -> O>,
}

/// How far an operation is, and what the service says about it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Status<T> {
    /// How far it is.
    pub progress: Progress,
    /// All that the service says.
    pub value: T,
}

impl<O: LongRunning> Poller<O> {
    /// Watches what an answer with these headers has accepted; `None` if they do not say where to ask.
    pub(crate) fn accepted(client: Client, headers: &HeaderMap) -> Option<Self> {
        let location = headers.get(O::STATUS_HEADER)?.to_str().ok()?;
        let mut poller = Self::resume(client, location.to_owned());
        poller.pause = asked_pause(headers, poller.client.now());
        Some(poller)
    }

    /// The error of an answer that does not say where to ask, as far as it is at hand.
    pub(crate) fn lost(response: Option<http::Response<Bytes>>) -> Error {
        Error::Link(Box::new(LinkError::missing(O::META, O::STATUS_HEADER, response)))
    }

    pub(crate) fn resume(client: Client, location: String) -> Self {
        Self {
            client,
            location,
            interval: Duration::from_secs(30),
            pause: None,
            said: Bytes::new(),
            operation: PhantomData,
        }
    }

    /// How long to wait between two questions when the service does not say: 30 seconds by default.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// What [`Client::poller_from`] takes to go on watching, from another process if need be.
    pub fn continuation(&self) -> &str {
        &self.location
    }

    /// Asks once, now.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn poll(&mut self) -> Result<Status<O::Status>, Error> {
        let response = self.client.follow(O::META, &self.location).await?;
        if !response.status().is_success() {
            return Err(response::unexpected(O::META, response));
        }
        self.pause = asked_pause(response.headers(), self.client.now());
        let progress = progress(&response);
        self.said = response.body().clone();
        let value = response::json(O::META, response)?;
        Ok(Status { progress, value })
    }

    /// Waits as long as the service wants, or the interval, and asks. Between two questions are at least one second
    /// and at most ten minutes.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn next(&mut self) -> Result<Status<O::Status>, Error> {
        let pause = self.pause.unwrap_or(self.interval).clamp(SHORTEST_PAUSE, LONGEST_PAUSE);
        self.client.pause(pause).await;
        self.poll().await
    }

    /// What the service says, each time that it is asked, as a stream that ends when the operation is over.
    pub fn statuses(self) -> Statuses<O> {
        Statuses { location: self.location.clone(), poller: Some(self), pending: None }
    }

    /// Asks until it is over, and gives what the service says then.
    ///
    /// Dropping the future stops the asking, not the operation.
    ///
    /// # Errors
    /// [`Error::Poll`] when the operation has failed or was stopped, with what the service says; otherwise see
    /// [`Error`].
    pub async fn wait(mut self) -> Result<O::Status, Error> {
        loop {
            let status = self.next().await?;
            match status.progress {
                Progress::Running => {}
                Progress::Succeeded => return Ok(status.value),
                Progress::Failed | Progress::Canceled => {
                    return Err(PollError::unsuccessful(O::META, status.progress, self.said));
                }
            }
        }
    }
}

impl<O: LongRunning> std::fmt::Debug for Poller<O> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Poller").finish_non_exhaustive()
    }
}

/// How an operation goes on: waits as long as the service wants, asks, and gives the answer.
///
/// A [`Stream`]; [`next`](Self::next) does without a library for streams. It ends after the status that is final, which
/// may be a failure, and after an error. Dropping it stops the asking, not the operation.
#[must_use = "the service is asked when a status is asked for"]
pub struct Statuses<O: LongRunning> {
    poller: Option<Poller<O>>,
    pending: Option<Pending<O>>,
    location: String,
}

type Pending<O> = BoxFuture<'static, (Poller<O>, Result<Status<<O as LongRunning>::Status>, Error>)>;

/// Nothing in it is pinned: what it waits for is on the heap.
impl<O: LongRunning> Unpin for Statuses<O> {}

impl<O: LongRunning> Statuses<O> {
    /// What [`Client::poller_from`] takes to go on watching.
    pub fn continuation(&self) -> &str {
        &self.location
    }
}

impl<O: LongRunning + 'static> Statuses<O>
where
    O::Status: Send,
{
    /// The next status; `None` after the final one.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn next(&mut self) -> Option<Result<Status<O::Status>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<O: LongRunning + 'static> Stream for Statuses<O>
where
    O::Status: Send,
{
    type Item = Result<Status<O::Status>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if let Some(mut poller) = this.poller.take() {
            this.pending = Some(Box::pin(async move {
                let status = poller.next().await;
                (poller, status)
            }));
        }
        let Some(pending) = &mut this.pending else { return Poll::Ready(None) };
        let (poller, status) = ready!(pending.as_mut().poll(context));
        this.pending = None;
        this.poller = status.as_ref().is_ok_and(|status| !status.progress.is_final()).then_some(poller);
        Poll::Ready(Some(status))
    }
}

impl<O: LongRunning> std::fmt::Debug for Statuses<O> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Statuses").finish_non_exhaustive()
    }
}
