//! The crate written down: from the IR to files.
//!
//! Knows Rust and nothing of OpenAPI. It decides nothing that a user could see, and it cannot fail: what could go
//! wrong has been refused or repaired before.

mod aliases;
mod api;
mod bodies;
mod code;
mod continuations;
mod credentials;
mod docs;
mod enums;
mod examples;
mod failures;
mod headers;
mod literals;
mod manifest;
mod models;
mod multipart;
mod operations;
mod outputs;
mod parallel;
mod requests;
mod rules;
mod runtime;
mod rust_file;
mod secrets;
mod servers;
mod setters;
mod sizes;
mod structs;
mod styles;
mod surface;
mod tuples;
mod types;
mod unions;
mod webhooks;
mod xml;

pub use runtime::templates_hash;
pub(crate) use surface::items;

use crate::{Item, files::Files, ir::Api};

/// Writes all files that belong to the generator; `items` are the [`items`] of the same crate.
pub fn emit(api: &Api, items: &[Item]) -> Files {
    let mut files = Files::default();
    runtime::emit(api, &mut files);
    models::emit(api, &mut files);
    operations::emit(api, &mut files);
    api::emit(api, &mut files);
    credentials::emit(api, &mut files);
    servers::emit(api, &mut files);
    webhooks::emit(api, &mut files);
    manifest::emit(api, &mut files);
    surface::emit(api, items, &mut files);
    files
}

/// Writes the files that a new crate starts with and its owner keeps.
pub fn scaffold(api: &Api) -> Files {
    manifest::scaffold(api)
}
