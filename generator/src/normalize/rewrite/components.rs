//! Components that the typed document would refuse or forget are carried.

use super::Site;
use crate::diagnostics::codes_typed;
use crate::dialect::CARRIED;
use crate::document::{Node, Value};

/// Carries the schemes of type `mutualTLS`, which 3.0 does not have, in `x-oas31-securitySchemes` of the components.
pub(super) fn unknown_schemes_are_carried(components: &mut Node) {
    let span = components.span;
    let Some(Node { value: Value::Object(schemes), .. }) = components.get_mut("securitySchemes") else { return };
    let is_mutual = |node: &Node| node.get("type").and_then(Node::as_str) == Some("mutualTLS");
    if !schemes.iter().any(|entry| is_mutual(&entry.node)) {
        return;
    }
    let (carried, kept): (Vec<_>, Vec<_>) =
        std::mem::take(schemes).into_iter().partition(|entry| is_mutual(&entry.node));
    *schemes = kept.into();
    let key = format!("{CARRIED}securitySchemes");
    if components.get(&key).is_none() {
        components.set(&key, Node::object(span));
    }
    if let Some(target) = components.get_mut(&key) {
        for entry in carried {
            target.set(&entry.key, entry.node);
        }
    }
}

/// Leaves out the extensions of a callback, for which the typed document has no place.
pub(super) fn callback(site: &mut Site<'_>, node: &mut Node) {
    let Value::Object(entries) = &mut node.value else { return };
    entries.retain_mut(|entry| {
        let keep = !entry.key.starts_with("x-");
        if !keep {
            let message = format!("extension `{}` of a callback cannot be kept", entry.key);
            let help = "put it on the path item or the operation of the callback";
            site.warn(codes_typed::UNKNOWN_KEYWORD, message, entry.key_span, &entry.key, help);
        }
        keep
    });
}
