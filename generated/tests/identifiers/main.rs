//! Identifiers: raw ids and what stands in them, and how services write them.

#[cfg(feature = "chat")]
mod models;
mod raw_ids;
