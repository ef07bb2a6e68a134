//! Calls whose answer is one page of many.

use super::{
    super::paging::{Paged, Pages},
    Client,
};

impl Client {
    /// The pages of a paged operation, as a stream.
    pub fn pages<O: Paged>(&self, operation: O) -> Pages<O> {
        Pages::new(self.clone(), self.request(&operation))
    }

    /// The pages from one on: `continuation` is what a stream of pages, or its error, gave.
    pub fn pages_from<O: Paged>(&self, continuation: impl Into<String>) -> Pages<O> {
        Pages::resume(self.clone(), continuation.into())
    }
}
