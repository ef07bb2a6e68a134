//! How streams of events are taken apart, and what is read from them.
#![cfg(feature = "testing")]

mod models;
mod script;
mod streams;

use std::{collections::BTreeMap, sync::Arc};

use bytes::Bytes;
use crategen_runtime::{
    Operation as _,
    events::{self, Frame, Framing},
};
use models::Point;
use script::run;
use streams::{Lines, Objects, Points, Sequence, Texts, answering, taken_apart, texts};

#[test]
fn the_examples_of_the_standard_are_read() {
    assert_eq!(texts("data: YHOO\ndata: +2\ndata: 10\n\n"), ["YHOO\n+2\n10"]);
    let stream = ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n";
    let events = taken_apart(|| Texts, "text/event-stream", stream.as_bytes());
    let seen: Vec<_> = events.iter().map(|event| (event.id.as_deref(), event.text.as_str())).collect();
    assert_eq!(seen, [(Some("1"), "first event"), (None, "second event"), (None, " third event")]);
    assert_eq!(texts("data\n\ndata\ndata\n\ndata:"), ["", "\n"]);
    assert_eq!(texts("data:test\n\ndata: test\n\n"), ["test", "test"]);
}

#[test]
fn a_whole_stream_can_hold_other_events_than_the_operations_own() {
    let response = |media_type: &str, body: &'static str| {
        let response = http::Response::builder().header("content-type", media_type);
        response.body(Bytes::from_static(body.as_bytes())).unwrap()
    };
    let read = |response| {
        let events = events::read_as(Texts::META, "application/x-ndjson", response, |frame| frame.json::<Point>());
        events.unwrap().into_iter().map(|event| event.value.unwrap().x).collect::<Vec<_>>()
    };
    assert_eq!(read(response("application/x-ndjson", "{\"x\":1}\n{\"x\":2}\n")), [1, 2]);
    assert_eq!(read(response("text/event-stream", "data: {\"x\":3}\n\n")), [3]);
    assert_eq!(read(response("application/octet-stream", "{\"x\":4}\n")), [4]);
}

#[test]
fn lines_end_in_three_ways_and_a_byte_order_mark_is_no_text() {
    for end in ["\n", "\r\n", "\r"] {
        let stream = "\u{feff}event: a|data: ü|data: 2||id: 7|data: 3||".replace('|', end);
        let events = taken_apart(|| Texts, "text/event-stream; charset=utf-8", stream.as_bytes());
        let seen: Vec<_> =
            events.iter().map(|event| (event.name.as_deref(), event.id.as_deref(), event.text.as_str())).collect();
        assert_eq!(seen, [(Some("a"), None, "ü\n2"), (None, Some("7"), "3")]);
    }
    assert_eq!(texts("data: \u{feff}x\n\n"), ["\u{feff}x"]);
}

#[test]
fn what_means_nothing_is_passed_over() {
    assert_eq!(texts("foo: bar\n: comment\n:\nevent: gone\n\nid: a\0b\nretry: soon\ndata: x\n\n"), ["x"]);
    let events = taken_apart(|| Texts, "text/event-stream", b"data: \xff\xfe\n\nid: 1\ndata: y\n\ndata: z\n\n");
    assert_eq!(events[0].text, "\u{fffd}\u{fffd}");
    assert_eq!((events[2].id.as_deref(), events[2].text.as_str()), (Some("1"), "z"));
    assert!(texts("").is_empty());
    assert!(texts("data: not complete").is_empty());
    assert!(texts("data: not complete\n").is_empty());
}

#[test]
fn events_share_the_id_however_long_it_is() {
    let stream = format!("id: {}\ndata: x\n\ndata: y\n\n", "i".repeat(5000));
    let events = taken_apart(|| Texts, "text/event-stream", stream.as_bytes());
    let [first, second] = [0, 1].map(|index| events[index].id.clone().unwrap());
    assert_eq!(first.len(), 5000);
    assert!(Arc::ptr_eq(&first, &second), "a copy each would let one line fill the memory");
}

