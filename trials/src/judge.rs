//! The validator that has nothing to do with this project, over the schemas of a document.

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};

use super::schemas::{ADDRESS, Schemas};
use crategen::cli::error::{Error, Result};

/// All schemas of a document, ready to be validated against.
///
/// # Errors
/// When the validator does not take them.
pub(crate) fn registry<'a>(schemas: &Schemas<'_>) -> Result<Registry<'a>> {
    Registry::new()
        .add(ADDRESS, schemas.whole())
        .and_then(|registry| registry.prepare())
        .map_err(|error| Error::new(format!("the validator does not take the schemas: {error}")))
}

/// The validator of the schema of a number.
///
/// # Errors
/// When it does not take the schema.
pub(crate) fn validator(registry: &Registry<'_>, number: usize) -> std::result::Result<Validator, String> {
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .with_registry(registry)
        .should_validate_formats(true)
        .offline()
        .build(&json!({"$ref": format!("{ADDRESS}#/$defs/{number}")}))
        .map_err(|error| format!("the validator does not take its schema: {error}"))
}

/// Takes out the member that a pointer leads to.
pub(crate) fn remove(value: &mut Value, pointer: &str) {
    if let Some((parent, name)) = pointer.rsplit_once('/')
        && let Some(Value::Object(members)) = value.pointer_mut(parent)
    {
        members.remove(&name.replace("~1", "/").replace("~0", "~"));
    }
}
