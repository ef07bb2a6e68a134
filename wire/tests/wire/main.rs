//! What goes over the wire from an emitted crate, and what comes back: called over HTTP on loopback, and read there by a
//! server that others wrote.
#![cfg(feature = "reqwest")]

mod bodies;
mod links;
mod multipart;
mod responses;
mod security;
mod server;
mod streams;
mod values;
mod webhooks;
