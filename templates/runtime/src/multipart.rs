//! Bodies of several parts (RFC 2046, RFC 7578): files beside values, in the order in which they were added.
//!
//! Nothing is read or copied before the request is sent, unless all parts are bytes.

use std::{
    collections::BTreeMap,
    fmt::{self, Write as _},
};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use percent_encoding::percent_decode_str;

use super::{
    chance, json,
    model::{Field, Value},
    payload::Payload,
    request::{self, Place, Style},
};

/// A file on its way into a multipart body: its content, and what is said of it.
///
/// Text, bytes, vectors and [`Payload`]s become one with `into()`.
#[derive(Clone)]
pub struct FilePart {
    content: Payload,
    file_name: Option<String>,
    content_type: Option<String>,
    headers: Vec<(String, String)>,
}

impl FilePart {
    /// A file of this content.
    pub fn new(content: impl Into<Payload>) -> Self {
        Self { content: content.into(), file_name: None, content_type: None, headers: Vec::new() }
    }

    /// Sets the file's name. In a form, a file without one is sent under the name of its field, since many services
    /// take a part for a file only if it has a file name (RFC 7578, section 4.2).
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the media type, `image/png`; it is what the document says otherwise, or `application/octet-stream`.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// Adds a header of the part.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

impl<T> From<T> for FilePart
where
    Payload: From<T>,
{
    fn from(content: T) -> Self {
        Self::new(content)
    }
}

/// Shows the content's length and the file's name, and neither content nor headers.
impl fmt::Debug for FilePart {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut output = formatter.debug_struct("FilePart");
        output.field("content", &self.content).field("file_name", &self.file_name);
        output.field("content_type", &self.content_type).finish_non_exhaustive()
    }
}

/// What can stand where a multipart body has files: one, perhaps one, several.
pub trait Files {
    /// Calls back for each, in order.
    fn each(&self, visit: &mut dyn FnMut(&FilePart));
}

impl Files for FilePart {
    fn each(&self, visit: &mut dyn FnMut(&FilePart)) {
        visit(self);
    }
}

impl<T: Files> Files for Option<T> {
    fn each(&self, visit: &mut dyn FnMut(&FilePart)) {
        self.iter().for_each(|files| files.each(visit));
    }
}

impl<T: Files> Files for Vec<T> {
    fn each(&self, visit: &mut dyn FnMut(&FilePart)) {
        self.iter().for_each(|files| files.each(visit));
    }
}

/// A multipart body in the making.
///
/// ```text
/// Multipart::new().value("purpose", &purpose).file("file", FilePart::new(bytes).file_name("a.png"))
/// ```
#[derive(Clone, Default)]
pub struct Multipart {
    parts: Vec<Part>,
    problem: Option<String>,
}

#[derive(Clone)]
struct Part {
    name: String,
    file_name: Option<String>,
    is_file: bool,
    headers: HeaderMap,
    content: Payload,
}

impl Multipart {
    /// A body without parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text.
    #[must_use]
    pub fn text(mut self, name: &str, text: impl Into<String>) -> Self {
        self.add_text(name, None, text.into());
        self
    }

    /// Adds a file.
    #[must_use]
    pub fn file(self, name: &str, file: impl Into<FilePart>) -> Self {
        self.files(name, None, &file.into())
    }

    /// Adds files, each a part of that name; `content_type` is that of a file which has none itself.
    #[must_use]
    pub fn files(mut self, name: &str, content_type: Option<&str>, files: &dyn Files) -> Self {
        files.each(&mut |file| {
            let own = file.content_type.as_deref().or(file.content.media_type());
            let content_type = own.or(content_type).unwrap_or("application/octet-stream");
            let mut headers = HeaderMap::new();
            self.header(name, &mut headers, header::CONTENT_TYPE.as_str(), content_type);
            for (key, value) in &file.headers {
                self.header(name, &mut headers, key, value);
            }
            self.parts.push(Part {
                name: name.to_owned(),
                file_name: file.file_name.clone(),
                is_file: true,
                headers,
                content: file.content.clone(),
            });
        });
        self
    }

    /// Adds files, each a part of its own name.
    #[must_use]
    pub fn named_files<T: Files>(mut self, content_type: Option<&str>, files: &BTreeMap<String, T>) -> Self {
        for (name, files) in files {
            self = self.files(name, content_type, files);
        }
        self
    }

    /// Adds a value: a simple one as text, an object as JSON, and each item of a list as a part of its own (OpenAPI 3.1.1,
    /// section 4.8.15). Nothing is added for a value that is absent.
    #[must_use]
    pub fn value(mut self, name: &str, value: &dyn Field) -> Self {
        self.add(name, value.value(), None);
        self
    }

    /// Adds the members of an object, each as [`value`](Self::value) does.
    #[must_use]
    pub fn values(mut self, values: &dyn Field) -> Self {
        values.value().members(false, &mut |name, value| self.add(name, value, None));
        self
    }

    /// Adds a value of a media type: as JSON if that is JSON, each item as text otherwise.
    #[must_use]
    pub fn value_as(mut self, name: &str, content_type: &str, value: &dyn Field) -> Self {
        match value.value() {
            Value::Absent => {}
            value if is_json(content_type) => self.json(name, content_type, value),
            value => self.add(name, value, Some(content_type)),
        }
        self
    }

