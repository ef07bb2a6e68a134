//! OAuth 2 for programs that act for themselves: the client credentials grant (RFC 6749, section 4.4).
//!
//! The id and the secret of the client go to the token endpoint, and the token that it gives for them goes to the
//! client's own endpoint; neither goes anywhere else.

use std::{fmt, sync::Arc, time::Duration};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::{HeaderValue, Method, StatusCode, Uri, header};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use super::{
    super::{
        body::Body,
        client::{Attempt, Authenticate, Rejection, Retry},
        error::{AuthenticationError, Line, TransportError, shown},
        json,
        payload::Payload,
        transport::{BoxFuture, Clock, Transport},
    },
    AccessToken, Lead, Secret, TokenCache, TokenError,
    confidential::{self, Exposed},
};

/// From then on one call gets the next token, and goes on with the old one if there is none.
const EARLY: Duration = Duration::from_secs(5 * 60);
/// From then on no call goes on with the old one: it could end on the way.
const DUE: Duration = Duration::from_secs(30);
/// How long a call waits for a token.
const PATIENCE: Duration = Duration::from_secs(30);
/// No answer with a token is as long as this.
const LARGEST: usize = 1 << 20;

/// An OAuth 2 client that acts for itself: its id and secret get it a token, which is kept and renewed.
///
/// The token is renewed from five minutes before it ends: by one call, while others go on with the old one. Calls that
/// need one at the same time wait for the same request, and when it fails they fail with it. A token that the service
/// does not take (401) is renewed once, unless it is less than a minute old.
///
/// The token endpoint is asked by the means of the client: its transport and its clock. It is asked again when it
/// could not be reached or says to come back, as [`Retry`] does by default. What goes there, goes over `https`, or over
/// `http` to this machine; redirects are not followed.
///
/// Clones share the token.
#[derive(Clone)]
pub struct ClientCredentials {
    grant: Arc<Grant>,
    cache: Arc<TokenCache>,
}

#[derive(Clone)]
struct Grant {
    token_url: String,
    id: String,
    secret: Secret,
    scopes: Vec<String>,
    parameters: Vec<(String, String)>,
    secret_in_body: bool,
}

impl ClientCredentials {
    /// A client that the authorization server knows by that id and secret. The token URL is that of the scheme in the
    /// document, or of the server's metadata.
    pub fn new(token_url: impl Into<String>, client_id: impl Into<String>, client_secret: impl Into<Secret>) -> Self {
        Self::of(Grant {
            token_url: token_url.into(),
            id: client_id.into(),
            secret: client_secret.into(),
            scopes: Vec::new(),
            parameters: Vec::new(),
            secret_in_body: false,
        })
    }

    /// Asks for one more scope. Without any, the server decides what the token allows.
    #[must_use]
    pub fn scope(self, scope: impl Into<String>) -> Self {
        self.change(|grant| grant.scopes.push(scope.into()))
    }

    /// Adds a parameter that the server wants beside those of the standard, such as an `audience`.
    #[must_use]
    pub fn parameter(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.change(|grant| grant.parameters.push((name.into(), value.into())))
    }

    /// Sends id and secret in the body of the request, as the method `client_secret_post` of RFC 7591 does, for a server
    /// that does not take them in the header `Authorization` (RFC 6749, section 2.3.1).
    #[must_use]
    pub fn client_secret_post(self) -> Self {
        self.change(|grant| grant.secret_in_body = true)
    }

    /// Another client has other tokens.
    fn change(self, change: impl FnOnce(&mut Grant)) -> Self {
        let mut grant = Arc::unwrap_or_clone(self.grant);
        change(&mut grant);
        Self::of(grant)
    }

    fn of(grant: Grant) -> Self {
        let lead = Lead { early: Some(EARLY), due: DUE };
        Self { grant: Arc::new(grant), cache: Arc::new(TokenCache::new(lead, PATIENCE)) }
    }
}

