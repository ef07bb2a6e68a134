//! A failure that the service reported.

use std::{
    fmt::{self, Write as _},
    time::Duration,
};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::super::{
    client::{Skew, stated_pause},
    json::{self, Malformed},
    media_type::is_json,
    model::Field,
    operation::Meta,
    response::decoded_text,
};
use super::{
    envelope::{self, Detail, Envelope},
    links::shown,
    request_id,
};

/// What a service answered instead of a success: all of it, and what could be read from it.
///
/// [`Operation::failure`](super::super::Operation::failure) reads it as the type that the document promises.
pub struct ServiceError {
    operation: &'static str,
    response: http::Response<Bytes>,
    envelope: Envelope,
}

impl ServiceError {
    pub(crate) fn new(meta: &'static Meta, response: http::Response<Bytes>) -> Self {
        let envelope = envelope::read(response.body());
        Self { operation: meta.name, response, envelope }
    }

    /// The operation that was called: `chat.send_chat_message`.
    pub fn operation(&self) -> &'static str {
        self.operation
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

    /// The service's own code for the problem, if the body or a usual header has one.
    pub fn code(&self) -> Option<&str> {
        let header = || self.headers().get("x-ms-error-code")?.to_str().ok();
        self.envelope.code.as_deref().or_else(header)
    }

    /// The service's own words, if the body has some in a usual place.
    pub fn message(&self) -> Option<&str> {
        self.envelope.message.as_deref()
    }

    /// What the problem is with (a field, a participant), if the body says.
    pub fn target(&self) -> Option<&str> {
        self.envelope.target.as_deref()
    }

    /// The single problems that led to this one, if the body has some in a usual place. There may be thousands: a service
    /// says what it likes.
    pub fn details(&self) -> &[Detail] {
        &self.envelope.details
    }

    /// How long the service asks to wait before another try, if a usual header says: in milliseconds, in seconds, or
    /// until a date, which counts from the `Date` of the response and means nothing without one.
    ///
    /// Between the attempts of one call the client has waited that long, if it made several; this is for what comes
    /// after them.
    pub fn retry_after(&self) -> Option<Duration> {
        stated_pause(self.headers())
    }

    /// The id under which the service knows this request, if a usual header has one; otherwise the one that the client
    /// gave it, if it gives one ([`ClientBuilder::request_id_header`](super::super::ClientBuilder::request_id_header)).
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.response)
    }

    /// Where the service says to ask instead, which is not done: the call would take its credential there.
    fn redirect(&self) -> Option<&str> {
        let place = self.headers().get(http::header::LOCATION).filter(|_| self.status().is_redirection())?;
        place.to_str().ok()
    }

    /// What reading the body gives when the document says nothing of this status.
    pub fn undeclared(&self) -> Malformed {
        let problem = format!("the document does not say what comes with status {}", self.status().as_u16());
        Malformed { path: String::new(), problem }
    }

    /// The body as text.
    ///
    /// # Errors
    /// When it is not UTF-8, or what its `Content-Type` says.
    pub fn text(&self) -> Result<String, Malformed> {
        decoded_text(&self.response)
    }

    /// The body as a text that may come as a JSON string.
    ///
    /// # Errors
    /// When it says that it is JSON, and is no JSON string, and otherwise as [`text`](Self::text).
    pub fn text_or_json(&self) -> Result<String, Malformed> {
        if is_json(self.headers()) { self.decode() } else { self.text() }
    }

    /// The body as a type.
    ///
    /// # Errors
    /// When it is not of that type.
    pub fn decode<T: Field>(&self) -> Result<T, Malformed> {
        json::decode(self.body())
    }
}

impl fmt::Display for ServiceError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.operation, self.status())?;
        match (self.code(), self.request_id()) {
            (Some(code), Some(id)) => write!(formatter, " (code {}, request id {})", Line(code), Line(id))?,
            (Some(code), None) => write!(formatter, " (code {})", Line(code))?,
            (None, Some(id)) => write!(formatter, " (request id {})", Line(id))?,
            (None, None) => {}
        }
        if let Some(place) = self.redirect() {
            write!(formatter, ", to {}, which is not followed: credentials stay home", shown(place))?;
        }
        if let Some(message) = self.message().filter(|message| !message.is_empty()) {
            write!(formatter, ": {}", Line(message))?;
        }
        match self.response.extensions().get::<Skew>() {
            Some(skew) => write!(formatter, " ({skew})"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for ServiceError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ServiceError")
            .field("operation", &self.operation)
            .field("status", &self.status())
            .field("code", &self.code().map(Line))
            .field("message", &self.message().map(Line))
            .field("request_id", &self.request_id().map(Line))
            .finish_non_exhaustive()
    }
}

impl std::error::Error for ServiceError {}

/// A service's words on one line of a log: not endless, and without characters that would begin another line.
pub(crate) struct Line<'a>(pub(crate) &'a str);

impl fmt::Display for Line<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, letter) in self.0.chars().enumerate() {
            match letter {
                _ if position == 1000 => return formatter.write_char('…'),
                letter if letter.is_control() => write!(formatter, "{}", letter.escape_default())?,
                letter => formatter.write_char(letter)?,
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Line<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "\"{self}\"")
    }
}
