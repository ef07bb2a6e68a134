//! Where a client sends its requests.

use std::{borrow::Cow, fmt, str::FromStr};

use http::{
    Uri,
    uri::{Authority, PathAndQuery, Scheme},
};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::super::request::is_dot_segment;

/// What a path cannot hold as it is.
const PATH: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// The same for a query.
const QUERY: &AsciiSet = &PATH.add(b'\'');

/// An absolute URL without query: scheme, host, port if it has one, and a path under which everything is.
#[derive(Clone, PartialEq, Eq)]
pub struct Endpoint {
    origin: String,
    base: String,
    /// The parts of the origin.
    scheme: Scheme,
    authority: Authority,
}

/// A text that is not an endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidEndpoint(&'static str);

impl fmt::Display for InvalidEndpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The text itself is not shown: people paste connection strings here.
        write!(formatter, "the endpoint {}: expected a URL such as https://api.example.com", self.0)
    }
}

impl std::error::Error for InvalidEndpoint {}

impl FromStr for Endpoint {
    type Err = InvalidEndpoint;

    fn from_str(text: &str) -> Result<Self, InvalidEndpoint> {
        let text = text.trim();
        if text.contains('#') {
            return Err(InvalidEndpoint("has a fragment"));
        }
        let uri: Uri = text.parse().map_err(|_| InvalidEndpoint("is not a URL"))?;
        if uri.query().is_some() {
            return Err(InvalidEndpoint("has a query"));
        }
        if uri.path().split('/').any(is_dot_segment) {
            return Err(InvalidEndpoint("has a dot segment"));
        }
        let base = uri.path().trim_end_matches('/').to_owned();
        let origin = origin(&uri)?;
        let parts = origin.parse().map(Uri::into_parts).map_err(|_| InvalidEndpoint("is not a URL"))?;
        let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) else {
            return Err(InvalidEndpoint("is not a URL"));
        };
        Ok(Self { origin, base, scheme, authority })
    }
}

/// Scheme, host and port of a URL, written as the client writes them.
fn origin(uri: &Uri) -> Result<String, InvalidEndpoint> {
    let scheme = match uri.scheme_str() {
        Some(scheme @ ("http" | "https")) => scheme,
        Some(_) => return Err(InvalidEndpoint("has a scheme that is not http or https")),
        None => return Err(InvalidEndpoint("has no scheme")),
    };
    let authority = uri.authority().ok_or(InvalidEndpoint("has no host"))?;
    if authority.as_str().contains('@') {
        return Err(InvalidEndpoint("holds a user name"));
    }
    let host = authority.host().to_ascii_lowercase();
    if host.is_empty() {
        return Err(InvalidEndpoint("has no host"));
    }
    let port = match authority.as_str().get(host.len()..).unwrap_or_default() {
        "" | ":" => None,
        port => {
            let port = port.strip_prefix(':').and_then(|port| port.parse().ok());
            Some(port.ok_or(InvalidEndpoint("has a port that is none"))?)
        }
    };
    Ok(match (port, scheme) {
        (None, _) | (Some(443), "https") | (Some(80), "http") => format!("{scheme}://{host}"),
        (Some::<u16>(port), _) => format!("{scheme}://{host}:{port}"),
    })
}

impl Endpoint {
    /// Scheme, host and port, the port only where it is not the scheme's own.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// A server of the service, if it is on this origin: an absolute URL, or a path.
    pub(super) fn sibling(&self, server: &str) -> Option<Self> {
        match server.strip_prefix('/') {
            Some(_) => Some(Self { base: server.trim_end_matches('/').to_owned(), ..self.clone() }),
            None => server.parse().ok().filter(|sibling: &Self| sibling.origin == self.origin),
        }
    }

    /// The absolute form of a path and query. What HTTP clients write in another form (a `{` in a link that a service
    /// made, for one) has that form here already, since this is what is signed.
    pub(super) fn join(&self, target: Option<PathAndQuery>) -> Result<Uri, http::Error> {
        let target = target.unwrap_or_else(|| PathAndQuery::from_static("/"));
        let path = Cow::from(utf8_percent_encode(target.path(), PATH));
        let query = target.query().map(|query| Cow::from(utf8_percent_encode(query, QUERY)));
        let target = match (self.base.as_str(), path, query) {
            // Nearly always, since operations write nothing that would need another form.
            ("", Cow::Borrowed(_), None | Some(Cow::Borrowed(_))) => target,
            (base, path, None) => format!("{base}{path}").parse()?,
            (base, path, Some(query)) => format!("{base}{path}?{query}").parse()?,
        };
        Uri::builder().scheme(self.scheme.clone()).authority(self.authority.clone()).path_and_query(target).build()
    }
}

/// A link that is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// It leads to another scheme, host or port, where credentials have no business.
    Elsewhere,
    /// It is no URL that can be requested.
    Malformed,
}

impl Endpoint {
    /// The address of a link that the service gave: an absolute one of the same origin, or a path on it.
    pub(super) fn follow(&self, link: &str) -> Result<Uri, Refused> {
        let link = link.split('#').next().unwrap_or_default().trim();
        let absolute = match link.strip_prefix('/') {
            Some(rest) if rest.starts_with(['/', '\\']) => return Err(Refused::Elsewhere),
            Some(_) => format!("{}{link}", self.origin),
            None => link.to_owned(),
        };
        let (before, query) = match absolute.split_once('?') {
            Some((before, query)) => (before, Some(query)),
            None => (absolute.as_str(), None),
        };
        let mut text = utf8_percent_encode(before, PATH).to_string();
        if let Some(query) = query {
            text.push('?');
            text.extend(utf8_percent_encode(query, QUERY));
        }
        let uri: Uri = text.parse().map_err(|_| Refused::Malformed)?;
        if uri.scheme().is_none() || uri.path().split('/').any(is_dot_segment) {
            return Err(Refused::Malformed);
        }
        match origin(&uri) {
            Ok(origin) if origin == self.origin => {
                // Host and port in the client's own spelling, path and query in the service's.
                let target = uri.path_and_query().map_or("/", PathAndQuery::as_str);
                format!("{origin}{target}").parse().map_err(|_| Refused::Malformed)
            }
            _ => Err(Refused::Elsewhere),
        }
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Endpoint").field("origin", &self.origin).field("base", &self.base).finish()
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", self.origin, self.base)
    }
}
