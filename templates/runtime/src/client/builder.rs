//! The settings of a client.

use std::{fmt, sync::Arc, time::Duration};

use http::{HeaderName, HeaderValue};

use super::super::{
    error::TransportError,
    transport::{Clock, Transport},
};
use super::{
    Authenticate, Client, Inner, InvalidEndpoint, Options, RateLimit, Retry, configured::REQUEST_ID_HEADER, defaults,
};

/// Builds a [`Client`].
#[must_use = "a builder does nothing until it is built"]
pub struct ClientBuilder {
    endpoint: String,
    servers: Vec<(String, String)>,
    transport: Option<Arc<dyn Transport>>,
    clock: Option<Arc<dyn Clock>>,
    user_agent: Option<String>,
    request_id_header: Option<String>,
    options: Options,
}

/// A client that cannot be built.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// An endpoint is not one.
    Endpoint(InvalidEndpoint),
    /// The default transport cannot be set up.
    Transport(TransportError),
    /// There is no default transport or clock without one of the features `reqwest` and `blocking`, and none was given.
    NoTransport,
    /// The user agent holds characters that a header cannot.
    UserAgent,
    /// The header for the ids of calls is none.
    RequestIdHeader,
}

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Endpoint(error) => error.fmt(formatter),
            Self::Transport(error) => error.fmt(formatter),
            Self::NoTransport => formatter.write_str(
                "the client has no transport or clock: give it both, or enable the feature `reqwest` or `blocking`",
            ),
            Self::UserAgent => formatter.write_str("the user agent holds characters that a header cannot"),
            Self::RequestIdHeader => {
                formatter.write_str("the header for the ids of calls has a name that none can have")
            }
        }
    }
}

impl std::error::Error for BuildError {}

impl ClientBuilder {
    pub(super) fn new(endpoint: &str) -> Self {
        Self {
            endpoint: endpoint.to_owned(),
            servers: Vec::new(),
            transport: None,
            clock: None,
            user_agent: None,
            request_id_header: REQUEST_ID_HEADER.map(str::to_owned),
            options: Options::default(),
        }
    }

    /// The endpoint for the operations that the document places on a server of their own: `server` is that server as
    /// their documentation names it, and `endpoint` is where they are called, with the client's credentials. Without it
    /// they are called at the client's endpoint, unless that is another server of the document: then they are an error.
    pub fn server(mut self, server: impl Into<String>, endpoint: impl Into<String>) -> Self {
        self.servers.push((server.into(), endpoint.into()));
        self
    }

    /// How requests are sent. By default with reqwest, if that feature is enabled, and with ureq for calls that block, if
    /// the feature `blocking` is.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// How time is told and waited for. By default with Tokio, if the feature `reqwest` is enabled, and by a thread that
    /// sleeps for calls that block, if the feature `blocking` is.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    /// The credential. By default there is none.
    pub fn authenticate(mut self, authenticate: impl Authenticate + 'static) -> Self {
        self.options.authenticate = Some(Arc::new(authenticate));
        self
    }

    /// Sends credentials over plain `http` to other machines too, where everybody on the way can read and use them: for a
    /// network that is trusted, such as that of a cluster whose proxies encrypt.
    ///
    /// By default keys, passwords and tokens go over `https` only, and over `http` to this machine; a call that would send
    /// one otherwise fails with [`Error::Authentication`](super::super::Error::Authentication), and nothing is sent. It
    /// has no effect on the address of an OAuth 2 token endpoint, nor on a credential of your own that does not ask
    /// [`Attempt::confidential`](super::Attempt::confidential).
    pub fn allow_credentials_over_http(mut self) -> Self {
        self.options.credentials_over_http = true;
        self
    }

