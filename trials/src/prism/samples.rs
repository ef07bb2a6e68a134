//! Values for every field of every operation, made from the schemas as the author wrote them.

use crategen::{Call, CallField, Place};
use jsonschema::Validator;
use serde_json::Value;

use crate::judge::{registry, remove, validator};
use crate::sample::{Sampler, heights};
use crate::schemas::Schemas;
use crategen::cli::error::Result;

/// How often a value is made until one is valid.
const ATTEMPTS: usize = 200;

/// The values of a call's fields in order; `None` for one that is left out, or that no value was found for.
pub(super) type Samples = Vec<Option<Value>>;

/// Values for the fields of all calls.
///
/// # Errors
/// When the validator does not take the schemas.
pub(super) fn of(tree: &Value, calls: &[Call]) -> Result<Vec<Samples>> {
    let mut schemas = Schemas::new(tree);
    let numbers: Vec<Vec<Option<usize>>> = calls
        .iter()
        .map(|call| {
            let number = |field: &CallField| schemas.number(&schema_pointer(tree, call, field)?);
            call.fields.iter().map(number).collect()
        })
        .collect();
    let registry = registry(&schemas)?;
    let heights = heights(&schemas.converted);
    let mut sampler = Sampler::new(&schemas.converted, &heights);
    let mut all = Vec::new();
    for (call, numbers) in calls.iter().zip(numbers) {
        let mut samples = Samples::new();
        for (field, number) in call.fields.iter().zip(numbers) {
            samples.push(number.and_then(|number| {
                let validator = validator(&registry, number).ok()?;
                sample(&mut sampler, schemas.converted.get(number)?, &validator, &field.place)
            }));
        }
        all.push(samples);
    }
    Ok(all)
}

fn sample<'a>(sampler: &mut Sampler<'a>, schema: &'a Value, validator: &Validator, place: &Place) -> Option<Value> {
    for attempt in 0..ATTEMPTS {
        // With everything that it may have first.
        let Some(mut instance) = sampler.instance(schema, attempt + 1) else { continue };
        for pointer in instance.read_only.iter().chain(&instance.unknown) {
            remove(&mut instance.value, pointer);
        }
        let value = instance.value;
        if !value.is_null() && is_safe(&value) && can_stand(&value, place) && validator.is_valid(&value) {
            return Some(value);
        }
    }
    None
}

/// Whether JavaScript, in which Prism is written, knows all numbers of a value.
fn is_safe(value: &Value) -> bool {
    const LARGEST: f64 = 9_007_199_254_740_991.0;
    match value {
        Value::Number(number) => number.as_f64().is_some_and(|number| number.abs() <= LARGEST),
        Value::Array(items) => items.iter().all(is_safe),
        Value::Object(members) => members.values().all(is_safe),
        _ => true,
    }
}

/// Whether a text can be there at all: in a header it has to be visible, in a path it must not be empty or dots.
fn can_stand(value: &Value, place: &Place) -> bool {
    match (value, place) {
        (Value::String(text), Place::Path) => !text.is_empty() && !text.starts_with('.'),
        (Value::String(text), Place::Header | Place::Cookie) => {
            !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
        }
        (Value::Array(items), _) if !matches!(place, Place::Body { .. }) => {
            items.iter().all(|item| can_stand(item, place))
        }
        _ => true,
    }
}

/// Where the schema of a field is written.
fn schema_pointer(tree: &Value, call: &Call, field: &CallField) -> Option<String> {
    let within = match &field.place {
        Place::Body { media_type } => {
            let body = resolved(tree, &format!("{}/requestBody", call.pointer))?;
            format!("{body}/content/{}", escape(media_type))
        }
        place => parameter(tree, call, &field.wire, place.name())?,
    };
    let own = tree.pointer(&within)?;
    if own.get("schema").is_some() {
        return Some(format!("{within}/schema"));
    }
    let (media_type, _) = own.get("content")?.as_object()?.iter().next()?;
    Some(format!("{within}/content/{}/schema", escape(media_type)))
}

/// Where the parameter of that name and place is written: with the operation, or with its path.
fn parameter(tree: &Value, call: &Call, name: &str, place: &str) -> Option<String> {
    let item = call.pointer.rsplit_once('/')?.0;
    let of = |owner: &str| {
        let count = tree.pointer(&format!("{owner}/parameters"))?.as_array()?.len();
        (0..count).find_map(|index| {
            let pointer = resolved(tree, &format!("{owner}/parameters/{index}"))?;
            let parameter = tree.pointer(&pointer)?;
            let is = |key: &str, text: &str| parameter.get(key).and_then(Value::as_str) == Some(text);
            let same_name =
                parameter.get("name").and_then(Value::as_str).is_some_and(|own| own.eq_ignore_ascii_case(name));
            (same_name && is("in", place)).then_some(pointer)
        })
    };
    of(&call.pointer).or_else(|| of(item))
}

/// Where a reference leads that may stand at a pointer.
fn resolved(tree: &Value, pointer: &str) -> Option<String> {
    let mut pointer = pointer.to_owned();
    for _ in 0..16 {
        match tree.pointer(&pointer)?.get("$ref").and_then(Value::as_str) {
            Some(reference) => pointer = reference.strip_prefix('#')?.to_owned(),
            None => return Some(pointer),
        }
    }
    None
}

fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
