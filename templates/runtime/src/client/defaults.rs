//! The transport and the clock of a client that is given none: reqwest and Tokio's timer (in a browser, its own) for
//! calls that are awaited, ureq and a thread that sleeps for calls that block, as far as the features `reqwest` and
//! `blocking` are enabled. With both, each call has what is its own.

use std::sync::Arc;

#[cfg(feature = "blocking")]
use super::super::blocking::{ThreadClock, UreqTransport};
#[cfg(all(feature = "reqwest", target_family = "wasm", target_os = "unknown"))]
use super::super::transport::{FetchTransport, JsClock as AwaitedClock};
#[cfg(all(feature = "reqwest", not(all(target_family = "wasm", target_os = "unknown"))))]
use super::super::transport::{ReqwestTransport, TokioClock as AwaitedClock};
use super::{
    super::transport::{Clock, Transport},
    BuildError,
};

pub(super) fn transport() -> Result<Arc<dyn Transport>, BuildError> {
    #[cfg(all(feature = "reqwest", target_family = "wasm", target_os = "unknown"))]
    let transport = FetchTransport;
    #[cfg(all(feature = "reqwest", not(all(target_family = "wasm", target_os = "unknown"))))]
    let transport = ReqwestTransport::new().map_err(BuildError::Transport)?;
    #[cfg(all(feature = "blocking", not(feature = "reqwest")))]
    let transport = UreqTransport::new();
    #[cfg(all(feature = "blocking", feature = "reqwest"))]
    let transport = both::Either { awaited: transport, blocking: UreqTransport::new() };
    #[cfg(any(feature = "blocking", feature = "reqwest"))]
    {
        Ok(Arc::new(transport))
    }
    #[cfg(not(any(feature = "blocking", feature = "reqwest")))]
    {
        Err(BuildError::NoTransport)
    }
}

pub(super) fn clock() -> Result<Arc<dyn Clock>, BuildError> {
    #[cfg(all(feature = "blocking", feature = "reqwest"))]
    let clock = both::Either { awaited: AwaitedClock, blocking: ThreadClock };
    #[cfg(all(feature = "reqwest", not(feature = "blocking")))]
    let clock = AwaitedClock;
    #[cfg(all(feature = "blocking", not(feature = "reqwest")))]
    let clock = ThreadClock;
    #[cfg(any(feature = "blocking", feature = "reqwest"))]
    {
        Ok(Arc::new(clock))
    }
    #[cfg(not(any(feature = "blocking", feature = "reqwest")))]
    {
        Err(BuildError::NoTransport)
    }
}

#[cfg(all(feature = "blocking", feature = "reqwest"))]
mod both {
    use std::time::{Duration, SystemTime};

    use super::super::super::{
        Body,
        blocking::is_waiting,
        error::TransportError,
        transport::{BoxFuture, Clock, Transport},
    };

    /// Two that do the same, for the two ways to call.
    pub(super) struct Either<A, B> {
        pub(super) awaited: A,
        pub(super) blocking: B,
    }

    impl<A: Transport, B: Transport> Transport for Either<A, B> {
        fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
            match is_waiting() {
                true => self.blocking.send(request),
                false => self.awaited.send(request),
            }
        }
    }

    impl<A: Clock, B: Clock> Clock for Either<A, B> {
        fn now(&self) -> SystemTime {
            self.awaited.now()
        }

        fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
            match is_waiting() {
                true => self.blocking.sleep(duration),
                false => self.awaited.sleep(duration),
            }
        }
    }
}
