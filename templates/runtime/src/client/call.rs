//! A call that is not sent yet.

use std::marker::PhantomData;

use super::super::{
    error::Error,
    operation::{Operation, Repeatable},
    payload::Payload,
    response::Response,
    transport::BoxFuture,
};
use super::Client;

/// A call of an operation. Awaiting it sends it and gives the operation's output; [`response`](Call::response) gives
/// status and headers too.
#[must_use = "a call is sent when it is awaited"]
pub struct Call<O> {
    client: Client,
    request: Result<http::Request<Payload>, Error>,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Call<O> {
    pub(super) fn new(client: Client, request: Result<http::Request<Payload>, Error>) -> Self {
        Self { client, request, operation: PhantomData }
    }

    /// Says that the service does the same thing once, however often it receives this request, so that the call is
    /// repeated after failures that leave open whether the service has acted on it.
    ///
    /// That is known without it where the method says so (`GET`, `PUT`, `DELETE`), and where the request has its
    /// idempotency header. It is for what cannot be seen there, such as an id within the body.
    pub fn repeatable(mut self) -> Self {
        if let Ok(request) = &mut self.request {
            request.extensions_mut().insert(Repeatable);
        }
        self
    }

    /// Sends it, and gives the output with the response's status and headers.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn response(self) -> BoxFuture<'static, Result<Response<O::Output>, Error>> {
        let sent = self.client.execute(O::META, self.request);
        Box::pin(async move {
            let response = sent.await?;
            let (status, headers) = (response.status(), response.headers().clone());
            Ok(Response::new(status, headers, O::output(response)?))
        })
    }
}

impl<O: Operation> IntoFuture for Call<O> {
    type Output = Result<O::Output, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let sent = self.client.execute(O::META, self.request);
        Box::pin(async move { O::output(sent.await?) })
    }
}

impl<O> std::fmt::Debug for Call<O> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Call").finish_non_exhaustive()
    }
}
