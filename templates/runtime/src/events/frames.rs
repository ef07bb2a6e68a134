//! Where one event of a stream ends and the next begins. Bytes in, frames out, whatever chunks they come in; no I/O.

use std::{collections::VecDeque, fmt, sync::Arc};

use http::HeaderMap;
use serde_json::{Map, Value};

use super::super::{
    error::TransportError,
    json::{self, Malformed, Quoted},
    media_type::{self, essence, is_json},
    model::Field,
};
use super::server_sent::ServerSent;

/// How the events of a stream are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Framing {
    /// Server-sent events (HTML standard, section 9.2): `text/event-stream`.
    ServerSent,
    /// A JSON text on each line: `application/x-ndjson`, `application/jsonl`.
    Lines,
    /// A JSON text after each record separator (RFC 7464): `application/json-seq`.
    Sequence,
}

impl Framing {
    /// That of a media type, if it is a stream.
    pub fn of(media_type: &str) -> Option<Self> {
        Some(match essence(media_type).as_str() {
            "text/event-stream" => Self::ServerSent,
            "application/x-ndjson" | "application/ndjson" | "application/jsonl" | "application/x-jsonl" => Self::Lines,
            "application/jsonlines"
            | "application/x-jsonlines"
            | "application/json-lines"
            | "application/x-json-lines" => Self::Lines,
            "application/stream+json" | "application/x-json-stream" => Self::Lines,
            "application/json-seq" => Self::Sequence,
            other if other.ends_with("+json-seq") => Self::Sequence,
            _ => return None,
        })
    }

    /// That of a response, or else that of what was asked for.
    ///
    /// # Errors
    /// When it says that it is something else than the server-sent events that were asked for (HTML standard, section
    /// 9.2.3): in that, there would be no event. Lines and texts are found in whatever comes.
    pub(super) fn of_response(headers: &HeaderMap, asked: &str) -> Result<Self, Malformed> {
        let said = media_type::of(headers);
        let asked_for = Self::of(asked).unwrap_or(Self::Lines);
        let found = match said.map(|said| (Self::of(said), said)) {
            Some((Some(framing), _)) => return Ok(framing),
            Some((None, said)) if asked_for == Self::ServerSent => said,
            Some((None, _)) | None => return Ok(asked_for),
        };
        let problem = match is_json(headers) {
            true => format!("expected {asked}, found one JSON value"),
            false => format!("expected {asked}, found {}", Quoted(&essence(found))),
        };
        Err(Malformed { path: String::new(), problem })
    }
}

/// An event as it came.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Frame {
    /// The kind of event, where the service names it.
    pub name: Option<String>,
    /// The id of the last event that had one.
    pub id: Option<Arc<str>>,
    /// The data.
    pub text: String,
    /// What is wrong with it although it may look right.
    pub problem: Option<&'static str>,
}

impl Frame {
    /// The data as JSON.
    ///
    /// # Errors
    /// When it is not that value.
    pub fn json<T: Field>(&self) -> Result<T, Malformed> {
        match self.problem {
            Some(problem) => Err(Malformed { path: String::new(), problem: problem.to_owned() }),
            None => json::decode(self.text.as_bytes()),
        }
    }

    /// The data as text.
    ///
    /// # Errors
    /// Never.
    pub fn text(&self) -> Result<String, Malformed> {
        Ok(self.text.clone())
    }

    /// The event as an object of its fields, `event`, `id` and `data`, as OpenAPI 3.2 describes server-sent events. The
    /// data is JSON if that fits, and a text otherwise.
    ///
    /// # Errors
    /// When it is not that value.
    pub fn object<T: Field>(&self) -> Result<T, Malformed> {
        let with = |data: Value| {
            let mut object = Map::new();
            object.extend(self.name.clone().map(|name| ("event".to_owned(), Value::String(name))));
            object.extend(self.id.as_deref().map(|id| ("id".to_owned(), Value::from(id))));
            object.insert("data".to_owned(), data);
            json::decode_value(&Value::Object(object))
        };
        let as_json = match serde_json::from_str(&self.text) {
            Ok(Value::String(_)) | Err(_) => None,
            Ok(data) => with(data).ok(),
        };
        as_json.map_or_else(|| with(Value::String(self.text.clone())), Ok)
    }
}

