//! The one function through which every call goes. It is not generic: it is compiled once.

use std::{
    borrow::Cow,
    future::poll_fn,
    pin::pin,
    sync::Arc,
    task::Poll,
    time::{Duration, SystemTime},
};

use bytes::Bytes;
use http::{HeaderValue, StatusCode, Uri, header};

use super::super::{
    Payload,
    error::{CallError, Error, LinkError, RequestError, TransportError},
    operation::Meta,
    transport::{BoxFuture, Clock},
};
use super::{Attempt, Client, Inner, Refused, Rejection};

impl Client {
    /// Sends a request whose URI is a path, with authentication and repetition, and reads the whole response.
    pub(crate) fn execute(
        &self,
        meta: &'static Meta,
        request: Result<http::Request<Payload>, Error>,
    ) -> BoxFuture<'static, Result<http::Response<Bytes>, Error>> {
        let inner = Arc::clone(&self.inner);
        Box::pin(async move {
            let mut request = request?;
            *request.uri_mut() = inner.absolute(meta, request.uri())?;
            inner.attempts(meta, request).await
        })
    }

    /// Requests a link that the service gave, as it stands, if it leads to the client's own endpoint.
    pub(crate) fn follow(
        &self,
        meta: &'static Meta,
        link: &str,
    ) -> BoxFuture<'static, Result<http::Response<Bytes>, Error>> {
        let inner = Arc::clone(&self.inner);
        let endpoint = inner.endpoint_of(meta).unwrap_or(Cow::Borrowed(&inner.endpoint));
        let request = endpoint.follow(link).map(|uri| {
            let mut request = http::Request::new(Payload::empty());
            *request.uri_mut() = uri;
            request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("application/json"));
            request
        });
        let request = request.map_err(|refused| match refused {
            Refused::Elsewhere => LinkError::elsewhere(meta, &endpoint, link),
            Refused::Malformed => LinkError::malformed(meta, link),
        });
        Box::pin(async move {
            let request = request.map_err(|error| Error::Link(Box::new(error)))?;
            inner.attempts(meta, request).await
        })
    }

    /// The time of the client's clock.
    pub(crate) fn now(&self) -> SystemTime {
        self.inner.clock.now()
    }

    /// Waits on the client's clock.
    pub(crate) async fn pause(&self, duration: Duration) {
        self.inner.clock.sleep(duration).await;
    }
}

impl Inner {
    /// Where a request goes whose URI is a path.
    pub(super) fn absolute(&self, meta: &'static Meta, path: &Uri) -> Result<Uri, Error> {
        let refused = |problem| Error::Request(Box::new(RequestError::new(meta, problem)));
        let endpoint = self.endpoint_of(meta).map_err(refused)?;
        endpoint.join(path.path_and_query()).map_err(|error| refused(error.to_string()))
    }

    /// Says who is calling, and how long the body is even when there is none.
    fn announce(&self, request: &mut http::Request<Payload>) {
        let length = request.body().length();
        let with_body = matches!(request.method().as_str(), "POST" | "PUT" | "PATCH");
        let headers = request.headers_mut();
        if !headers.contains_key(header::USER_AGENT) {
            headers.insert(header::USER_AGENT, self.user_agent.clone());
        }
        if let (true, Some(length)) = (with_body, length) {
            headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        }
    }

    async fn attempts(
        &self,
        meta: &'static Meta,
        mut request: http::Request<Payload>,
    ) -> Result<http::Response<Bytes>, Error> {
        self.announce(&mut request);
        let repeatable = meta.is_repeatable(&request);
        let once = !request.body().is_repeatable();
        let mut attempt = 1;
        let mut renewed = once;
        let mut authorization = None;
        loop {
            let outcome = self.attempt(meta, request.clone(), &mut authorization).await?;
            if let (Ok(response), false) = (&outcome, renewed)
                && self.has_another_credential(meta, authorization.as_ref(), response)
            {
                renewed = true;
                continue;
            }
            let pause = match &outcome {
                _ if once => None,
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

    /// After 401, whether another attempt would be made with another credential.
    fn has_another_credential(
        &self,
        meta: &'static Meta,
        authorization: Option<&HeaderValue>,
        response: &http::Response<Bytes>,
    ) -> bool {
        let Some(authenticate) = &self.authenticate else { return false };
        response.status() == StatusCode::UNAUTHORIZED
            && authenticate.rejected(&Rejection::new(meta, self.clock.now(), authorization, response))
    }

    async fn attempt(
        &self,
        meta: &'static Meta,
        mut request: http::Request<Payload>,
        authorization: &mut Option<HeaderValue>,
    ) -> Result<Result<http::Response<Bytes>, TransportError>, Error> {
        // Before the credential: a signature has a date.
        if let Some(limit) = &self.rate_limit {
            limit.wait(&*self.clock).await;
        }
        let attempt = async {
            if let Some(authenticate) = &self.authenticate {
                let attempt = Attempt::new(meta, &self.clock, &self.transport);
                authenticate
                    .authenticate(attempt, &mut request)
                    .await
                    .map_err(|error| Error::Authentication(Box::new(error)))?;
                *authorization = request.headers().get(header::AUTHORIZATION).cloned();
            }
            Ok(self.exchange(request).await)
        };
        let late = || TransportError::other(format!("no complete response within {:?}", self.timeout));
        within(self.timeout, &*self.clock, attempt).await.unwrap_or_else(|| Ok(Err(late())))
    }

    async fn exchange(&self, request: http::Request<Payload>) -> Result<http::Response<Bytes>, TransportError> {
        let (parts, payload) = request.into_parts();
        let request = http::Request::from_parts(parts, payload.open()?);
        let (parts, body) = self.transport.send(request).await?.into_parts();
        Ok(http::Response::from_parts(parts, body.collect(self.response_limit).await?))
    }
}

/// What the future gives, or nothing if it takes longer.
async fn within<T>(limit: Duration, clock: &dyn Clock, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    // Set only when there is something to wait for.
    let mut timer = None;
    poll_fn(|context| {
        if let Poll::Ready(result) = future.as_mut().poll(context) {
            return Poll::Ready(Some(result));
        }
        timer.get_or_insert_with(|| clock.sleep(limit)).as_mut().poll(context).map(|()| None)
    })
    .await
}
