//! Messages, read receipts and typing notifications: what is sent, and what comes back.

use acs_sdk::{Error, models::ChatMessageType, runtime::InMemory};
use bytes::Bytes;

use crate::support::{Sent, THREAD_IN_PATH, empty, sent, thread};

fn line(method: &str, rest: &str) -> String {
    format!("{method} /chat/threads/{THREAD_IN_PATH}/{rest}?api-version=2025-03-15")
}

#[tokio::test]
async fn a_message_is_text_unless_something_else_is_said() {
    let service = InMemory::new().json(201, r#"{"id":"1"}"#);
    let message = thread(&service).send_message("hello").await.expect("it is sent");
    assert_eq!((message.id.as_str(), message.location), ("1", None));
    assert_eq!(sent(&service), Sent::new(line("POST", "messages"), r#"{"content":"hello","type":"text"}"#));
}

#[tokio::test]
async fn a_message_takes_all_there_is() {
    let service = InMemory::new().respond(|_| {
        let response = http::Response::builder().status(201).header("location", "https://c.example/messages/1");
        response.body(Bytes::from_static(br#"{"id":"1"}"#)).expect("it is a response")
    });
    let call = thread(&service).send_message("<b>hello</b>").html().sender_display_name("Bob").metadata([("a", "b")]);
    let message = call.await.expect("it is sent");
    assert_eq!(message.location.as_deref(), Some("https://c.example/messages/1"));
    let expected = r#"{"content":"<b>hello</b>","senderDisplayName":"Bob","type":"html","metadata":{"a":"b"}}"#;
    assert_eq!(sent(&service).body, expected);
}

#[tokio::test]
async fn an_address_that_is_no_text_does_not_unsend_a_message() {
    let service = InMemory::new().respond(|_| {
        let location = http::HeaderValue::from_bytes(b"\xff").expect("headers are bytes");
        let response = http::Response::builder().status(201).header("location", location);
        response.body(Bytes::from_static(br#"{"id":"1"}"#)).expect("it is a response")
    });
    let message = thread(&service).send_message("hello").await.expect("it is sent");
    assert_eq!((message.id.as_str(), message.location), ("1", None));
}

#[tokio::test]
async fn kinds_that_the_service_writes_are_not_sent() {
    let service = InMemory::new().json(201, r#"{"id":"1"}"#);
    let thread = thread(&service);
    for kind in [ChatMessageType::TopicUpdated, ChatMessageType::ParticipantAdded, ChatMessageType::ParticipantRemoved]
    {
        assert!(matches!(thread.send_message("x").kind(kind).await, Err(Error::Request(_))));
    }
    assert!(service.requests().is_empty());
    thread.send_message("x").kind("adaptiveCard").await.expect("what is new is the service's to decide");
    assert_eq!(sent(&service).body, r#"{"content":"x","type":"adaptiveCard"}"#);
}

#[tokio::test]
async fn a_message_is_not_sent_twice_where_it_may_have_arrived() {
    for (status, attempts) in [(500, 1), (502, 1), (503, 1), (504, 1), (408, 1), (429, 2)] {
        let service = InMemory::new().json(status, "{}").json(201, r#"{"id":"1"}"#);
        let result = thread(&service).send_message("hello").await;
        assert_eq!((service.requests().len(), result.is_ok()), (attempts, attempts == 2), "{status}");
    }
}

#[tokio::test]
async fn what_may_be_done_twice_is_repeated() {
    let answers = |status| empty(InMemory::new().json(503, "{}"), status);
    let service = answers(204);
    thread(&service).update_message("1").content("hi").await.expect("the second attempt succeeds");
    let service = answers(204);
    thread(&service).update_topic("Later").await.expect("the second attempt succeeds");
    let service = answers(204);
    thread(&service).remove_participant("8:acs:a").await.expect("the second attempt succeeds");
    let service = answers(200);
    thread(&service).send_read_receipt("1").await.expect("the second attempt succeeds");
    let service = InMemory::new().json(503, "{}").json(201, "{}");
    thread(&service).add_participant("8:acs:a").await.expect("the second attempt succeeds");
    let service = answers(200);
    thread(&service).send_typing_notification().await.expect_err("it would be old news");
}

#[tokio::test]
async fn a_message_is_read_changed_and_deleted() {
    let message =
        r#"{"id":"1","type":"text","sequenceId":"3","version":"1","createdOn":"2026-01-05T08:00:00.1234567Z"}"#;
    let service = InMemory::new().json(200, message);
    assert_eq!(thread(&service).message("1").await.expect("it is there").sequence_id, "3");
    assert_eq!(sent(&service), Sent::new(line("GET", "messages/1"), ""));

    let service = empty(InMemory::new(), 204);
    thread(&service).update_message("1").content("hi").metadata([("a", "b")]).await.expect("it is changed");
    assert_eq!(sent(&service), Sent::new(line("PATCH", "messages/1"), r#"{"content":"hi","metadata":{"a":"b"}}"#));

    let service = empty(InMemory::new(), 204);
    thread(&service).update_message("1").await.expect("nothing is changed");
    assert_eq!(sent(&service), Sent::new(line("PATCH", "messages/1"), "{}"));

    let service = empty(InMemory::new(), 204);
    thread(&service).delete_message("a/b").await.expect("it is deleted");
    assert_eq!(sent(&service), Sent::new(line("DELETE", "messages/a%2Fb"), ""));
}

#[tokio::test]
async fn a_message_without_an_id_is_not_asked_for() {
    let service = InMemory::new();
    let thread = thread(&service);
    for error in [
        thread.message("").await.unwrap_err(),
        thread.update_message("").content("x").await.unwrap_err(),
        thread.delete_message("").await.unwrap_err(),
        thread.send_read_receipt("").await.unwrap_err(),
    ] {
        assert!(matches!(error, Error::Request(_)), "{error:?}");
    }
    assert!(service.requests().is_empty());
}

#[tokio::test]
async fn a_receipt_says_which_message_was_read() {
    let service = empty(InMemory::new(), 200);
    thread(&service).send_read_receipt("1").await.expect("it is sent");
    assert_eq!(sent(&service), Sent::new(line("POST", "readReceipts"), r#"{"chatMessageId":"1"}"#));
}

#[tokio::test]
async fn somebody_who_types_may_have_a_name() {
    let service = empty(InMemory::new(), 200);
    thread(&service).send_typing_notification().await.expect("it is sent");
    assert_eq!(sent(&service), Sent::new(line("POST", "typing"), "{}"));

    let service = empty(InMemory::new(), 200);
    thread(&service).send_typing_notification().sender_display_name("Bob").await.expect("it is sent");
    assert_eq!(sent(&service), Sent::new(line("POST", "typing"), r#"{"senderDisplayName":"Bob"}"#));
}
