//! The transport that most users have: reqwest over rustls, with the platform's certificates, and Tokio's timer.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, OnceLock, PoisonError},
    task::{Context, Poll},
    time::{Duration, SystemTime},
};

use bytes::Bytes;
use futures_core::Stream;
use http::{
    Uri,
    uri::{Authority, Scheme},
};
use http_body::{Body as _, Frame};
use reqwest::Url;
use rustls_platform_verifier::BuilderVerifierExt;

use super::super::{Body, error::TransportError};
use super::{BoxFuture, Clock, Transport};

/// Sends requests with [`reqwest`].
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    /// The first origin that was asked, and usually the only one: to read a host takes longer than all the rest of a URL.
    origin: Arc<OnceLock<Origin>>,
}

#[derive(Debug)]
struct Origin {
    scheme: Scheme,
    authority: Authority,
    url: Url,
}

impl ReqwestTransport {
    /// A transport with a connection pool of its own: TLS 1.2 and 1.3, 10 seconds to connect, no redirects.
    ///
    /// # Errors
    /// When the platform's certificates cannot be used.
    pub fn new() -> Result<Self, TransportError> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .and_then(BuilderVerifierExt::with_platform_verifier)
            .map_err(TransportError::connect)?
            .with_no_client_auth();
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(Duration::from_secs(10))
            .build()
            .map_err(TransportError::connect)?;
        Ok(Self::with_client(client))
    }

    /// A transport over a client of your own. Build that client with
    /// [`redirect::Policy::none`](reqwest::redirect::Policy::none), or credentials may follow a redirect.
    /// This crate enables reqwest's `rustls-no-provider`: unless your crate enables another TLS feature of reqwest,
    /// install rustls's default provider before you build the client, or reqwest panics.
    pub fn with_client(client: reqwest::Client) -> Self {
        Self { client, origin: Arc::default() }
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            // Without one it would panic.
            if tokio::runtime::Handle::try_current().is_err() {
                return Err(TransportError::unsendable("reqwest sends only within a runtime of Tokio".to_owned()));
            }
            let response = self.client.execute(self.exact(request)?).await.map_err(failed)?;
            Ok(http::Response::from(response).map(|body| Body::stream(Chunks(body))))
        })
    }
}

impl ReqwestTransport {
    /// The request for reqwest, which reads the URI as a browser would. What it would change was signed otherwise.
    fn exact(&self, request: http::Request<Body>) -> Result<reqwest::Request, TransportError> {
        let (parts, body) = request.into_parts();
        let url = self.url(&parts.uri)?;
        if (url.path(), url.query()) != (parts.uri.path(), parts.uri.query()) {
            return Err(TransportError::unsendable("the path or query would be sent in another form".to_owned()));
        }
        let mut request = reqwest::Request::new(parts.method, url);
        *request.version_mut() = parts.version;
        *request.headers_mut() = parts.headers;
        *request.body_mut() = Some(match body.as_bytes() {
            Some(bytes) => bytes.clone().into(),
            None => reqwest::Body::wrap(Upload(Mutex::new(body))),
        });
        Ok(request)
    }

    fn url(&self, uri: &Uri) -> Result<Url, TransportError> {
        let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else {
            return Err(TransportError::unsendable("the URI is not absolute".to_owned()));
        };
        let is_it = |known: &&Origin| known.scheme == *scheme && known.authority.as_str() == authority.as_str();
        let mut url = match self.origin.get().filter(is_it) {
            Some(known) => known.url.clone(),
            None => {
                let url = [scheme.as_str(), "://", authority.as_str()].concat().parse();
                let url: Url = url.map_err(TransportError::unsendable)?;
                // Of several, the first one stays.
                let _ =
                    self.origin.set(Origin { scheme: scheme.clone(), authority: authority.clone(), url: url.clone() });
                url
            }
        };
        url.set_path(uri.path());
        url.set_query(uri.query());
        Ok(url)
    }
}

fn failed(error: reqwest::Error) -> TransportError {
    // The URL may hold what should not be in a log.
    let error = error.without_url();
    match error.is_connect() {
        true => TransportError::connect(error),
        false => TransportError::other(error),
    }
}

/// A body that is sent as it comes. The lock is never taken: it is what makes the stream shareable, which reqwest asks
/// for.
struct Upload(Mutex<Body>);

impl http_body::Body for Upload {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let body = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        Pin::new(body).poll_next(context).map_ok(Frame::data)
    }
}

struct Chunks(reqwest::Body);

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            return match Pin::new(&mut self.0).poll_frame(context) {
                Poll::Pending => Poll::Pending,
                Poll::Ready(None) => Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(failed(error)))),
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(data) => Poll::Ready(Some(Ok(data))),
                    // Trailers.
                    Err(_) => continue,
                },
            };
        }
    }
}

/// The system's time, and Tokio's timer: to be awaited in a Tokio runtime that has its timer enabled.
#[derive(Clone, Copy, Debug, Default)]
pub struct TokioClock;

impl Clock for TokioClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        // Tokio looks for its runtime when the timer is made: that is not before the future is polled in one.
        Box::pin(async move { tokio::time::sleep(duration).await })
    }
}
