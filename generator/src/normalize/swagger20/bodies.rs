//! A parameter `in: body` becomes a request body. Its name, which is nothing on the wire, stays as a hint.

use super::media;
use crate::document::{Node, Value};

/// Where the name of the parameter is kept: the key under which converters of Swagger 2.0 keep it.
const NAME: &str = "x-codegen-request-body-name";

/// The request body that a parameter becomes, in these media types; `pointer` is where it will stand.
pub(super) fn lift(parameter: Node, consumes: &[Node], pointer: &str) -> Node {
    let span = parameter.span;
    let types = types(consumes, span);
    let mut body = Node::object(span);
    let mut schema = None;
    let mut examples = Vec::new();
    let Value::Object(entries) = parameter.value else { return body };
    for entry in entries {
        match entry.key.as_str() {
            "in" => {}
            "name" => body.set(NAME, entry.node),
            "schema" => schema = Some(entry.node),
            "x-example" => examples.extend(types.first().map(|ty| (ty.clone(), entry.node))),
            "x-examples" if has_types(&entry.node, &types) => {
                examples.extend(
                    entry
                        .node
                        .entries()
                        .iter()
                        .map(|entry| (Node::string(entry.key.clone(), entry.key_span), entry.node.clone())),
                );
            }
            // Settled, or reported as unknown, like all others.
            key => body.set(key, entry.node),
        }
    }
    let mut content = media::content(&types, schema, &format!("{pointer}/content"));
    for (ty, example) in examples {
        if let Some(media_type) = ty.as_str().and_then(|ty| content.get_mut(ty)) {
            media_type.set("example", example);
        }
    }
    body.set("content", content);
    body
}

/// The media types of a body that is no form.
pub(super) fn types(consumes: &[Node], span: crate::document::Span) -> Vec<Node> {
    let others: Vec<Node> = consumes.iter().filter(|ty| !media::is_form(ty)).cloned().collect();
    match (others.is_empty(), consumes.is_empty()) {
        (false, _) => others,
        (true, false) => consumes.to_vec(),
        (true, true) => vec![Node::string("application/json", span)],
    }
}

fn has_types(examples: &Node, types: &[Node]) -> bool {
    let is_type = |key: &str| types.iter().any(|ty| ty.as_str() == Some(key));
    !examples.entries().is_empty() && examples.entries().iter().all(|entry| is_type(&entry.key))
}
