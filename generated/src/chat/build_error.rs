//! Why a client cannot be built.
//!
//! The runtime has the same as an enum, which cannot be named from here: it is kept as a source.

use std::{error::Error, fmt};

/// A client that cannot be built: its endpoint is not a URL, or there is nothing to send with.
#[derive(Debug)]
pub struct BuildError {
    source: Box<dyn Error + Send + Sync>,
}

impl BuildError {
    pub(super) fn new(source: impl Error + Send + Sync + 'static) -> Self {
        Self { source: Box::new(source) }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(formatter)
    }
}

impl Error for BuildError {}
