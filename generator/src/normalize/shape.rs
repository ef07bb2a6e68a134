//! Values that are not objects have the shape that the table asks for.
//!
//! What is plainly meant is read so (a text that is a number, a number where a text belongs); the rest is left out. Both
//! are reported.

use super::objects::Site;
use crate::diagnostics::codes_typed;
use crate::dialect::{Kind, Shape};
use crate::document::{Node, Number, Value};

/// Makes the value of `key` have that shape; false, after a report, if it cannot.
pub(super) fn hold(site: &mut Site<'_>, node: &mut Node, shape: Shape, key: &str, kind: Kind) -> bool {
    if let (Value::Null, true) = (&node.value, shape != Shape::Any) {
        let message = format!("`{key}` of {} is null, which says nothing", kind.name());
        site.warn_here(codes_typed::NULL_VALUE, message, node.span, "remove it, or give it a value");
        return false;
    }
    match shape {
        Shape::Text => text(site, node, key),
        Shape::Flag | Shape::FlagOr(_) => flag(site, node, key),
        Shape::Number => number(site, node, key, needed(shape)) && in_range(site, node, key),
        Shape::Count => count(site, node, key),
        Shape::Texts => texts(site, node, key),
        Shape::Values if !matches!(node.value, Value::Array(_)) => refuse(site, node, key, needed(shape)),
        Shape::TextMap if node.is_object() => members(site, node),
        Shape::ValueMap if node.is_object() => true,
        Shape::Any | Shape::Values => true,
        _ => refuse(site, node, key, needed(shape)),
    }
}

fn needed(shape: Shape) -> &'static str {
    match shape {
        Shape::Any => "any value",
        Shape::Text => "a string",
        Shape::Flag => "a boolean",
        Shape::Count => "a whole number from zero up",
        Shape::Number => "a number",
        Shape::Texts => "an array of strings",
        Shape::Values | Shape::List(_) => "an array",
        Shape::FlagOr(_) => "a boolean or an object",
        Shape::TextMap | Shape::ValueMap | Shape::One(_) | Shape::Map(_) => "an object",
    }
}

fn refuse(site: &mut Site<'_>, node: &Node, key: &str, needed: &str) -> bool {
    let message = format!("`{key}` is {}, where {needed} is needed", node.kind());
    site.warn_here(codes_typed::WRONG_KIND, message, node.span, "it was left out; correct it");
    false
}

fn read_as(site: &mut Site<'_>, node: &mut Node, key: &str, needed: &str, value: Value) -> bool {
    let message = format!("`{key}` is {}, where {needed} is needed", node.kind());
    site.warn_here(codes_typed::READ_AS, message, node.span, &format!("it was read as {needed}; write it so"));
    node.value = value;
    true
}

fn text(site: &mut Site<'_>, node: &mut Node, key: &str) -> bool {
    let text = match &node.value {
        Value::String(_) => return true,
        Value::Number(number) => number.0.clone(),
        Value::Bool(value) => value.to_string().into(),
        _ => return refuse(site, node, key, needed(Shape::Text)),
    };
    read_as(site, node, key, needed(Shape::Text), Value::String(text))
}

fn flag(site: &mut Site<'_>, node: &mut Node, key: &str) -> bool {
    let value = match &node.value {
        Value::Bool(_) => return true,
        Value::String(text) if text.eq_ignore_ascii_case("true") => true,
        Value::String(text) if text.eq_ignore_ascii_case("false") => false,
        _ => return refuse(site, node, key, needed(Shape::Flag)),
    };
    read_as(site, node, key, needed(Shape::Flag), Value::Bool(value))
}

fn number(site: &mut Site<'_>, node: &mut Node, key: &str, needed: &str) -> bool {
    match &node.value {
        Value::Number(_) => true,
        Value::String(text) if is_json_number(text) => {
            let number = Value::Number(Number(text.clone()));
            read_as(site, node, key, needed, number)
        }
        _ => refuse(site, node, key, needed),
    }
}

fn is_json_number(text: &str) -> bool {
    serde_json::from_str::<serde_json::Number>(text).is_ok()
}

fn in_range(site: &mut Site<'_>, node: &Node, key: &str) -> bool {
    let Value::Number(number) = &node.value else { return false };
    let fits = if is_whole(&number.0) { fits_64_bits(number) } else { number.as_f64().is_some_and(f64::is_finite) };
    if !fits {
        let message = format!("`{key}` is {}, which does not fit into 64 bits", number.0);
        site.warn_here(codes_typed::NUMBER_RANGE, message, node.span, "it was left out, and is not checked");
    }
    fits
}

/// Whether a number is written as an integer, without fraction and exponent.
pub(super) fn is_whole(text: &str) -> bool {
    !text.contains(['.', 'e', 'E'])
}

/// Whether an integer fits into `i64` or `u64`.
pub(super) fn fits_64_bits(number: &Number) -> bool {
    number.as_i128().is_some_and(|value| i64::try_from(value).is_ok() || u64::try_from(value).is_ok())
}

fn count(site: &mut Site<'_>, node: &mut Node, key: &str) -> bool {
    let needed = needed(Shape::Count);
    if !number(site, node, key, needed) {
        return false;
    }
    let Value::Number(number) = &mut node.value else { return false };
    if is_whole(&number.0) && fits_64_bits(number) {
        return !number.0.starts_with('-') || number.0 == "-0" || refuse(site, node, key, needed);
    }
    // `10.0` and `1e1` are whole numbers too.
    match number.as_f64() {
        Some(value) if value >= 0.0 && value.fract() == 0.0 && value < 9.0e15 => {
            number.0 = format!("{value:.0}").into();
            true
        }
        Some(value) if value >= 9.0e15 => in_range(site, node, key) && refuse(site, node, key, needed),
        _ => refuse(site, node, key, needed),
    }
}

fn texts(site: &mut Site<'_>, node: &mut Node, key: &str) -> bool {
    let needed = needed(Shape::Texts);
    if matches!(node.value, Value::String(_)) {
        let only = Value::Array([node.clone()].into());
        return read_as(site, node, key, needed, only);
    }
    let Value::Array(items) = &mut node.value else { return refuse(site, node, key, needed) };
    let mut index = 0;
    items.retain_mut(|item| {
        let length = site.pointer.enter_index(index);
        let keep = text(site, item, key);
        site.pointer.leave(length);
        index += 1;
        keep
    });
    true
}

fn members(site: &mut Site<'_>, node: &mut Node) -> bool {
    let Value::Object(entries) = &mut node.value else { return false };
    entries.retain_mut(|entry| {
        let length = site.pointer.enter(&entry.key);
        let keep = text(site, &mut entry.node, &entry.key);
        site.pointer.leave(length);
        keep
    });
    true
}
