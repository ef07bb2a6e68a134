//! What clients that were made from the old document meet at a service that follows the new one.
//!
//! Walks from the operations through references, since it matters whether a thing is sent or received; what both documents
//! have under one name is judged once for each direction. Must not know what code is made of anything, except
//! that clients of ours keep what they do not know.

mod bodies;
mod limits;
mod numbers;
mod objects;
mod operations;
mod parameters;
mod responses;
mod rules;
mod schemas;
mod security;
mod servers;
mod unions;
mod view;
mod walk;

pub(super) use rules::ALL as RULES;

use super::{Change, renames::Renames, site::Tree};

/// The changes of what is sent and received.
pub(super) fn compare<'a>(old: &'a Tree<'a>, new: &'a Tree<'a>, renames: &'a Renames<'a>) -> Vec<Change> {
    let mut walk = walk::Walk::new(old, new, renames);
    servers::of_the_document(&mut walk);
    security::of_the_document(&mut walk);
    operations::compare(&mut walk);
    walk.changes
}
