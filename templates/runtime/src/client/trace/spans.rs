//! The spans and events, and all that they may tell.

use std::{fmt::Write as _, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, StatusCode, Uri};
use tracing::{Instrument as _, Level, Span, field::Empty};

use super::super::{
    super::{
        error::{Error, TransportError},
        operation::Meta,
    },
    Endpoint, Inner,
};

/// What to filter by: the name of this crate.
const TARGET: &str = env!("CARGO_CRATE_NAME");

/// The request's headers that are told, and as what.
const REQUEST_HEADERS: &[(&str, &str)] = &[
    ("client-request-id", "http.request.header.client-request-id"),
    ("content-length", "http.request.header.content-length"),
    ("content-type", "http.request.header.content-type"),
    ("operation-id", "http.request.header.operation-id"),
    ("repeatability-request-id", "http.request.header.repeatability-request-id"),
    ("user-agent", "user_agent.original"),
    ("x-ms-client-request-id", "http.request.header.x-ms-client-request-id"),
    ("x-request-id", "http.request.header.x-request-id"),
];

/// The same of the response.
const RESPONSE_HEADERS: &[(&str, &str)] = &[
    ("content-length", "http.response.header.content-length"),
    ("content-type", "http.response.header.content-type"),
    ("request-id", "http.response.header.request-id"),
    ("retry-after", "http.response.header.retry-after"),
    ("retry-after-ms", "http.response.header.retry-after-ms"),
    ("x-ms-error-code", "http.response.header.x-ms-error-code"),
    ("x-ms-request-id", "http.response.header.x-ms-request-id"),
    ("x-ms-retry-after-ms", "http.response.header.x-ms-retry-after-ms"),
    ("x-request-id", "http.response.header.x-request-id"),
];

/// The parameters of a query whose values are told.
const QUERY: &[&str] = &["api-version"];

/// What stands in the place of a value that is not told.
const REDACTED: &str = "REDACTED";

/// One call, whose result it tells.
pub(in super::super) async fn call(
    meta: &'static Meta,
    sent: impl Future<Output = Result<http::Response<Bytes>, Error>>,
) -> Result<http::Response<Bytes>, Error> {
    let span = tracing::span!(
        target: TARGET,
        Level::INFO,
        "call",
        "otel.name" = meta.name,
        "otel.kind" = "internal",
        "otel.status_code" = Empty,
        "operation.name" = meta.name,
        "error.type" = Empty,
    );
    let outcome = sent.instrument(span.clone()).await;
    match &outcome {
        Ok(response) => tell_status(&span, response.status()),
        Err(error) => tell_error(&span, kind(error)),
    }
    outcome
}

/// One attempt of a call.
pub(in super::super) struct Attempt(Span);

impl Attempt {
    /// An attempt with that number, which begins with 1. The request is to have no credential yet.
    pub(in super::super) fn new<B>(
        inner: &Inner,
        meta: &'static Meta,
        number: u32,
        request: &http::Request<B>,
    ) -> Self {
        let span = tracing::span!(
            target: TARGET,
            Level::INFO,
            "attempt",
            "otel.name" = Empty,
            "otel.kind" = "client",
            "otel.status_code" = Empty,
            "operation.name" = meta.name,
            "request.id" = Empty,
            "http.request.method" = request.method().as_str(),
            "http.request.resend_count" = Empty,
            "http.response.status_code" = Empty,
            "error.type" = Empty,
            "server.address" = request.uri().host(),
            "server.port" = port(request.uri()),
            "url.full" = Empty,
            "url.template" = Empty,
            "http.request.header.client-request-id" = Empty,
            "http.request.header.content-length" = Empty,
            "http.request.header.content-type" = Empty,
            "http.request.header.operation-id" = Empty,
            "http.request.header.repeatability-request-id" = Empty,
            "user_agent.original" = Empty,
            "http.request.header.x-ms-client-request-id" = Empty,
            "http.request.header.x-request-id" = Empty,
            "http.response.header.content-length" = Empty,
            "http.response.header.content-type" = Empty,
            "http.response.header.request-id" = Empty,
            "http.response.header.retry-after" = Empty,
            "http.response.header.retry-after-ms" = Empty,
            "http.response.header.x-ms-error-code" = Empty,
            "http.response.header.x-ms-request-id" = Empty,
            "http.response.header.x-ms-retry-after-ms" = Empty,
            "http.response.header.x-request-id" = Empty,
        );
        if span.is_disabled() {
            return Self(span);
        }
        let method = request.method().as_str();
        // A link that tells how an operation goes on has another path than the operation.
        match inner.endpoint_of(meta) {
            Ok(endpoint) if meta.method == method => {
                span.record("otel.name", format!("{method} {}", meta.path));
                span.record("url.template", meta.path);
                span.record("url.full", redacted(&endpoint, meta.path, request.uri().query()));
            }
            _ => {
                span.record("otel.name", method);
                span.record("url.full", redacted(&inner.endpoint, "/REDACTED", request.uri().query()));
            }
        }
        if number > 1 {
            span.record("http.request.resend_count", number - 1);
        }
        if let Some(name) = &inner.request_id_header {
            tell_headers(&span, &[(name.as_str(), "request.id")], request.headers());
        }
        tell_headers(&span, REQUEST_HEADERS, request.headers());
        Self(span)
    }

