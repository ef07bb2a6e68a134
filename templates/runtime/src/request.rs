//! Building requests: arguments to path, query, headers and body.

mod encoding;
mod expand;
mod multipart;
mod style;

pub(crate) use encoding::{Place, QUERY, is_dot_segment, scalar};
pub(crate) use expand::expand;
pub use style::{Delimiter, Style};

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, header, method::InvalidMethod, uri::InvalidUri};

use super::{
    error::{Error, RequestError},
    json,
    model::{Field, Value},
    operation::Meta,
    payload::Payload,
};

/// Values of parameters that belong to the client rather than to a call, such as the version of the service.
#[derive(Clone, Default)]
pub struct Shared {
    parameters: Vec<Setting>,
}

#[derive(Clone)]
struct Setting {
    /// The group of operations it is for, as in [`Meta::name`] before the point; all if none.
    group: Option<String>,
    name: String,
    value: String,
}

impl Shared {
    /// No values: every parameter has its default.
    pub fn none() -> &'static Self {
        const NONE: &Shared = &Shared { parameters: Vec::new() };
        NONE
    }

    /// Sets a value for all calls.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.put(None, name.into(), value.into());
    }

    /// Sets a value for the calls of one group of operations, whatever is set for all.
    pub fn set_for(&mut self, group: impl Into<String>, name: impl Into<String>, value: impl Into<String>) {
        self.put(Some(group.into()), name.into(), value.into());
    }

    fn put(&mut self, group: Option<String>, name: String, value: String) {
        self.parameters.retain(|setting| setting.group != group || setting.name != name);
        self.parameters.push(Setting { group, name, value });
    }

    fn get(&self, meta: &Meta, name: &str) -> Option<&str> {
        let group = meta.name.split('.').next();
        let find = |group: Option<&str>| {
            self.parameters.iter().find(|setting| setting.group.as_deref() == group && setting.name == name)
        };
        find(group).or_else(|| find(None)).map(|setting| setting.value.as_str())
    }
}

/// Shows the names and not the values, which may be secret.
impl fmt::Debug for Shared {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.parameters.iter().map(|setting| &setting.name)).finish()
    }
}

/// How many headers most requests have, with those that the client and its credential add: a map that grows is filled
/// anew.
const HEADERS: usize = 12;

/// A request in the making. What cannot be put into it is remembered and comes out of [`finish`](Self::finish).
pub struct RequestBuilder<'a> {
    meta: &'static Meta,
    shared: &'a Shared,
    target: String,
    has_query: bool,
    /// The last parameter in the path, to name it if it makes the path another one.
    in_path: Option<&'static str>,
    headers: HeaderMap,
    cookies: String,
    body: Payload,
    problem: Option<String>,
}

impl<'a> RequestBuilder<'a> {
    /// An empty request of an operation.
    pub fn new(meta: &'static Meta, shared: &'a Shared) -> Self {
        Self {
            meta,
            shared,
            target: String::with_capacity(128),
            has_query: false,
            in_path: None,
            headers: HeaderMap::with_capacity(HEADERS),
            cookies: String::new(),
            body: Payload::empty(),
            problem: None,
        }
    }

    /// A piece of the path that is the same in every call.
    pub fn literal(&mut self, text: &'static str) -> &mut Self {
        if text.starts_with(['/', '?']) {
            self.close_segment();
        }
        self.has_query |= text.contains('?');
        self.target.push_str(text);
        self
    }

    /// A path parameter in the style `simple`: percent-encoded, so that it stays one segment whatever it holds.
    pub fn segment(&mut self, name: &'static str, value: &dyn Field) -> &mut Self {
        self.segment_styled(name, Style::SIMPLE, value)
    }

    /// A path parameter. Slashes that a style keeps separate segments, of which none can mean another path.
    pub fn segment_styled(&mut self, name: &'static str, style: Style, value: &dyn Field) -> &mut Self {
        let place = if self.has_query { Place::Query } else { Place::Path };
        let text = match expand(name, value.value(), style, place) {
            Ok(text) => text.unwrap_or_default(),
            Err(problem) => return self.refuse(name, problem),
        };
        if self.has_query {
            self.target.push_str(&text);
            return self;
        }
        // Of a value that begins with the slash that stands before it already, that slash is one too many.
        let text = if self.target.ends_with('/') { text.trim_start_matches('/') } else { &text };
        if text.is_empty() {
            return self.refuse(name, "is empty, which would be another path");
        }
        self.in_path = Some(name);
        for (index, piece) in text.split('/').enumerate() {
            if index > 0 {
                self.close_segment();
                self.target.push('/');
            }
            self.target.push_str(piece);
        }
        self
    }

