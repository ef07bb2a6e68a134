//! What reading a text gives: values, places and what is kept of them.

use crategen::diagnostics::{Diagnostics, Severity, codes};
use crategen::document::{MAX_DEPTH, Node, Source, Sources, Span, Value, read};

fn read_all(name: &str, text: &str) -> (Option<Node>, Diagnostics) {
    let mut sources = Sources::default();
    let file = sources.add(Source { name: name.to_owned(), text: text.to_owned() });
    let mut diagnostics = Diagnostics::default();
    (read(&sources, file, &mut diagnostics), diagnostics)
}

fn tree(name: &str, text: &str) -> Node {
    let (node, diagnostics) = read_all(name, text);
    assert!(diagnostics.list.is_empty(), "{text}: {:?}", diagnostics.list);
    node.expect("a tree")
}

fn yaml(text: &str) -> Node {
    tree("a.yaml", text)
}

fn json(text: &str) -> Node {
    tree("a.json", text)
}

fn code(name: &str, text: &str) -> &'static str {
    read_all(name, text).1.list.first().map_or("none", |diagnostic| diagnostic.code)
}

fn number<'a>(node: &'a Node, pointer: &str) -> &'a str {
    match &node.at(pointer).expect(pointer).value {
        Value::Number(number) => &number.0,
        other => panic!("{pointer} is {other:?}"),
    }
}

fn written(text: &str, span: Span) -> &str {
    &text[span.start as usize..span.end as usize]
}

#[test]
fn big_integers_keep_every_digit() {
    let big = "123456789012345678901234567890123456789012345678901234567890";
    assert_eq!(number(&yaml(&format!("a: {big}")), "/a"), big);
    assert_eq!(number(&json(&format!("{{\"a\": -{big}}}")), "/a"), format!("-{big}"));
    assert_eq!(number(&json("{\"a\": 18446744073709551616}"), "/a"), "18446744073709551616");
    assert_eq!(number(&yaml("version: 1.10"), "/version"), "1.10");
}

#[test]
fn plain_scalars_follow_the_core_schema_of_yaml_1_2() {
    let node = yaml(
        "nulls: [~, null, Null, NULL, ]\nempty:\ntrues: [true, True, TRUE]\nfalses: [false, False, FALSE]\n\
         texts: [no, yes, on, off, y, n, nULL, tRUE, 2020-01-01, 1_000, 0b1, '1', \"true\", !!str 7, !!str]\n\
         numbers: [0x1F, 0o17, +1, .5, 1., -0, 1e3, !!int '7']\n",
    );
    assert!(node.at("/nulls").expect("nulls").items().iter().all(|item| matches!(item.value, Value::Null)));
    assert!(matches!(node.get("empty").expect("empty").value, Value::Null));
    assert!(node.at("/trues").expect("trues").items().iter().all(|item| item.as_bool() == Some(true)));
    assert!(node.at("/falses").expect("falses").items().iter().all(|item| item.as_bool() == Some(false)));
    let texts: Vec<_> = node.at("/texts").expect("texts").items().iter().map(Node::as_str).collect();
    let expected =
        ["no", "yes", "on", "off", "y", "n", "nULL", "tRUE", "2020-01-01", "1_000", "0b1", "1", "true", "7", ""];
    assert_eq!(texts, expected.map(Some));
    let numbers: Vec<_> = (0..8).map(|index| number(&node, &format!("/numbers/{index}")).to_owned()).collect();
    assert_eq!(numbers, ["31", "15", "1", "0.5", "1.0", "-0", "1e3", "7"]);
}

#[test]
fn keys_become_the_text_they_are_written_with() {
    let node = yaml("200: a\ntrue: b\n1.0: c\n~: d\n'x': e\n? f\n: g\n");
    let keys: Vec<_> = node.entries().iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(keys, ["200", "true", "1.0", "~", "x", "f"]);
}

