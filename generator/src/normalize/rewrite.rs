//! What each kind of object needs before and after it is held against the table.
//!
//! A switchboard: the rewrites themselves stand in the modules below, one for each kind that needs any.

mod components;
mod document;
mod encodings;
mod parameters;
mod required;
mod responses;

use super::objects::Site;
use super::schema;
use crate::diagnostics::codes_typed;
use crate::dialect::Kind;
use crate::document::{Members, Node, Value};

pub(super) use parameters::OF_THE_SCHEMA;
pub(super) use required::complete;

/// Whether an object of that kind that says nothing still has a meaning, so that a null in its place has one too.
pub(super) fn may_be_null(kind: Kind) -> bool {
    matches!(kind, Kind::Schema | Kind::MediaType | Kind::Response | Kind::PathItem | Kind::Paths)
}

/// Makes an object of what is written as something else where an object of that kind belongs, if its meaning is plain.
pub(super) fn into_object(site: &mut Site<'_>, node: &mut Node, kind: Kind) {
    if kind == Kind::Schema {
        schema::into_object(site, node);
    } else if matches!(node.value, Value::Null) && may_be_null(kind) {
        let message = format!("null stands where {} is needed", kind.name());
        site.warn_here(codes_typed::NULL_VALUE, message, node.span, "it was read as an empty object; write `{}`");
        node.value = Value::Object(Members::default());
    }
}

/// Rewrites an object of that kind before its members are held against the table.
pub(super) fn object(site: &mut Site<'_>, node: &mut Node, kind: Kind) {
    match kind {
        Kind::Document => document::document(site, node),
        Kind::Paths => document::paths(site, node),
        Kind::Components => components::unknown_schemes_are_carried(node),
        Kind::Responses => responses::statuses(site, node),
        Kind::Callback => components::callback(site, node),
        Kind::Parameter => parameters::parameter(site, node),
        Kind::Header => parameters::header(site, node),
        Kind::Encoding => encodings::explode_is_explicit(site, node),
        Kind::Schema => schema::rewrite(site, node),
        _ => {}
    }
}
