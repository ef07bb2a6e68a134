//! Requests that the service makes, read.

mod models;

use bytes::Bytes;
use crategen_runtime::{json::Malformed, webhook};
use models::Point;

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
    assert_eq!(webhook::optional_json::<Point>(&Bytes::new()).unwrap(), None);
    assert!(webhook::optional_json::<Point>(&point).unwrap().is_some());
    assert_eq!(webhook::text(&Bytes::from_static(b"text")).unwrap(), "text");
    assert!(webhook::text(&Bytes::from_static(b"\xff")).is_err());
}