/// Shows how long the data is and not the data, in which a secret could not be hidden.
impl fmt::Debug for Frame {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Frame")
            .field("name", &self.name)
            .field("id", &self.id)
            .field("text", &format_args!("{} bytes", self.text.len()))
            .field("problem", &self.problem)
            .finish()
    }
}

/// Takes a stream apart.
pub(super) struct Frames {
    framing: Framing,
    limit: usize,
    ready: VecDeque<Frame>,
    /// The line, or text, that is not yet complete.
    part: Vec<u8>,
    /// Whether a line feed belongs to the line end that came before it.
    after_return: bool,
    /// Whether nothing has come yet that is not a byte order mark.
    at_start: bool,
    pub(super) server_sent: ServerSent,
}

impl Frames {
    /// For a stream none of whose events is larger than so many bytes.
    pub(super) fn new(framing: Framing, limit: usize) -> Self {
        Self {
            framing,
            limit,
            ready: VecDeque::new(),
            part: Vec::new(),
            after_return: false,
            at_start: true,
            server_sent: ServerSent::default(),
        }
    }

    /// Begins with another stream, which may go on where this one broke off.
    pub(super) fn restart(&mut self, framing: Framing) {
        self.framing = framing;
        self.part.clear();
        self.after_return = false;
        self.at_start = true;
        self.server_sent.restart();
    }

    /// How its events are told apart.
    pub(super) fn framing(&self) -> Framing {
        self.framing
    }

    /// Takes bytes.
    ///
    /// # Errors
    /// When an event is too large.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<(), TransportError> {
        let mut rest = bytes;
        while !rest.is_empty() {
            if std::mem::take(&mut self.after_return) && rest.first() == Some(&b'\n') {
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            let Some(end) = rest.iter().position(|byte| self.ends(*byte)) else {
                return self.add(rest);
            };
            let (line, after) = rest.split_at(end);
            self.add(line)?;
            self.after_return = self.framing == Framing::ServerSent && after.first() == Some(&b'\r');
            self.complete();
            rest = after.get(1..).unwrap_or_default();
        }
        Ok(())
    }

    /// Says that nothing more comes. An event that is not complete is none, but the last line may have no end.
    pub(super) fn end(&mut self) {
        match self.framing {
            Framing::ServerSent => self.part.clear(),
            Framing::Lines | Framing::Sequence => self.complete(),
        }
    }

    /// The next event that is complete.
    pub(super) fn next(&mut self) -> Option<Frame> {
        self.ready.pop_front()
    }

    fn ends(&self, byte: u8) -> bool {
        match self.framing {
            Framing::ServerSent => matches!(byte, b'\n' | b'\r'),
            Framing::Lines => byte == b'\n',
            Framing::Sequence => byte == 0x1e,
        }
    }

    fn add(&mut self, bytes: &[u8]) -> Result<(), TransportError> {
        if bytes.len() > self.limit.saturating_sub(self.part.len() + self.server_sent.len()) {
            return Err(TransportError::event_too_large(self.limit));
        }
        self.part.extend_from_slice(bytes);
        Ok(())
    }

    /// Takes the line, or text, that is complete now.
    fn complete(&mut self) {
        let bytes = std::mem::take(&mut self.part);
        let mut text = String::from_utf8_lossy(&bytes);
        if std::mem::take(&mut self.at_start)
            && let Some(rest) = text.strip_prefix('\u{feff}')
        {
            text = rest.to_owned().into();
        }
        match self.framing {
            Framing::ServerSent => self.ready.extend(self.server_sent.line(&text)),
            Framing::Lines | Framing::Sequence => {
                let plain = text.trim();
                if plain.is_empty() {
                    return;
                }
                let is_cut = self.framing == Framing::Sequence && is_cut(&text);
                self.ready.push_back(Frame {
                    text: plain.to_owned(),
                    problem: is_cut.then_some("the text may have been cut off: nothing follows it"),
                    ..Frame::default()
                });
            }
        }
    }
}

/// Whether a text of a sequence could be longer: numbers and words end only where a space follows (RFC 7464, section
/// 2.4).
fn is_cut(text: &str) -> bool {
    !text.ends_with([' ', '\t', '\n', '\r']) && !text.trim_start().starts_with(['{', '[', '"'])
}
