//! Credentials that do not change: a key, a name and a password, a token. They are put on requests that nobody can read on
//! their way.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::{HeaderName, HeaderValue, Uri, header};
use percent_encoding::utf8_percent_encode;
use zeroize::Zeroizing;

use super::{
    super::{
        client::{Attempt, Authenticate},
        error::AuthenticationError,
        operation::Meta,
        payload::Payload,
        request::QUERY,
        transport::BoxFuture,
    },
    Secret,
};

/// A key in a header, in the query or in a cookie (OpenAPI's `apiKey`).
#[derive(Clone, Debug)]
pub struct ApiKey {
    place: Place,
    name: String,
    key: Secret,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Header,
    Query,
    Cookie,
}

impl ApiKey {
    /// A key in a header.
    pub fn header(name: impl Into<String>, key: impl Into<Secret>) -> Self {
        Self { place: Place::Header, name: name.into(), key: key.into() }
    }

    /// A key in the query.
    pub fn query(name: impl Into<String>, key: impl Into<Secret>) -> Self {
        Self { place: Place::Query, name: name.into(), key: key.into() }
    }

    /// A key in a cookie.
    pub fn cookie(name: impl Into<String>, key: impl Into<Secret>) -> Self {
        Self { place: Place::Cookie, name: name.into(), key: key.into() }
    }
}

impl Authenticate for ApiKey {
    fn authenticate<'a>(
        &'a self,
        attempt: Attempt<'a>,
        request: &'a mut http::Request<Payload>,
    ) -> BoxFuture<'a, Result<(), AuthenticationError>> {
        let result = attempt.confidential(request).and_then(|()| match self.place {
            Place::Header => insert(attempt.meta(), request, &self.name, self.key.expose().as_bytes()),
            Place::Query => append_query(attempt.meta(), request, &self.name, self.key.expose()),
            Place::Cookie => append_cookie(attempt.meta(), request, &self.name, self.key.expose()),
        });
        Box::pin(std::future::ready(result))
    }
}

/// A name and a password (RFC 7617).
#[derive(Clone, Debug)]
pub struct Basic {
    name: String,
    password: Secret,
}

impl Basic {
    /// A name, which has no colon in it, and a password.
    pub fn new(name: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self { name: name.into(), password: password.into() }
    }
}

impl Authenticate for Basic {
    fn authenticate<'a>(
        &'a self,
        attempt: Attempt<'a>,
        request: &'a mut http::Request<Payload>,
    ) -> BoxFuture<'a, Result<(), AuthenticationError>> {
        let result = if self.name.contains(':') {
            Err(AuthenticationError::new(
                attempt.meta(),
                "the user name has a colon in it, which RFC 7617 does not allow",
                None,
            ))
        } else {
            let pair = Zeroizing::new(format!("{}:{}", self.name, self.password.expose()));
            let value = Zeroizing::new(format!("Basic {}", STANDARD.encode(pair.as_bytes())));
            attempt
                .confidential(request)
                .and_then(|()| insert(attempt.meta(), request, header::AUTHORIZATION.as_str(), value.as_bytes()))
        };
        Box::pin(std::future::ready(result))
    }
}

/// A token (RFC 6750) that is used as it is.
#[derive(Clone, Debug)]
pub struct Bearer {
    token: Secret,
}

impl Bearer {
    /// A token.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self { token: token.into() }
    }
}

impl Authenticate for Bearer {
    fn authenticate<'a>(
        &'a self,
        attempt: Attempt<'a>,
        request: &'a mut http::Request<Payload>,
    ) -> BoxFuture<'a, Result<(), AuthenticationError>> {
        let value = Zeroizing::new(format!("Bearer {}", self.token.expose()));
        let result = attempt
            .confidential(request)
            .and_then(|()| insert(attempt.meta(), request, header::AUTHORIZATION.as_str(), value.as_bytes()));
        Box::pin(std::future::ready(result))
    }
}

fn insert(
    meta: &'static Meta,
    request: &mut http::Request<Payload>,
    name: &str,
    secret: &[u8],
) -> Result<(), AuthenticationError> {
    match (HeaderName::try_from(name), HeaderValue::from_bytes(secret)) {
        (Ok(name), Ok(mut value)) => {
            value.set_sensitive(true);
            request.headers_mut().insert(name, value);
            Ok(())
        }
        (Err(_), _) => Err(AuthenticationError::new(meta, "the credential's header name is none", None)),
        (_, Err(_)) => {
            Err(AuthenticationError::new(meta, "the credential holds characters that a header cannot", None))
        }
    }
}

fn append_query(
    meta: &'static Meta,
    request: &mut http::Request<Payload>,
    name: &str,
    secret: &str,
) -> Result<(), AuthenticationError> {
    let separator = if request.uri().query().is_some() { '&' } else { '?' };
    let (name, secret) = (utf8_percent_encode(name, QUERY), utf8_percent_encode(secret, QUERY));
    let text = Zeroizing::new(format!("{}{separator}{name}={secret}", request.uri()));
    // The error would show the text.
    let uri = Uri::try_from(text.as_str())
        .map_err(|_| AuthenticationError::new(meta, "the credential cannot stand in a query", None))?;
    *request.uri_mut() = uri;
    Ok(())
}

fn append_cookie(
    meta: &'static Meta,
    request: &mut http::Request<Payload>,
    name: &str,
    secret: &str,
) -> Result<(), AuthenticationError> {
    let breaks = |letter: char| matches!(letter, ';' | ',' | '"' | '\\') || letter.is_whitespace();
    if secret.contains(breaks) || name.contains(breaks) {
        // RFC 6265, section 4.1.1.
        return Err(AuthenticationError::new(meta, "the credential holds characters that a cookie cannot", None));
    }
    // The call's own cookies need not be ASCII.
    let mut value = Zeroizing::new(Vec::new());
    if let Some(before) = request.headers().get(header::COOKIE) {
        value.extend_from_slice(before.as_bytes());
        value.extend_from_slice(b"; ");
    }
    value.extend_from_slice(format!("{name}={secret}").as_bytes());
    insert(meta, request, header::COOKIE.as_str(), &value)
}
