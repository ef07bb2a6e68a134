//! What code that was written against the old crate meets when it is compiled against the new one.

use super::{Change, Snapshot};

/// The changes of the crate's public items.
pub(super) fn compare(_old: &Snapshot, _new: &Snapshot) -> Vec<Change> {
    Vec::new()
}
