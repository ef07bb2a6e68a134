//! A call that is not sent yet.

use std::{marker::PhantomData, time::Duration};

use super::super::{
    chunks::Chunks, error::Error, operation::Operation, payload::Payload, response::Response, transport::BoxFuture,
};
use super::{CallSettings, Client, Retry};

/// A call of an operation. Awaiting it sends it and gives the operation's output; [`response`](Call::response) gives
/// status and headers too, [`stream`](Call::stream) the body as it comes.
#[must_use = "a call is sent when it is awaited"]
pub struct Call<O> {
    pub(super) client: Client,
    pub(super) request: Result<http::Request<Payload>, Error>,
    pub(super) repeatable: bool,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Call<O> {
    pub(super) fn new(client: Client, request: Result<http::Request<Payload>, Error>) -> Self {
        Self { client, request, repeatable: false, operation: PhantomData }
    }

    /// Says that the service does the same thing once, however often it receives this request, so that the call is
    /// repeated after failures that leave open whether the service has acted on it.
    ///
    /// That is known without it where the method says so (`GET`, `PUT`, `DELETE`), and where the request has its
    /// idempotency header. It is for what cannot be seen there, such as an id within the body.
    pub fn repeatable(mut self) -> Self {
        self.repeatable = true;
        self
    }

    /// How long the call may take in all; see [`CallSettings::timeout`].
    pub fn timeout(self, timeout: Duration) -> Self {
        self.settings(CallSettings::new().timeout(timeout))
    }

    /// How long one attempt may take; see [`CallSettings::attempt_timeout`].
    pub fn attempt_timeout(self, timeout: Duration) -> Self {
        self.settings(CallSettings::new().attempt_timeout(timeout))
    }

    /// When and how often a failed attempt is repeated.
    pub fn retry(self, retry: Retry) -> Self {
        self.settings(CallSettings::new().retry(retry))
    }

    /// Adds a header; see [`CallSettings::header`].
    pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.settings(CallSettings::new().header(name, value))
    }

    /// Does this call with other settings than those of its client. What is set here takes the place of what was set
    /// before.
    pub fn settings(mut self, settings: CallSettings) -> Self {
        self.client = self.client.with_settings(settings);
        self
    }

    /// Asks for these media types instead of all that the operation reads, as in `Accept` (RFC 9110, section 12.5.1):
    /// for a service that can give the same in several forms.
    pub fn accept(self, media_types: impl AsRef<str>) -> Self {
        self.header("accept", media_types)
    }

    /// Sends it, and gives the output with the response's status and headers.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn response(self) -> BoxFuture<'static, Result<Response<O::Output>, Error>> {
        let sent = self.client.execute(O::META, self.request, self.repeatable);
        Box::pin(async move {
            let response = sent.await?;
            let (status, headers) = (response.status(), response.headers().clone());
            Ok(Response::new(status, headers, O::output(response)?))
        })
    }

    /// Sends it, and gives status and headers as soon as they are here, with the body still to be read: for what is too
    /// large to be held, and for what has no end.
    ///
    /// The body is not read as the operation's output, and its length is not limited. What comes before it is as with
    /// any call: attempts are repeated until there is a head, and a failure is an error that has been read.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn stream(self) -> BoxFuture<'static, Result<Response<Chunks>, Error>> {
        let opened = self.client.open(O::META, self.request, self.repeatable);
        Box::pin(async move {
            let (parts, chunks) = opened.await?.into_parts();
            Ok(Response::new(parts.status, parts.headers, chunks))
        })
    }
}

impl<O: Operation> IntoFuture for Call<O> {
    type Output = Result<O::Output, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let sent = self.client.execute(O::META, self.request, self.repeatable);
        Box::pin(async move { O::output(sent.await?) })
    }
}

impl<O> std::fmt::Debug for Call<O> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Call").finish_non_exhaustive()
    }
}
