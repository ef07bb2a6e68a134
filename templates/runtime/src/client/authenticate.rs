//! What a credential has to do: put itself on a request, and say whether it has another one after a refusal.

use std::{fmt, sync::Arc, time::SystemTime};

use bytes::Bytes;
use http::HeaderValue;

use super::super::{
    auth::confidential::{self, Exposed},
    error::AuthenticationError,
    operation::Meta,
    payload::Payload,
    transport::{BoxFuture, Clock, Transport},
};

/// Puts a credential on a request.
///
/// It is called for each attempt, after everything else has been written, so that a signature is made over exactly
/// what is sent. The request goes to the client's own endpoint and nowhere else.
pub trait Authenticate: Send + Sync {
    /// Adds the credential, usually a header.
    ///
    /// # Errors
    /// When there is no credential to be had; the attempt is then not made.
    fn authenticate<'a>(
        &'a self,
        attempt: Attempt<'a>,
        request: &'a mut http::Request<Payload>,
    ) -> BoxFuture<'a, Result<(), AuthenticationError>>;

    /// Learns that the service has answered with 401, and says whether the next attempt would carry another credential.
    ///
    /// If so, the call is sent once more, whatever its method and its settings for repetition: a service that does not
    /// know who asks has not acted. A body that can be sent only once is not, but the next call may have that credential.
    /// It is asked at most once in a call. By default there is no other credential.
    fn rejected(&self, rejection: &Rejection<'_>) -> bool {
        let _ = rejection;
        false
    }
}

/// An attempt that needs a credential: of what operation, and by what means the client tells the time and sends.
#[derive(Clone, Copy)]
pub struct Attempt<'a> {
    meta: &'static Meta,
    clock: &'a Arc<dyn Clock>,
    transport: &'a Arc<dyn Transport>,
    over_http: bool,
}

impl<'a> Attempt<'a> {
    /// An attempt outside of a client.
    pub fn new(meta: &'static Meta, clock: &'a Arc<dyn Clock>, transport: &'a Arc<dyn Transport>) -> Self {
        Self { meta, clock, transport, over_http: false }
    }

    /// The attempt of a client that may send credentials over `http`.
    pub(super) fn over_http(self, over_http: bool) -> Self {
        Self { over_http, ..self }
    }

    /// What is fixed about the operation.
    pub fn meta(&self) -> &'static Meta {
        self.meta
    }

    /// The client's clock.
    pub fn clock(&self) -> &'a Arc<dyn Clock> {
        self.clock
    }

    /// The client's transport, for a credential that has to ask somebody. What it sends there has nothing of the client:
    /// no other credential, no repetition, no limit.
    pub fn transport(&self) -> &'a Arc<dyn Transport> {
        self.transport
    }
}

impl Attempt<'_> {
    /// Whether a credential that can be used by whoever reads it may be put on the request: it goes over `https`, over
    /// `http` to this machine, or the client is told to send it
    /// ([`ClientBuilder::allow_credentials_over_http`](super::ClientBuilder::allow_credentials_over_http)).
    ///
    /// # Errors
    /// When others on the way could read it.
    pub fn confidential<B>(&self, request: &http::Request<B>) -> Result<(), AuthenticationError> {
        match confidential::check(request.uri()) {
            Err(Exposed::OverHttp) if self.over_http => Ok(()),
            Err(Exposed::OverHttp) => {
                let hint = "or allow it with `ClientBuilder::allow_credentials_over_http`";
                Err(AuthenticationError::new(self.meta, format!("{}, {hint}", Exposed::OverHttp), None))
            }
            Err(exposed) => Err(AuthenticationError::new(self.meta, exposed.to_string(), None)),
            Ok(()) => Ok(()),
        }
    }
}

impl fmt::Debug for Attempt<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Attempt").field("meta", &self.meta).finish_non_exhaustive()
    }
}

/// An answer with the status 401 to an attempt that carried a credential.
#[derive(Clone, Copy)]
pub struct Rejection<'a> {
    meta: &'static Meta,
    now: SystemTime,
    authorization: Option<&'a HeaderValue>,
    response: &'a http::Response<Bytes>,
}

impl<'a> Rejection<'a> {
    /// An answer at that time to a request with that `Authorization` header.
    pub fn new(
        meta: &'static Meta,
        now: SystemTime,
        authorization: Option<&'a HeaderValue>,
        response: &'a http::Response<Bytes>,
    ) -> Self {
        Self { meta, now, authorization, response }
    }

    /// What is fixed about the operation.
    pub fn meta(&self) -> &'static Meta {
        self.meta
    }

    /// When the answer came.
    pub fn now(&self) -> SystemTime {
        self.now
    }

    /// The header `Authorization` that the service did not take, if there was one: other calls may have put another
    /// credential in its place since.
    pub fn authorization(&self) -> Option<&'a HeaderValue> {
        self.authorization
    }

    /// What the service answered.
    pub fn response(&self) -> &'a http::Response<Bytes> {
        self.response
    }
}

/// Shows neither the credential nor the answer.
impl fmt::Debug for Rejection<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Rejection").field("meta", &self.meta).field("now", &self.now).finish_non_exhaustive()
    }
}
