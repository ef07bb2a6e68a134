//! What every operation and model of this crate stands on.
//!
//! The emitted operations and models say *what* goes over the wire; this module does the rest, once and without
//! generics where it can: building requests, reading and writing JSON, sending, failing. It knows nothing of any
//! service.
//!
//! # Features
//!
//! | feature | what it brings |
//! |---|---|
//! | `reqwest`, on by default | `ReqwestTransport`, and a clock that waits with Tokio; on `wasm32-unknown-unknown` the browser's `fetch` and timers instead |
//! | `blocking` | `Blocking`: calls without `async`, with ureq |
//! | `testing` | `InMemory`, which answers from memory, and `ManualClock` |
//! | `tower` | `TowerTransport`, for any service of [`tower`](https://docs.rs/tower) |
//! | `tracing` | spans and events about calls for [`tracing`](https://docs.rs/tracing), see [`client`] |
//! | `validate` | `model::Validate`, which says what of a value is beyond the bounds of the document |

pub mod auth;
#[cfg(feature = "blocking")]
pub mod blocking;
pub mod body;
mod chance;
pub mod chunks;
pub mod client;
pub mod error;
pub mod events;
pub mod json;
mod media_type;
pub mod model;
pub mod multipart;
pub mod operation;
pub mod paging;
mod pairs;
pub mod payload;
pub mod polling;
mod progress;
pub mod request;
pub mod response;
#[cfg(feature = "testing")]
pub mod testing;
pub mod transport;
pub mod webhook;
#[cfg(feature = "xml")]
pub mod xml;

#[cfg(feature = "blocking")]
pub use blocking::{Blocking, ThreadClock, UreqTransport};
pub use body::Body;
pub use chunks::Chunks;
pub use client::{Authenticate, Call, Client, ClientBuilder};
pub use error::{Error, ServiceError};
pub use events::{Event, Events, Streamed};
pub use model::{DateTime, Nullable};
pub use multipart::{FilePart, Multipart};
pub use operation::{Meta, Operation};
pub use paging::{Items, Paged, Pages};
pub use payload::Payload;
pub use polling::{LongRunning, Poller, Statuses};
pub use progress::Progress;
pub use response::Response;
#[cfg(feature = "testing")]
pub use testing::{InMemory, ManualClock};
#[cfg(all(feature = "reqwest", target_family = "wasm", target_os = "unknown"))]
pub use transport::FetchTransport;
#[cfg(all(feature = "reqwest", not(all(target_family = "wasm", target_os = "unknown"))))]
pub use transport::ReqwestTransport;
#[cfg(feature = "tower")]
pub use transport::TowerTransport;
pub use transport::{BoxFuture, Clock, Transport};
pub use webhook::Webhook;