impl Authenticate for ClientCredentials {
    fn authenticate<'a>(
        &'a self,
        attempt: Attempt<'a>,
        request: &'a mut http::Request<Payload>,
    ) -> BoxFuture<'a, Result<(), AuthenticationError>> {
        Box::pin(async move {
            let refresh = || -> BoxFuture<'static, _> {
                let (transport, clock) = (Arc::clone(attempt.transport()), Arc::clone(attempt.clock()));
                Box::pin(token(Arc::clone(&self.grant), transport, clock))
            };
            self.cache.authenticate(attempt, Some(&refresh), request).await
        })
    }

    fn rejected(&self, rejection: &Rejection<'_>) -> bool {
        self.cache.reject(rejection)
    }
}

/// Shows whom it asks, and for what.
impl fmt::Debug for ClientCredentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ClientCredentials")
            .field("token_url", &shown(&self.grant.token_url))
            .field("client_id", &self.grant.id)
            .field("scopes", &self.grant.scopes)
            .finish_non_exhaustive()
    }
}

/// A new token. It ends by the time at which it was asked for: a little early rather than late.
async fn token(
    grant: Arc<Grant>,
    transport: Arc<dyn Transport>,
    clock: Arc<dyn Clock>,
) -> Result<AccessToken, TokenError> {
    let failed = |reason| TokenError::Refresher(Arc::new(OAuth2Error::new(&grant.token_url, reason)));
    let asked = clock.now();
    let response = ask(&grant, &*transport, &*clock).await.map_err(failed)?;
    let (token, lasts) = read(&grant, response).map_err(failed)?;
    let end = lasts.and_then(|lasts| asked.checked_add(lasts));
    let token = AccessToken::new(token);
    Ok(match end {
        Some(end) => token.with_expires_on(end),
        None => token,
    })
}

async fn ask(grant: &Grant, transport: &dyn Transport, clock: &dyn Clock) -> Result<http::Response<Bytes>, Reason> {
    let retry = Retry::default();
    let mut attempt = 1;
    loop {
        let outcome = exchange(grant.request()?, transport).await;
        let pause = match &outcome {
            Ok(response) => retry.after_response(attempt, true, response, clock.now()),
            Err(error) => retry.after_error(attempt, true, error),
        };
        match pause {
            Some(pause) => clock.sleep(pause).await,
            None => return outcome.map_err(Reason::Transport),
        }
        attempt += 1;
    }
}

async fn exchange(
    request: http::Request<Body>,
    transport: &dyn Transport,
) -> Result<http::Response<Bytes>, TransportError> {
    let (parts, body) = transport.send(request).await?.into_parts();
    Ok(http::Response::from_parts(parts, body.collect(LARGEST).await?))
}

impl Grant {
    fn request(&self) -> Result<http::Request<Body>, Reason> {
        let uri = self.token_url.parse::<Uri>().map_err(|_| Reason::Address("the address is not a URL"))?;
        confidential::check(&uri).map_err(Reason::Exposed)?;
        if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
            return Err(Reason::Address("the address holds a user name"));
        }
        let body = self.body();
        let mut request = http::Request::new(Body::from(Bytes::copy_from_slice(body.as_bytes())));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = uri;
        let headers = request.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        if !self.secret_in_body {
            let pair = Zeroizing::new(format!("{}:{}", form(&self.id), &*Zeroizing::new(form(self.secret.expose()))));
            let value = Zeroizing::new(format!("Basic {}", STANDARD.encode(pair.as_bytes())));
            let mut value = HeaderValue::try_from(value.as_str()).map_err(|_| Reason::Malformed("the client's id"))?;
            value.set_sensitive(true);
            headers.insert(header::AUTHORIZATION, value);
        }
        Ok(request)
    }

    fn body(&self) -> Zeroizing<String> {
        let mut body = Zeroizing::new(String::from("grant_type=client_credentials"));
        let mut add = |name: &str, value: &str| {
            let value = Zeroizing::new(form(value));
            body.extend(["&", &form(name), "=", &value]);
        };
        if !self.scopes.is_empty() {
            add("scope", &self.scopes.join(" "));
        }
        self.parameters.iter().for_each(|(name, value)| add(name, value));
        if self.secret_in_body {
            add("client_id", &self.id);
            add("client_secret", self.secret.expose());
        }
        body
    }
}

