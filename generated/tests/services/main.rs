//! The clients of Identity, SMS and Email over real HTTP on loopback, against a server that recomputes each signature.
//!
//! One binary for all three: they share that server, and linking is what takes time.

#![cfg(all(feature = "email", feature = "identity", feature = "sms", feature = "reqwest"))]

mod bench;
#[cfg(all(feature = "blocking", feature = "chat"))]
mod blocking;
mod email;
mod email_polling;
mod every_method;
mod failures;
mod identity;
mod secrets;
mod settings;
mod sharing;
mod signing;
mod sms;
mod sms_once;
#[cfg(feature = "tracing")]
mod told;

#[path = "../../examples/local/http.rs"]
mod http_server;
#[path = "../../examples/local/signature.rs"]
mod signature;

/// As the modules that are shared with the examples call it.
use http_server as http;
