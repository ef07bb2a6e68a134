//! A client: an endpoint, a credential and a transport.
//!
//! # What is told to `tracing`
//!
//! With the feature `tracing`, a call is a span named `call` and each attempt one within it named `attempt`, both at
//! level `INFO` with this crate's name as target. The fields have OpenTelemetry's names for HTTP clients:
//! `http.request.method`, `http.request.resend_count`, `http.response.status_code`, `error.type`, `server.address`,
//! `server.port`, `url.template` and `url.full`; `otel.name` is the operation's name for a call, and method and path
//! template for an attempt; `request.id` is the id of the call, if it has one
//! ([`ClientBuilder::request_id_header`]). An event at level `INFO` says that an attempt is repeated, why and after how
//! long; one at level `DEBUG` that a call waits for something else.
//!
//! Of headers only lengths, types, request ids, error codes and the ones that ask for a pause are told. In `url.full`
//! stand the template for the path and `REDACTED` for the value of each parameter but `api-version`. Bodies and
//! credentials are never told.

mod authenticate;
mod builder;
mod call;
mod configured;
mod deadline;
mod defaults;
mod endpoint;
mod events;
mod execute;
mod limit;
mod options;
mod pages;
mod pollers;
mod rate_limit;
mod request_id;
mod retry;
mod servers;
mod settings;
mod skew;
mod trace;

use std::{fmt, sync::Arc};

pub use authenticate::{Attempt, Authenticate, Rejection};
pub use builder::{BuildError, ClientBuilder};
pub use call::Call;
pub(crate) use endpoint::Refused;
pub use endpoint::{Endpoint, InvalidEndpoint};
use options::Options;
use rate_limit::RateLimit;
pub use retry::Retry;
pub(crate) use retry::{asked_pause, stated_pause};
pub use servers::Servers;
pub use settings::CallSettings;
pub(crate) use skew::Skew;

use super::{
    error::Error,
    operation::{Meta, Operation},
    payload::Payload,
    request::RequestBuilder,
    transport::{Clock, Transport},
};

/// Sends operations to one endpoint. Cheap to clone; clones share connections.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
    /// What its calls do otherwise, if anything.
    settings: Option<Arc<CallSettings>>,
}

struct Inner {
    endpoint: Endpoint,
    /// The endpoints for the servers that the document names for some operations.
    servers: Vec<(String, Endpoint)>,
    transport: Arc<dyn Transport>,
    clock: Arc<dyn Clock>,
    user_agent: http::HeaderValue,
    request_id_header: Option<http::HeaderName>,
    options: Options,
}

impl Client {
    /// A client without a credential and with the default transport.
    ///
    /// # Errors
    /// When the endpoint is not an absolute URL, or the transport cannot be set up.
    #[cfg(any(feature = "blocking", feature = "reqwest"))]
    pub fn new(endpoint: &str) -> Result<Self, BuildError> {
        Self::builder(endpoint).build()
    }

    /// A client with settings of its own. The endpoint is an absolute URL, such as `https://api.example.com/v1`.
    pub fn builder(endpoint: &str) -> ClientBuilder {
        ClientBuilder::new(endpoint)
    }

    /// The same client with other settings for its calls, pages and pollers: what is set takes the place of what the client
    /// has. Connections, credential and rate limit are shared.
    #[must_use]
    pub fn with_settings(mut self, settings: CallSettings) -> Self {
        let own = self.settings.take().map(Arc::unwrap_or_clone).unwrap_or_default();
        self.settings = Some(Arc::new(own.and(settings)));
        self
    }

    /// The endpoint.
    pub fn endpoint(&self) -> &Endpoint {
        &self.inner.endpoint
    }

    /// A call of an operation; await it to send it.
    pub fn send<O: Operation>(&self, operation: O) -> Call<O> {
        Call::new(self.clone(), self.request(&operation))
    }

    /// Where a request of an operation goes, with the parameters of this client.
    ///
    /// # Errors
    /// [`Error::Request`] when an argument cannot stand where the document puts it.
    pub fn uri<O: Operation>(&self, operation: &O) -> Result<http::Uri, Error> {
        Ok(self.inner.absolute(O::META, self.request(operation)?)?.uri().clone())
    }

    /// How much of a response is read at the most.
    pub(crate) fn response_limit(&self) -> usize {
        self.inner.options.response_limit
    }

    /// Whether a request may be sent twice, by what is known of it and by what its caller says.
    pub(crate) fn may_repeat(&self, meta: &Meta, request: &http::Request<Payload>, repeatable: bool) -> bool {
        let by_caller = repeatable || self.settings.as_ref().is_some_and(|settings| settings.repeatable);
        request.body().is_repeatable() && (by_caller || meta.is_repeatable(request))
    }

    fn request<O: Operation>(&self, operation: &O) -> Result<http::Request<Payload>, Error> {
        let mut request = RequestBuilder::new(O::META, &self.inner.options.shared);
        operation.build(&mut request);
        request.finish()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Client").field("endpoint", &self.inner.endpoint).finish_non_exhaustive()
    }
}
