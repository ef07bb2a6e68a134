//! Requests that the service makes, read.

mod models;

use bytes::Bytes;
use crategen_runtime::{json::Malformed, model::Field, webhook};
use models::{Message, Open, Pet, Point};

fn query(target: &str) -> Result<Point, Malformed> {
    webhook::query(&target.parse().unwrap())
}

#[test]
fn the_query_is_read_by_its_names() {
    assert_eq!(query("/?y=2&x=1&other=3").unwrap().x, 1);
    assert_eq!(query("https://a.example/b?%78=%31").unwrap().x, 1);
}

#[test]
fn what_is_missing_or_of_another_form_is_named() {
    let problem = |target: &str| {
        let Malformed { path, problem } = query(target).unwrap_err();
        format!("{path}: {problem}")
    };
    assert_eq!(problem("/"), "x: missing");
    assert_eq!(problem("/?x=one"), "x: expected an integer of 32 bits, found \"one\"");
}

#[test]
fn a_body_is_read_and_may_be_missing_where_the_document_says_so() {
    let point = Bytes::from_static(br#"{"x":1}"#);
    assert_eq!(webhook::json::<Point>(&point).unwrap().x, 1);
    assert!(webhook::json::<Point>(&Bytes::new()).is_err());
    let optional = |body: &Bytes| webhook::optional(body, || webhook::json::<Point>(body)).unwrap();
    assert_eq!(optional(&Bytes::new()), None);
    assert!(optional(&point).is_some());
    assert_eq!(webhook::text(&Bytes::from_static(b"text")).unwrap(), "text");
    assert!(webhook::text(&Bytes::from_static(b"\xff")).is_err());
}

fn form<T: Field>(text: &'static str) -> Result<T, Malformed> {
    webhook::form(&Bytes::from_static(text.as_bytes()))
}

#[test]
fn a_form_is_read_pair_by_pair() {
    let message: Message = form(
        "From=%2B1555&Body=Hello%2C+world&Body2=x&Media=a,b&Media=c&Count=2&Sizes=1&Sizes=2&Where=%7B%22x%22%3A1%7D",
    )
    .unwrap();
    assert_eq!((message.from.as_str(), message.body.as_deref()), ("+1555", Some("Hello, world")));
    assert_eq!(message.media.unwrap(), ["a,b", "c"]);
    assert_eq!((message.count, message.sizes.unwrap()), (Some(2), vec![1, 2]));
    assert_eq!(message.place.unwrap().x, 1);
}

#[test]
fn what_nobody_filled_in_is_not_there() {
    let message: Message = form("From=a&Body=&Count=&Where=").unwrap();
    assert_eq!((message.body.as_deref(), message.count, message.place), (Some(""), None, None));
}

#[test]
fn what_a_form_must_have_is_named() {
    let problem = |text| {
        let Malformed { path, problem } = form::<Message>(text).unwrap_err();
        format!("{path}: {problem}")
    };
    assert_eq!(problem("Body=a"), "From: missing");
    assert_eq!(problem("From=a&Count=many"), "Count: expected an integer of 32 bits, found \"many\"");
    assert!(webhook::form::<Message>(&Bytes::from_static(b"From=\xff")).is_err());
}

#[test]
fn a_form_can_be_a_map_or_a_union_and_may_hold_more() {
    let map: std::collections::BTreeMap<String, String> = form("a=1&b=%C3%A4").unwrap();
    assert_eq!((map["a"].as_str(), map["b"].as_str()), ("1", "ä"));
    let open: Open = form("known=1&other=2&other=3").unwrap();
    assert_eq!(open.known, Some(1));
    assert_eq!(open.more["other"], "2");
    assert!(matches!(form("name=a").unwrap(), Pet::Cat(_)));
    let tree: serde_json::Value = form("a=1&b=2&b=3").unwrap();
    assert_eq!(tree, serde_json::json!({"a": "1", "b": ["2", "3"]}));
}