#[test]
fn merge_keys_take_in_what_the_mapping_does_not_have() {
    let node = yaml(
        "base: &base {a: 1, b: 2}\nmore: &more {b: 3, c: 4}\n\
         one: {<<: *base, b: own}\nlist:\n  <<: [*base, *more]\n  d: 5\ntext: {'<<': 6}\n",
    );
    assert_eq!(node.get("one"), Some(&yaml("{a: 1, b: own}")));
    assert_eq!(node.get("list"), Some(&yaml("{a: 1, b: 2, c: 4, d: 5}")));
    assert_eq!(node.get("text"), Some(&json("{\"<<\": 6}")));
    assert_eq!(json("{\"<<\": 6}").entries().len(), 1);
}

#[test]
fn aliases_stand_for_what_is_written_at_their_anchor() {
    let text = "a: &x [1, {b: &y text}]\nc: *x\n*y : *y\n";
    let node = yaml(text);
    assert_eq!(node.get("c"), node.get("a"));
    assert_eq!(node.get("text").and_then(Node::as_str), Some("text"));
    assert_eq!(node.get("c").expect("c").span, node.get("a").expect("a").span);
}

#[test]
fn spans_are_exact_bytes_in_text_of_several_bytes_a_character() {
    let text =
        "\u{feff}größe: &a 'ä ö'\nliste:\n  - \u{1f600}: 12 # x\n    wert: |\n      Zeile\n\nflow: {k: [ü, 1]}\n";
    let node = yaml(text);
    let at = |pointer: &str| written(text, node.at(pointer).expect(pointer).span);
    assert_eq!(at("/größe"), "'ä ö'");
    assert_eq!(at("/liste/0/\u{1f600}"), "12");
    assert_eq!(at("/liste/0/wert"), "Zeile");
    assert_eq!(at("/flow"), "{k: [ü, 1]}");
    assert_eq!(at("/flow/k"), "[ü, 1]");
    assert_eq!(at("/liste/0"), "\u{1f600}: 12 # x\n    wert: |\n      Zeile");
    assert_eq!(written(text, node.entry("größe").expect("größe").key_span), "größe");

    let text = "\u{feff}{ \"größe\" : \"\\u00e4\\n\" , \"b\": [ -1.5e3 , {} ] }\t\r\n";
    let node = json(text);
    let at = |pointer: &str| written(text, node.at(pointer).expect(pointer).span);
    assert_eq!(at("/größe"), "\"\\u00e4\\n\"");
    assert_eq!(at("/b"), "[ -1.5e3 , {} ]");
    assert_eq!(at("/b/0"), "-1.5e3");
    assert_eq!(at("/b/1"), "{}");
    assert_eq!(at(""), "{ \"größe\" : \"\\u00e4\\n\" , \"b\": [ -1.5e3 , {} ] }");
    assert_eq!(written(text, node.entry("größe").expect("größe").key_span), "\"größe\"");
}

#[test]
fn json_and_yaml_of_one_document_give_equal_trees() {
    let as_json = r#"{"openapi": "3.1.0", "info": {"title": "A \"b\" \u00e9\ud83d\ude00", "version": "1.0"},
        "paths": {"/a": {"get": {"deprecated": true, "x": null, "n": [1, 2.50, -3e2, 0], "e": {}, "l": []}}}}"#;
    let as_yaml = "openapi: 3.1.0\ninfo:\n  title: A \"b\" é\u{1f600}\n  version: '1.0'\npaths:\n  /a:\n    get:\n      \
                   deprecated: true\n      x:\n      n:\n      - 1\n      - 2.50\n      - -3e2\n      - 0\n      e: {}\n      l: []\n";
    assert_eq!(json(as_json), yaml(as_yaml));
    assert_eq!(json(as_json), yaml(as_json));
    assert_eq!(json(as_json), tree("without-extension", as_json));
}

