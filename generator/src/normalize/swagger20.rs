//! Swagger 2.0 becomes the shape of OpenAPI 3.0, before anything else looks at the document.
//!
//! Each module below moves one thing to where 3.0 has it. Nothing is checked here: what does not have the shape that
//! Swagger 2.0 gives it stays where it stands, for the common passes to report. What schemas spell differently
//! (`x-nullable`, `type: file`, a `discriminator` that is a text) is the schema passes' business, for documents of 3.0
//! are full of it too.

mod bodies;
mod components;
mod discriminators;
mod forms;
mod media;
mod moves;
mod operations;
mod parameters;
mod responses;
mod security;
mod servers;
mod vendor_paths;

use crate::diagnostics::Tally;
use crate::document::Node;

/// Rewrites a document of Swagger 2.0.
pub(super) fn lift(document: &mut Node, tally: &mut Tally) {
    vendor_paths::merge(document, tally);
    let mut lift = Lift {
        consumes: media::take(document, "consumes").unwrap_or_default(),
        produces: media::take(document, "produces").unwrap_or_default(),
        parameters: document.remove("parameters").unwrap_or_else(|| Node::object(document.span)),
        body_types: media::Uses::default(),
        response_types: media::Uses::default(),
        moves: moves::Moves::default(),
        tally,
    };
    let host = servers::host(document, &lift.parameters);
    operations::lift(document, &host, &mut lift);
    servers::lift(document, &host);
    components::lift(document, &mut lift);
    lift.moves.follow(document);
    discriminators::name_their_children(document);
    let version = document.get("swagger").map_or(document.span, |version| version.span);
    document.rename("swagger", "openapi");
    document.set("openapi", Node::string("3.0.3", version));
}

/// What all of the document shares.
struct Lift<'t> {
    /// The media types of request bodies, where an operation has none of its own.
    consumes: Vec<Node>,
    /// The media types of responses, where an operation has none of its own.
    produces: Vec<Node>,
    /// The shared parameters by name, as they were written.
    parameters: Node,
    /// The media types in which operations send each shared body.
    body_types: media::Uses,
    /// The media types in which operations get each shared response.
    response_types: media::Uses,
    /// What stands elsewhere now.
    moves: moves::Moves,
    tally: &'t mut Tally,
}

/// The name of a member of a section at the root, if that is what a reference leads to.
fn shared_name(node: &Node, section: &str) -> Option<String> {
    let pointer = crate::dialect::local_pointer(node.get("$ref")?.as_str()?)?;
    let name = pointer.strip_prefix('/')?.strip_prefix(section)?.strip_prefix('/')?;
    (!name.contains('/')).then(|| crate::document::unescape(name).into_owned())
}
