//! Single values that are written otherwise than OpenAPI has it, but whose meaning is plain.

use serde_json::json;

use super::action::{Action, scalar};
use super::look::{Look, Report, between};
use super::names::capital;
use super::templates::identity;
use crate::diagnostics::codes_typed;
use crate::document::{Node, Value};

pub(super) fn suggest(look: &Look, found: &mut Vec<Action>) {
    let mut each = |code: &str, repair: fn(&Look, &Report<'_>) -> Option<Action>| {
        found.extend(look.reports(code).iter().filter_map(|report| repair(look, report)));
    };
    each(codes_typed::UNKNOWN_TYPE, as_told);
    each(codes_typed::PARAMETER, parameter);
    each(codes_typed::NULL_VALUE, as_told);
    each(codes_typed::READ_AS, read_as);
    each(codes_typed::ENUM, value);
    each(codes_typed::REQUIRED, required);
    each(codes_typed::FILLED, filled);
    each(codes_typed::DUPLICATE_PARAMETER, repeated);
}

/// What is done of itself when the help says it: `remove it`, or what to write.
fn as_told(look: &Look, report: &Report<'_>) -> Option<Action> {
    let help = report.diagnostic.help.as_deref()?;
    let message = capital(&report.diagnostic.message);
    if help.starts_with("remove it") {
        let why = format!("{message}. Review: does it say something that should be said otherwise?");
        return Some(Action::remove(&look.document, &report.pointer, scalar(report.node), why));
    }
    if help == "write `type: string, format: binary`" {
        let (schema, _) = report.pointer.rsplit_once('/')?;
        let why = format!("{message}. Review: are these the bytes of a file?");
        let (was, update) = (json!({"type": "file"}), json!({"type": "string", "format": "binary"}));
        return Some(Action::update(&look.document, schema, was, update, why));
    }
    let word = help.strip_prefix("write `").and_then(|help| help.strip_suffix('`'));
    let word = word.or_else(|| between(help, "did you mean `", "`"))?;
    let old = report.node.as_str()?;
    let why = format!("{message}. Review: is `{word}` what was meant?");
    Some(Action::update(&look.document, &report.pointer, json!(old), json!(word), why))
}

fn parameter(look: &Look, report: &Report<'_>) -> Option<Action> {
    let message = capital(&report.diagnostic.message);
    let help = report.diagnostic.help.as_deref()?;
    let document = &look.document;
    if message.ends_with("but not `required: true`") && report.node.is_object() {
        let was = report.node.get("required").and_then(scalar);
        let why = format!("{message}. Review: nothing; a path cannot be written without its parameters.");
        let (was, update) = (json!({ "required": was }), json!({"required": true}));
        return Some(Action::update(document, &report.pointer, was, update, why));
    }
    if message.ends_with("neither `schema` nor `content`") && look.document.get("swagger").is_none() {
        let why = format!("{message}. Review: is it a text?");
        let (was, update) = (json!({"schema": null}), json!({"schema": {"type": "string"}}));
        return Some(Action::update(document, &report.pointer, was, update, why));
    }
    if help.starts_with("the default is used") || message.ends_with("both `schema` and `content`") {
        let why = format!("{message}. What is taken out here has no effect. Review: is it the right one?");
        return Some(Action::remove(document, &report.pointer, scalar(report.node), why));
    }
    as_told(look, report)
}

/// A value of another kind that is plainly meant.
fn read_as(look: &Look, report: &Report<'_>) -> Option<Action> {
    let help = report.diagnostic.help.as_deref()?;
    let needed = between(help, "it was read as ", "; write it so")?;
    let new = match (&report.node.value, needed) {
        (Value::Number(number), "a string") => json!(number.0.as_str()),
        (Value::Bool(value), "a string") => json!(value.to_string()),
        (Value::String(text), "a boolean") => json!(text.eq_ignore_ascii_case("true")),
        (Value::String(text), _) => serde_json::from_str::<serde_json::Number>(text).ok()?.into(),
        _ => return None,
    };
    let why = format!("{}. Review: nothing, if it means what it says.", capital(&report.diagnostic.message));
    Some(Action::update(&look.document, &report.pointer, scalar(report.node), new, why))
}

