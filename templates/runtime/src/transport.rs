//! How bytes travel, and how time passes: the two things that a test replaces.

#[cfg(all(feature = "reqwest", target_family = "wasm", target_os = "unknown"))]
mod fetch;
#[cfg(all(feature = "reqwest", not(all(target_family = "wasm", target_os = "unknown"))))]
mod http_client;
#[cfg(feature = "tower")]
mod tower;

use std::{
    pin::Pin,
    time::{Duration, SystemTime},
};

#[cfg(all(feature = "reqwest", target_family = "wasm", target_os = "unknown"))]
pub use fetch::{FetchTransport, JsClock};
#[cfg(all(feature = "reqwest", not(all(target_family = "wasm", target_os = "unknown"))))]
pub use http_client::{ReqwestTransport, TokioClock};
#[cfg(feature = "tower")]
pub use tower::TowerTransport;

use super::{Body, error::TransportError};

/// A future on the heap.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends one request and gives back the head of its response, with a body still to be read.
///
/// It follows no redirects and repeats nothing: the client decides on both, since credentials are at stake.
pub trait Transport: Send + Sync {
    /// Sends the request. Its URI is absolute.
    ///
    /// # Errors
    /// When no response came. A response of any status is not an error here.
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;
}

/// Tells the time and waits.
pub trait Clock: Send + Sync {
    /// The time of day.
    fn now(&self) -> SystemTime;

    /// Waits.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;
}
