//! Keywords of a schema that are written in a form that no version has, but whose meaning is known.

use crate::diagnostics::codes_typed;
use crate::document::{Node, Value};
use crate::normalize::Version;
use crate::normalize::objects::Site;

/// Repairs or leaves out what the table would refuse without knowing why it was written.
pub(super) fn repair(site: &mut Site<'_>, schema: &mut Node) {
    required(site, schema);
    items(site, schema);
    discriminator(site, schema);
    compositions(site, schema);
}

fn required(site: &mut Site<'_>, schema: &mut Node) {
    let Some(required) = schema.get("required") else { return };
    let span = required.span;
    if required.as_bool().is_some() {
        let help = "it was left out; name the property in the `required` list of the schema that has it";
        site.warn(codes_typed::WRONG_KIND, "`required` of a property is a boolean", span, "required", help);
        schema.remove("required");
        return;
    }
    let is_composed = ["allOf", "anyOf", "oneOf", "not"].iter().any(|key| schema.get(key).is_some());
    let Some(properties) = schema.get("properties").filter(|_| !is_composed && !is_member(site)) else { return };
    for name in required.items() {
        if let Some(text) = name.as_str().filter(|text| properties.get(text).is_none()) {
            let message = format!("`required` names `{text}`, which is no property");
            let help = "declare the property, or remove the name; it becomes an optional field that holds any JSON";
            site.warn(codes_typed::REQUIRED, message, name.span, "required", help);
        }
    }
}

/// Whether the schema is a member of a composition, where another member may declare the property.
fn is_member(site: &Site<'_>) -> bool {
    let mut parts = site.pointer.as_str().rsplit('/');
    let index = parts.next().is_some_and(|part| part.parse::<usize>().is_ok());
    index && parts.next().is_some_and(|key| matches!(key, "allOf" | "anyOf" | "oneOf"))
}

fn items(site: &mut Site<'_>, schema: &mut Node) {
    let is_named = |ty: &Node| ty.as_str() == Some("array");
    let is_array = schema.get("type").is_some_and(|ty| is_named(ty) || ty.items().iter().any(is_named));
    let Some(Node { value: Value::Array(list), span }) = schema.get_mut("items") else { return };
    let span = *span;
    let only = if list.len() == 1 { list.pop() } else { None };
    let help = match only {
        // Some vendors mean one of these by it.
        None if !is_array => "it was left out, since nothing says that it is an array; write `type: array`, or `oneOf`",
        Some(_) => "it was read as the schema of every item; write the schema without the array",
        None => "it was read as `prefixItems`; write `prefixItems`, or one schema for every item",
    };
    site.warn(codes_typed::READ_AS, "`items` is an array, where a schema is needed", span, "items", help);
    match only {
        Some(only) => schema.set("items", only),
        None if !is_array => {
            schema.remove("items");
        }
        None if schema.get("prefixItems").is_none() => schema.rename("items", "prefixItems"),
        None => {
            schema.remove("items");
        }
    }
}

fn discriminator(site: &mut Site<'_>, schema: &mut Node) {
    let Some(discriminator) = schema.get("discriminator") else { return };
    let span = discriminator.span;
    if let Some(name) = discriminator.as_str().map(str::to_owned) {
        if site.version != Version::Swagger20 {
            let help = "it was read as the name of the property; write `propertyName` below it";
            let message = "`discriminator` is a string, where an object is needed";
            site.warn(codes_typed::READ_AS, message, span, "discriminator", help);
        }
        let mut object = Node::object(span);
        object.set("propertyName", Node::string(name, span));
        schema.set("discriminator", object);
    }
}

fn compositions(site: &mut Site<'_>, schema: &mut Node) {
    for key in ["allOf", "anyOf", "oneOf"] {
        if let Some(Node { value: Value::Array(members), span }) = schema.get(key)
            && members.is_empty()
        {
            let message = format!("`{key}` has no members");
            site.warn(codes_typed::WRONG_KIND, message, *span, key, "it was left out; give it members or remove it");
            schema.remove(key);
        }
    }
}
