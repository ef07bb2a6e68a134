//! References that lead nowhere: to the component with the nearest name, or to a new schema that allows anything.

use serde_json::{Value, json};

use super::action::Action;
use super::look::Look;
use super::names::capital;
use crate::diagnostics::codes_typed;
use crate::document::{Node, unescape};

/// What marks a schema that was made up.
const MARK: &str = "x-suggested";

pub(super) fn suggest(look: &Look, found: &mut Vec<Action>) {
    for report in look.reports(codes_typed::DANGLING) {
        let reference = report.node.get("$ref").and_then(Node::as_str).or(report.node.as_str());
        let Some(reference) = reference else { continue };
        let message = as_written(look, capital(&report.diagnostic.message));
        let help = as_written(look, report.diagnostic.help.clone().unwrap_or_default());
        if let Some(nearest) = help.strip_prefix("did you mean `").and_then(|help| help.strip_suffix("`?")) {
            let why = format!("{message}. This has the nearest name. Review: is it what was meant?");
            let new = json!(nearest);
            let (was, update) = match report.node.is_object() {
                true => (json!({ "$ref": reference }), json!({ "$ref": new })),
                false => (json!(reference), new),
            };
            found.push(Action::update(&look.document, &report.pointer, was, update, why));
        } else if let Some(action) = made_up(look, reference, &message) {
            found.push(action);
        }
    }
}

/// A text about components with the names that these have in the document's own version.
fn as_written(look: &Look, text: String) -> String {
    let sections = [("schemas", "definitions"), ("parameters", "parameters"), ("responses", "responses")];
    match look.document.get("swagger") {
        Some(_) => sections
            .into_iter()
            .fold(text, |text, (new, old)| text.replace(&format!("#/components/{new}/"), &format!("#/{old}/"))),
        None => text,
    }
}

/// A schema that allows anything, where the reference leads to.
fn made_up(look: &Look, reference: &str, message: &str) -> Option<Action> {
    let (section, name) = ["/components/schemas", "/definitions"]
        .into_iter()
        .find_map(|section| Some((section, reference.strip_prefix('#')?.strip_prefix(section)?.strip_prefix('/')?)))
        .filter(|(_, name)| !name.contains('/') && !name.is_empty())?;
    let name = unescape(name);
    let why = format!(
        "{message}. It is typed as any JSON. Review: write the schema that the document forgot, or correct the reference."
    );
    // Into the part of the way that is there already.
    let mut at = section.to_owned();
    let mut update = json!({ name.as_ref(): { MARK: true } });
    let mut was = json!({ name.as_ref(): Value::Null });
    while look.document.at(&at).is_none_or(|node| !node.is_object()) {
        let (parent, key) = at.rsplit_once('/')?;
        was = json!({ key: Value::Null });
        update = json!({ key: update });
        at = parent.to_owned();
    }
    Some(Action::update(&look.document, &at, was, update, why))
}
