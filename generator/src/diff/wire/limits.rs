//! Constraints: whether they allow more or less than before.

use super::{
    rules::*,
    schemas,
    view::View,
    walk::{Direction, Walk},
};
use crate::dialect::CARRIED;
use crate::diff::words::{bare, from_to, value};
use crate::document::{Node, Value};

/// What became of a constraint.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Tightened,
    Loosened,
    Unknown,
}

/// Below these nothing is allowed.
const LOWER: [&str; 4] = ["minimum", "minLength", "minItems", "minProperties"];
/// Above these nothing is allowed.
const UPPER: [&str; 4] = ["maximum", "maxLength", "maxItems", "maxProperties"];
/// Conditions of which only this can be told: whether there is one.
const CONDITIONS: [&str; 20] = [
    "pattern",
    "not",
    "x-oas31-if",
    "x-oas31-then",
    "x-oas31-else",
    "x-oas31-contains",
    "x-oas31-minContains",
    "x-oas31-maxContains",
    "x-oas31-patternProperties",
    "x-oas31-propertyNames",
    "x-oas31-dependentRequired",
    "x-oas31-dependentSchemas",
    "x-oas31-dependencies",
    "x-oas31-unevaluatedProperties",
    "x-oas31-unevaluatedItems",
    "x-oas31-additionalItems",
    "x-oas31-prefixItems",
    "x-oas31-contentMediaType",
    "x-oas31-contentSchema",
    "x-oas31-$dynamicRef",
];

/// About the largest integer of 64 bits, beyond which a bound says nothing.
const LARGEST: f64 = 9.2e18;

/// Compares the constraints and the defaults of two schemas.
pub(super) fn compare<'a>(walk: &mut Walk<'a>, old: &View<'a>, new: &View<'a>) {
    let bounds = LOWER.iter().map(|key| (key, 1.0)).chain(UPPER.iter().map(|key| (key, -1.0)));
    for (key, sign) in bounds {
        let (was, is) = (bound(old, key, sign), bound(new, key, sign));
        if was != is {
            say(walk, old, new, key, if is > was { Turn::Tightened } else { Turn::Loosened });
        }
    }
    for key in ["multipleOf", "uniqueItems"].iter().chain(&CONDITIONS) {
        let node = |view: &View<'a>| {
            view.keywords.get(key).map(|site| site.node).filter(|node| !matches!(node.value, Value::Bool(false)))
        };
        match (node(old), node(new)) {
            (Some(was), Some(is)) if was != is => {
                let turn = if is_multiple(was, is) { Turn::Loosened } else { Turn::Unknown };
                say(walk, old, new, key, turn);
            }
            (None, Some(_)) => say(walk, old, new, key, Turn::Tightened),
            (Some(_), None) => say(walk, old, new, key, Turn::Loosened),
            _ => {}
        }
    }
    default(walk, old, new);
}

/// A bound as a number that grows as less is allowed, and whether the bound itself is forbidden.
fn bound(view: &View<'_>, key: &str, sign: f64) -> Option<(f64, bool)> {
    let number = match &view.keywords.get(key)?.node.value {
        Value::Number(number) => number.as_f64()?,
        _ => return None,
    };
    if view.types.are_integers() && number.abs() >= LARGEST {
        return None;
    }
    let exclusive = match key {
        "minimum" => "exclusiveMinimum",
        "maximum" => "exclusiveMaximum",
        // No list is shorter than that anyway.
        _ if number == 0.0 && sign > 0.0 => return None,
        _ => "",
    };
    let is_exclusive = view.keywords.get(exclusive).is_some_and(|site| site.node.as_bool() == Some(true));
    Some((number * sign, is_exclusive))
}

/// Whether what is a multiple of the one number is one of the other too.
fn is_multiple(old: &Node, new: &Node) -> bool {
    let number = |node: &Node| match &node.value {
        Value::Number(number) => number.as_f64(),
        _ => None,
    };
    number(old).zip(number(new)).is_some_and(|(old, new)| new != 0.0 && (old / new).fract() == 0.0)
}

fn say<'a>(walk: &mut Walk<'a>, old: &View<'a>, new: &View<'a>, key: &str, turn: Turn) {
    let rule = match turn {
        Turn::Tightened => walk.direction.of(&REQUEST_CONSTRAINT_TIGHTENED, &RESPONSE_CONSTRAINT_TIGHTENED),
        Turn::Loosened => walk.direction.of(&REQUEST_CONSTRAINT_LOOSENED, &RESPONSE_CONSTRAINT_LOOSENED),
        Turn::Unknown => walk.direction.of(&REQUEST_CONDITION_CHANGED, &RESPONSE_CONDITION_CHANGED),
    };
    let said = |view: &View<'a>| bare(view.keywords.get(key).map(|site| site.node));
    let (mut was, mut is) = (said(old), said(new));
    if was == is {
        // The bound is the same, and whether it belongs to what is allowed is not.
        (was, is) = (exclusive(old, key, was), exclusive(new, key, is));
    }
    let name = key.strip_prefix(CARRIED).unwrap_or(key);
    schemas::keyword(walk, rule, old, new, key, format!("{name} {}", from_to(was, is)));
}

fn exclusive(view: &View<'_>, key: &str, value: String) -> String {
    let name = if key == "minimum" { "exclusiveMinimum" } else { "exclusiveMaximum" };
    let is_exclusive = view.keywords.get(name).is_some_and(|site| site.node.as_bool() == Some(true));
    if is_exclusive { format!("{value}, exclusive") } else { value }
}

/// Compares what is meant where nothing is said.
pub(super) fn default<'a>(walk: &mut Walk<'a>, old: &View<'a>, new: &View<'a>) {
    let node = |view: &View<'a>| view.keywords.get("default").map(|site| site.node);
    let (was, is) = (node(old), node(new));
    if was == is {
        return;
    }
    let rule = match walk.direction {
        Direction::Sent if was.is_some() && is.is_some() => &REQUEST_DEFAULT_CHANGED,
        Direction::Sent => &REQUEST_DEFAULT_DECLARED,
        Direction::Received => &RESPONSE_DEFAULT_CHANGED,
    };
    schemas::keyword(walk, rule, old, new, "default", format!("default {}", from_to(value(was), value(is))));
}
