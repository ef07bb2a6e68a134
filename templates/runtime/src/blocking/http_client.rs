//! The transport for calls that block: ureq over rustls, with the platform's certificates.

use std::{
    future::poll_fn,
    io::{self, Read},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use bytes::{Buf as _, Bytes};
use futures_core::Stream;
use ureq::{
    Agent, AsSendBody, RequestExt as _, SendBody, Timeout,
    config::{AutoHeaderValue, Config},
    tls::{RootCerts, TlsConfig, TlsProvider},
};

use super::{
    super::{
        Body,
        error::TransportError,
        transport::{BoxFuture, Transport},
    },
    thread,
};

/// Sends requests with [`ureq`], which blocks the thread. It is for calls that are waited for with
/// [`blocking`](super::Blocking::blocking): only then do the client's time limits hold for it. A body that is read as it
/// comes may not be silent for longer than an attempt may take.
#[derive(Clone, Debug)]
pub struct UreqTransport {
    agent: Agent,
}

impl UreqTransport {
    /// A transport with a connection pool of its own: TLS 1.2 and 1.3, 10 seconds to connect, no redirects.
    pub fn new() -> Self {
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let config = Config::builder()
            .tls_config(tls)
            .timeout_connect(Some(Duration::from_secs(10)))
            .max_idle_age(Duration::from_secs(90))
            .build();
        Self::with_agent(config.new_agent())
    }

    /// A transport over an agent of your own. What it says of redirects, of statuses that are errors and of how long a
    /// call may take does not count: the client decides on that.
    pub fn with_agent(agent: Agent) -> Self {
        Self { agent }
    }

    fn exchange(&self, request: http::Request<Body>) -> Result<http::Response<Body>, TransportError> {
        let (parts, body) = request.into_parts();
        let response = match body.as_bytes() {
            Some(bytes) if bytes.is_empty() => self.run(http::Request::from_parts(parts, SendBody::none())),
            Some(bytes) => self.run(http::Request::from_parts(parts, &bytes[..])),
            None => {
                let upload = SendBody::from_owned_reader(Upload { body, chunk: Bytes::new() });
                self.run(http::Request::from_parts(parts, upload))
            }
        };
        Ok(response.map_err(failed)?.map(|body| Body::stream(Chunks(body.into_reader()))))
    }

    fn run(&self, request: http::Request<impl AsSendBody>) -> Result<http::Response<ureq::Body>, ureq::Error> {
        let left = thread::left();
        let connect = self.agent.config().timeouts().connect;
        // Not a limit for all of it: a body that is read as it comes may take longer than what comes before.
        request
            .with_agent(&self.agent)
            .configure()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true)
            .accept_encoding(AutoHeaderValue::None)
            .timeout_connect([connect, left].into_iter().flatten().min())
            .timeout_resolve(left)
            .timeout_send_request(left)
            .timeout_send_body(left)
            .timeout_recv_response(left)
            .timeout_per_read(left)
            .run()
    }
}

impl Default for UreqTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl Transport for UreqTransport {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        // Not before it is polled.
        let mut request = Some(request);
        Box::pin(poll_fn(move |_| match request.take() {
            Some(request) => Poll::Ready(self.exchange(request)),
            None => Poll::Pending,
        }))
    }
}

/// The error without the request's address, which may hold what should not be in a log.
fn failed(error: ureq::Error) -> TransportError {
    use io::ErrorKind::{AddrNotAvailable, ConnectionRefused, HostUnreachable, NetworkUnreachable};
    match error {
        // It says the whole URI, and a query may hold a key.
        ureq::Error::RequireHttpsOnly(_) => TransportError::unsendable("the agent sends over https only".to_owned()),
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => TransportError::unsendable("not a request".to_owned()),
        ureq::Error::HostNotFound
        | ureq::Error::ConnectionFailed
        | ureq::Error::InvalidProxyUrl
        | ureq::Error::ConnectProxyFailed(_) => TransportError::connect(error),
        ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
            TransportError::timed_out("no connection in time", false)
        }
        ureq::Error::Timeout(_) => late(),
        ureq::Error::Io(error) => match error.kind() {
            ConnectionRefused | HostUnreachable | NetworkUnreachable | AddrNotAvailable => {
                TransportError::connect(error)
            }
            _ => TransportError::other(error),
        },
        error => TransportError::other(error),
    }
}

fn late() -> TransportError {
    TransportError::timed_out("no complete response in time", true)
}

/// A body that is read as it is sent.
struct Upload {
    body: Body,
    chunk: Bytes,
}

impl Read for Upload {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.chunk.is_empty() {
            match thread::wait(poll_fn(|context| Pin::new(&mut self.body).poll_next(context))) {
                Some(chunk) => self.chunk = chunk.map_err(io::Error::other)?,
                None => return Ok(0),
            }
        }
        let length = buffer.len().min(self.chunk.len());
        self.chunk.copy_to_slice(buffer.get_mut(..length).unwrap_or_default());
        Ok(length)
    }
}

/// A body that is read as it comes.
struct Chunks(ureq::BodyReader<'static>);

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if thread::left().is_some_and(|left| left.is_zero()) {
            return Poll::Ready(Some(Err(late())));
        }
        let mut buffer = [0; 16 << 10];
        loop {
            return Poll::Ready(match self.0.read(&mut buffer) {
                Ok(0) => None,
                Ok(length) => Some(Ok(Bytes::copy_from_slice(buffer.get(..length).unwrap_or_default()))),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                // With the agent's own error inside.
                Err(error) => Some(Err(failed(error.into()))),
            });
        }
    }
}