#[test]
fn an_event_that_is_something_else_does_not_end_the_stream() {
    let stream = b"data: {\"x\":1}\n\nevent: ping\ndata: {\"type\":\"ping\"}\n\ndata: oops\n\ndata: {\"x\":2}\n\n";
    let events = taken_apart(|| Points, "text/event-stream", stream);
    let values: Vec<_> = events.iter().map(|event| event.value.as_ref().ok().map(|point| point.x)).collect();
    assert_eq!(values, [Some(1), None, None, Some(2)]);
    assert_eq!((events[1].name.as_deref(), events[1].text.as_str()), (Some("ping"), "{\"type\":\"ping\"}"));
    assert!(events[2].value.as_ref().unwrap_err().problem.starts_with("not JSON: "));
    assert!(!format!("{events:?}").contains("oops"));
}

#[test]
fn done_is_the_end_and_no_event() {
    let stream = b"data: {\"x\":1}\n\ndata: [DONE]\n\ndata: {\"x\":2}\n\n";
    assert_eq!(taken_apart(|| Points, "text/event-stream", stream).len(), 1);
    assert_eq!(texts("data: a\n\ndata: [DONE]\n\n"), ["a", "[DONE]"]);
}

#[test]
fn an_event_may_be_described_as_an_object_of_its_fields() {
    let stream = b"event: add\nid: 7\ndata: text\n\ndata: {\"a\":1}\n\n";
    let events = taken_apart(|| Objects, "text/event-stream", stream);
    let object = |index: usize| serde_json::to_string(events[index].value.as_ref().unwrap()).unwrap();
    assert_eq!(object(0), r#"{"data":"text","event":"add","id":"7"}"#);
    assert_eq!(object(1), r#"{"data":{"a":1},"id":"7"}"#);
    let mut frame = Frame::default();
    frame.text = "5".to_owned();
    assert_eq!(frame.object::<BTreeMap<String, i64>>().unwrap(), BTreeMap::from([("data".to_owned(), 5)]));
}

#[test]
fn lines_of_json_are_values() {
    let values = |content_type, stream: &[u8]| -> Vec<String> {
        let events = taken_apart(|| Lines, content_type, stream);
        events.into_iter().map(|event| event.value.map_or(event.text, |value| value.to_string())).collect()
    };
    let stream = b"\xef\xbb\xbf{\"a\":1}\n\r\n\n [2] \r\n\"\xc3\xbc\"\nnot json\n3";
    let expected = [r#"{"a":1}"#, "[2]", "\"ü\"", "not json", "3"];
    assert_eq!(values("application/x-ndjson", stream), expected);
    assert_eq!(values("application/jsonl; charset=utf-8", stream), expected);
    // Some say nothing, and some say JSON.
    assert_eq!(values("application/json", stream), expected);
    assert_eq!(values("application/octet-stream", stream), expected);
    // What arrives decides.
    assert_eq!(values("text/event-stream", b"data: {\"a\":1}\n\n"), [r#"{"a":1}"#]);
}

#[test]
fn a_sequence_of_texts_tells_what_was_cut_off() {
    let stream = b"\x1e{\"a\":1}\n\x1e\x1e[2]\x1e\"3\"\n\x1e4\n\x1e56\x1e{\"b\":\x1etrue\n\x1e7";
    let events = taken_apart(|| Sequence, "application/json-seq", stream);
    let seen: Vec<_> = events.iter().map(|event| (event.text.as_str(), event.value.is_ok())).collect();
    let expected =
        [("{\"a\":1}", true), ("[2]", true), ("\"3\"", true), ("4", true), ("56", false), ("{\"b\":", false)];
    assert_eq!(seen[..6], expected);
    assert_eq!(seen[6..], [("true", true), ("7", false)]);
    assert_eq!(Framing::of("application/geo+json-seq"), Some(Framing::Sequence));
    assert_eq!(Framing::of("application/json"), None);
}

#[test]
fn a_whole_response_is_all_of_its_events() {
    let client =
        answering("text/event-stream", [Bytes::from("data: {\"x\":1}\n\ndata: {\"x\":2}\n\ndata: [DONE]\n\n")]);
    let events = run(client.send(Points)).unwrap();
    assert_eq!(events.iter().map(|event| event.value.as_ref().unwrap().x).collect::<Vec<_>>(), [1, 2]);
}
