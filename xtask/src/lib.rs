//! The chores of this workspace: everything that touches files, processes and the terminal.
//!
//! It is a library so that tests call what the command line calls. It decides nothing about documents: that is
//! `crategen`'s, which in turn never sees a file.

pub mod args;
pub mod bench;
pub mod ci;
pub mod codegen;
pub mod corpus;
pub mod error;
pub mod prism;
pub mod roundtrip;
pub mod terminal;
pub mod workspace;
