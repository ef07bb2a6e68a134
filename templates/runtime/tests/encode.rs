//! Writing models as JSON, and reading what was written.

mod models;

use std::collections::BTreeMap;

use crategen_runtime::{
    Nullable, json,
    model::{Field, Value},
};
use models::{Everything, Item, Line, Open, Point};

fn encode(value: &dyn Field) -> String {
    String::from_utf8(json::encode(value)).expect("JSON is UTF-8")
}

#[test]
fn absent_fields_are_left_out_and_required_ones_are_null() {
    assert_eq!(encode(&Everything::empty()), r#"{"note":null}"#);
}

#[test]
fn nullable_fields_keep_all_three_states() {
    for (state, text) in [
        (Nullable::Absent, r#"{"start":{"x":1}}"#),
        (Nullable::Null, r#"{"start":{"x":1},"end":null}"#),
        (Nullable::Value(Point { x: 2, y: Some(3) }), r#"{"start":{"x":1},"end":{"x":2,"y":3}}"#),
    ] {
        let line = Line { start: Point { x: 1, y: None }, end: state };
        assert_eq!(encode(&line), text);
        assert_eq!(json::decode::<Line>(text.as_bytes()).unwrap(), line);
        assert_eq!(serde_json::from_str::<Line>(&serde_json::to_string(&line).unwrap()).unwrap(), line);
    }
}

#[test]
fn what_only_the_service_writes_is_not_sent_and_is_stored() {
    let item: Item = serde_json::from_str(r#"{"id":"1","createdOn":"2024-03-01T12:00:00Z"}"#).unwrap();
    assert_eq!(encode(&item), r#"{"createdOn":"2024-03-01T12:00:00Z"}"#);
    assert_eq!(serde_json::to_string(&item).unwrap(), r#"{"id":"1","createdOn":"2024-03-01T12:00:00Z"}"#);
}

#[test]
fn constants_are_written_and_no_member_is_written_twice() {
    let mut more = BTreeMap::new();
    more.insert("extra".to_owned(), serde_json::json!({"deep": [1, 2.5, null]}));
    more.insert("kind".to_owned(), "mine".into());
    more.insert("known".to_owned(), 7.into());
    let open = Open { known: Some(1), more };
    assert_eq!(encode(&open), r#"{"known":1,"kind":"open","extra":{"deep":[1,2.5,null]}}"#);
}

#[test]
fn numbers_are_written_as_json_has_them() {
    assert_eq!(encode(&u64::MAX), "18446744073709551615");
    assert_eq!(encode(&i64::MIN), "-9223372036854775808");
    assert_eq!(encode(&0.1_f32), "0.1");
    assert_eq!(encode(&1e300).parse(), Ok(1e300));
    // JSON has no such numbers.
    assert_eq!(encode(&f64::NAN), "null");
    assert_eq!(encode(&f32::INFINITY), "null");
}

#[test]
fn integers_beyond_64_bits_are_written_whole() {
    struct Huge;
    impl Field for Huge {
        fn empty() -> Self {
            Self
        }
        fn slot(&mut self) -> crategen_runtime::model::Slot<'_> {
            unreachable!("only written")
        }
        fn value(&self) -> Value<'_> {
            Value::Integer(i128::MIN)
        }
    }
    assert_eq!(encode(&Huge), i128::MIN.to_string());
}

#[test]
fn everything_survives_a_round_trip() {
    let text = r#"{"flag":true,"small":-1,"wide":2,"natural":3,"float":0.25,"single":0.5,"nullable":"n","note":"ü\n\u0001","color":"mauve","bytes":"AAEC","list":["a",""],"map":{"a":1,"b":null},"any":{"z":[1.5,true,null,"x"]},"child":{"note":null}}"#;
    let value: Everything = json::decode(text.as_bytes()).unwrap();
    assert_eq!(encode(&value), text);
    assert_eq!(json::decode::<Everything>(encode(&value).as_bytes()).unwrap(), value);
    assert_eq!(serde_json::to_string(&value).unwrap(), text);
}
