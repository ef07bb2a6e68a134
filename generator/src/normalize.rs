//! Every version of OpenAPI becomes one dialect: the shape of 3.0 that the typed document accepts without loss.
//!
//! What 3.0 cannot say is carried in extensions, `x-oas31-…`. What a document says wrongly is repaired where its meaning is
//! plain and left out where it is not, and reported either way, so that one mistake does not cost the rest. This stage
//! must not know what code will be made of anything.

mod all_of_objects;
mod fixed_queries;
mod identifiers;
mod inline;
mod objects;
mod openapi32;
mod path_templates;
mod rewrite;
mod schema;
mod sequences;
mod shape;
mod stray_schemas;
mod swagger20;
mod version;

pub(crate) use path_templates::undeclared;
pub use version::Version;
pub(crate) use version::declared as declared_version;

use crate::diagnostics::{Diagnostics, Tally};
use crate::document::Node;

/// Brings a document into the one dialect; none if it is of no version that can be read.
///
/// What is normalized already stays as it is.
pub fn normalize(document: &mut Node, diagnostics: &mut Diagnostics) -> Option<Version> {
    let version = version::detect(document, diagnostics)?;
    let mut tally = Tally::default();
    match version {
        Version::Swagger20 => swagger20::lift(document, &mut tally),
        Version::OpenApi32 => openapi32::lift(document, &mut tally),
        Version::OpenApi30 | Version::OpenApi31 => {}
    }
    identifiers::become_pointers(document);
    inline::write_out_references(document, &mut tally);
    sequences::settle(document);
    objects::settle(document, version, &mut tally);
    stray_schemas::settle(document, version, &mut tally);
    path_templates::settle(document, &mut tally);
    fixed_queries::settle(document);
    all_of_objects::are_joined(document);
    tally.report(diagnostics);
    Some(version)
}
