//! Default values that their own schema does not allow: they are in many documents, and mean nothing.

use serde_json::Value;

use crate::diagnostics::codes_lower;
use crate::ir::EnumBase;
use crate::lower::Lower;
use crate::lower::docs::Constraints;
use crate::lower::schemas::Shape;
use crate::lower::view::{Kind, Scalar, View};

impl<'a> Lower<'a, '_> {
    /// Reports a default that the schema does not allow. The documentation has none then.
    pub(super) fn report_default(&mut self, view: &View<'a>) {
        if let Some(problem) = self.default_problem(view) {
            let message = format!("a `default` is left out, since it {problem}");
            let help = "correct it, or remove it";
            self.warn(codes_lower::DEFAULT_INVALID, &message, view.pointer.key("default").as_str(), help);
        }
    }

    /// The bounds of a schema as documentation: without a default that these bounds do not allow.
    pub(in crate::lower) fn documented(&self, view: &View<'a>) -> Constraints {
        let mut constraints = view.constraints();
        if self.default_problem(view).is_some() {
            constraints.default = None;
        }
        constraints
    }

    /// Why a schema's default is none of its values.
    fn default_problem(&self, view: &View<'a>) -> Option<String> {
        let default = view.data.default.as_ref().filter(|default| !default.is_null())?;
        match self.schemas.shape(view, &mut Vec::new()) {
            Shape::Same(inner) => {
                let (core, shape) = self.schemas.core(&inner)?;
                problem(default, &core, &shape)
            }
            shape => problem(default, view, &shape),
        }
    }
}

fn problem(default: &Value, view: &View<'_>, shape: &Shape<'_>) -> Option<String> {
    if let Some(kind) = view.kind.filter(|kind| !is_of(default, *kind)) {
        return Some(format!("is {}, where {} is needed", kind_of(default), needed(kind)));
    }
    let lists_all = view.union.is_empty() && view.parts.is_empty() && !view.values.is_empty();
    if lists_all && !view.values.iter().any(|value| is_value(default, value)) {
        return Some(match shape {
            Shape::Enum(EnumBase::Text) => "is none of the texts that the schema lists".to_owned(),
            _ => "is none of the values that the schema lists".to_owned(),
        });
    }
    out_of_bounds(default, &view.constraints())
}

fn is_of(value: &Value, kind: Kind) -> bool {
    match kind {
        Kind::Bool => value.is_boolean(),
        Kind::Integer => value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0),
        Kind::Number => value.is_number(),
        Kind::String => value.is_string(),
        Kind::Array => value.is_array(),
        Kind::Object => value.is_object(),
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn needed(kind: Kind) -> &'static str {
    match kind {
        Kind::Bool => "a truth value",
        Kind::Integer => "an integer",
        Kind::Number => "a number",
        Kind::String => "a text",
        Kind::Array => "a list",
        Kind::Object => "an object",
    }
}

fn is_value(default: &Value, value: &Scalar<'_>) -> bool {
    let text = value.to_string();
    match default {
        Value::String(default) => *default == text,
        Value::Number(default) => match (default.as_f64(), text.parse::<f64>()) {
            (Some(default), Ok(value)) => default == value,
            _ => default.to_string() == text,
        },
        default => format!("{default}") == text,
    }
}

fn out_of_bounds(default: &Value, bounds: &Constraints) -> Option<String> {
    let number = |text: &Option<String>| text.as_deref()?.parse::<f64>().ok();
    match default {
        Value::Number(default) => {
            let default = default.as_f64()?;
            let least = |least: &f64| default < *least || bounds.above && default == *least;
            let most = |most: &f64| default > *most || bounds.below && default == *most;
            let too_small = number(&bounds.minimum).filter(least).map(|_| "is less than the schema allows");
            let too_large = number(&bounds.maximum).filter(most).map(|_| "is more than the schema allows");
            too_small.or(too_large).map(str::to_owned)
        }
        Value::String(default) => count(default.chars().count(), bounds.min_length, bounds.max_length, "characters"),
        Value::Array(default) => count(default.len(), bounds.min_items, bounds.max_items, "items"),
        Value::Object(default) => count(default.len(), bounds.min_properties, bounds.max_properties, "members"),
        Value::Null | Value::Bool(_) => None,
    }
}

fn count(number: usize, least: Option<usize>, most: Option<usize>, things: &str) -> Option<String> {
    let amount = match () {
        () if least.is_some_and(|least| number < least) => "fewer",
        () if most.is_some_and(|most| number > most) => "more",
        () => return None,
    };
    Some(format!("has {amount} {things} than the schema allows"))
}
