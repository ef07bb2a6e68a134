//! The chores of this workspace that are nobody else's: measuring, comparing, and continuous integration.
//!
//! What everybody needs who has a document is in `crategen::cli`. This is a library so that tests call what the command
//! line calls. It decides nothing about documents: that is `crategen`'s.

pub mod args;
pub mod bench;
pub mod ci;
pub mod confirm;
pub mod corpus;
pub mod trials;

use std::path::PathBuf;

/// The folder of the workspace that this program was built from.
pub fn root() -> PathBuf {
    crategen::cli::workspace::root(env!("CARGO_MANIFEST_DIR").as_ref())
}