    /// What happens meanwhile belongs to it.
    pub(in super::super) fn during<F: Future>(&self, sent: F) -> impl Future<Output = F::Output> + use<F> {
        sent.instrument(self.0.clone())
    }

    /// Tells what became of it.
    pub(in super::super) fn tell(self, outcome: &Result<Result<http::Response<Bytes>, TransportError>, Error>) {
        match outcome {
            Ok(Ok(response)) => {
                self.0.record("http.response.status_code", response.status().as_u16());
                tell_status(&self.0, response.status());
                tell_headers(&self.0, RESPONSE_HEADERS, response.headers());
            }
            Ok(Err(error)) => tell_error(&self.0, error.kind()),
            Err(error) => tell_error(&self.0, kind(error)),
        }
    }
}

/// Says that an attempt has failed and is repeated, after that pause.
pub(in super::super) fn repeats(
    attempt: u32,
    pause: Duration,
    outcome: &Result<http::Response<Bytes>, TransportError>,
) {
    let (status, error, kind) = match outcome {
        Ok(response) => (Some(response.status().as_u16()), None, None),
        Err(error) => (None, Some(tracing::field::display(error)), Some(error.kind())),
    };
    tracing::event!(
        target: TARGET,
        Level::INFO,
        attempt,
        pause_ms = millis(pause),
        "http.response.status_code" = status,
        "error.type" = kind,
        error,
        "an attempt failed, and there is another one"
    );
}

/// Says that something else than a failure makes a call wait.
pub(in super::super) fn waits(reason: &'static str, pause: Duration) {
    tracing::event!(target: TARGET, Level::DEBUG, pause_ms = millis(pause), "{reason}");
}

fn tell_status(span: &Span, status: StatusCode) {
    if status.is_client_error() || status.is_server_error() {
        tell_error(span, status.as_str());
    }
}

fn tell_error(span: &Span, kind: &str) {
    span.record("otel.status_code", "ERROR");
    span.record("error.type", kind);
}

fn tell_headers(span: &Span, listed: &[(&str, &str)], headers: &HeaderMap) {
    for (name, field) in listed {
        let value = headers.get(*name).filter(|value| !value.is_sensitive());
        if let Some(value) = value.and_then(|value| value.to_str().ok()) {
            span.record(*field, value);
        }
    }
}

fn kind(error: &Error) -> &'static str {
    match error {
        Error::Authentication(_) => "authentication",
        Error::Transport(error) => error.transport().kind(),
        // Nothing else comes of sending.
        _ => "request",
    }
}

fn port(uri: &Uri) -> Option<u16> {
    uri.port_u16().or(match uri.scheme_str() {
        Some("https") => Some(443),
        Some("http") => Some(80),
        _ => None,
    })
}

/// The address with names in the place of arguments.
fn redacted(endpoint: &Endpoint, path: &str, query: Option<&str>) -> String {
    let mut url = format!("{endpoint}{path}");
    let mut separator = '?';
    for pair in query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
        let _ = match pair.split_once('=') {
            Some((name, value)) if QUERY.contains(&name) => write!(url, "{separator}{name}={value}"),
            Some((name, _)) => write!(url, "{separator}{name}={REDACTED}"),
            None => write!(url, "{separator}{REDACTED}"),
        };
        separator = '&';
    }
    url
}

fn millis(pause: Duration) -> u64 {
    u64::try_from(pause.as_millis()).unwrap_or(u64::MAX)
}
