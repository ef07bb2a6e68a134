//! Pages and what they hold, as iterators.

use super::{
    super::paging::{Items, Paged, Pages},
    Blocking, Iter,
};

impl<O: Paged> Blocking for Pages<O> {
    type Output = Iter<Self>;

    fn blocking(self) -> Iter<Self> {
        Iter(self)
    }
}

impl<O: Paged> Blocking for Items<O> {
    type Output = Iter<Self>;

    fn blocking(self) -> Iter<Self> {
        Iter(self)
    }
}
