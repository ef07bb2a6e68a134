//! What a call tells [`tracing`](https://docs.rs/tracing), in the names of OpenTelemetry's conventions for HTTP
//! clients. Without the feature `tracing` it is nothing, and costs nothing.
//!
//! A call is a span named `call`, and each of its attempts one within it, named `attempt`, whose name for OpenTelemetry
//! is method and path template. What is repeated, and what waits, says so in an event.
//!
//! Only what is listed in `spans.rs` is told: neither bodies, nor arguments, nor headers and query values that are not
//! on its lists. An attempt is looked at before it has its credential.

#[cfg(not(feature = "tracing"))]
mod nothing;
#[cfg(feature = "tracing")]
mod spans;

#[cfg(not(feature = "tracing"))]
pub(super) use nothing::{Attempt, call, repeats, waits};
#[cfg(feature = "tracing")]
pub(super) use spans::{Attempt, call, repeats, waits};
