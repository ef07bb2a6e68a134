//! Calls without `async`: what can be awaited can be waited for.
//!
//! With [`Blocking`] in scope, `.blocking()` does in the caller's thread what `.await` leaves to a runtime: for a call,
//! for whatever else can be awaited, and for pages, items, statuses, events and chunks, which become an iterator.
//!
//! ```text
//! let pet = client.send(GetPet::new("rex")).blocking()?;
//! for pet in client.pages(ListPets::new()).items().blocking() {
//!     println!("{}", pet?.name);
//! }
//! let report = client.start(MakeReport::new()).blocking()?.wait().blocking()?;
//! ```
//!
//! A client that was built without a transport and a clock of its own sends with [`UreqTransport`] then, and waits with
//! [`ThreadClock`], whatever it does when its calls are awaited: no runtime is needed. All else is the same code:
//! attempts, credentials, limits. A transport or a credential of your own that needs a runtime still needs one: enter
//! it first.
//!
//! In async code it blocks the thread, and with it everything else that the thread is to do. Browsers do not allow that:
//! there this feature does not compile.

mod events;
mod http_client;
mod pages;
mod statuses;
mod thread;

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
compile_error!("the feature `blocking` lets threads sleep, which cannot be done here");

use std::{future::poll_fn, pin::Pin};

use futures_core::Stream;

pub use http_client::UreqTransport;
pub(crate) use thread::Limit;
pub use thread::ThreadClock;
#[cfg(feature = "reqwest")]
pub(crate) use thread::is_waiting;

use super::chunks::Chunks;

/// Waits in this thread for what could be awaited.
pub trait Blocking {
    /// What comes of it.
    type Output;

    /// Waits, and gives what comes of it; of a stream, an iterator that waits for each item.
    fn blocking(self) -> Self::Output;
}

impl<F: IntoFuture> Blocking for F {
    type Output = F::Output;

    fn blocking(self) -> F::Output {
        thread::wait(self.into_future())
    }
}

impl Blocking for Chunks {
    type Output = Iter<Self>;

    fn blocking(self) -> Iter<Self> {
        Iter(self)
    }
}

/// A stream as an iterator that waits in this thread for each item.
#[derive(Debug)]
#[must_use = "an iterator does nothing until it is asked"]
pub struct Iter<S>(S);

impl<S> Iter<S> {
    /// The stream, which knows what it takes to go on with the rest.
    pub fn stream(&self) -> &S {
        &self.0
    }
}

impl<S: Stream + Unpin> Iterator for Iter<S> {
    type Item = S::Item;

    fn next(&mut self) -> Option<S::Item> {
        thread::wait(poll_fn(|context| Pin::new(&mut self.0).poll_next(context)))
    }
}
