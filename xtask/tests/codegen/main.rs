//! `cargo xtask codegen` on this workspace: the freshness of the committed crate, and what one wrong byte does.

mod freshness;
#[cfg(unix)]
mod watching;
mod whole;
