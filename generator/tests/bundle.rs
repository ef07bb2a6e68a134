//! What a document of several files becomes: which files are wanted, what is taken in, and under which names.

mod support;

use crategen::Input;
use crategen::bundle::bundle;
use crategen::diagnostics::Diagnostics;
use crategen::document::{Node, Source, read};

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: Test, version: '1'}\npaths: {}\n";

fn input(files: &[(&str, &str)]) -> Input {
    let mut input = Input::default();
    for (name, text) in files {
        let text = if *name == "api.yaml" { format!("{HEAD}{text}") } else { (*text).to_owned() };
        input.sources.add(Source { name: (*name).to_owned(), text });
    }
    input
}

fn bundled(files: &[(&str, &str)]) -> Node {
    let input = input(files);
    let mut diagnostics = Diagnostics::default();
    let mut document = read(&input.sources, input.document, &mut diagnostics).unwrap();
    bundle(&mut document, &input, &mut diagnostics);
    assert!(diagnostics.list.is_empty(), "{}", diagnostics.render(&input.sources, false));
    document
}

fn schemas(document: &Node) -> Vec<&str> {
    let schemas = document.at("/components/schemas").map(Node::entries).unwrap_or_default();
    schemas.iter().map(|entry| entry.key.as_str()).collect()
}

fn reference<'a>(document: &'a Node, pointer: &str) -> &'a str {
    document.at(pointer).and_then(|node| node.get("$ref")).and_then(Node::as_str).unwrap_or_default()
}

#[test]
fn files_are_wanted_as_they_are_found_and_only_once() {
    let root = ("api.yaml", "components: {schemas: {A: {$ref: 'parts/a.yaml#/A'}, B: {$ref: './parts/a.yaml#/B'}}}");
    assert_eq!(crategen::wanted(&input(&[root])), ["parts/a.yaml"]);
    let part = ("parts/a.yaml", "{A: {$ref: b.yaml}, B: {$ref: ../api.yaml}, Never: {$ref: never.yaml}}");
    assert_eq!(crategen::wanted(&input(&[root, part])), ["parts/b.yaml"]);
    assert!(crategen::wanted(&input(&[root, part, ("parts/b.yaml", "{type: object}")])).is_empty());
}

#[test]
fn files_out_of_bounds_and_examples_are_not_wanted() {
    let mut input = input(&[(
        "api.yaml",
        "components: {schemas: {A: {$ref: ../a.yaml}, B: {$ref: /b.yaml}, C: {$ref: 'https://example.com/c.yaml'}},\n\
         examples: {A: {$ref: example.yaml}}}\nx-ms-examples: {$ref: other.yaml}\n",
    )]);
    assert!(crategen::wanted(&input).is_empty());
    input.parts.folders_above = 1;
    assert_eq!(crategen::wanted(&input), ["../a.yaml"]);
    input.parts.allow_outside = true;
    assert_eq!(crategen::wanted(&input), ["../a.yaml", "/b.yaml", "https://example.com/c.yaml"]);
    input.parts.unreadable.insert("/b.yaml".to_owned(), "no".to_owned());
    assert_eq!(crategen::wanted(&input), ["../a.yaml", "https://example.com/c.yaml"]);
}

#[test]
fn an_overlay_may_refer_to_files_too() {
    let mut input = input(&[
        ("api.yaml", ""),
        (
            "fix.yaml",
            "overlay: 1.0.0\ninfo: {title: T, version: '1'}\nactions: [{target: $, update: {components: {schemas: {A: {$ref: a.yaml}}}}}]",
        ),
    ]);
    input.overlays = input.sources.iter().skip(1).map(|(file, _)| file).collect();
    assert_eq!(crategen::wanted(&input), ["a.yaml"]);
}

#[test]
fn circles_between_files_are_taken_in_once() {
    let document = bundled(&[
        ("api.yaml", "components: {schemas: {Root: {properties: {a: {$ref: 'a.yaml#/A'}}}}}"),
        (
            "a.yaml",
            "A: {properties: {b: {$ref: 'b.yaml#/B'}, self: {$ref: '#/A'}, root: {$ref: 'api.yaml#/components/schemas/Root'}}}",
        ),
        ("b.yaml", "B: {properties: {a: {$ref: 'a.yaml#/A'}}}"),
    ]);
    assert_eq!(schemas(&document), ["Root", "A", "B"]);
    assert_eq!(reference(&document, "/components/schemas/B/properties/a"), "#/components/schemas/A");
    assert_eq!(reference(&document, "/components/schemas/A/properties/self"), "#/components/schemas/A");
    assert_eq!(reference(&document, "/components/schemas/A/properties/root"), "#/components/schemas/Root");
}

