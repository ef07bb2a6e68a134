//! Reading JSON into models.

mod models;

use crategen_runtime::{Nullable, json, model::Field};
use models::{Everything, Item, Line, Many, Open, Page, Point, Shape, Token, Tree};

fn decode<T: Field>(text: &str) -> T {
    json::decode(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn problem<T: Field>(text: &str) -> String {
    match json::decode::<T>(text.as_bytes()) {
        Ok(_) => panic!("accepted {text}"),
        Err(error) => error.to_string(),
    }
}

fn everything(members: &str) -> Everything {
    decode(&format!(r#"{{"note":null,{members}}}"#))
}

fn everything_problem(members: &str) -> String {
    problem::<Everything>(&format!(r#"{{"note":null,{members}}}"#))
}

#[test]
fn members_are_found_in_any_order_and_with_unknown_ones_between() {
    let forward: Item = decode(r#"{"id":"1","createdOn":"2024-03-01T12:00:00Z","topic":"a"}"#);
    let backward: Item = decode(
        r#"{"topic":"a","new":{"deep":[1,{"x":"\ud800"}]},"createdOn":"2024-03-01T12:00:00Z","id":"1","z":1e400}"#,
    );
    assert_eq!(forward, backward);
}

#[test]
fn a_mistake_is_reported_with_its_path_and_what_was_found() {
    let good = r#"{"id":"1","createdOn":"2024-03-01T12:00:00Z"}"#;
    let bad = r#"{"id":"1","createdOn":7}"#;
    assert_eq!(
        problem::<Page>(&format!(r#"{{"value":[{good},{good},{good},{bad}]}}"#)),
        "value[3].createdOn: expected an RFC 3339 date-time, found 7"
    );
    assert_eq!(
        problem::<Page>(&format!(r#"{{"value":[{good},{{"id":"1"}}]}}"#)),
        "value[1].createdOn: missing, and Item needs it"
    );
    assert_eq!(problem::<Page>("[]"), "expected an object, found an array");
    assert_eq!(problem::<Page>(r#"{"value":{}}"#), "value: expected an array, found an object");
    assert_eq!(problem::<Page>(r#"{"value":[null]}"#), "value[0]: expected an object, found null");
    assert_eq!(problem::<Page>(""), "expected an object, found nothing");
    assert_eq!(everything_problem(r#""flag":"yes""#), r#"flag: expected true or false, found "yes""#);
    assert_eq!(everything_problem(r#""map":{"a":1,"b":true}"#), "map.b: expected an integer of 32 bits, found true");
}

#[test]
fn keys_and_texts_of_a_server_neither_break_nor_flood_a_message() {
    assert_eq!(
        everything_problem(r#""map":{"a\nb]":true}"#),
        r#"map["a\nb]"]: expected an integer of 32 bits, found true"#
    );
    let long = "x".repeat(100_000);
    assert!(everything_problem(&format!(r#""map":{{"{long}":true}}"#)).len() < 200);
    assert!(everything_problem(&format!(r#""small":"{long}""#)).len() < 200);
}

#[test]
fn null_is_an_absent_option_a_null_nullable_and_otherwise_a_mistake() {
    let value = everything(r#""flag":null,"nullable":null,"child":null,"list":null,"any":null,"map":{"a":null}"#);
    assert_eq!((value.flag, value.nullable, value.list), (None, Nullable::Null, None));
    // Where any JSON may stand, it is a value like others.
    assert_eq!((value.any, everything(r#""flag":true"#).any), (Some(serde_json::Value::Null), None));
    assert_eq!(value.map.unwrap()["a"], None);
    assert_eq!(problem::<Point>(r#"{"x":null}"#), "x: expected an integer of 32 bits, found null");
    assert_eq!(problem::<Everything>("{}"), "note: missing, and Everything needs it");
}

#[test]
fn of_members_that_come_twice_the_last_one_counts_alone() {
    let line: Line = decode(r#"{"start":{"x":1,"y":2},"start":{"x":3},"end":{"x":1},"end":null}"#);
    assert_eq!(line, Line { start: Point { x: 3, y: None }, end: Nullable::Null });
    let value = everything(r#""list":["a"],"list":["b"],"map":{"k":1,"k":null}"#);
    assert_eq!(value.list.unwrap(), ["b"]);
    assert_eq!(value.map.unwrap()["k"], None);
    assert_eq!(problem::<Line>(r#"{"start":{"x":1},"start":{"y":1}}"#), "start.x: missing, and Point needs it");
}

#[test]
fn numbers_are_integers_when_they_have_no_fraction_and_fit() {
    assert_eq!(everything(r#""small":5.0"#).small, Some(5));
    assert_eq!(everything(r#""small":-0.0"#).small, Some(0));
    assert_eq!(everything(r#""small":1e3"#).small, Some(1000));
    assert_eq!(everything(r#""natural":18446744073709551615"#).natural, Some(u64::MAX));
    assert_eq!(everything(r#""wide":-9223372036854775808"#).wide, Some(i64::MIN));
    assert_eq!(everything(r#""float":3"#).float, Some(3.0));
    assert_eq!(everything(r#""single":0.1"#).single, Some(0.1));
    assert_eq!(everything_problem(r#""small":2147483648"#), "small: expected an integer of 32 bits, found 2147483648");
    assert_eq!(everything_problem(r#""small":5.5"#), "small: expected an integer of 32 bits, found 5.5");
    assert_eq!(everything_problem(r#""natural":-1"#), "natural: expected a natural number of 64 bits, found -1");
    assert!(everything_problem(r#""natural":18446744073709551616"#).starts_with("natural: expected a natural number"));
    assert!(everything_problem(r#""wide":1e300"#).starts_with("wide: expected an integer of 64 bits"));
    assert!(everything_problem(r#""single":1e300"#).starts_with("single: expected a number"));
    assert!(everything_problem(r#""float":1e400"#).starts_with("float: not JSON: number out of range"));
}

#[test]
fn numbers_of_serde_jsons_arbitrary_precision_are_read_too() {
    let number = |text: &str| format!(r#"{{"$serde_json::private::Number":"{text}"}}"#);
    assert_eq!(everything(&format!(r#""small":{}"#, number("7"))).small, Some(7));
    assert_eq!(everything(&format!(r#""float":{}"#, number("7.5"))).float, Some(7.5));
    assert!(everything_problem(&format!(r#""small":{}"#, number("1e999"))).starts_with("small: expected an integer"));
    assert!(everything_problem(r#""small":{"x":"1"}"#).contains("found an object"));
}

#[test]
fn what_is_not_json_is_an_error_and_never_a_panic() {
    for text in
        ["{", "{\"value\"", "{\"value\":[", "[1,2", "nul", "\u{0}", "{\"value\":[]}x", "{\"value\":[]}{}", "\"\\u12\""]
    {
        assert!(problem::<Page>(text).contains("not JSON") || problem::<Page>(text).contains("expected"), "{text}");
    }
    assert!(problem::<Page>("{\"value\":[]}x").contains("trailing characters"));
    assert!(json::decode::<Item>(b"{\"id\":\"\xff\xfe\",\"createdOn\":\"2024-03-01T12:00:00Z\"}").is_err());
    assert!(json::decode::<String>(b"\"\xc3\x28\"").is_err());
}

#[test]
fn a_byte_order_mark_is_skipped() {
    assert_eq!(json::decode::<Point>(b"\xef\xbb\xbf{\"x\":1}").unwrap(), Point { x: 1, y: None });
}

#[test]
fn deep_nesting_is_an_error_and_no_overflow() {
    let deep = |open: &str, close: &str, depth: usize| format!("{}null{}", open.repeat(depth), close.repeat(depth));
    let lists = format!(r#"{{"note":null,"any":{}}}"#, deep("[", "]", 100_000));
    assert!(problem::<Everything>(&lists).contains("recursion limit"));
    let ignored = format!(r#"{{"x":1,"new":{}}}"#, deep("[", "]", 100_000));
    assert_eq!(decode::<Point>(&ignored).x, 1);
    let children = deep(r#"{"note":null,"child":"#, "}", 100_000);
    assert!(problem::<Everything>(&children).contains("recursion limit"));
    let children = deep(r#"{"note":null,"child":"#, "}", 120);
    assert!(json::decode::<Everything>(children.as_bytes()).is_ok());
    let unions = deep(r#"{"child":"#, "}", 100_000);
    assert!(problem::<Tree>(&unions).contains("recursion limit"));
    let unions = deep(r#"{"child":"#, "}", 120);
    assert!(json::decode::<Tree>(unions.as_bytes()).is_ok());
}

#[test]
fn secrets_are_in_no_message() {
    let secret = "s3cr3t";
    for text in [
        format!(r#"{{"token":["{secret}"],"expiresOn":"2024-03-01T12:00:00Z"}}"#),
        format!(r#"{{"token":{{"{secret}":"{secret}"}}}}"#),
        format!(r#"{{"token":"{secret}","expiresOn":"2024-03-01T12:00:00Z","parts":"{secret}"}}"#),
        format!(r#"{{"token":"{secret}","expiresOn":"2024-03-01T12:00:00Z","parts":{{"{secret}":1}}}}"#),
        format!(r#"{{"token":"{secret}","expiresOn":"2024-03-01T12:00:00Z","parts":{{"{secret}":{{"x":{secret}"#),
        format!(r#"{{"token":"{secret}","expiresOn":1}}"#),
        format!(r#"{{"token":"{secret}"#),
    ] {
        assert!(!problem::<Token>(&text).contains(secret), "{}", problem::<Token>(&text));
        let native = serde_json::from_str::<Token>(&text).unwrap_err();
        assert!(!native.to_string().contains(secret) && !format!("{native:?}").contains(secret), "{native}");
    }
    assert_eq!(problem::<Token>(r#"{"token":5}"#), "token: not what was expected; the value is secret and not shown");
}

#[test]
fn structs_of_more_than_64_fields_know_what_they_have_seen() {
    let all: Vec<String> = (0..70).rev().map(|index| format!(r#""c{index:02}":{index}"#)).collect();
    let many: Many = decode(&format!("{{{}}}", all.join(",")));
    assert_eq!(many.fields, std::array::from_fn(|index| Some(index as i32)));
    assert_eq!(decode::<Many>(r#"{"c69":null,"c64":1}"#).fields[64], Some(1));
    assert_eq!(problem::<Many>(r#"{"c05":1,"c68":1}"#), "c69: missing, and Many needs it");
}

#[test]
fn members_that_no_column_names_are_kept_where_the_schema_allows_them() {
    let open: Open = decode(r#"{"a":[1],"kind":"other","known":3,"b":null}"#);
    assert_eq!(open.known, Some(3));
    assert_eq!(open.more.keys().collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn models_work_with_plain_serde() {
    let item: Item = serde_json::from_str(r#"{"id":"1","createdOn":"2024-03-01T12:00:00Z"}"#).unwrap();
    assert_eq!(serde_json::from_value::<Item>(serde_json::to_value(&item).unwrap()).unwrap(), item);
    let error = serde_json::from_str::<Vec<Item>>(r#"[{"id":"1","createdOn":5}]"#).unwrap_err();
    assert!(error.to_string().starts_with("createdOn: expected an RFC 3339 date-time, found 5"), "{error}");
    let tree: serde_json::Value = serde_json::from_str(r#"{"x":1.5}"#).unwrap();
    assert_eq!(
        json::decode_value::<Point>(&tree).unwrap_err().to_string(),
        "x: expected an integer of 32 bits, found 1.5"
    );
    let shapes: Vec<Shape> = serde_json::from_str(r#"[{"kind":"circle","radius":1}]"#).unwrap();
    assert!(matches!(shapes.as_slice(), [Shape::Circle(_)]));
}
