//! What can go wrong with a call. Nothing that a service sent is lost, and no secret is shown.

mod envelope;
mod links;
mod service;

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};

pub use envelope::Detail;
pub(crate) use links::shown;
pub use links::{LinkError, PageError, PollError};
pub(crate) use service::Line;
pub use service::ServiceError;

use super::{json::Malformed, operation::Meta};

/// Why a call failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// An argument cannot stand where the document puts it. Nothing was sent.
    Request(Box<RequestError>),
    /// No credential could be had, or the request could not be signed. Nothing was sent: where that happens to a later
    /// attempt, the error is what the service answered before.
    Authentication(Box<AuthenticationError>),
    /// No response came, or it broke off.
    Transport(Box<CallError>),
    /// The service answered that it will not, or cannot.
    Service(Box<ServiceError>),
    /// The service answered with a success that is not what its document promises.
    Decode(Box<DecodeError>),
    /// The service gave a link that is not followed, since it leads away from the client's endpoint, or nowhere.
    Link(Box<LinkError>),
    /// A page after the first could not be had.
    Page(Box<PageError>),
    /// An operation that the service had accepted has failed, or was stopped.
    Poll(Box<PollError>),
    /// An implementation of an operation trait, usually a test's, does not have that operation.
    Unsupported(&'static str),
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(error) => error.fmt(formatter),
            Self::Authentication(error) => error.fmt(formatter),
            Self::Transport(error) => error.fmt(formatter),
            Self::Service(error) => error.fmt(formatter),
            Self::Decode(error) => error.fmt(formatter),
            Self::Link(error) => error.fmt(formatter),
            Self::Page(error) => error.fmt(formatter),
            Self::Poll(error) => error.fmt(formatter),
            Self::Unsupported(operation) => write!(formatter, "{operation}: not implemented here"),
        }
    }
}

/// `Display` names all causes, so that only a credential's error, which it does not show, is a source.
impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Authentication(error) => error.source.as_deref().map(|source| source as _),
            _ => None,
        }
    }
}

type Source = Box<dyn std::error::Error + Send + Sync>;

/// An argument that cannot be sent.
#[derive(Debug)]
pub struct RequestError {
    operation: &'static str,
    problem: String,
}

impl RequestError {
    pub(crate) fn new(meta: &'static Meta, problem: String) -> Self {
        Self { operation: meta.name, problem }
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.operation, self.problem)
    }
}

/// A credential that could not be had.
#[derive(Debug)]
pub struct AuthenticationError {
    operation: &'static str,
    problem: String,
    source: Option<Source>,
}

impl AuthenticationError {
    /// An error of a credential. The problem is shown to people: it must not hold a secret.
    pub fn new(meta: &'static Meta, problem: impl Into<String>, source: Option<Source>) -> Self {
        Self { operation: meta.name, problem: problem.into(), source }
    }
}

impl fmt::Display for AuthenticationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.operation, self.problem)
    }
}

/// What a transport says when no response came.
#[derive(Debug)]
pub struct TransportError {
    problem: String,
    sent: bool,
    worth_repeating: bool,
    timed_out: bool,
    source: Option<Source>,
}

impl TransportError {
    /// The connection could not be made, so the service has seen nothing of the request.
    pub fn connect(source: impl Into<Source>) -> Self {
        Self {
            problem: "could not connect".to_owned(),
            sent: false,
            worth_repeating: true,
            timed_out: false,
            source: Some(source.into()),
        }
    }

    /// The service may have seen the request.
    pub fn other(source: impl Into<Source>) -> Self {
        Self {
            problem: "the connection failed".to_owned(),
            sent: true,
            worth_repeating: true,
            timed_out: false,
            source: Some(source.into()),
        }
    }

    /// The service did not answer in time. It may have seen the request, if it was sent.
    pub fn timed_out(problem: impl Into<String>, sent: bool) -> Self {
        Self { problem: problem.into(), sent, worth_repeating: true, timed_out: true, source: None }
    }

    /// The response is larger than the client reads.
    pub(crate) fn too_large(limit: usize) -> Self {
        Self::unusable(format!("the response is larger than the limit of {limit} bytes"))
    }

    /// A response came that is of no use. It would be so again.
    pub(crate) fn unusable(problem: String) -> Self {
        Self { problem, sent: true, worth_repeating: false, timed_out: false, source: None }
    }

    /// An event of a stream is larger than what the client reads of a response.
    pub(crate) fn event_too_large(limit: usize) -> Self {
        let problem = format!("an event is larger than the limit of {limit} bytes");
        Self { problem, sent: true, worth_repeating: false, timed_out: false, source: None }
    }

