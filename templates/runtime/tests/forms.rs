//! Bodies of forms, as a server reads them. The reader is the one of `form_urlencoded`.
#![cfg(feature = "reqwest")]

mod models;
mod received;
mod server;

use crategen_runtime::{
    Meta,
    model::Field,
    request::{RequestBuilder, Shared, Style},
};
use models::{Everything, Open, Point};
use serde_json::json;

const META: &Meta = &Meta {
    name: "test.form",
    id: "Form",
    method: "POST",
    path: "/",
    servers: None,
    security: &[],
    idempotency_header: None,
};

const URL_ENCODED: &str = "application/x-www-form-urlencoded";

/// The pairs that a server reads.
fn pairs(value: &dyn Field, styles: &[(&'static str, Style)]) -> Vec<(String, String)> {
    let mut request = RequestBuilder::new(META, Shared::none());
    request.literal("/").form(URL_ENCODED, value, styles);
    let received = received::exchange(request.finish().unwrap());
    assert_eq!(received.header("content-type"), Some(URL_ENCODED));
    assert_eq!(received.header("content-length"), Some(received.body.len().to_string().as_str()));
    form_urlencoded::parse(&received.body).into_owned().collect()
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn properties_arrive_as_pairs_and_lists_as_several() {
    let mut everything = Everything::empty();
    everything.flag = Some(true);
    everything.wide = Some(-7);
    everything.float = Some(0.5);
    everything.note = Some("a=1&b=ü +%/\r\n".to_owned());
    everything.list = Some(["x y", "z"].map(str::to_owned).to_vec());
    let expected = [("flag", "true"), ("wide", "-7"), ("float", "0.5"), ("note", "a=1&b=ü +%/\r\n")];
    assert_eq!(pairs(&everything, &[]), [owned(&expected), owned(&[("list", "x y"), ("list", "z")])].concat());
}

#[test]
fn objects_are_json_unless_their_style_has_brackets() {
    let mut everything = Everything::empty();
    everything.map = Some([("b".to_owned(), Some(2)), ("c".to_owned(), None)].into());
    assert_eq!(pairs(&everything, &[]), owned(&[("note", ""), ("map", r#"{"b":2,"c":null}"#)]));
    let deep = owned(&[("note", ""), ("map[b]", "2")]);
    assert_eq!(pairs(&everything, &[("map", Style::DEEP)]), deep);
}

/// The shape of Stripe's requests.
#[test]
fn deep_objects_hold_lists_of_objects_by_their_position() {
    let body = json!({
        "items": [{"price": "p_1", "quantity": 2}, {"price": "p_2", "tags": ["a", "b"]}],
        "metadata": {"order id": "6735"},
        "expand": ["latest_invoice"],
        "cancel_at": "",
    });
    let styles = [("items", Style::DEEP), ("metadata", Style::DEEP), ("expand", Style::DEEP)];
    let mut found = pairs(&body, &styles);
    found.sort();
    let expected = [
        ("cancel_at", ""),
        ("expand[]", "latest_invoice"),
        ("items[0][price]", "p_1"),
        ("items[0][quantity]", "2"),
        ("items[1][price]", "p_2"),
        ("items[1][tags][]", "a"),
        ("items[1][tags][]", "b"),
        ("metadata[order id]", "6735"),
    ];
    assert_eq!(found, owned(&expected));
}

#[test]
fn a_list_in_one_value_has_its_delimiter() {
    let mut everything = Everything::empty();
    everything.note = Some("n".to_owned());
    everything.list = Some(["a,b", "c"].map(str::to_owned).to_vec());
    for (style, joined) in [(Style::FORM, "a,b,c"), (Style::SPACE, "a,b c"), (Style::PIPE, "a,b|c")] {
        assert_eq!(pairs(&everything, &[("list", style)]), owned(&[("note", "n"), ("list", joined)]));
    }
    let json = owned(&[("note", "n"), ("list", r#"["a,b","c"]"#)]);
    assert_eq!(pairs(&everything, &[("list", Style::FORM.json())]), json);
}

#[test]
fn members_that_no_property_names_are_pairs_too() {
    let open = Open { known: None, more: [("x".to_owned(), json!({"a": [1]}))].into() };
    assert_eq!(pairs(&open, &[]), owned(&[("kind", "open"), ("x", r#"{"a":[1]}"#)]));
}

#[test]
fn what_is_no_object_is_no_form_and_what_is_absent_is_no_body() {
    let mut request = RequestBuilder::new(META, Shared::none());
    request.literal("/").form(URL_ENCODED, &vec![1], &[]);
    let error = request.finish().unwrap_err().to_string();
    assert_eq!(error, "test.form: parameter `body` is no object, as a form is");
    let mut request = RequestBuilder::new(META, Shared::none());
    request.literal("/").form(URL_ENCODED, &None::<Point>, &[]);
    let request = request.finish().unwrap();
    assert!(request.headers().is_empty() && request.body().length() == Some(0));
}
