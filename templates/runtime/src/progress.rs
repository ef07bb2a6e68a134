//! How far an operation is that the service goes on with after it has answered.

/// How far an operation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Progress {
    /// It goes on.
    Running,
    /// It is done.
    Succeeded,
    /// It has failed.
    Failed,
    /// Somebody stopped it.
    Canceled,
}

impl Progress {
    /// Whether it is over.
    pub fn is_final(self) -> bool {
        self != Self::Running
    }
}