#[test]
fn names_that_clash_get_the_name_of_their_file_in_any_order() {
    let parts = [
        ("x.yaml", "{Pet: {type: string}, Own: {type: string}}"),
        ("y.v1.yaml", "{Pet: {type: integer}, Root: {type: integer}}"),
    ];
    let [x, y, own, root] = [
        "a: {$ref: 'x.yaml#/Pet'}",
        "b: {$ref: 'y.v1.yaml#/Pet'}",
        "c: {$ref: 'x.yaml#/Own'}",
        "d: {$ref: 'y.v1.yaml#/Root'}",
    ];
    for order in [[x, y, own, root], [root, own, y, x]] {
        let text = format!("components: {{schemas: {{Root: {{properties: {{{}}}}}}}}}", order.join(", "));
        let document = bundled(&[("api.yaml", &text), parts[0], parts[1]]);
        let names: Vec<_> = ["a", "b", "c", "d"]
            .map(|key| reference(&document, &format!("/components/schemas/Root/properties/{key}")))
            .into();
        let expected = ["Pet_x", "Pet_y", "Own", "Root_y"].map(|name| format!("#/components/schemas/{name}"));
        assert_eq!(names, expected);
    }
}

#[test]
fn an_import_gives_way_to_what_it_imports() {
    let document = bundled(&[
        ("api.yaml", "components: {schemas: {Pet: {$ref: 'a.yaml#/Pet'}, Other: {$ref: 'a.yaml#/Pet'}}}"),
        ("a.yaml", "Pet: {$ref: 'b.yaml#/Pet'}"),
        ("b.yaml", "Pet: {type: object}"),
    ]);
    assert_eq!(schemas(&document), ["Pet", "Other"]);
    assert_eq!(document.at("/components/schemas/Pet/type").and_then(Node::as_str), Some("object"));
    assert_eq!(reference(&document, "/components/schemas/Other"), "#/components/schemas/Pet");
}

#[test]
fn what_stands_in_a_component_stays_in_it() {
    let document = bundled(&[
        ("api.yaml", "components: {schemas: {Id: {$ref: 'a.yaml#/definitions/Pet/properties/id'}}}"),
        ("a.yaml", "definitions: {Pet: {properties: {id: {type: string}}}}"),
    ]);
    assert_eq!(reference(&document, "/components/schemas/Id"), "#/components/schemas/Pet/properties/id");
}

#[test]
fn the_children_of_a_base_come_with_it() {
    let document = bundled(&[
        ("api.yaml", "components: {schemas: {Root: {properties: {a: {$ref: 'a.yaml#/definitions/Base'}}}}}"),
        (
            "a.yaml",
            "definitions:\n  Base: {discriminator: {propertyName: kind}}\n  Child: {allOf: [{$ref: '#/definitions/Base'}]}\n  \
             Grandchild: {allOf: [{$ref: '#/definitions/Child'}]}\n  Stranger: {type: object}\n",
        ),
    ]);
    assert_eq!(schemas(&document), ["Root", "Base", "Child", "Grandchild"]);
}

#[test]
fn parts_of_swagger_stay_where_swagger_has_them() {
    let input = {
        let mut input = Input::default();
        for (name, text) in [
            (
                "api.json",
                r##"{"swagger": "2.0", "info": {"title": "T", "version": "1"}, "paths": {"/a": {"$ref": "p.json"}}, "x-ms-parameterized-host": {"hostTemplate": "{e}", "parameters": [{"$ref": "c.json#/parameters/E"}]}}"##,
            ),
            (
                "p.json",
                r##"{"get": {"parameters": [{"$ref": "c.json#/parameters/B"}], "responses": {"200": {"$ref": "c.json#/responses/R"}}}}"##,
            ),
            (
                "c.json",
                r##"{"parameters": {"E": {"name": "e", "in": "path", "required": true, "type": "string"}, "B": {"name": "b", "in": "body", "schema": {"$ref": "#/definitions/S"}}}, "responses": {"R": {"description": "", "schema": {"$ref": "#/definitions/S"}}}, "definitions": {"S": {"type": "object"}}}"##,
            ),
        ] {
            input.sources.add(Source { name: name.to_owned(), text: text.to_owned() });
        }
        input
    };
    let output = crategen::generate(&input).unwrap();
    assert!(output.diagnostics.list.is_empty(), "{}", output.diagnostics.render(&input.sources, false));
    assert_eq!((output.summary.operations, output.summary.types), (1, 1));
}
