//! Schemas: what JSON Schema 2020-12 says in its own way is said as OpenAPI 3.0 says it.
//!
//! The same rewrites serve both versions, since documents of 3.0 are full of 3.1 and the other way around; the one
//! difference is what may stand beside `$ref`. Each module rewrites one thing of one schema and does not look below it:
//! the walk does that.

mod bounds;
mod constants;
mod content;
mod enums;
mod examples;
mod inference;
mod malformed;
mod nulls;
mod patterns;
mod references;
mod tuples;
mod types;
mod vendor;

pub(super) use inference::type_is_said;

use super::objects::Site;
use crate::diagnostics::codes_typed;
use crate::document::{Node, Value};

/// Makes an object of a boolean schema, and of what is no schema.
pub(super) fn into_object(site: &mut Site<'_>, node: &mut Node) {
    let span = node.span;
    match node.value {
        Value::Object(_) => {}
        Value::Bool(anything) => {
            *node = Node::object(span);
            if !anything {
                node.set("not", Node::object(span));
            }
        }
        _ => {
            let message = format!("{} stands where a schema is needed", node.kind());
            site.warn_here(codes_typed::WRONG_KIND, message, span, "it is typed as any JSON; write a schema");
            *node = Node::object(span);
        }
    }
}

/// Rewrites one schema.
pub(super) fn rewrite(site: &mut Site<'_>, schema: &mut Node) {
    vendor::keywords_are_named_as_in_openapi(schema);
    references::siblings_move_out(site, schema);
    if schema.get("$ref").is_some_and(|reference| reference.as_str().is_some()) {
        return;
    }
    malformed::repair(site, schema);
    constants::become_enums(schema);
    patterns::become_additional_properties(schema);
    types::become_one(site, schema);
    nulls::members_become_nullable(schema);
    nulls::parts_become_nullable(schema);
    tuples::become_objects(schema);
    enums::hold_values_of_the_type(site, schema);
    bounds::exclusive_bounds_become_flags(schema);
    examples::first_becomes_the_example(schema);
    content::becomes_format(schema);
}
