//! What crategen makes of `document.yaml`, to be measured by the program beside it.
//!
//! All of `src/generated` is emitted, and so is the manifest; the runtime is that of `templates/runtime`, where it stands.
//! A test of crategen says whether they are what it makes.

#[rustfmt::skip]
mod generated;

pub use generated::*;
pub use runtime::{Client, ClientBuilder, Error};
