//! Parameters of paths: declared where nobody declares them, and gone or renamed where the path has none of that name.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::action::Action;
use super::look::{Look, between};
use super::names::capital;
use crate::diagnostics::codes_typed;
use crate::document::Node;
use crate::normalize::undeclared;

pub(super) fn suggest(look: &Look, found: &mut Vec<Action>) {
    let mut renamed: Vec<(String, String)> = Vec::new();
    for report in look.reports(codes_typed::SURPLUS_PATH_PARAMETER) {
        let message = capital(&report.diagnostic.message);
        let help = report.diagnostic.help.as_deref().unwrap_or_default();
        let owner = report.pointer.rsplit_once("/parameters/").map_or("", |(owner, _)| owner).to_owned();
        let written = report.node.get("name").and_then(Node::as_str);
        match (between(help, "did you mean `", "`"), written) {
            (Some(name), Some(written)) => {
                let why = format!("{message}. The path has one that is written otherwise. Review: is it the same?");
                let (was, update) = (json!({ "name": written }), json!({ "name": name }));
                found.push(Action::update(&look.document, &report.pointer, was, update, why));
                renamed.push((owner, name.to_owned()));
            }
            _ => {
                let why = format!("{message}, so there is nowhere to write it. Review: does the path lack it?");
                found.push(Action::remove(&look.document, &report.pointer, identity(report.node), why));
            }
        }
    }
    let reported: BTreeSet<String> =
        look.reports(codes_typed::UNDECLARED_PATH_PARAMETER).into_iter().map(|report| report.pointer).collect();
    for (pointer, name, is_query) in undeclared(&look.document) {
        let is_renamed = renamed.iter().any(|(owner, new)| *new == name && pointer.starts_with(owner.as_str()));
        let Some(operation) = look.document.at(&pointer).filter(|_| !is_renamed && reported.contains(&pointer)) else {
            continue;
        };
        let place = if is_query { "query" } else { "path" };
        let mut parameter = json!({ "name": name, "in": place, "required": !is_query });
        match look.document.get("swagger") {
            Some(_) => parameter["type"] = json!("string"),
            None => parameter["schema"] = json!({"type": "string"}),
        }
        let why = format!(
            "The path has a parameter `{}` that nobody declares. Review: is it a text, and what does it mean?",
            name.escape_debug()
        );
        found.push(match operation.get("parameters") {
            Some(_) => {
                let at = format!("{pointer}/parameters");
                Action::update(&look.document, &at, None, parameter, why)
            }
            None => {
                let (was, update) = (json!({"parameters": null}), json!({ "parameters": [parameter] }));
                Action::update(&look.document, &pointer, was, update, why)
            }
        });
    }
}

/// What a parameter is known by.
pub(super) fn identity(parameter: &Node) -> Value {
    let text = |key: &str| parameter.get(key).and_then(Node::as_str);
    match text("$ref") {
        Some(reference) => json!({ "$ref": reference }),
        None => json!({ "name": text("name"), "in": text("in") }),
    }
}
