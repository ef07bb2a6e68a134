//! Where a client sends its requests.

use std::{fmt, str::FromStr};

use http::{Uri, uri::PathAndQuery};

/// An absolute URL without query: scheme, host, port if it has one, and a path under which everything is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    origin: String,
    base: String,
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
        let uri: Uri = text.trim().parse().map_err(|_| InvalidEndpoint("is not a URL"))?;
        let scheme = match uri.scheme_str() {
            Some(scheme @ ("http" | "https")) => scheme,
            Some(_) => return Err(InvalidEndpoint("has a scheme that is not http or https")),
            None => return Err(InvalidEndpoint("has no scheme")),
        };
        let authority = uri.authority().ok_or(InvalidEndpoint("has no host"))?;
        if authority.as_str().contains('@') {
            return Err(InvalidEndpoint("holds a user name"));
        }
        if uri.query().is_some() {
            return Err(InvalidEndpoint("has a query"));
        }
        let host = authority.host().to_ascii_lowercase();
        let origin = match (authority.port_u16(), scheme) {
            (None, _) | (Some(443), "https") | (Some(80), "http") => format!("{scheme}://{host}"),
            (Some(port), _) => format!("{scheme}://{host}:{port}"),
        };
        Ok(Self { origin, base: uri.path().trim_end_matches('/').to_owned() })
    }
}

impl Endpoint {
    /// Scheme, host and port, the port only where it is not the scheme's own.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The absolute form of a path and query.
    pub(super) fn join(&self, target: Option<&PathAndQuery>) -> Result<Uri, http::uri::InvalidUri> {
        let target = target.map_or("/", PathAndQuery::as_str);
        format!("{}{}{}", self.origin, self.base, target).parse()
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", self.origin, self.base)
    }
}
