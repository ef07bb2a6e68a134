//! Events, as an iterator.

use super::{
    super::events::{Events, Streamed},
    Blocking, Iter,
};

impl<O: Streamed> Blocking for Events<O> {
    type Output = Iter<Self>;

    fn blocking(self) -> Iter<Self> {
        Iter(self)
    }
}
