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
pub(crate) use surface::{items, lines};

use crate::{
    files::{Files, Sink},
    ir::Api,
    parallel,
};

/// How few files, or lists of lines, are not worth a thread.
const FEW: usize = 16;

/// Writes the files that belong to the generator and are beside `src/generated`; `lines` are those of the crate's items.
pub fn beside<'l>(api: &Api, lines: impl Iterator<Item = &'l str>) -> Files {
    let mut files = Files::default();
    manifest::emit(api, &mut files);
    surface::emit(api, lines, &mut files);
    files
}

/// Writes the files of `src/generated`, each once, in no order.
pub fn tree(api: &Api, files: &Sink<'_>) {
    // It is made of short texts: what is long stays in the thread that has room from before.
    let runtime = || runtime::emit(api, files);
    parallel::both(runtime, || {
        models::emit(api, files);
        operations::emit(api, files);
        api::emit(api, files);
        credentials::emit(api, files);
        servers::emit(api, files);
        webhooks::emit(api, files);
        manifest::emit_root(api, files);
    });
}

/// Writes the files that a new crate starts with and its owner keeps.
pub fn scaffold(api: &Api) -> Files {
    manifest::scaffold(api)
}
