//! Every reference of the document is checked once, whoever needs it later.

use std::collections::{HashMap, HashSet};

use super::{schemas, suggestion};
use crate::bundle::is_elsewhere;
use crate::diagnostics::{Place, Tally, codes_typed};
use crate::dialect::{Expected, Kind, MAX_CHAIN, expected_at, follow, local_pointer, walk};
use crate::document::{Node, Pointer};

/// What is wrong with a reference.
#[derive(Clone)]
struct Fault {
    code: &'static str,
    message: String,
    help: String,
}

/// Reports the references that lead nowhere, elsewhere, in a circle or to the wrong kind of object. Gives the pointers of
/// the schemas that references lead to and that are no components.
pub(super) fn check(document: &Node, tally: &mut Tally) -> Vec<Pointer> {
    let mut targets = Vec::new();
    let mut known = HashSet::new();
    let mut faults: HashMap<(Kind, String), Option<Fault>> = HashMap::new();
    let mut open = vec![(document, Kind::Document, Pointer::root())];
    while let Some((root, kind, mut pointer)) = open.pop() {
        walk(root, kind, &mut pointer, &mut |kind, node, pointer| {
            if kind == Kind::Discriminator {
                mapping(document, node, pointer, tally);
            }
            let Some(written) = node.get("$ref").filter(|_| kind.section().is_some()) else { return };
            let Some(reference) = written.as_str() else { return };
            let fault = faults.entry((kind, reference.to_owned())).or_insert_with(|| fault(document, kind, reference));
            if let Some(Fault { code, message, help }) = fault {
                tally.warn(code, message.clone(), Place::of(written, pointer.key("$ref")), help);
            } else if kind == Kind::Schema
                && let Some(local) = local_pointer(reference)
                && schemas::component_name(&local).is_none()
                && let Some((target, found)) = follow(document, &local)
                && known.insert(found.clone())
            {
                if expected_at(found.as_str()) == Expected::Nothing {
                    open.push((target, Kind::Schema, found.clone()));
                }
                targets.push(found);
            }
        });
    }
    targets
}

fn fault(document: &Node, kind: Kind, reference: &str) -> Option<Fault> {
    let fault = |code, message: String, help: String| Some(Fault { code, message, help });
    let what = kind.name();
    let Some(local) = local_pointer(reference) else {
        if reference.starts_with('#') {
            let help = format!("write a pointer from the root of the document; {}", suggestion::none(kind));
            return fault(codes_typed::DANGLING, format!("reference `{reference}` to {what} leads nowhere"), help);
        }
        if is_elsewhere(reference) {
            // The bundle has said why it is not followed.
            return None;
        }
        let help = suggestion::for_bare_name(document, kind, reference).unwrap_or_else(|| suggestion::none(kind));
        let message = format!("reference `{reference}` is neither a pointer nor the name of a file");
        return fault(codes_typed::DANGLING, message, help);
    };
    let Some((target, found)) = follow(document, &local) else {
        let help = suggestion::for_pointer(document, kind, &local);
        return fault(codes_typed::DANGLING, format!("reference `{reference}` to {what} leads nowhere"), help);
    };
    let other = match expected_at(found.as_str()) {
        Expected::Object(other) if other != kind => Some(other.name()),
        Expected::Object(_) => None,
        Expected::Other => Some("no object of its own"),
        Expected::Nothing if !target.is_object() => Some(target.kind()),
        Expected::Nothing => None,
    };
    if let Some(other) = other {
        let message = format!("reference `{reference}` leads to {other}, where {what} is needed");
        return fault(codes_typed::WRONG_TARGET, message, suggestion::none(kind));
    }
    if is_circle(document, target, found) {
        let message = format!("reference `{reference}` to {what} leads only to further references, in a circle");
        return fault(codes_typed::CIRCLE, message, "write one of them out".to_owned());
    }
    None
}

/// Whether a node is a reference that leads back to itself through references alone.
fn is_circle(document: &Node, node: &Node, found: Pointer) -> bool {
    let mut seen = HashSet::from([found]);
    let mut node = node;
    while let Some(reference) = node.get("$ref").and_then(Node::as_str) {
        // A reference further on that leads nowhere is reported where it stands.
        let Some((next, found)) = local_pointer(reference).and_then(|local| follow(document, &local)) else {
            return false;
        };
        if !seen.insert(found) || seen.len() > MAX_CHAIN {
            return true;
        }
        node = next;
    }
    false
}

/// Checks the schemas that a discriminator names, by reference or by the name of a component.
fn mapping(document: &Node, discriminator: &Node, pointer: &Pointer, tally: &mut Tally) {
    for entry in discriminator.get("mapping").map(Node::entries).unwrap_or_default() {
        let Some(target) = entry.node.as_str() else { continue };
        let local = match local_pointer(target) {
            Some(local) => local,
            None => String::from(Pointer::from("/components/schemas").key(target)),
        };
        if follow(document, &local).is_none() && !is_elsewhere(target) {
            let message = format!("the discriminator maps `{}` to `{target}`, which is no schema", entry.key);
            let place = Place::of(&entry.node, pointer.key("mapping").key(&entry.key));
            let help = suggestion::for_pointer(document, Kind::Schema, &local);
            tally.warn(codes_typed::DANGLING, message, place, &help);
        }
    }
}
