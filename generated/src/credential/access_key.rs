//! Access keys: a signature over each request, made with HMAC-SHA256.
//!
//! The service recomputes the signature from what it receives, so what counts is that signed and sent are the same
//! bytes. Signing is therefore the last step before sending, and each attempt is signed anew with a date of its own.

use std::{fmt, time::SystemTime};

use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose::STANDARD},
};
use bytes::Bytes;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::{HeaderName, HeaderValue, Uri, header};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::http_date::imf_fixdate;
use crate::generated::runtime::{Authenticate, BoxFuture, Payload, client::Attempt, error::AuthenticationError};

const DATE: HeaderName = HeaderName::from_static("x-ms-date");
const CONTENT_HASH: HeaderName = HeaderName::from_static("x-ms-content-sha256");

/// A key that lost its `=` signs on the way is still the whole key.
const FORGIVING: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// One of the two access keys of a Communication Services resource.
///
/// It opens everything in the resource: keep it on servers, and give people tokens instead
/// ([`CommunicationTokenCredential`](super::CommunicationTokenCredential)). Clones share nothing and are cheap.
///
/// Plain `http` is not refused: the signature does not give the key away, and emulators have no certificates.
#[derive(Clone)]
pub struct AccessKeyCredential {
    // The key itself is not kept. This state stands for it, and is wiped on drop (sha2's feature `zeroize`).
    keyed: Hmac<Sha256>,
}

impl AccessKeyCredential {
    /// A credential of a key as the portal shows it, in base64.
    ///
    /// # Errors
    /// When the text is empty or not base64. The error does not hold the text.
    pub fn new(key: &str) -> Result<Self, InvalidAccessKey> {
        let key = key.trim();
        if key.is_empty() {
            return Err(InvalidAccessKey("is empty"));
        }
        let key = Zeroizing::new(FORGIVING.decode(key).map_err(|_| InvalidAccessKey("is not base64"))?);
        let keyed = Hmac::new_from_slice(&key).map_err(|_| InvalidAccessKey("cannot be used"))?;
        Ok(Self { keyed })
    }

    /// Signs a request as it is: its method, path and query, host and body must not change afterwards.
    ///
    /// Calls do this themselves; it is for those who send a request by other means. The URI has to be absolute. The
    /// signed host is that of the `Host` header if there is one, otherwise that of the URI, with a port only where it
    /// is not the scheme's own.
    ///
    /// # Errors
    /// When the request names no host, or the time is not between the years 1970 and 9999.
    pub fn sign(&self, request: &mut http::Request<Bytes>, at: SystemTime) -> Result<(), SigningError> {
        let content_hash = STANDARD.encode(Sha256::digest(request.body()));
        self.sign_hash(request, content_hash, at)
    }

    fn sign_hash<B>(
        &self,
        request: &mut http::Request<B>,
        content_hash: String,
        at: SystemTime,
    ) -> Result<(), SigningError> {
        let date = imf_fixdate(at).ok_or(SigningError::Date)?;
        let host = host(request)?;
        let (path, mark, query) = target(request.uri());
        let lines = [request.method().as_str(), "\n", path, mark, query, "\n", &date, ";", host, ";", &content_hash];
        let signature = self.signature(&lines.concat());
        let authorization =
            ["HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=", &signature].concat();
        let mut authorization = HeaderValue::try_from(authorization).map_err(|_| SigningError::Header)?;
        authorization.set_sensitive(true);
        let date = HeaderValue::try_from(date).map_err(|_| SigningError::Header)?;
        let content_hash = HeaderValue::try_from(content_hash).map_err(|_| SigningError::Header)?;
        let headers = request.headers_mut();
        headers.insert(DATE, date);
        headers.insert(CONTENT_HASH, content_hash);
        headers.insert(header::AUTHORIZATION, authorization);
        Ok(())
    }

    fn signature(&self, text: &str) -> String {
        let mut keyed = self.keyed.clone();
        keyed.update(text.as_bytes());
        STANDARD.encode(keyed.finalize().into_bytes())
    }
}

impl Authenticate for AccessKeyCredential {
    fn authenticate<'a>(
        &'a self,
        attempt: Attempt<'a>,
        request: &'a mut http::Request<Payload>,
    ) -> BoxFuture<'a, Result<(), AuthenticationError>> {
        Box::pin(async move {
            let hash = request.body().as_bytes().map(|body| STANDARD.encode(Sha256::digest(body)));
            hash.ok_or(SigningError::Stream)
                .and_then(|hash| self.sign_hash(request, hash, attempt.clock().now()))
                .map_err(|error| AuthenticationError::new(attempt.meta(), error.to_string(), Some(Box::new(error))))
        })
    }
}

impl fmt::Debug for AccessKeyCredential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("AccessKeyCredential").finish_non_exhaustive()
    }
}

/// A text that is not an access key. It does not hold the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidAccessKey(&'static str);

impl fmt::Display for InvalidAccessKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the access key {}: expected base64, as the portal shows it under Keys", self.0)
    }
}

impl std::error::Error for InvalidAccessKey {}

/// A request that cannot be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SigningError {
    /// It has neither an absolute URI nor a `Host` header that is a text.
    Host,
    /// The time is not between the years 1970 and 9999.
    Date,
    /// It holds something that a header cannot.
    Header,
    /// Its body is a stream, and a signature is made over all of the bytes.
    Stream,
}

impl fmt::Display for SigningError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Host => "the request cannot be signed: it names no host",
            Self::Date => "the request cannot be signed: the clock is not between the years 1970 and 9999",
            Self::Header => "the request cannot be signed: it holds something that a header cannot",
            Self::Stream => "the request cannot be signed: its body is a stream, and must be all there",
        })
    }
}

impl std::error::Error for SigningError {}

/// Path and query as they go over the wire, with what stands between.
fn target(uri: &Uri) -> (&str, &str, &str) {
    let path = match uri.path() {
        "" => "/",
        path => path,
    };
    match uri.query() {
        Some(query) => (path, "?", query),
        None => (path, "", ""),
    }
}

/// What the `Host` header says, or will say: HTTP clients leave out the scheme's own port (RFC 9110, section 4.2.3).
fn host<B>(request: &http::Request<B>) -> Result<&str, SigningError> {
    if let Some(host) = request.headers().get(header::HOST) {
        return host.to_str().map_err(|_| SigningError::Host);
    }
    let uri = request.uri();
    let authority = uri.authority().filter(|authority| !authority.host().is_empty()).ok_or(SigningError::Host)?;
    Ok(match (authority.port_u16(), uri.scheme_str()) {
        (None, _) | (Some(443), Some("https")) | (Some(80), Some("http")) => authority.host(),
        // A user's name is no part of it.
        (Some(_), _) => authority.as_str().rsplit('@').next().unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_the_key_is_wiped() {
        // The state of `Hmac` is two of these.
        fn is_wiped<T: zeroize::ZeroizeOnDrop>() {}
        is_wiped::<Sha256>();
    }

    #[test]
    fn texts_are_signed_as_their_utf8_bytes() {
        let key = AccessKeyCredential::new("pw==").unwrap();
        assert_eq!(key.signature("banana"), "88EC05aAS9iXnaimtNO78JLjiPtfWryQB/5QYEzEsu8=");
        assert_eq!(key.signature("😀"), "1rudJKjn2Zi+3hRrBG29wIF6pD6YyAeQR1ZcFtXoKAU=");
    }
}