    /// A query parameter, written as `form` with `explode` (OpenAPI's default): a list becomes one pair for each item,
    /// an object one for each member.
    pub fn query(&mut self, name: &'static str, value: &dyn Field) -> &mut Self {
        self.query_styled(name, Style::FORM.exploded(), value)
    }

    /// A query parameter.
    pub fn query_styled(&mut self, name: &'static str, style: Style, value: &dyn Field) -> &mut Self {
        self.query_value(name, style, value.value())
    }

    /// An object that is all of the query, written as a form: those of its members that are named here in their styles.
    pub fn query_string(
        &mut self,
        name: &'static str,
        styles: &[(&'static str, Style)],
        value: &dyn Field,
    ) -> &mut Self {
        match expand::form(value.value(), styles) {
            Ok(pairs) => self.pairs(Some(pairs).filter(|pairs| !pairs.is_empty())),
            Err(problem) => self.refuse(name, problem),
        }
    }

    /// A query parameter that the client may set for all calls, with the value that it has otherwise.
    pub fn shared_query(&mut self, name: &'static str, default: &'static str) -> &mut Self {
        let value = self.shared.get(self.meta, name).unwrap_or(default);
        self.query_value(name, Style::FORM.exploded(), Value::String(value))
    }

    /// A header parameter in the style `simple`: a list becomes one value with commas.
    pub fn header(&mut self, name: &'static str, value: &dyn Field) -> &mut Self {
        self.header_styled(name, Style::SIMPLE, value)
    }

    /// A header parameter. Nothing in it is encoded.
    pub fn header_styled(&mut self, name: &'static str, style: Style, value: &dyn Field) -> &mut Self {
        let text = match expand(name, value.value(), style, Place::Header) {
            Ok(Some(text)) => text,
            Ok(None) => return self,
            Err(problem) => return self.refuse(name, problem),
        };
        match (HeaderName::try_from(name), HeaderValue::try_from(text)) {
            (Ok(name), Ok(value)) => {
                self.headers.insert(name, value);
                self
            }
            _ => self.refuse(name, "holds characters that a header cannot"),
        }
    }

    /// A cookie parameter. What its style does not encode is refused if it would end the cookie.
    pub fn cookie(&mut self, name: &'static str, style: Style, value: &dyn Field) -> &mut Self {
        let place = if style.is_cookie() { Place::Cookie } else { Place::FormCookie };
        match expand(name, value.value(), style, place) {
            Ok(None) => return self,
            Ok(Some(text)) if self.cookies.is_empty() => self.cookies = text,
            Ok(Some(text)) => self.cookies.extend(["; ", &text]),
            Err(problem) => return self.refuse(name, problem),
        }
        self
    }

    /// The media types that the operation can read.
    pub fn accept(&mut self, types: &'static str) -> &mut Self {
        self.media_type(header::ACCEPT, Bytes::from_static(types.as_bytes()))
    }

    /// A JSON body. An absent value sends no body.
    pub fn json(&mut self, content_type: &'static str, value: &dyn Field) -> &mut Self {
        if !matches!(value.value(), Value::Absent) {
            return match json::body(value.value()) {
                Some(text) => self.body(content_type, text.into()),
                None => self.refuse("body", json::NO_NUMBER),
            };
        }
        self
    }

    /// The body of a form: the members of an object as pairs, in the order of its fields, those that are named here in
    /// their styles. An absent value sends no body.
    ///
    /// Without a style a list is a pair for each item, and an object is JSON (OpenAPI 3.1.1, section 4.8.15.1).
    pub fn form(
        &mut self,
        content_type: &'static str,
        value: &dyn Field,
        styles: &[(&'static str, Style)],
    ) -> &mut Self {
        match value.value().parts() {
            Value::Absent => self,
            value @ (Value::Map(_) | Value::Record(_)) => match expand::form(value, styles) {
                Ok(pairs) => self.body(content_type, pairs.into()),
                Err(problem) => self.refuse("body", problem),
            },
            _ => self.refuse("body", "is no object, as a form is"),
        }
    }

    /// A body of text. An absent value sends no body.
    pub fn text(&mut self, content_type: &'static str, value: &dyn Field) -> &mut Self {
        let value = value.value();
        if matches!(value, Value::Absent) {
            return self;
        }
        match expand("body", value, Style::SIMPLE, Place::Header) {
            Ok(text) => self.body(content_type, text.unwrap_or_default().into()),
            Err(problem) => self.refuse("body", problem),
        }
    }

    /// A body of lines, each a JSON value. An absent value sends no body.
    pub fn lines(&mut self, content_type: &'static str, value: &dyn Field) -> &mut Self {
        match value.value().parts() {
            Value::Absent => self,
            Value::List(list) => {
                let lines: Option<Vec<Vec<u8>>> = (0..list.len()).map(|index| json::body(list.item(index))).collect();
                let Some(mut lines) = lines else { return self.refuse("body", json::NO_NUMBER) };
                lines.iter_mut().for_each(|line| line.push(b'\n'));
                self.body(content_type, lines.concat().into())
            }
            _ => self.refuse("body", "is no list, as lines are"),
        }
    }

    /// A body as it is, or none.
    pub fn optional_body(&mut self, content_type: &'static str, body: Option<&Payload>) -> &mut Self {
        match body {
            Some(body) => self.body(content_type, body.clone()),
            None => self,
        }
    }

    /// A body as it is. Its own media type comes before the one that is said here.
    pub fn body(&mut self, content_type: &'static str, body: Payload) -> &mut Self {
        let content_type = match body.media_type() {
            Some(own) => Bytes::copy_from_slice(own.as_bytes()),
            None => Bytes::from_static(content_type.as_bytes()),
        };
        self.body = body;
        self.media_type(header::CONTENT_TYPE, content_type)
    }

    /// The request, with a URI that holds path and query only.
    ///
    /// # Errors
    /// [`Error::Request`] when something could not be put into it.
    pub fn finish(mut self) -> Result<http::Request<Payload>, Error> {
        self.close_segment();
        if !self.target.starts_with('/') {
            self.target.insert(0, '/');
        }
        let failed = |problem| Error::Request(Box::new(RequestError::new(self.meta, problem)));
        if let Some(problem) = self.problem {
            return Err(failed(problem));
        }
        let mut request = http::Request::new(self.body);
        *request.method_mut() = self.meta.method.parse().map_err(|error: InvalidMethod| failed(error.to_string()))?;
        *request.uri_mut() = self.target.try_into().map_err(|error: InvalidUri| failed(error.to_string()))?;
        *request.headers_mut() = self.headers;
        if !self.cookies.is_empty() {
            // There is one header for all cookies (RFC 6265, section 5.4).
            let mut value = request.headers().get(header::COOKIE).map_or(Vec::new(), |value| value.as_bytes().to_vec());
            value.extend_from_slice(if value.is_empty() { b"" } else { b"; " });
            value.extend_from_slice(self.cookies.as_bytes());
            let value = HeaderValue::try_from(value).map_err(|error| failed(error.to_string()))?;
            request.headers_mut().insert(header::COOKIE, value);
        }
        Ok(request)
    }

    /// Ends a segment of the path: it must not be one that means another path.
    fn close_segment(&mut self) {
        let (false, Some(name)) = (self.has_query, self.in_path) else { return };
        if self.target.rsplit('/').next().is_some_and(is_dot_segment) {
            self.refuse(name, "makes a dot segment, which would be another path");
        }
    }

    fn media_type(&mut self, name: HeaderName, text: Bytes) -> &mut Self {
        match HeaderValue::from_maybe_shared(text) {
            Ok(value) => {
                self.headers.insert(name, value);
                self
            }
            Err(_) => self.refuse(name.as_str(), "holds characters that a header cannot"),
        }
    }

    fn query_value(&mut self, name: &'static str, style: Style, value: Value<'_>) -> &mut Self {
        match expand(name, value, style, Place::Query) {
            Ok(pairs) => self.pairs(pairs),
            Err(problem) => self.refuse(name, problem),
        }
    }

    /// Continues the query.
    fn pairs(&mut self, pairs: Option<String>) -> &mut Self {
        if let Some(pairs) = pairs {
            self.close_segment();
            self.target.push(if self.has_query { '&' } else { '?' });
            self.has_query = true;
            self.target.push_str(&pairs);
        }
        self
    }

    pub(crate) fn refuse(&mut self, name: &str, problem: &str) -> &mut Self {
        self.problem.get_or_insert_with(|| format!("parameter `{name}` {problem}"));
        self
    }
}

/// Shows the operation only: the rest may be secret.
impl fmt::Debug for RequestBuilder<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("RequestBuilder").field("operation", &self.meta.name).finish_non_exhaustive()
    }
}
