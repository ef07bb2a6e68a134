//! The sections of the root become those of `components`.

use super::{Lift, bodies, operations, parameters, responses, security};
use crate::document::{Entry, Node, Value, escape};

/// Moves them; what `components` has already comes first.
pub(super) fn lift(document: &mut Node, lift: &mut Lift<'_>) {
    let span = document.span;
    let mut components = document.remove("components").filter(Node::is_object).unwrap_or_else(|| Node::object(span));
    if let Some(definitions) = document.remove("definitions") {
        place(&mut components, "schemas", definitions);
    }
    shared_parameters(&mut components, lift);
    if let Some(mut shared) = document.remove("responses") {
        for entry in shared.entries_mut() {
            let types = lift.response_types.of(&entry.key, &lift.produces);
            let pointer = format!("/components/responses/{}", escape(&entry.key));
            responses::lift(&mut entry.node, &types, &pointer, lift);
        }
        place(&mut components, "responses", shared);
    }
    if let Some(mut schemes) = document.remove("securityDefinitions") {
        for entry in schemes.entries_mut() {
            security::lift(&mut entry.node);
        }
        place(&mut components, "securitySchemes", schemes);
    }
    if !components.entries().is_empty() {
        document.set("components", components);
    }
}

/// Shared bodies become request bodies; the fields of forms stand in the operations that have them, and are no more.
fn shared_parameters(components: &mut Node, lift: &mut Lift<'_>) {
    let shared = std::mem::replace(&mut lift.parameters, Node::object(components.span));
    if !shared.is_object() {
        place(components, "parameters", shared);
        return;
    }
    let span = shared.span;
    let Value::Object(entries) = shared.value.clone() else { return };
    let (mut kept, mut request_bodies): (Vec<Entry>, Vec<Entry>) = (Vec::new(), Vec::new());
    for mut entry in entries {
        match operations::place_of(&entry.node, &shared) {
            operations::Place::Body => {
                let pointer = format!("/components/requestBodies/{}", escape(&entry.key));
                let old = format!("/components/parameters/{}", escape(&entry.key));
                if let Some(name) = super::shared_name(&entry.node, "parameters") {
                    let target = format!("#/components/requestBodies/{}", escape(&name));
                    entry.node.set("$ref", Node::string(target, entry.node.span));
                } else {
                    let types = lift.body_types.of(&entry.key, &lift.consumes);
                    entry.node = bodies::lift(entry.node, &types, &pointer);
                    operations::schema_moves(&entry.node, &old, &pointer, lift);
                }
                lift.moves.add(old, pointer);
                request_bodies.push(entry);
            }
            operations::Place::Form => {}
            operations::Place::Other => {
                let pointer = format!("/components/parameters/{}", escape(&entry.key));
                parameters::lift(&mut entry.node, &pointer, lift.tally);
                kept.push(entry);
            }
        }
    }
    for (section, entries) in [("parameters", kept), ("requestBodies", request_bodies)] {
        if !entries.is_empty() {
            place(components, section, Node::new(Value::Object(entries.into()), span));
        }
    }
}

fn place(components: &mut Node, section: &str, node: Node) {
    match (components.get_mut(section), node.value) {
        (Some(Node { value: Value::Object(present), .. }), Value::Object(entries)) => {
            for entry in entries {
                if present.get(&entry.key).is_none() {
                    present.push(entry);
                }
            }
        }
        (_, value) => components.set(section, Node::new(value, node.span)),
    }
}
