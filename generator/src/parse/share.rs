//! The texts of a schema that was read are those of the tree, no copies of them.

use super::schema::{Schema, SchemaKind, Type};
use crate::document::{Node, Text, Value};

/// Puts the texts of the node that a schema was read from in the places of equal ones.
pub(super) fn share(schema: &mut Schema, node: &Node) {
    let data = &mut schema.schema_data;
    for (text, key) in [(&mut data.title, "title"), (&mut data.description, "description")] {
        if let (Some(text), Some(of_tree)) = (text, node.get(key)) {
            put(text, of_tree);
        }
    }
    let (properties, required) = match &mut schema.schema_kind {
        SchemaKind::Type(Type::Object(object)) => (&mut object.properties, &mut object.required),
        SchemaKind::Any(any) => (&mut any.properties, &mut any.required),
        _ => return,
    };
    let names = node.get("properties").map(Node::entries).unwrap_or_default();
    for (name, entry) in properties.keys_mut().zip(names).filter(|(name, entry)| **name == entry.key) {
        name.clone_from(&entry.key);
    }
    let names = node.get("required").map(Node::items).unwrap_or_default();
    required.iter_mut().zip(names).for_each(|(name, of_tree)| put(name, of_tree));
}

fn put(text: &mut Text, of_tree: &Node) {
    if let Value::String(of_tree) = &of_tree.value
        && text == of_tree
    {
        text.clone_from(of_tree);
    }
}
