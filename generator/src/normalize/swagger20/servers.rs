//! `host`, `basePath` and `schemes` become servers, those that are safe to send credentials to first.
//!
//! `x-ms-parameterized-host` says the same with parameters, which become the variables of a server.

use crate::dialect::MAX_CHAIN;
use crate::document::{Node, Span, Value};

/// What all servers of a document have in common.
#[derive(Debug)]
pub(super) struct Host {
    /// What stands behind the scheme; none if nothing says so.
    authority: Option<String>,
    /// Whether a scheme stands before it.
    has_scheme: bool,
    base_path: String,
    schemes: Vec<Node>,
    variables: Option<Node>,
    span: Span,
}

/// Takes what a document says of its host; `shared` are its parameters.
pub(super) fn host(document: &mut Node, shared: &Node) -> Host {
    let mut take =
        |key: &str| document.get(key).and_then(Node::as_str).is_some().then(|| document.remove(key)).flatten();
    let (host, base_path) = (take("host"), take("basePath"));
    let schemes = schemes(document).unwrap_or_default();
    let span = host.as_ref().or(base_path.as_ref()).or(schemes.first()).map_or(document.span, |node| node.span);
    let text = |node: &Option<Node>| node.as_ref().and_then(Node::as_str).map(|text| text.trim().to_owned());
    let base_path = text(&base_path).unwrap_or_default();
    let base_path = base_path.trim_matches('/');
    let plain = Host {
        authority: text(&host).map(|host| host.trim_end_matches('/').to_owned()).filter(|host| !host.is_empty()),
        has_scheme: true,
        base_path: if base_path.is_empty() { String::new() } else { format!("/{base_path}") },
        schemes,
        variables: None,
        span,
    };
    match parameterized(document, shared) {
        Some(template) => {
            document.remove("x-ms-parameterized-host");
            let Template { text, has_scheme, variables, span } = template;
            Host { authority: Some(text), has_scheme, variables, span, ..plain }
        }
        None => plain,
    }
}

/// Gives the document its servers.
pub(super) fn lift(document: &mut Node, host: &Host) {
    let servers = host.servers(&host.schemes);
    if !servers.items().is_empty() && document.get("servers").is_none() {
        document.set("servers", servers);
    }
}

/// Gives an operation servers of its own if it has schemes of its own.
pub(super) fn lift_operation(operation: &mut Node, host: &Host) {
    let Some(schemes) = schemes(operation) else { return };
    let servers = host.servers(&schemes);
    if servers != host.servers(&host.schemes) && !servers.items().is_empty() {
        operation.set("servers", servers);
    }
}

impl Host {
    fn servers(&self, schemes: &[Node]) -> Node {
        let mut servers = Vec::new();
        let default = [Node::string("https", self.span)];
        match &self.authority {
            Some(authority) if self.has_scheme && !authority.contains("://") => {
                let schemes = if schemes.is_empty() { &default } else { schemes };
                for scheme in schemes.iter().filter_map(Node::as_str) {
                    servers.push(self.server(format!("{scheme}://{authority}{}", self.base_path)));
                }
            }
            Some(authority) => servers.push(self.server(format!("{authority}{}", self.base_path))),
            None if self.base_path.is_empty() => {}
            None => servers.push(self.server(self.base_path.clone())),
        }
        Node::array(servers, self.span)
    }

    fn server(&self, url: String) -> Node {
        let mut server = Node::object(self.span);
        server.set("url", Node::string(url, self.span));
        if let Some(variables) = &self.variables {
            server.set("variables", variables.clone());
        }
        server
    }
}

/// Takes the schemes out, `https` before the others.
fn schemes(owner: &mut Node) -> Option<Vec<Node>> {
    if !matches!(owner.get("schemes")?.value, Value::Array(_)) {
        return None;
    }
    let list = owner.remove("schemes")?;
    let mut schemes: Vec<Node> = list.items().iter().filter(|scheme| scheme.as_str().is_some()).cloned().collect();
    schemes.sort_by_key(|scheme| !matches!(scheme.as_str(), Some("https" | "wss")));
    Some(schemes)
}

struct Template {
    text: String,
    has_scheme: bool,
    variables: Option<Node>,
    span: Span,
}

fn parameterized(document: &Node, shared: &Node) -> Option<Template> {
    let written = document.get("x-ms-parameterized-host")?;
    let template = written.get("hostTemplate")?;
    let mut variables = Node::object(written.span);
    for parameter in written.get("parameters").map(Node::items).unwrap_or_default() {
        let mut parameter = parameter;
        for _ in 0..MAX_CHAIN {
            match super::shared_name(parameter, "parameters").and_then(|name| shared.get(&name)) {
                Some(next) => parameter = next,
                None => break,
            }
        }
        if let Some(name) = parameter.get("name").and_then(Node::as_str) {
            variables.set(name, variable(parameter));
        }
    }
    Some(Template {
        text: template.as_str()?.trim_end_matches('/').to_owned(),
        has_scheme: written.get("useSchemePrefix").and_then(Node::as_bool) != Some(false),
        variables: Some(variables).filter(|variables| !variables.entries().is_empty()),
        span: template.span,
    })
}

fn variable(parameter: &Node) -> Node {
    let span = parameter.span;
    let values = parameter.get("enum").filter(|values| values.items().iter().any(|value| value.as_str().is_some()));
    let first = values.and_then(|values| values.items().first());
    let default = parameter.get("default").or(first).and_then(Node::as_str).unwrap_or_default();
    let mut variable = Node::object(span);
    variable.set("default", Node::string(default, span));
    for (key, value) in [("enum", values), ("description", parameter.get("description"))] {
        if let Some(value) = value {
            variable.set(key, value.clone());
        }
    }
    variable
}
