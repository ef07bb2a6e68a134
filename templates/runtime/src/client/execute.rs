//! The one function through which every call goes. It is not generic: it is compiled once.

use std::{
    borrow::Cow,
    mem,
    pin::pin,
    sync::Arc,
    time::{Duration, SystemTime},
};

use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{self, Entry},
};

use super::super::{
    Body, Payload,
    chunks::Chunks,
    error::{CallError, Error, LinkError, RequestError, RequestId, TransportError},
    operation::Meta,
    response::unexpected,
    transport::BoxFuture,
};
use super::{
    Attempt, CallSettings, Client, Inner, Refused, Rejection, Retry, Skew,
    deadline::{Deadline, within},
    request_id, trace,
};

impl Client {
    /// Sends a request whose URI is a path, with authentication and repetition, and reads the whole response.
    /// `repeatable` is what the caller knows of it.
    pub(crate) fn execute(
        &self,
        meta: &'static Meta,
        request: Result<http::Request<Payload>, Error>,
        repeatable: bool,
    ) -> BoxFuture<'static, Result<http::Response<Bytes>, Error>> {
        let (inner, settings) = (Arc::clone(&self.inner), self.settings.clone());
        let request = request.and_then(|request| inner.absolute(meta, request));
        Box::pin(async move {
            let mut request = request?;
            trace::call(meta, inner.attempts(meta, &mut request, settings.as_deref(), repeatable, None)).await
        })
    }

    /// The same, but the body of a success is left to be read as it comes. Any other status is an error.
    pub(crate) fn open(
        &self,
        meta: &'static Meta,
        request: Result<http::Request<Payload>, Error>,
        repeatable: bool,
    ) -> BoxFuture<'static, Result<http::Response<Chunks>, Error>> {
        let (inner, settings) = (Arc::clone(&self.inner), self.settings.clone());
        let request = request.and_then(|request| inner.absolute(meta, request));
        Box::pin(async move {
            let mut request = request?;
            let mut body = Body::from(Bytes::new());
            let attempts = inner.attempts(meta, &mut request, settings.as_deref(), repeatable, Some(&mut body));
            let response = trace::call(meta, attempts).await?;
            match response.status().is_success() {
                true => {
                    let id = response.extensions().get().cloned();
                    Ok(response
                        .map(|_| Chunks::new(meta, id, body, Arc::clone(&inner.clock), inner.options.idle_timeout)))
                }
                false => Err(unexpected(meta, response)),
            }
        })
    }

    /// Requests a link that the service gave, as it stands, if it leads to the client's own endpoint.
    pub(crate) fn follow(
        &self,
        meta: &'static Meta,
        link: &str,
    ) -> BoxFuture<'static, Result<http::Response<Bytes>, Error>> {
        let (inner, settings) = (Arc::clone(&self.inner), self.settings.clone());
        let endpoint = inner.endpoint_of(meta).unwrap_or(Cow::Borrowed(&inner.endpoint));
        let request = endpoint.follow(link).map(|uri| {
            let mut request = http::Request::new(Payload::empty());
            *request.uri_mut() = uri;
            request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("application/json"));
            Box::new(request)
        });
        let request = request.map_err(|refused| match refused {
            Refused::Elsewhere => LinkError::elsewhere(meta, &endpoint, link),
            Refused::Malformed => LinkError::malformed(meta, link),
        });
        Box::pin(async move {
            let mut request = request.map_err(|error| Error::Link(Box::new(error)))?;
            trace::call(meta, inner.attempts(meta, &mut request, settings.as_deref(), false, None)).await
        })
    }

    /// The time of the client's clock.
    pub(crate) fn now(&self) -> SystemTime {
        self.inner.clock.now()
    }

    /// Waits on the client's clock.
    pub(crate) async fn pause(&self, duration: Duration) {
        trace::waits("an operation that goes on is asked about later", duration);
        self.inner.clock.sleep(duration).await;
    }
}

impl Inner {
    /// The request with the absolute form of its URI, which is a path. It is on the heap by itself: a future has several
    /// places for what it takes, and allocators are slow from one kilobyte on.
    pub(super) fn absolute(
        &self,
        meta: &'static Meta,
        mut request: http::Request<Payload>,
    ) -> Result<Box<http::Request<Payload>>, Error> {
        let refused = |problem| Error::Request(Box::new(RequestError::new(meta, problem)));
        let endpoint = self.endpoint_of(meta).map_err(refused)?;
        let path = mem::take(request.uri_mut()).into_parts().path_and_query;
        *request.uri_mut() = endpoint.join(path).map_err(|error| refused(error.to_string()))?;
        Ok(Box::new(request))
    }

