//! What a client does unless its builder says otherwise, where the generator's configuration can say so for a crate.

/// The header that carries the id of each call.
pub(super) const REQUEST_ID_HEADER: Option<&str> = None;
