//! The one function through which every call goes. It is not generic: it is compiled once.

use std::{future::poll_fn, pin::pin, task::Poll, time::Duration};

use bytes::Bytes;
use http::{HeaderValue, header};

use super::super::{
    Body,
    error::{CallError, Error, RequestError, TransportError},
    operation::Meta,
    transport::{BoxFuture, Clock},
};
use super::{Client, Inner};

impl Client {
    /// Sends a request whose URI is a path, with authentication and repetition, and reads the whole response.
    pub(super) fn execute(
        &self,
        meta: &'static Meta,
        request: Result<http::Request<Bytes>, Error>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, Error>> {
        Box::pin(async move {
            let request = self.inner.address(meta, request?)?;
            self.inner.attempts(meta, request).await
        })
    }
}

impl Inner {
    /// Makes the URI absolute and says who is calling.
    fn address(&self, meta: &'static Meta, mut request: http::Request<Bytes>) -> Result<http::Request<Bytes>, Error> {
        *request.uri_mut() = self
            .endpoint
            .join(request.uri().path_and_query())
            .map_err(|error| Error::Request(Box::new(RequestError::new(meta, error.to_string()))))?;
        let headers = request.headers_mut();
        if !headers.contains_key(header::USER_AGENT) {
            headers.insert(header::USER_AGENT, self.user_agent.clone());
        }
        if !headers.contains_key(header::CONTENT_LENGTH) && matches!(meta.method, "POST" | "PUT" | "PATCH") {
            let length = request.body().len();
            request.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        }
        Ok(request)
    }

    async fn attempts(
        &self,
        meta: &'static Meta,
        request: http::Request<Bytes>,
    ) -> Result<http::Response<Bytes>, Error> {
        let repeatable = meta.is_repeatable(request.headers());
        let mut attempt = 1;
        loop {
            let outcome = self.attempt(meta, request.clone()).await?;
            let pause = match &outcome {
                Ok(response) => self.retry.after_response(attempt, repeatable, response, self.clock.now()),
                Err(error) => self.retry.after_error(attempt, repeatable, error),
            };
            match pause {
                Some(pause) => self.clock.sleep(pause).await,
                None => return outcome.map_err(|error| Error::Transport(Box::new(CallError::new(meta, error)))),
            }
            attempt += 1;
        }
    }

    async fn attempt(
        &self,
        meta: &'static Meta,
        mut request: http::Request<Bytes>,
    ) -> Result<Result<http::Response<Bytes>, TransportError>, Error> {
        if let Some(authenticate) = &self.authenticate {
            authenticate
                .authenticate(meta, &mut request)
                .await
                .map_err(|error| Error::Authentication(Box::new(error)))?;
        }
        let exchange = async {
            let (parts, body) = self.transport.send(request.map(Body::from)).await?.into_parts();
            Ok(http::Response::from_parts(parts, body.collect(self.response_limit).await?))
        };
        Ok(within(self.timeout, &*self.clock, exchange).await)
    }
}

/// What the future gives, or an error if it takes longer.
async fn within<T>(
    limit: Duration,
    clock: &dyn Clock,
    future: impl Future<Output = Result<T, TransportError>>,
) -> Result<T, TransportError> {
    let mut future = pin!(future);
    // Set only when there is something to wait for.
    let mut timer = None;
    poll_fn(|context| {
        if let Poll::Ready(result) = future.as_mut().poll(context) {
            return Poll::Ready(result);
        }
        match timer.get_or_insert_with(|| clock.sleep(limit)).as_mut().poll(context) {
            Poll::Ready(()) => {
                Poll::Ready(Err(TransportError::other(format!("no complete response within {limit:?}"))))
            }
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}
