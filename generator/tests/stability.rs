//! The same input gives the same bytes, and a change of the document touches only what it concerns.

use std::collections::BTreeMap;
use std::thread;

use crategen::document::{Source, Sources};
use crategen::{Input, Output};
use serde_json::{Map, Value, json};

#[test]
fn two_runs_and_many_threads_write_the_same_bytes() {
    let first = files(&zoo());
    let others: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| files(&zoo()))).collect();
        threads.into_iter().map(|thread| thread.join().expect("a run that does not panic")).collect()
    });
    assert!(others.iter().all(|other| *other == first));
}

#[test]
fn the_order_of_paths_and_schemas_and_tags_does_not_matter() {
    let expected = files(&zoo());
    for seed in 1..20 {
        let mut document = zoo();
        for pointer in ["/paths", "/components/schemas", "/components"] {
            shuffle_members(document.pointer_mut(pointer).expect("the zoo has it"), seed);
        }
        if let Some(Value::Array(tags)) = document.get_mut("tags") {
            shuffle(tags, seed);
        }
        for item in document["paths"].as_object_mut().expect("paths").values_mut() {
            shuffle_members(item, seed);
        }
        let actual = files(&document);
        for (path, text) in &expected {
            assert_eq!(Some(text), actual.get(path), "{path} differs with seed {seed}");
        }
        assert_eq!(expected.len(), actual.len());
    }
}

#[test]
fn an_unrelated_schema_and_operation_touch_nothing_but_lists() {
    let before = files(&zoo());
    let mut document = zoo();
    document["paths"]["/aardvarks"] = json!({"get": {
        "operationId": "aListAardvarks",
        "tags": ["Lions"],
        "responses": {"200": {"description": "all", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Aardvark"}}}}},
    }});
    document["components"]["schemas"]["Aardvark"] =
        json!({"type": "object", "properties": {"name": {"type": "string"}}});
    let after = files(&document);
    let changed: Vec<&str> =
        before.iter().filter(|(path, text)| after.get(*path) != Some(*text)).map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        changed,
        [
            "API.txt",
            "src/generated/api/lions.rs",
            "src/generated/models/mod.rs",
            "src/generated/operations/lions/mod.rs",
            "src/generated/operations/mod.rs",
        ],
        "the trait of the tag is a list of its operations"
    );
    let added: Vec<&str> = after.keys().filter(|path| !before.contains_key(*path)).map(String::as_str).collect();
    assert_eq!(added, ["src/generated/models/aardvark.rs", "src/generated/operations/lions/a_list_aardvarks.rs"]);
}

#[test]
fn removing_a_schema_renames_no_other() {
    let before = files(&zoo());
    let mut document = zoo();
    document["components"]["schemas"].as_object_mut().expect("schemas").shift_remove("Unused");
    let after = files(&document);
    assert!(before.contains_key("src/generated/models/unused.rs"));
    assert!(!after.contains_key("src/generated/models/unused.rs"));
    let others = before.keys().filter(|path| !path.ends_with("unused.rs"));
    assert!(others.eq(after.keys()));
}

fn files(document: &Value) -> BTreeMap<String, String> {
    let output = run(&document.to_string());
    let all = output.files.iter().chain(output.scaffold.iter());
    all.map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

fn run(text: &str) -> Output {
    let mut sources = Sources::default();
    let document = sources.add(Source { name: "zoo.json".to_owned(), text: text.to_owned() });
    let input = Input { sources, document, ..Input::default() };
    crategen::generate(&input).unwrap_or_else(|diagnostics| panic!("{}", diagnostics.render(&input.sources, false)))
}

/// A document with two tags, shared and colliding schemas, unions, recursion and inline types.
fn zoo() -> Value {
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let answer = |schema: Value| {
        json!({"200": {"description": "it", "content": {"application/json": {"schema": schema}}},
               "default": {"description": "not", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}})
    };
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Zoo", "version": "1.0.0"},
        "tags": [{"name": "Lions", "description": "Loud ones."}, {"name": "Mice"}],
        "paths": {
            "/lions": {
                "get": {"operationId": "listLions", "tags": ["Lions"], "responses": answer(json!({"type": "array", "items": reference("Lion")}))},
                "post": {"operationId": "addLion", "tags": ["Lions"], "responses": answer(reference("Lion")),
                         "requestBody": {"required": true, "content": {"application/json": {"schema": {
                             "type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, "mood": {"type": "string", "enum": ["calm", "hungry"]}}}}}}}
            },
            "/mice/{id}": {
                "get": {"operationId": "getMouse", "tags": ["Mice"], "responses": answer(reference("mouse")),
                        "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}]}
            }
        },
        "components": {
            "schemas": {
                "Lion": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, "home": reference("Home"), "prey": reference("Animal")}},
                "mouse": {"type": "object", "properties": {"home": reference("Home"), "mother": reference("mouse")}},
                "Mouse": {"type": "object", "properties": {"buttons": {"type": "integer"}}},
                "Home": {"type": "object", "properties": {"street": {"type": "string"}}},
                "Animal": {"oneOf": [reference("Lion"), reference("mouse")]},
                "Problem": {"type": "object", "properties": {"title": {"type": "string"}}},
                "Unused": {"type": "object", "properties": {"a": {"type": "string"}}}
            }
        }
    })
}

fn shuffle_members(object: &mut Value, seed: u64) {
    if let Value::Object(members) = object {
        let mut entries: Vec<(String, Value)> = std::mem::take(members).into_iter().collect();
        shuffle(&mut entries, seed);
        *members = entries.into_iter().collect::<Map<String, Value>>();
    }
}

/// Fisher and Yates, with a generator that is the same everywhere.
fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    for index in (1..items.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let other = usize::try_from(state % (index as u64 + 1)).expect("small");
        items.swap(index, other);
    }
}
