//! Documents that somebody made to hurt: the stages answer each of them, in little time and stack.

mod support;

use std::fmt::Write as _;

use crategen::diagnostics::Diagnostics;
use crategen::document::{Node, Number, Span, Value};
use crategen::{normalize, parse, resolve};

/// As deep as the reader lets a document be.
const DEPTH: usize = 256;

#[test]
fn schemas_may_nest_as_deeply_as_the_reader_lets_them() {
    for key in ["items", "not", "additionalProperties"] {
        let mut schema = object(&[("type", text("string"))]);
        for _ in 0..DEPTH {
            schema = object(&[(key, schema)]);
        }
        run(document(schema));
    }
    let mut schema = object(&[("type", number("5"))]);
    for _ in 0..DEPTH / 2 {
        schema = object(&[("oneOf", list(vec![schema, object(&[("type", text("null"))])]))]);
    }
    run(document(schema));
}

#[test]
fn values_in_extensions_may_nest_deeply() {
    let mut value = text("end");
    for _ in 0..DEPTH {
        value = list(vec![value]);
    }
    run(document(object(&[("x-deep", value.clone()), ("example", value.clone()), ("enum", list(vec![value]))])));
}

#[test]
fn callbacks_of_callbacks_end() {
    let mut operation = object(&[("responses", object(&[]))]);
    for _ in 0..DEPTH / 4 {
        let item = object(&[("post", operation)]);
        operation = object(&[("callbacks", object(&[("a", object(&[("{$url}", item)]))]))]);
    }
    let mut document = document(object(&[]));
    document.set("paths", object(&[("/a", object(&[("post", operation)]))]));
    run(document);
}

#[test]
fn path_items_that_double_each_other_are_not_written_out_for_ever() {
    let mut text = String::from(
        "openapi: 3.1.0\ninfo: {title: a, version: b}\npaths:\n  /a: {$ref: '#/components/pathItems/P0'}\n",
    );
    text.push_str("components:\n  pathItems:\n");
    for index in 0..24 {
        let next = index + 1;
        let reference = format!("{{'{{$url}}': {{$ref: '#/components/pathItems/P{next}'}}}}");
        let _ = writeln!(text, "    P{index}: {{post: {{callbacks: {{a: {reference}, b: {reference}}}}}}}");
    }
    text.push_str("    P24: {post: {}}\n");
    let diagnostics = run(support::read(&text));
    assert!(diagnostics.list.iter().any(|diagnostic| diagnostic.code == "W0317"));
}

#[test]
fn a_long_chain_of_references_is_a_circle() {
    let mut text = String::from("openapi: 3.1.0\ninfo: {title: a, version: b}\npaths: {}\ncomponents:\n  schemas:\n");
    for index in 0..1000 {
        let _ = writeln!(text, "    S{index}: {{$ref: '#/components/schemas/S{}'}}", index + 1);
    }
    text.push_str("    S1000: {}\n");
    let diagnostics = run(support::read(&text));
    assert!(diagnostics.list.iter().any(|diagnostic| diagnostic.code == "W0504"));
}

#[test]
fn any_value_may_stand_anywhere() {
    let base = support::read(include_str!("../testdata/normalize/operations.in.yaml"));
    let junk = [
        Node::new(Value::Null, Span::default()),
        Node::new(Value::Bool(false), Span::default()),
        number("-1.5"),
        number("1e999"),
        text("#/paths/~1a~1{id}"),
        list(vec![number("1"), text("null"), object(&[])]),
        object(&[("$ref", text("#/")), ("type", list(vec![])), ("get", object(&[]))]),
    ];
    let mut pointers = Vec::new();
    collect(&base, String::new(), &mut pointers);
    for pointer in pointers.iter().filter(|pointer| !matches!(pointer.as_str(), "" | "/openapi")) {
        for value in &junk {
            let mut document = base.clone();
            *document.at_mut(pointer).unwrap() = value.clone();
            run(document);
        }
    }
}

fn run(mut node: Node) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    normalize::normalize(&mut node, &mut diagnostics).unwrap();
    let openapi = parse::parse(&node, &mut diagnostics).unwrap();
    let resolved = resolve::resolve(&openapi, &node, &mut diagnostics);
    for (_, target) in resolved.component_schemas() {
        resolved.schema(target.schema, &target.pointer);
    }
    diagnostics
}

fn collect(node: &Node, pointer: String, pointers: &mut Vec<String>) {
    for entry in node.entries() {
        collect(&entry.node, format!("{pointer}/{}", crategen::document::escape(&entry.key)), pointers);
    }
    for (index, item) in node.items().iter().enumerate() {
        collect(item, format!("{pointer}/{index}"), pointers);
    }
    pointers.push(pointer);
}

fn document(schema: Node) -> Node {
    let info = object(&[("title", text("a")), ("version", text("b"))]);
    let components = object(&[("schemas", object(&[("A", schema)]))]);
    object(&[("openapi", text("3.1.0")), ("info", info), ("paths", object(&[])), ("components", components)])
}

fn object(members: &[(&str, Node)]) -> Node {
    let mut node = Node::object(Span::default());
    for (key, value) in members {
        node.set(key, value.clone());
    }
    node
}

fn list(items: Vec<Node>) -> Node {
    Node::array(items, Span::default())
}

fn text(text: &str) -> Node {
    Node::string(text, Span::default())
}

fn number(text: &str) -> Node {
    Node::new(Value::Number(Number(text.into())), Span::default())
}
