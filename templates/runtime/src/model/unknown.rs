//! What a service says that its document does not.

use std::fmt;

/// A value that stands where an enum's value was expected, kept as it arrived.
///
/// It can be read and sent back, but not made or matched by value: a service that grows a new value must not turn
/// code that compiled into code that means something else.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unknown<T = Box<str>>(T);

impl Unknown {
    #[allow(dead_code, reason = "a document may have no enum of texts")]
    pub(crate) fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The text as it arrived.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T> Unknown<T> {
    #[allow(dead_code, reason = "a document may have no enum of numbers")]
    pub(crate) fn keep(value: T) -> Self {
        Self(value)
    }

    /// The value as it arrived.
    pub fn get(&self) -> &T {
        &self.0
    }
}

impl<T: fmt::Debug> fmt::Debug for Unknown<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}