/// A value of an enum that it cannot mean.
fn value(look: &Look, report: &Report<'_>) -> Option<Action> {
    let message = capital(&report.diagnostic.message);
    let help = report.diagnostic.help.as_deref()?;
    if message.ends_with("lists no values") {
        let why = format!("{message}. Review: which values are there?");
        return Some(Action::remove(&look.document, &report.pointer, None, why));
    }
    if help == "list it once" {
        // Lists that go with the values by position would no longer do so.
        let (schema, _) = report.pointer.rsplit_once("/enum/")?;
        let members = look.document.at(schema)?.entries();
        let is_beside = |key: &str| key.starts_with("x-") && key.to_ascii_lowercase().contains("enum");
        if members.iter().any(|entry| is_beside(&entry.key) && !entry.node.items().is_empty()) {
            return None;
        }
        let why = format!("{message}. Review: is one of them another value?");
        return Some(Action::remove(&look.document, &report.pointer, scalar(report.node), why));
    }
    let new = match &report.node.value {
        Value::Number(number) => json!(number.0.as_str()),
        Value::Bool(value) => json!(value.to_string()),
        Value::String(text) => serde_json::from_str(text).ok()?,
        _ => return None,
    };
    let why = format!("{message}. Review: is this the text that the service knows?");
    Some(Action::update(&look.document, &report.pointer, scalar(report.node), new, why))
}

/// A name in `required` that is no property: the property with the nearest name, or nothing.
fn required(look: &Look, report: &Report<'_>) -> Option<Action> {
    let name = report.node.as_str()?;
    let (schema, _) = report.pointer.rsplit_once("/required/")?;
    let schema = look.document.at(schema)?;
    let listed: Vec<&str> = schema.get("required")?.items().iter().filter_map(Node::as_str).collect();
    let free = schema.get("properties")?.entries().iter().map(|entry| entry.key.as_str());
    let similar = |other: &str| strsim::jaro(&other.to_lowercase(), &name.to_lowercase());
    let nearest = free.filter(|other| !listed.contains(other) && similar(other) > 0.9).max_by(|one, two| {
        let exactly = |other: &str| strsim::jaro(other, name);
        let by_case = exactly(one).total_cmp(&exactly(two));
        similar(one).total_cmp(&similar(two)).then(by_case).then(two.cmp(one))
    });
    let message = capital(&report.diagnostic.message);
    Some(match nearest {
        Some(nearest) => {
            let why =
                format!("{message}. This property has the nearest name. Review: is it the one that is always there?");
            Action::update(&look.document, &report.pointer, json!(name), json!(nearest), why)
        }
        None => {
            let why = format!("{message}. Review: if there is such a property, declare it instead.");
            Action::remove(&look.document, &report.pointer, json!(name), why)
        }
    })
}

/// What must be there and was filled in.
fn filled(look: &Look, report: &Report<'_>) -> Option<Action> {
    let message = capital(&report.diagnostic.message);
    let key = between(&message, "has no `", "`")?;
    let help = report.diagnostic.help.as_deref()?;
    let new = match key {
        "info" => json!({"title": "API", "version": "0.0.0"}),
        "paths" | "scopes" => json!({}),
        _ => json!(between(help, "it was read as `", "`")?),
    };
    let why = format!("{message}, and must have one. Review: write what it should be.");
    let (was, update) = (json!({ key: null }), json!({ key: new }));
    report.node.is_object().then(|| Action::update(&look.document, &report.pointer, was, update, why))
}

/// A parameter that is declared twice in a list.
fn repeated(look: &Look, report: &Report<'_>) -> Option<Action> {
    let why = format!("{}; the first is used. Review: which one is right?", capital(&report.diagnostic.message));
    let is_item = report.pointer.rsplit_once('/')?.0.ends_with("/parameters");
    is_item.then(|| Action::remove(&look.document, &report.pointer, identity(report.node), why))
}
