//! An `enum` lists values of the schema's type, each once; null among them is said by `nullable`.
//!
//! YAML makes this necessary: `[yes, 1, 2024-01-01]` is seldom meant as it is read. Extensions that describe the values by
//! their position, such as `x-enum-varnames`, lose what the enum loses.

use std::collections::HashMap;

use super::nulls;
use crate::diagnostics::codes_typed;
use crate::document::{List, Node, Number, Span, Value};
use crate::normalize::objects::Site;
use crate::normalize::shape::{fits_64_bits, is_whole};

/// Corrects `enum`.
pub(super) fn hold_values_of_the_type(site: &mut Site<'_>, schema: &mut Node) {
    let ty = schema.get("type").and_then(Node::as_str).unwrap_or_default().to_owned();
    let Some(Node { value: Value::Array(values), span }) = schema.get_mut("enum") else { return };
    let span = *span;
    if values.is_empty() {
        let help = "it was left out; list values or remove it";
        site.warn(codes_typed::ENUM, "`enum` lists no values", span, "enum", help);
        schema.remove("enum");
        return;
    }
    let is_null = |value: &Node| matches!(value.value, Value::Null);
    if values.iter().all(is_null) {
        nulls::become_null(schema);
        return;
    }
    let mut seen: HashMap<String, Span> = HashMap::new();
    let mut null = false;
    let mut kept = Vec::with_capacity(values.len());
    for value in values.iter_mut() {
        convert(site, value, &ty);
        let first = scalar(value).and_then(|text| seen.get(&text).copied());
        match (first, scalar(value)) {
            (Some(first), Some(text)) if !is_null(value) => {
                let message = format!("`enum` lists `{text}` twice");
                let (here, first) = ((value.span, "enum"), (first, "enum", "first here"));
                site.warn_of_two(codes_typed::ENUM, message, here, first, "list it once");
            }
            (None, Some(text)) => {
                seen.insert(text, value.span);
            }
            _ => {}
        }
        null |= is_null(value);
        kept.push(first.is_none() && !is_null(value));
    }
    retain(values, &kept);
    for entry in schema.entries_mut() {
        if entry.key.starts_with("x-")
            && entry.key.to_ascii_lowercase().contains("enum")
            && let Value::Array(descriptions) = &mut entry.node.value
            && descriptions.len() == kept.len()
        {
            retain(descriptions, &kept);
        }
    }
    if null {
        schema.set("nullable", Node::bool(true, span));
    }
}

fn retain(list: &mut List<Node>, kept: &[bool]) {
    let mut kept = kept.iter();
    list.retain(|_| kept.next().copied().unwrap_or(true));
}

/// The text by which a value that is no list and no object is told from others.
fn scalar(value: &Node) -> Option<String> {
    match &value.value {
        Value::Null => Some("null".to_owned()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(number) => Some(number.0.to_string()),
        Value::String(text) => Some(text.to_string()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

fn convert(site: &mut Site<'_>, value: &mut Node, ty: &str) {
    let converted = match (ty, &value.value) {
        ("string", Value::Number(number)) => Value::String(number.0.clone()),
        ("string", Value::Bool(truth)) => Value::String(truth.to_string().into()),
        ("integer" | "number", Value::String(text)) if text.parse::<i64>().is_ok_and(|n| n.to_string() == *text) => {
            Value::Number(Number(text.clone()))
        }
        ("boolean", Value::String(text)) if text == "true" || text == "false" => Value::Bool(text == "true"),
        (_, Value::Number(number)) => {
            check_range(site, number, value.span);
            if let (true, Some(whole)) = (ty == "integer", whole(number)) {
                value.value = Value::Number(whole);
            }
            return;
        }
        _ => return,
    };
    let text = scalar(value).unwrap_or_default();
    let message = format!("`enum` lists `{text}`, which is {}, for the type `{ty}`", value.kind());
    let help = if ty == "string" { "it was read as a string; put it into quotes" } else { "write it without quotes" };
    site.warn(codes_typed::ENUM, message, value.span, "enum", help);
    value.value = converted;
}

fn check_range(site: &mut Site<'_>, number: &Number, span: Span) {
    if is_whole(&number.0) && !fits_64_bits(number) {
        let message = format!("`enum` lists {}, which does not fit into 64 bits", number.0);
        let help = "digits of it are lost; give the schema the type `string`";
        site.warn(codes_typed::NUMBER_RANGE, message, span, "enum", help);
    }
}

/// `10.0` as `10`.
pub(super) fn whole(number: &Number) -> Option<Number> {
    let value = number.as_f64().filter(|value| value.fract() == 0.0 && value.abs() < 9.0e15)?;
    (!is_whole(&number.0)).then(|| Number(format!("{value:.0}").into()))
}