    /// Says who is calling, and how long the body is even when there is none.
    fn announce(&self, request: &mut http::Request<Payload>) {
        let length = request.body().length();
        let with_body = matches!(request.method().as_str(), "POST" | "PUT" | "PATCH");
        let headers = request.headers_mut();
        headers.entry(header::USER_AGENT).or_insert_with(|| self.user_agent.clone());
        if let (true, Some(length)) = (with_body, length) {
            headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        }
    }

    async fn attempts(
        &self,
        meta: &'static Meta,
        request: &mut http::Request<Payload>,
        settings: Option<&CallSettings>,
        mut repeatable: bool,
        mut unread: Option<&mut Body>,
    ) -> Result<http::Response<Bytes>, Error> {
        self.announce(request);
        if let Some(settings) = settings {
            settings
                .write(request.headers_mut())
                .map_err(|problem| Error::Request(Box::new(RequestError::new(meta, problem))))?;
            repeatable |= settings.repeatable;
        }
        self.identify(request.headers_mut());
        let limits = self.limits(settings);
        let repeatable = repeatable || meta.is_repeatable(request);
        let once = !request.body().is_repeatable();
        let (mut attempt, mut number) = (1, 0);
        let mut renewed = false;
        let mut authorization = None;
        let mut earlier = Earlier::default();
        loop {
            number += 1;
            let unread = unread.as_deref_mut();
            let outcome = match self.attempt(meta, number, request, &limits, &mut authorization, unread).await {
                Ok(outcome) => outcome,
                Err(error) => return self.end(meta, request.headers(), earlier.instead_of(error)?),
            };
            if let (Ok(response), false) = (&outcome, renewed)
                && self.has_another_credential(meta, authorization.as_ref(), response)
                // Told all the same: the next call is to have another one.
                && !once
            {
                renewed = true;
                trace::repeats(number, Duration::ZERO, &outcome);
                earlier.keep(outcome);
                continue;
            }
            let pause = match &outcome {
                _ if once => None,
                Ok(response) => limits.retry.after_response(attempt, repeatable, response, self.clock.now()),
                Err(error) => limits.retry.after_error(attempt, repeatable, error),
            };
            let in_time = |pause: &Duration| limits.call.as_ref().is_none_or(|call| *pause < call.left(&*self.clock));
            match pause.filter(in_time) {
                Some(pause) => {
                    trace::repeats(number, pause, &outcome);
                    earlier.keep(outcome);
                    self.clock.sleep(pause).await;
                }
                None => return self.end(meta, request.headers(), earlier.followed_by(outcome)),
            }
            attempt += 1;
        }
    }

    /// Gives the call an id, unless it has one.
    fn identify(&self, headers: &mut HeaderMap) {
        if let Some(name) = &self.request_id_header
            && let Entry::Vacant(place) = headers.entry(name)
            && let Some(id) = request_id::fresh(self.clock.now())
        {
            place.insert(id);
        }
    }

    /// How the call ends, with its id where that matters.
    fn end(&self, meta: &'static Meta, headers: &HeaderMap, outcome: Outcome) -> Result<http::Response<Bytes>, Error> {
        let id = || self.request_id_header.as_ref().and_then(|name| headers.get(name)).cloned().map(RequestId);
        match outcome {
            Ok(mut response) => {
                self.explain(&mut response, id());
                Ok(response)
            }
            Err(error) => Err(Error::Transport(Box::new(CallError::new(meta, id(), error)))),
        }
    }

    /// Puts beside an answer what errors say and the service does not: its own, and those of a body that breaks off.
    fn explain(&self, response: &mut http::Response<Bytes>, id: Option<RequestId>) {
        if let Some(id) = id {
            response.extensions_mut().insert(id);
        }
        if matches!(response.status(), StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN)
            && let Some(skew) = Skew::of(response.headers(), self.clock.now())
        {
            response.extensions_mut().insert(skew);
        }
    }

    /// What holds for this call.
    fn limits<'a>(&'a self, settings: Option<&'a CallSettings>) -> Limits<'a> {
        let call = settings.and_then(|settings| settings.timeout).or(self.options.timeout);
        Limits {
            call: call.and_then(|limit| Deadline::after(limit, &*self.clock)),
            attempt: settings.and_then(|settings| settings.attempt_timeout).unwrap_or(self.options.attempt_timeout),
            retry: settings.and_then(|settings| settings.retry.as_ref()).unwrap_or(&self.options.retry),
        }
    }