    /// Adds a value in a style: the parts are what would be the pairs of a form.
    #[must_use]
    pub fn styled(mut self, name: &str, style: Style, value: &dyn Field) -> Self {
        match request::expand(name, value.value(), style, Place::Query) {
            Ok(pairs) => {
                let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
                let pairs = pairs.unwrap_or_default();
                for (name, text) in pairs.split('&').filter_map(|pair| pair.split_once('=')) {
                    self.add_text(&decode(name), None, decode(text));
                }
            }
            Err(problem) => self.refuse(name, problem),
        }
        self
    }

    fn add(&mut self, name: &str, value: Value<'_>, content_type: Option<&str>) {
        match value.parts() {
            Value::Absent => {}
            Value::List(list) => (0..list.len()).for_each(|index| match list.item(index).parts() {
                value @ Value::List(_) => self.json(name, "application/json", value),
                value => self.add(name, value, content_type),
            }),
            value @ (Value::Map(_) | Value::Record(_)) => self.json(name, "application/json", value),
            value => match request::scalar(value) {
                Some(text) => self.add_text(name, content_type, text),
                None => self.refuse(name, "has no form as text"),
            },
        }
    }

    fn json(&mut self, name: &str, content_type: &str, value: Value<'_>) {
        match json::body(value) {
            Some(text) => self.add_bytes(name, Some(content_type), text.into()),
            None => self.refuse(name, json::NO_NUMBER),
        }
    }

    fn add_text(&mut self, name: &str, content_type: Option<&str>, text: String) {
        self.add_bytes(name, content_type, text.into());
    }

    fn add_bytes(&mut self, name: &str, content_type: Option<&str>, content: Payload) {
        let mut headers = HeaderMap::new();
        if let Some(content_type) = content_type {
            self.header(name, &mut headers, header::CONTENT_TYPE.as_str(), content_type);
        }
        self.parts.push(Part { name: name.to_owned(), file_name: None, is_file: false, headers, content });
    }

    fn header(&mut self, part: &str, headers: &mut HeaderMap, name: &str, value: &str) {
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Ok(name), Ok(value)) => drop(headers.insert(name, value)),
            _ => self.refuse(part, "has a header that cannot be written"),
        }
    }

    fn refuse(&mut self, part: &str, problem: &str) {
        self.problem.get_or_insert_with(|| format!("part `{part}` {problem}"));
    }

    /// The body, with its media type and the boundary in it.
    ///
    /// # Errors
    /// What could not be put into it.
    pub(crate) fn finish(self, media_type: &str) -> Result<(String, Payload), String> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let boundary = boundary(&self.parts);
        let is_form = media_type.starts_with("multipart/form-data");
        let mut pieces = Vec::with_capacity(self.parts.len() * 2 + 1);
        let mut between = format!("--{boundary}\r\n").into_bytes();
        for part in self.parts {
            part.write_head(is_form, &mut between);
            pieces.push(Payload::from(Bytes::from(between)));
            pieces.push(part.content);
            between = format!("\r\n--{boundary}\r\n").into_bytes();
        }
        // The last boundary has two more hyphens before the end of its line.
        let end = between.len() - 2;
        between.splice(end..end, *b"--");
        pieces.push(Payload::from(between));
        Ok((format!("{media_type}; boundary={boundary}"), Payload::chain(pieces)))
    }
}

impl Part {
    fn write_head(&self, is_form: bool, target: &mut Vec<u8>) {
        let mut disposition = String::new();
        if is_form {
            let _ = write!(disposition, "form-data; name=\"{}\"", escaped(&self.name));
        } else if self.file_name.is_some() {
            disposition.push_str("attachment");
        }
        let name = self.file_name.as_ref().or((self.is_file && is_form).then_some(&self.name));
        if let Some(name) = name {
            let _ = write!(disposition, "; filename=\"{}\"", escaped(name));
        }
        if !disposition.is_empty() && !self.headers.contains_key(header::CONTENT_DISPOSITION) {
            target.extend_from_slice(b"Content-Disposition: ");
            target.extend_from_slice(disposition.as_bytes());
            target.extend_from_slice(b"\r\n");
        }
        for (name, value) in &self.headers {
            target.extend_from_slice(name.as_str().as_bytes());
            target.extend_from_slice(b": ");
            target.extend_from_slice(value.as_bytes());
            target.extend_from_slice(b"\r\n");
        }
        target.extend_from_slice(b"\r\n");
    }
}

/// Shows the names of the parts and not what is in them.
impl fmt::Debug for Multipart {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.parts.iter().map(|part| &part.name)).finish()
    }
}

/// A name between quotes, as the WHATWG's standard of HTML has it ("multipart form data").
fn escaped(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.ends_with("/json") || essence.ends_with("+json")
}

/// A boundary of 128 bits that no line of the parts begins with, as far as these are bytes. Nobody can foresee it, so that
/// nothing in a stream has it, by chance or on purpose.
fn boundary(parts: &[Part]) -> String {
    loop {
        let boundary = format!("{:016x}{:016x}", chance::bits(), chance::bits());
        let line = format!("--{boundary}");
        let begins = |text: &Bytes| text.split(|byte| *byte == b'\n').any(|rest| rest.starts_with(line.as_bytes()));
        if !parts.iter().any(|part| part.content.as_bytes().is_some_and(begins)) {
            return boundary;
        }
    }
}
