//! `cargo xtask codegen` on temporary folders, and the freshness of the committed crate.

mod checking;
mod edited;
mod freshness;
mod temporary;
mod whole;
mod writing;
