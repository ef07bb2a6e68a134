//! A limit in time, as a transport sees it that blocks while it is polled. Without the feature `blocking` there is no
//! such transport, and it is a duration.

#[cfg(feature = "blocking")]
pub(super) use super::super::blocking::Limit;

#[cfg(not(feature = "blocking"))]
pub(super) struct Limit(std::time::Duration);

#[cfg(not(feature = "blocking"))]
impl Limit {
    #[inline]
    pub(super) fn new(limit: std::time::Duration) -> Self {
        Self(limit)
    }

    #[inline]
    pub(super) fn during<T>(&self, poll: impl FnOnce() -> T) -> T {
        poll()
    }

    #[inline]
    pub(super) fn left(&self) -> std::time::Duration {
        self.0
    }
}