    /// The request cannot be sent as it is. It could not be the next time.
    pub(crate) fn unsendable(source: impl Into<Source>) -> Self {
        let problem = "could not send the request".to_owned();
        Self { problem, sent: false, worth_repeating: false, timed_out: false, source: Some(source.into()) }
    }

    /// The same of a call that may have been sent before.
    pub(crate) fn after_another(mut self) -> Self {
        self.sent = true;
        self
    }

    /// What it is in a word, which is the same for all such errors.
    #[cfg(feature = "tracing")]
    pub(crate) fn kind(&self) -> &'static str {
        match (self.sent, self.worth_repeating) {
            _ if self.timed_out => "timeout",
            (false, true) => "connect",
            (true, true) => "connection",
            (true, false) => "response",
            (false, false) => "unsendable",
        }
    }

    pub(crate) fn is_worth_repeating(&self) -> bool {
        self.worth_repeating
    }

    /// Whether there was an answer too late, or none.
    pub fn is_timeout(&self) -> bool {
        self.timed_out
    }

    /// Whether the service may have seen the request, be it in an attempt before the last one.
    pub fn may_have_been_sent(&self) -> bool {
        self.sent
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.problem)?;
        let mut source = self.source.as_deref().map(|source| source as &dyn std::error::Error);
        while let Some(error) = source {
            write!(formatter, ": {error}")?;
            source = error.source();
        }
        Ok(())
    }
}

impl std::error::Error for TransportError {}

/// A call to which no response came.
#[derive(Debug)]
pub struct CallError {
    operation: &'static str,
    request_id: Option<RequestId>,
    source: TransportError,
}

/// The id that the client gave a call.
#[derive(Clone, Debug)]
pub(crate) struct RequestId(pub(crate) HeaderValue);

impl RequestId {
    fn as_str(&self) -> Option<&str> {
        self.0.to_str().ok()
    }
}

/// The id under which the service knows the request of an answer, if a usual header has one; otherwise the one that the
/// client gave the call.
fn request_id(response: &http::Response<Bytes>) -> Option<&str> {
    ["x-ms-request-id", "x-request-id", "request-id", "ms-cv", "x-azure-ref", "x-ms-client-request-id"]
        .into_iter()
        .find_map(|name| response.headers().get(name)?.to_str().ok())
        .or_else(|| response.extensions().get::<RequestId>()?.as_str())
}

impl CallError {
    pub(crate) fn new(meta: &'static Meta, request_id: Option<RequestId>, source: TransportError) -> Self {
        Self { operation: meta.name, request_id, source }
    }

    /// The id that the client gave the call, if it gives one
    /// ([`ClientBuilder::request_id_header`](super::ClientBuilder::request_id_header)).
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_ref()?.as_str()
    }

    /// What the transport said.
    pub fn transport(&self) -> &TransportError {
        &self.source
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.operation, self.source)?;
        match self.request_id() {
            Some(id) => write!(formatter, " (request id {})", Line(id)),
            None => Ok(()),
        }
    }
}

/// A success that is not what the document promises. It keeps the whole response, which may hold secrets: neither
/// `Debug` nor `Display` shows it.
pub struct DecodeError {
    operation: &'static str,
    response: http::Response<Bytes>,
    malformed: Malformed,
}

impl DecodeError {
    pub(crate) fn new(meta: &'static Meta, response: http::Response<Bytes>, malformed: Malformed) -> Self {
        Self { operation: meta.name, response, malformed }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.response.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.response.headers()
    }

    /// The body as it came.
    pub fn body(&self) -> &Bytes {
        self.response.body()
    }

    /// The id under which the service knows this request, as [`ServiceError::request_id`].
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.response)
    }

    /// What is wrong with it, and where.
    pub fn malformed(&self) -> &Malformed {
        &self.malformed
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("DecodeError")
            .field("operation", &self.operation)
            .field("status", &self.status())
            .field("malformed", &self.malformed)
            .field("request_id", &self.request_id().map(Line))
            .field("body", &format_args!("{} bytes", self.body().len()))
            .finish_non_exhaustive()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}: the response is not what the document promises: {} (status {}, ",
            self.operation,
            self.malformed,
            self.response.status().as_u16(),
        )?;
        // Often it says all: a page to sign in is HTML.
        if let Some(kind) = self.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()) {
            write!(formatter, "{}, ", Line(kind))?;
        }
        if let Some(id) = self.request_id() {
            write!(formatter, "request id {}, ", Line(id))?;
        }
        write!(formatter, "{} bytes kept in the error)", self.body().len())
    }
}