/// A text as a form writes it (RFC 6749, appendix B): a space is a plus sign.
fn form(text: &str) -> String {
    const FORM: &AsciiSet = &NON_ALPHANUMERIC.remove(b'*').remove(b'-').remove(b'.').remove(b'_');
    utf8_percent_encode(text, FORM).to_string().replace("%20", "+")
}

/// The token of an answer, and how long it lasts (RFC 6749, section 5.1).
fn read(grant: &Grant, response: http::Response<Bytes>) -> Result<(Secret, Option<Duration>), Reason> {
    if response.status() != StatusCode::OK {
        return Err(refusal(grant, &response));
    }
    let Ok(Value::Object(mut answer)) = json::decode(response.body()) else {
        return Err(Reason::Malformed("it is no JSON object"));
    };
    match answer.get("token_type") {
        Some(Value::String(kind)) if kind.eq_ignore_ascii_case("bearer") => {}
        _ => return Err(Reason::Malformed("its `token_type` is not `Bearer`")),
    }
    match answer.remove("access_token") {
        Some(Value::String(token)) => Ok((Secret::from(token), lasts(&answer))),
        _ => Err(Reason::Malformed("it has no `access_token`")),
    }
}

/// Seconds, as a number; some servers write a text. Nothing is known of a token that does not say it.
fn lasts(answer: &Map<String, Value>) -> Option<Duration> {
    let seconds = match answer.get("expires_in")? {
        Value::String(text) => text.trim().parse().ok()?,
        other => other.as_f64()?,
    };
    Duration::try_from_secs_f64(seconds).ok()
}

/// What an answer says that is no token (RFC 6749, section 5.2).
fn refusal(grant: &Grant, response: &http::Response<Bytes>) -> Reason {
    let answer: Value = json::decode(response.body()).unwrap_or_default();
    let text = |name: &str| {
        let text = answer.get(name)?.as_str()?;
        // A server that repeats what it was sent is no reason to show it.
        Some(match grant.secret.expose() {
            "" => text.to_owned(),
            secret => text.replace(secret, "[redacted]").replace(&*Zeroizing::new(form(secret)), "[redacted]"),
        })
    };
    Reason::Refused { status: response.status(), error: text("error"), description: text("error_description") }
}

/// Why the token endpoint gave no token. It holds neither a secret nor a token.
#[derive(Debug)]
pub struct OAuth2Error {
    address: String,
    reason: Reason,
}

#[derive(Debug)]
enum Reason {
    Address(&'static str),
    Exposed(Exposed),
    Transport(TransportError),
    Refused { status: StatusCode, error: Option<String>, description: Option<String> },
    Malformed(&'static str),
}

impl OAuth2Error {
    fn new(token_url: &str, reason: Reason) -> Self {
        Self { address: shown(token_url), reason }
    }

    /// The status of an answer that is no token.
    pub fn status(&self) -> Option<StatusCode> {
        match &self.reason {
            Reason::Refused { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// The server's code for the problem: `invalid_client`, `invalid_scope` and so on (RFC 6749, section 5.2).
    pub fn error(&self) -> Option<&str> {
        match &self.reason {
            Reason::Refused { error, .. } => error.as_deref(),
            _ => None,
        }
    }

    /// The server's own words.
    pub fn description(&self) -> Option<&str> {
        match &self.reason {
            Reason::Refused { description, .. } => description.as_deref(),
            _ => None,
        }
    }
}

impl fmt::Display for OAuth2Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "token endpoint {}: ", self.address)?;
        match &self.reason {
            Reason::Address(problem) => formatter.write_str(problem),
            Reason::Exposed(problem) => problem.fmt(formatter),
            Reason::Transport(error) => error.fmt(formatter),
            Reason::Malformed(problem) => write!(formatter, "the answer is of no use: {problem}"),
            Reason::Refused { status, error, description } => {
                write!(formatter, "{status}")?;
                if status.is_redirection() {
                    formatter.write_str(", which is not followed: credentials stay with the address that was given")?;
                }
                for words in [error, description].into_iter().flatten() {
                    write!(formatter, ": {}", Line(words))?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for OAuth2Error {}
