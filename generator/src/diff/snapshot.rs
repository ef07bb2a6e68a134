//! One side of a comparison: what is compared, from the same texts that a crate is made from.
//!
//! Goes through the stages as [`generate`](crate::generate) does, up to where files would be written. Must not know what
//! it will be compared with.

use super::Snapshot;
use crate::{Compiled, Input, Tree, compile, diagnostics::Diagnostics, items};

impl Snapshot {
    /// What `input` says and what would be made of it, by the name of its document.
    ///
    /// # Errors
    /// All that is wrong with the input, when no crate can be made of it. Warnings are for [`generate`](crate::generate)
    /// to tell.
    pub fn of(input: &Input) -> Result<Self, Diagnostics> {
        let mut diagnostics = Diagnostics::default();
        match compile(input, Tree::Whole, &mut diagnostics) {
            Some(Compiled { api, document, .. }) if !diagnostics.has_errors() => Ok(Self {
                name: input.sources.get(input.document).map(|source| source.name.clone()).unwrap_or_default(),
                sources: input.sources.clone(),
                items: items(&api, &document),
                document,
                krate: api.krate.name.clone(),
                version: api.krate.version,
            }),
            _ => Err(diagnostics),
        }
    }
}
