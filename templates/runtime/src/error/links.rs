//! What goes wrong after the first answer: with links, further pages, and operations that go on.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::super::{
    client::Endpoint,
    json::{self, Malformed},
    model::Field,
    operation::Meta,
    progress::Progress,
};
use super::{Error, request_id, service::Line};

/// A link that is not followed, or is not there.
///
/// It keeps the answer that should have had one, which may hold secrets: neither `Debug` nor `Display` shows it.
pub struct LinkError {
    operation: &'static str,
    problem: String,
    response: Option<http::Response<Bytes>>,
}

impl LinkError {
    pub(crate) fn elsewhere(meta: &'static Meta, endpoint: &Endpoint, link: &str) -> Self {
        let problem = format!("the endpoint {endpoint} linked to {}: not followed, credentials stay home", shown(link));
        Self { operation: meta.name, problem, response: None }
    }

    pub(crate) fn malformed(meta: &'static Meta, link: &str) -> Self {
        let problem = format!("the service linked to {:?}, which is no address", shown(link));
        Self { operation: meta.name, problem, response: None }
    }

    pub(crate) fn missing(meta: &'static Meta, header: &str, response: Option<http::Response<Bytes>>) -> Self {
        let problem = format!("the answer has no header `{header}` to ask for the status at");
        Self { operation: meta.name, problem, response }
    }

    fn endless(meta: &'static Meta, link: &str) -> Self {
        let problem = format!("the pages go round in a circle: {} comes a second time", shown(link));
        Self { operation: meta.name, problem, response: None }
    }

    /// The status of the answer without a link, where `Client::start` got one: the
    /// service has accepted the operation, or is done with it already.
    pub fn status(&self) -> Option<StatusCode> {
        self.response.as_ref().map(http::Response::status)
    }

    /// The headers of that answer.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.response.as_ref().map(http::Response::headers)
    }

    /// The body of that answer, as it came.
    pub fn body(&self) -> Option<&Bytes> {
        self.response.as_ref().map(http::Response::body)
    }

    /// The id under which the service knows the request of that answer, as
    /// [`ServiceError::request_id`](super::ServiceError::request_id).
    pub fn request_id(&self) -> Option<&str> {
        request_id(self.response.as_ref()?)
    }
}

/// What may be shown of a link: a query can hold anything, and a user name may come with a password.
pub(crate) fn shown(link: &str) -> String {
    let plain = link.split(['?', '#']).next().unwrap_or_default();
    let plain = match plain.split_once("//") {
        Some((scheme, rest)) => {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            let host = authority.rsplit('@').next().unwrap_or_default();
            format!("{scheme}//{host}{path}")
        }
        None => plain.to_owned(),
    };
    plain.chars().filter(|letter| !letter.is_control()).take(200).collect()
}

impl fmt::Display for LinkError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.operation, self.problem)?;
        let Some(response) = &self.response else { return Ok(()) };
        write!(formatter, " (status {}, ", response.status().as_u16())?;
        if let Some(id) = self.request_id() {
            write!(formatter, "request id {}, ", Line(id))?;
        }
        write!(formatter, "{} bytes kept in the error)", response.body().len())
    }
}

impl fmt::Debug for LinkError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("LinkError")
            .field("operation", &self.operation)
            .field("problem", &self.problem)
            .field("status", &self.status())
            .finish_non_exhaustive()
    }
}

/// A page that could not be had, though those before it could.
pub struct PageError {
    cause: Error,
    continuation: String,
}

impl PageError {
    /// The error of a page, with what it takes to go on if it is not the first.
    pub(crate) fn after(error: Error, continuation: Option<String>) -> Error {
        match continuation {
            Some(continuation) => Error::Page(Box::new(Self { cause: error, continuation })),
            None => error,
        }
    }

    pub(crate) fn endless(meta: &'static Meta, link: &str) -> Error {
        Error::Link(Box::new(LinkError::endless(meta, link)))
    }

    /// Why.
    pub fn cause(&self) -> &Error {
        &self.cause
    }

    /// Why, to keep.
    pub fn into_cause(self) -> Error {
        self.cause
    }

    /// What `Client::pages_from` takes to ask for this page again.
    pub fn continuation(&self) -> &str {
        &self.continuation
    }
}

impl fmt::Debug for PageError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("PageError")
            .field("cause", &self.cause)
            .field("continuation", &shown(&self.continuation))
            .finish()
    }
}

impl fmt::Display for PageError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} (on a page after the first)", self.cause)
    }
}

/// An operation that the service had accepted, and that was not successful.
pub struct PollError {
    operation: &'static str,
    progress: Progress,
    body: Bytes,
}

impl PollError {
    pub(crate) fn unsuccessful(meta: &'static Meta, progress: Progress, body: Bytes) -> Error {
        Error::Poll(Box::new(Self { operation: meta.name, progress, body }))
    }

    /// How it ended.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// The last status, as it came.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The last status as a type.
    ///
    /// # Errors
    /// When it is not of that type.
    pub fn decode<T: Field>(&self) -> Result<T, Malformed> {
        json::decode(&self.body)
    }
}

impl fmt::Display for PollError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = match self.progress {
            Progress::Canceled => "was canceled",
            _ => "has failed",
        };
        write!(formatter, "{}: the operation was accepted, but {how}", self.operation)?;
        let envelope = super::envelope::read(&self.body);
        if let Some(code) = &envelope.code {
            write!(formatter, " (code {})", Line(code))?;
        }
        match &envelope.message {
            Some(message) if !message.is_empty() => write!(formatter, ": {}", Line(message)),
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for PollError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("PollError")
            .field("operation", &self.operation)
            .field("progress", &self.progress)
            .finish_non_exhaustive()
    }
}
