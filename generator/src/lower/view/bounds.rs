//! The bounds that a schema sets, gathered when they are asked for: most schemas set none, and few questions are about them.

use super::View;
use crate::lower::docs::Constraints;
use crate::parse::{AnySchema, SchemaData, SchemaKind, Type};

impl View<'_> {
    /// What only prose can say.
    pub(crate) fn constraints(&self) -> Constraints {
        let mut constraints = Constraints { default: default_of(self.data), ..Constraints::default() };
        match &self.schema.schema_kind {
            SchemaKind::Type(ty) => of_type(ty, &mut constraints),
            SchemaKind::Any(any) => of_any(any, &mut constraints),
            _ => {}
        }
        constraints
    }
}

fn of_type(ty: &Type, constraints: &mut Constraints) {
    match ty {
        Type::String(string) => {
            constraints.pattern.clone_from(&string.pattern);
            constraints.min_length = string.min_length;
            constraints.max_length = string.max_length;
        }
        Type::Number(number) => {
            range(number.minimum, number.exclusive_minimum, number.maximum, number.exclusive_maximum, constraints);
            constraints.multiple_of = number.multiple_of.map(|number| number.to_string());
        }
        Type::Integer(integer) => {
            range(integer.minimum, integer.exclusive_minimum, integer.maximum, integer.exclusive_maximum, constraints);
            constraints.multiple_of = integer.multiple_of.map(|number| number.to_string());
        }
        Type::Boolean(_) => {}
        Type::Array(array) => {
            constraints.min_items = array.min_items;
            constraints.max_items = array.max_items;
            constraints.unique_items = array.unique_items;
        }
        Type::Object(object) => {
            constraints.min_properties = object.min_properties;
            constraints.max_properties = object.max_properties;
        }
    }
}

fn of_any(any: &AnySchema, constraints: &mut Constraints) {
    let exclusive = (any.exclusive_minimum.unwrap_or(false), any.exclusive_maximum.unwrap_or(false));
    range(any.minimum, exclusive.0, any.maximum, exclusive.1, constraints);
    constraints.multiple_of = any.multiple_of.map(|number| number.to_string());
    constraints.pattern.clone_from(&any.pattern);
    constraints.min_length = any.min_length;
    constraints.max_length = any.max_length;
    constraints.min_items = any.min_items;
    constraints.max_items = any.max_items;
    constraints.min_properties = any.min_properties;
    constraints.max_properties = any.max_properties;
    constraints.unique_items = any.unique_items.unwrap_or(false);
}

fn range<T: ToString>(minimum: Option<T>, above: bool, maximum: Option<T>, below: bool, constraints: &mut Constraints) {
    constraints.minimum = minimum.map(|number| number.to_string());
    constraints.above = above;
    constraints.maximum = maximum.map(|number| number.to_string());
    constraints.below = below;
}

/// The value that counts when there is none, if it is a simple one.
fn default_of(data: &SchemaData) -> Option<String> {
    match data.default.as_deref()? {
        serde_json::Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        value @ (serde_json::Value::Bool(_) | serde_json::Value::Number(_)) => Some(value.to_string()),
        _ => None,
    }
}
