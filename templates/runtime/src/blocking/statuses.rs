//! What the service says of an operation that goes on, as an iterator.

use super::{
    super::polling::{LongRunning, Statuses},
    Blocking, Iter,
};

impl<O: LongRunning> Blocking for Statuses<O> {
    type Output = Iter<Self>;

    fn blocking(self) -> Iter<Self> {
        Iter(self)
    }
}
