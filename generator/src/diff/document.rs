//! What the writer of a document did to it.
//!
//! Follows the table of OpenAPI's objects, so that nothing that a document can say is overlooked, and stops at references
//! to components: each of these is compared once, under its own name. Must not judge: whether a change harms anybody is for
//! the other levels to say.

mod components;
mod head;
mod keywords;
mod objects;
mod operations;
mod rules;
mod schemas;
mod unions;
mod walk;

pub(super) use keywords::{is_documentation, is_remark};
pub(super) use rules::ALL as RULES;

use super::{Change, renames::Renames, site::Tree};

/// The changes of the document.
pub(super) fn compare<'a>(old: &'a Tree<'a>, new: &'a Tree<'a>, renames: &'a Renames<'a>) -> Vec<Change> {
    let mut walk = walk::Walk::new(old, new, renames);
    head::compare(&mut walk);
    operations::compare(&mut walk);
    components::compare(&mut walk);
    walk.changes
}