#[test]
fn flow_yaml_that_begins_like_json_is_read() {
    assert_eq!(yaml("{a: 1, b: [x, 'y',], # comment\n c: }"), json(r#"{"a": 1, "b": ["x", "y"], "c": null}"#));
    assert_eq!(yaml("\t{\"a\":\t1}\n"), json("{\"a\": 1}"));
}

#[test]
fn the_first_of_two_equal_keys_counts_and_reading_goes_on() {
    let (node, diagnostics) = read_all("a.yaml", "a: 1\nb: {c: 1, c: 2}\na: 2\nd: {e: 1, f: 2, e: 3, e: 4}\n");
    assert_eq!(node, Some(json(r#"{"a": 1, "b": {"c": 1}, "d": {"e": 1, "f": 2}}"#)));
    let pointers: Vec<_> =
        diagnostics.list.iter().filter_map(|one| Some(one.place.as_ref()?.pointer.as_str())).collect();
    assert_eq!(pointers, ["/b/c", "/d/e", "/d/e", "/a"]);
    assert!(diagnostics.list.iter().all(|one| one.code == codes::DUPLICATE_KEY && one.related.len() == 1));
}

#[test]
fn duplicates_in_large_objects_are_found_as_well() {
    let members: String = (0..100).map(|index| format!("\"key{index}\": {index}, ")).collect();
    let (node, diagnostics) = read_all("a.json", &format!("{{{members} \"key7\": 1, \"key98\": 2}}"));
    assert_eq!(diagnostics.count(Severity::Error), 2);
    assert_eq!(number(&node.expect("a tree"), "/key98"), "98");
}

#[test]
fn nesting_up_to_the_limit_is_read_and_beyond_it_refused() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    for name in ["a.json", "a.yaml"] {
        assert_eq!(code(name, &nested(MAX_DEPTH)), "none");
        assert_eq!(code(name, &nested(MAX_DEPTH + 1)), codes::TOO_DEEP);
        assert_eq!(code(name, &nested(10_000)), codes::TOO_DEEP);
        assert_eq!(code(name, &"[".repeat(10_000)), codes::TOO_DEEP);
    }
    assert_eq!(code("a.yaml", &"- ".repeat(10_000)), codes::TOO_DEEP);
    let block: String = (0..10_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert_eq!(code("a.yaml", &block), codes::TOO_DEEP);
    let chain: String = (1..400).map(|index| format!("a{index}: &a{index} [*a{}]\n", index - 1)).collect();
    assert_eq!(code("a.yaml", &format!("a0: &a0 []\n{chain}")), codes::TOO_DEEP);
}

#[test]
fn a_long_text_with_many_aliases_is_refused() {
    let text = format!("a: &a {}\nb: [{}]\n", "x".repeat(1_000_000), "*a,".repeat(100_000));
    assert_eq!(code("a.yaml", &text), codes::ALIAS_BUDGET);
}

#[test]
fn aliases_in_number_that_real_documents_have_are_read() {
    let text = format!("a: &a {{b: [1, 2, 3]}}\nc: [{}]\n", "*a,".repeat(10_000));
    assert_eq!(yaml(&text).get("c").expect("c").items().len(), 10_000);
}

#[test]
fn every_cut_of_a_document_is_read_or_refused_without_panic() {
    let texts = [
        ("a.json", r#"{"é": [1.5e-3, "\u00e4\ud83d\ude00\n", true, null, {"b": {}}], "c": -0}"#),
        ("a.yaml", "é: &x [1, 'ä', \"\\u00e4\"]\nb:\n  - *x\n  - |\n    text\n  - {<<: {a: 1}, c: !!str 2}\n--- # x\n"),
    ];
    for (name, text) in texts {
        for (cut, _) in text.char_indices() {
            for part in [&text[..cut], &text[cut..]] {
                let mut sources = Sources::default();
                let file = sources.add(Source { name: name.to_owned(), text: part.to_owned() });
                let mut diagnostics = Diagnostics::default();
                let node = read(&sources, file, &mut diagnostics);
                assert!(node.is_some() || diagnostics.has_errors(), "{part}");
                diagnostics.render(&sources, true);
            }
        }
    }
}

#[test]
fn equality_minds_neither_the_order_of_members_nor_the_writing_of_numbers() {
    assert_eq!(json(r#"{"a": 1.0, "b": [100]}"#), json(r#"{"b": [1e2], "a": 1}"#));
    assert_ne!(json(r#"{"a": 1}"#), json(r#"{"b": 1}"#));
    assert_ne!(json("[1, 2]"), json("[2, 1]"));
    let big = "1000000000000000000000000000000000000000000000000";
    assert_ne!(json(&format!("[{big}0]")), json(&format!("[{big}1]")));
}
