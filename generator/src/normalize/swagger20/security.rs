//! Security definitions become security schemes.

use crate::document::{Node, Value};

/// Rewrites a definition where it stands.
pub(super) fn lift(scheme: &mut Node) {
    let Some(ty) = scheme.get("type") else { return };
    let span = ty.span;
    match ty.as_str() {
        Some("basic") => {
            scheme.set("type", Node::string("http", span));
            scheme.set("scheme", Node::string("basic", span));
        }
        Some("oauth2") if scheme.get("flows").is_none() => flows(scheme),
        _ => {}
    }
}

fn flows(scheme: &mut Node) {
    let Some(written) = scheme.get("flow") else { return };
    let span = written.span;
    let name = match written.as_str() {
        Some("implicit") => "implicit",
        Some("password") => "password",
        Some("application") => "clientCredentials",
        Some("accessCode") => "authorizationCode",
        _ => return,
    };
    scheme.remove("flow");
    let mut flow = Node::object(span);
    for key in ["authorizationUrl", "tokenUrl", "scopes"] {
        if let Some(value) = scheme.remove(key) {
            flow.set(key, value);
        }
    }
    scopes(&mut flow);
    let mut flows = Node::object(span);
    flows.set(name, flow);
    scheme.set("flows", flows);
}

/// Leaves the extensions among the scopes out of them: a scope's name may be anything, so 3.0 would take them for scopes.
fn scopes(flow: &mut Node) {
    if let Some(Node { value: Value::Object(scopes), .. }) = flow.get_mut("scopes") {
        scopes.retain_mut(|entry| !entry.key.starts_with("x-"));
    }
}
