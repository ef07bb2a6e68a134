//! A document as large as one likes, the same every time: so many operations over a quarter as many schemas.
//!
//! It has what documents are made of: parameters of every place, bodies, failures, references, lists, maps, enums, unions
//! with and without a discriminator, parts of schemas, names that repeat.

use std::io::{self, Write};

use serde_json::{Value, json};

/// How many operations there are for each schema.
const OPERATIONS: usize = 4;

/// How many operations have a tag.
const TAG: usize = 100;

/// Writes a document with so many operations. Piece by piece, since it may be larger than what measures it should be.
///
/// # Errors
/// When it cannot be written.
pub(super) fn write(operations: usize, out: &mut impl Write) -> io::Result<()> {
    let schemas = (operations / OPERATIONS).max(1);
    write!(out, r#"{{"openapi":"3.0.3","info":{{"title":"Synthetic","version":"1.0.0"}},"#)?;
    write!(out, r#""servers":[{{"url":"https://example.com/v1"}}],"paths":{{"#)?;
    // A path has four operations, as a resource has them.
    for first in (0..operations).step_by(OPERATIONS) {
        let separator = if first == 0 { "" } else { "," };
        let item: serde_json::Map<String, Value> = ["get", "put", "post", "delete"]
            .iter()
            .zip(first..operations)
            .take(OPERATIONS)
            .map(|(verb, number)| ((*verb).to_owned(), operation(verb, number, schemas)))
            .collect();
        let number = first / OPERATIONS;
        write!(out, r#"{separator}"/groups/{{groupId}}/resources{number}/{{id}}":{}"#, Value::from(item))?;
    }
    write!(out, r#"}},"components":{{"schemas":{{"Problem":{}"#, problem())?;
    for number in 0..schemas {
        write!(out, r#","{}":{}"#, name(number), schema(number, schemas))?;
    }
    writeln!(out, "}}}}}}")
}

fn name(number: usize) -> String {
    format!("Resource{number}")
}

fn reference(number: usize) -> Value {
    json!({ "$ref": format!("#/components/schemas/{}", name(number)) })
}

fn problem() -> Value {
    json!({
        "type": "object",
        "required": ["code"],
        "properties": { "code": { "type": "string" }, "message": { "type": "string" } }
    })
}

fn operation(verb: &str, number: usize, schemas: usize) -> Value {
    let subject = number / OPERATIONS;
    let content = |schema: Value| json!({ "application/json": { "schema": schema } });
    let parameter = |place: &str, name: &str, schema: Value| {
        json!({ "in": place, "name": name, "required": place == "path", "schema": schema,
            "description": format!("The {name} of what is asked for.") })
    };
    let mut parameters = vec![
        parameter("path", "groupId", json!({ "type": "string" })),
        parameter("path", "id", json!({ "type": "integer", "format": "int64" })),
        parameter("header", "X-Request-Id", json!({ "type": "string", "format": "uuid" })),
    ];
    if verb == "get" {
        parameters.push(parameter("query", "sort", json!({ "type": "string", "enum": ["name", "created", "size"] })));
        let tags = json!({ "type": "array", "items": { "type": "string" } });
        parameters.push(parameter("query", "tags", tags));
    }
    let answer = match verb {
        "get" => json!({ "type": "array", "items": reference(subject % schemas) }),
        _ => reference((subject + 1) % schemas),
    };
    let mut operation = json!({
        "operationId": format!("{verb}Resource{subject}"),
        "summary": format!("Does {verb} with resource {subject}"),
        "description": "What it does in more words,\nover more than one line, with `code` and a [link](https://example.com).",
        "tags": [format!("group {}", number / TAG)],
        "parameters": parameters,
        "responses": {
            "200": { "description": "Done.", "content": content(answer) },
            "404": { "description": "There is none.", "content": content(json!({ "$ref": "#/components/schemas/Problem" })) }
        }
    });
    if matches!(verb, "put" | "post") {
        operation["requestBody"] = json!({ "required": true, "content": content(reference(subject % schemas)) });
    }
    operation
}

/// Schemas of several kinds by turns. Each refers only to ones close to it, so that no part knows all.
fn schema(number: usize, schemas: usize) -> Value {
    let near = |distance: usize| reference((number + distance) % schemas);
    match number % 8 {
        5 => {
            json!({ "type": "string", "description": "One of few.", "enum": ["red", "green", "blue", format!("shade {number}")] })
        }
        6 => json!({ "description": "One or the other.", "oneOf": [near(1), { "type": "string" }] }),
        7 => json!({
            "description": "A part and more.",
            "allOf": [near(1), { "type": "object", "properties": { "more": { "type": "string" } } }]
        }),
        _ => json!({
            "type": "object",
            "description": format!("Resource {number}, as it is stored."),
            "required": ["id", "name"],
            "properties": {
                "id": { "type": "integer", "format": "int64", "description": "What names it." },
                "name": { "type": "string", "maxLength": 100 },
                "createdAt": { "type": "string", "format": "date-time" },
                "size": { "type": "number", "format": "double", "nullable": true },
                "isPublic": { "type": "boolean", "default": false },
                "state": { "type": "string", "enum": ["active", "paused", "gone"] },
                "labels": { "type": "object", "additionalProperties": { "type": "string" } },
                "owner": near(5),
                "parts": { "type": "array", "items": near(8) },
                "place": { "type": "object", "properties": { "x": { "type": "integer" }, "y": { "type": "integer" } } }
            }
        }),
    }
}

#[cfg(test)]
mod tests {
    use crategen::Input;
    use crategen::document::{Source, Sources};

    use super::*;

    fn text(operations: usize) -> String {
        let mut bytes = Vec::new();
        write(operations, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn there_are_as_many_operations_as_are_asked_for() {
        for operations in [1, 6, 100] {
            let document: Value = serde_json::from_str(&text(operations)).unwrap();
            let paths = document["paths"].as_object().unwrap();
            let found: usize = paths.values().map(|item| item.as_object().unwrap().len()).sum();
            assert_eq!(found, operations);
        }
        assert_eq!(text(100), text(100));
    }

    #[test]
    fn all_of_it_is_generated_and_nothing_is_reported() {
        let mut sources = Sources::default();
        let document = sources.add(Source { name: "synthetic.json".to_owned(), text: text(100) });
        let input = Input { sources, document, ..Input::default() };
        let output = crategen::generate(&input).unwrap();
        assert!(output.diagnostics.list.is_empty(), "{:?}", output.diagnostics.list);
        assert_eq!(output.summary.operations, 100);
    }
}