    /// After 401, whether another attempt would be made with another credential.
    fn has_another_credential(
        &self,
        meta: &'static Meta,
        authorization: Option<&HeaderValue>,
        response: &http::Response<Bytes>,
    ) -> bool {
        let Some(authenticate) = &self.options.authenticate else { return false };
        response.status() == StatusCode::UNAUTHORIZED
            && authenticate.rejected(&Rejection::new(meta, self.clock.now(), authorization, response))
    }

    async fn attempt(
        &self,
        meta: &'static Meta,
        number: u32,
        request: &mut http::Request<Payload>,
        limits: &Limits<'_>,
        authorization: &mut Option<HeaderValue>,
        unread: Option<&mut Body>,
    ) -> Result<Outcome, Error> {
        let clock = &*self.clock;
        // Before the credential: a signature has a date.
        if let Some(limit) = &self.options.rate_limit {
            let turn = pin!(limit.wait(clock));
            match &limits.call {
                None => turn.await,
                Some(call) => match within(call.left(clock), clock, turn).await {
                    Some(()) => {}
                    None => return Ok(Err(call.missed(false))),
                },
            }
        }
        let trace = trace::Attempt::new(self, meta, number, request);
        let call = limits.call.as_ref().map(|call| (call, call.left(clock))).filter(|(_, left)| *left < limits.attempt);
        let limit = call.map_or(limits.attempt, |(_, left)| left);
        let mut sent = false;
        let outcome = {
            let attempt = pin!(async {
                let response = {
                    // The credential is for this attempt. What stays is the copy: it has no room for more headers.
                    let copy = request.clone();
                    let mut request = mem::replace(request, copy);
                    if let Some(authenticate) = &self.options.authenticate {
                        let attempt = Attempt::new(meta, &self.clock, &self.transport);
                        authenticate
                            .authenticate(attempt.over_http(self.options.credentials_over_http), &mut request)
                            .await
                            .map_err(|error| Error::Authentication(Box::new(error)))?;
                        *authorization = request.headers().get(header::AUTHORIZATION).cloned();
                    }
                    sent = true;
                    self.exchange(request, unread)
                };
                Ok(response.await)
            });
            trace.during(within(limit, clock, attempt)).await
        };
        let outcome = outcome.unwrap_or_else(|| {
            Ok(Err(match call {
                Some((call, _)) => call.missed(sent),
                None => TransportError::timed_out(format!("no complete response within {limit:?}"), sent),
            }))
        });
        trace.tell(&outcome);
        outcome
    }

    /// Sends the request and reads the response. The body of a success goes into `unread` instead, if there is such.
    fn exchange<'a>(
        &'a self,
        request: http::Request<Payload>,
        unread: Option<&'a mut Body>,
    ) -> BoxFuture<'a, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let (parts, payload) = request.into_parts();
            let request = http::Request::from_parts(parts, payload.open()?);
            let (parts, body) = self.transport.send(request).await?.into_parts();
            let bytes = match unread {
                Some(unread) if parts.status.is_success() => {
                    *unread = body;
                    Bytes::new()
                }
                _ => body.collect(self.options.response_limit).await?,
            };
            Ok(http::Response::from_parts(parts, bytes))
        })
    }
}

/// What becomes of an attempt.
type Outcome = Result<http::Response<Bytes>, TransportError>;

/// What became of the attempts before, if the service may have seen one of them: its last answer, or else the first
/// failure. It is on the heap, since most calls have none.
#[derive(Default)]
struct Earlier(Option<Box<Outcome>>);

impl Earlier {
    #[cold]
    fn keep(&mut self, outcome: Outcome) {
        let is_kept = match &outcome {
            Ok(_) => true,
            Err(error) => error.may_have_been_sent() && self.0.is_none(),
        };
        if is_kept {
            self.0 = Some(Box::new(outcome));
        }
    }

    /// How a call ends whose last attempt could not be made: that alone would say that nothing was sent.
    #[cold]
    fn instead_of(self, error: Error) -> Result<Outcome, Error> {
        self.0.map(|outcome| *outcome).ok_or(error)
    }

    /// How a call ends with its last attempt.
    fn followed_by(self, outcome: Outcome) -> Outcome {
        match self.0 {
            Some(_) => outcome.map_err(TransportError::after_another),
            None => outcome,
        }
    }
}

/// What holds for one call, with its own settings and with those of the client.
struct Limits<'a> {
    call: Option<Deadline>,
    attempt: Duration,
    retry: &'a Retry,
}
