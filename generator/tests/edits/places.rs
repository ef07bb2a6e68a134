//! Where a document has what: the places at which an edit can be made, and what they are called whatever the order.

use serde_json::Value;

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A path with its operations.
    Path,
    /// An operation.
    Operation,
    /// A list of parameters.
    Parameters,
    /// A parameter.
    Parameter,
    /// The responses of an operation.
    Responses,
    /// Bodies by media type.
    Content,
    /// A schema.
    Schema,
    /// A reference in place of a schema.
    Reference,
}

/// All places of a document, with their pointers.
pub(crate) fn places(document: &Value) -> Vec<(Kind, String)> {
    let mut found = Vec::new();
    for (path, item) in members(&document["paths"]) {
        let at = format!("/paths/{}", escape(path));
        found.push((Kind::Path, at.clone()));
        parameters(item, &at, &mut found);
        for (method, operation) in members(item).filter(|(method, _)| METHODS.contains(&method.as_str())) {
            let at = format!("{at}/{method}");
            found.push((Kind::Operation, at.clone()));
            parameters(operation, &at, &mut found);
            content(&operation["requestBody"], &format!("{at}/requestBody"), &mut found);
            found.push((Kind::Responses, format!("{at}/responses")));
            for (status, answer) in members(&operation["responses"]) {
                response(answer, &format!("{at}/responses/{status}"), &mut found);
            }
        }
    }
    let components = &document["components"];
    for (name, inner) in members(&components["schemas"]) {
        schema(inner, &format!("/components/schemas/{}", escape(name)), &mut found);
    }
    for (name, inner) in members(&components["responses"]) {
        response(inner, &format!("/components/responses/{}", escape(name)), &mut found);
    }
    for (name, inner) in members(&components["requestBodies"]) {
        content(inner, &format!("/components/requestBodies/{}", escape(name)), &mut found);
    }
    for (name, inner) in members(&components["parameters"]) {
        schema(&inner["schema"], &format!("/components/parameters/{}/schema", escape(name)), &mut found);
    }
    found
}

/// The methods of a path.
pub(crate) const METHODS: &[&str] = &["get", "put", "post", "delete", "patch", "head", "options"];

fn response(response: &Value, at: &str, found: &mut Vec<(Kind, String)>) {
    content(response, at, found);
    for (name, header) in members(&response["headers"]) {
        schema(&header["schema"], &format!("{at}/headers/{}/schema", escape(name)), found);
    }
}

fn parameters(owner: &Value, at: &str, found: &mut Vec<(Kind, String)>) {
    let Some(list) = owner["parameters"].as_array() else { return };
    found.push((Kind::Parameters, format!("{at}/parameters")));
    for (index, parameter) in list.iter().enumerate().filter(|(_, parameter)| parameter.get("$ref").is_none()) {
        let at = format!("{at}/parameters/{index}");
        found.push((Kind::Parameter, at.clone()));
        schema(&parameter["schema"], &format!("{at}/schema"), found);
    }
}

fn content(owner: &Value, at: &str, found: &mut Vec<(Kind, String)>) {
    if owner.get("content").is_some() {
        found.push((Kind::Content, format!("{at}/content")));
    }
    for (media_type, inner) in members(&owner["content"]) {
        schema(&inner["schema"], &format!("{at}/content/{}/schema", escape(media_type)), found);
    }
}

fn schema(schema: &Value, at: &str, found: &mut Vec<(Kind, String)>) {
    if !schema.is_object() {
        return;
    }
    if schema.get("$ref").is_some() {
        found.push((Kind::Reference, at.to_owned()));
        return;
    }
    found.push((Kind::Schema, at.to_owned()));
    for (name, inner) in members(&schema["properties"]) {
        self::schema(inner, &format!("{at}/properties/{}", escape(name)), found);
    }
    for key in ["items", "additionalProperties", "not"] {
        self::schema(&schema[key], &format!("{at}/{key}"), found);
    }
    for key in ["allOf", "oneOf", "anyOf"] {
        for (index, inner) in schema[key].as_array().into_iter().flatten().enumerate() {
            self::schema(inner, &format!("{at}/{key}/{index}"), found);
        }
    }
}

/// The members of an object.
pub(crate) fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// A name as part of a pointer.
pub(crate) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The component, operation or path that a place belongs to.
pub(crate) fn owner(pointer: &str) -> String {
    pointer.split('/').take(4).collect::<Vec<_>>().join("/")
}
