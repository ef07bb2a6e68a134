//! A discriminator knows its children by the values that they give themselves.
//!
//! In Swagger 2.0 a child names its base in an `allOf`, and `x-ms-discriminator-value` is its own word for the value; in
//! 3.0 the mapping of the base has the values. Without the extension the value is the child's name, in both.

use crate::dialect::{MAX_CHAIN, local_pointer};
use crate::document::{Node, escape, unescape};

/// Writes the mapping of each base.
pub(super) fn name_their_children(document: &mut Node) {
    let Some(schemas) = document.get_mut("components").and_then(|components| components.get_mut("schemas")) else {
        return;
    };
    let mut mappings: Vec<(String, String, Node)> = Vec::new();
    for entry in schemas.entries() {
        let Some(value) = entry.node.get("x-ms-discriminator-value") else { continue };
        let Some(text) = value.as_str() else { continue };
        for base in bases(schemas, &entry.key) {
            let target = format!("#/components/schemas/{}", escape(&entry.key).replace('%', "%25"));
            mappings.push((base, text.to_owned(), Node::string(target, value.span)));
        }
    }
    for (base, value, target) in mappings {
        let Some(schema) = schemas.get_mut(&base) else { continue };
        let Some(discriminator) = schema.get_mut("discriminator") else { continue };
        if let Some(name) = discriminator.as_str().map(str::to_owned) {
            let span = discriminator.span;
            *discriminator = Node::object(span);
            discriminator.set("propertyName", Node::string(name, span));
        }
        if discriminator.get("mapping").is_none() {
            let span = discriminator.span;
            discriminator.set("mapping", Node::object(span));
        }
        if let Some(mapping) = discriminator.get_mut("mapping")
            && mapping.get(&value).is_none()
        {
            mapping.set(&value, target);
        }
    }
}

/// The schemas above one that have a discriminator, and the schema itself if it has.
fn bases(schemas: &Node, name: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut seen = vec![name.to_owned()];
    let mut next = 0;
    while let Some(name) = seen.get(next).cloned() {
        next += 1;
        let Some(schema) = schemas.get(&name) else { continue };
        if schema.get("discriminator").is_some() {
            found.push(name);
        }
        for member in schema.get("allOf").map(Node::items).unwrap_or_default() {
            let reference = member.get("$ref").and_then(Node::as_str).and_then(local_pointer);
            let parent = reference.as_deref().and_then(|pointer| pointer.strip_prefix("/components/schemas/"));
            if let Some(parent) = parent.map(|name| unescape(name).into_owned()).filter(|parent| !seen.contains(parent))
                && seen.len() < MAX_CHAIN
            {
                seen.push(parent);
            }
        }
    }
    found
}