    /// The value of a parameter in all calls, instead of its default: `.parameter("api-version", "2024-03-07")`.
    /// Works for the parameters that this crate treats as the client's.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.shared.set(name, value);
        self
    }

    /// The same for one group of operations, by the name of its module: `.parameter_for("chat", "api-version", "…")`.
    /// It wins over what is set for all.
    pub fn parameter_for(
        mut self,
        group: impl Into<String>,
        name: impl Into<String>,
        value: impl Into<String>,
    ) -> Self {
        self.options.shared.set_for(group, name, value);
        self
    }

    /// When and how often a failed attempt is repeated.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.options.retry = retry;
        self
    }

    /// How long a call may take in all: waiting for the [rate limit](Self::rate_limit), credentials, attempts and the
    /// pauses between them. By default there is no limit but those of its parts.
    ///
    /// A pause that would last longer is not begun: the call fails at once, with the last failure. Of pages and pollers,
    /// the limit holds for each request.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// How long one attempt may take, with its credential and its body: 100 seconds by default.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.options.attempt_timeout = timeout;
        self
    }

    /// How long a response that is streamed may be silent before it is given up: 300 seconds by default.
    /// [`Duration::MAX`] waits for ever. The other limits hold until the head of such a response is there.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.options.idle_timeout = timeout;
        self
    }

    /// How many bytes of a response are read at the most: 64 MiB by default. A longer one is an error. A response that
    /// is streamed has no limit.
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.options.response_limit = bytes;
        self
    }

    /// How many requests are sent in any stretch of time of that length, at the most: `rate_limit(100, minute)` never
    /// sends the 101st within a minute of the first. By default there is no limit.
    ///
    /// Every request counts: further attempts of a call, pages, and questions about an operation that goes on. What is
    /// over the limit waits on the client's clock, in the order of arrival, before it is signed, and not as a part of
    /// the [`attempt_timeout`](Self::attempt_timeout). Who gives up leaves the turn to the next one. Clones of the client share the
    /// limit; other clients do not. A limit of 0 is one of 1.
    pub fn rate_limit(mut self, calls: u32, per: Duration) -> Self {
        self.options.rate_limit = Some(RateLimit::new(calls, per));
        self
    }

    /// What the client calls itself. By default this crate's name and version.
    pub fn user_agent(mut self, name: impl Into<String>) -> Self {
        self.user_agent = Some(name.into());
        self
    }

    /// The header that carries the id of each call, or none: a random UUID, the same in all attempts, by which both sides
    /// find the call in their logs. An operation or a call that has the header already keeps it.
    ///
    /// Errors show the id ([`ServiceError::request_id`](super::super::ServiceError::request_id)). By default it is what
    /// the services of this crate are known to look for.
    pub fn request_id_header(mut self, name: Option<&str>) -> Self {
        self.request_id_header = name.map(str::to_owned);
        self
    }

    /// The client.
    ///
    /// # Errors
    /// When an endpoint is not an absolute URL, or the transport cannot be set up.
    pub fn build(self) -> Result<Client, BuildError> {
        let endpoint = self.endpoint.parse().map_err(BuildError::Endpoint)?;
        let servers = self.servers.into_iter().map(|(server, endpoint)| Ok((server, endpoint.parse()?)));
        let servers = servers.collect::<Result<_, _>>().map_err(BuildError::Endpoint)?;
        let user_agent = match self.user_agent {
            Some(name) => HeaderValue::try_from(name).map_err(|_| BuildError::UserAgent)?,
            None => HeaderValue::from_static(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"))),
        };
        let request_id_header = match self.request_id_header {
            Some(name) => Some(HeaderName::try_from(name).map_err(|_| BuildError::RequestIdHeader)?),
            None => None,
        };
        Ok(Client {
            inner: Arc::new(Inner {
                endpoint,
                servers,
                transport: self.transport.map_or_else(defaults::transport, Ok)?,
                clock: self.clock.map_or_else(defaults::clock, Ok)?,
                user_agent,
                request_id_header,
                options: self.options,
            }),
            settings: None,
        })
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ClientBuilder").finish_non_exhaustive()
    }
}
