//! Chat messages: what is sent to send, list, read, edit and delete them.

use acs_sdk::{
    models::{ChatMessageType, SendChatMessageRequest, UpdateChatMessageRequest},
    operations::chat::{DeleteChatMessage, GetChatMessage, ListChatMessages, SendChatMessage, UpdateChatMessage},
};

use super::{
    case::Case,
    chat_threads::time,
    failures::CHAT,
    support::{AWKWARD, AWKWARD_IN_PATH, Request, THREAD, THREAD_IN_PATH, empty, json, sent},
};

pub(crate) const SENT: &str = r#"{"id":"1"}"#;
pub(crate) const MESSAGES: &str = r#"{"value":[]}"#;
pub(crate) const MESSAGE: &str =
    r#"{"id":"1","type":"text","sequenceId":"2","version":"3","createdOn":"2026-01-05T08:00:00Z"}"#;

pub(crate) fn cases() -> Vec<Case> {
    vec![
        Case::new(|| SendChatMessage::new(THREAD, SendChatMessageRequest::new("x")), (201, SENT), CHAT),
        Case::new(|| ListChatMessages::new(THREAD), (200, MESSAGES), CHAT),
        Case::new(|| GetChatMessage::new(THREAD, "1"), (200, MESSAGE), CHAT),
        Case::new(|| UpdateChatMessage::new(THREAD, "1", UpdateChatMessageRequest::new()), (204, ""), CHAT),
        Case::new(|| DeleteChatMessage::new(THREAD, "1"), (204, ""), CHAT),
    ]
}

#[tokio::test]
async fn sends_a_message_with_everything_set() {
    let body = SendChatMessageRequest::new("<b>Grüße</b>\t\u{1}\\ 你好 👋")
        .sender_display_name("")
        .r#type(ChatMessageType::Html)
        .metadata([("deliveryMode", "push"), ("", "empty name")]);
    let line = format!("POST /chat/threads/{THREAD_IN_PATH}/messages?api-version=2025-03-15");
    let expected = Request::new(&line).json(concat!(
        r#"{"content":"<b>Grüße</b>\t\u0001\\ 你好 👋","senderDisplayName":"","type":"html","#,
        r#""metadata":{"":"empty name","deliveryMode":"push"}}"#,
    ));
    assert_eq!(sent(SendChatMessage::new(THREAD, body), json(201, SENT)).await, expected);
}

#[tokio::test]
async fn sends_a_message_with_only_its_content() {
    let line = format!("POST /chat/threads/{AWKWARD_IN_PATH}/messages?api-version=2025-03-15");
    let operation = SendChatMessage::new(AWKWARD, SendChatMessageRequest::new("hello"));
    assert_eq!(sent(operation, json(201, SENT)).await, Request::new(&line).json(r#"{"content":"hello"}"#));
}

#[tokio::test]
async fn sends_back_a_type_that_it_does_not_know() {
    let body = SendChatMessageRequest::new("x").r#type("adaptiveCard");
    let line = format!("POST /chat/threads/{THREAD_IN_PATH}/messages?api-version=2025-03-15");
    let expected = Request::new(&line).json(r#"{"content":"x","type":"adaptiveCard"}"#);
    assert_eq!(sent(SendChatMessage::new(THREAD, body), json(201, SENT)).await, expected);
}

#[tokio::test]
async fn sends_page_size_and_start_for_a_list_of_messages() {
    let operation = ListChatMessages::new(THREAD).max_page_size(1).start_time(time("1970-01-01T00:00:00Z"));
    let line = format!(
        "GET /chat/threads/{THREAD_IN_PATH}/messages?api-version=2025-03-15&maxPageSize=1&startTime=1970-01-01T00%3A00%3A00Z"
    );
    assert_eq!(sent(operation, json(200, MESSAGES)).await, Request::new(&line));
}

#[tokio::test]
async fn sends_only_the_thread_for_the_first_page_of_messages() {
    let line = format!("GET /chat/threads/{AWKWARD_IN_PATH}/messages?api-version=2025-03-15");
    assert_eq!(sent(ListChatMessages::new(AWKWARD), json(200, MESSAGES)).await, Request::new(&line));
}

#[tokio::test]
async fn sends_both_encoded_ids_of_the_message_to_read() {
    let line = format!("GET /chat/threads/{THREAD_IN_PATH}/messages/{AWKWARD_IN_PATH}?api-version=2025-03-15");
    assert_eq!(sent(GetChatMessage::new(THREAD, AWKWARD), json(200, MESSAGE)).await, Request::new(&line));
    let line = format!("GET /chat/threads/{AWKWARD_IN_PATH}/messages/1767600000000?api-version=2025-03-15");
    assert_eq!(sent(GetChatMessage::new(AWKWARD, "1767600000000"), json(200, MESSAGE)).await, Request::new(&line));
}

#[tokio::test]
async fn sends_all_changes_of_a_message_as_a_merge_patch() {
    let body = UpdateChatMessageRequest::new().content("edited").metadata([("reason", "typo")]);
    let line = format!("PATCH /chat/threads/{THREAD_IN_PATH}/messages/{AWKWARD_IN_PATH}?api-version=2025-03-15");
    let expected = Request::new(&line).merge_patch(r#"{"content":"edited","metadata":{"reason":"typo"}}"#);
    assert_eq!(sent(UpdateChatMessage::new(THREAD, AWKWARD, body), empty(204)).await, expected);
}

#[tokio::test]
async fn sends_a_merge_patch_that_leaves_the_message_as_it_is() {
    let line = format!("PATCH /chat/threads/{AWKWARD_IN_PATH}/messages/1?api-version=2025-03-15");
    let operation = UpdateChatMessage::new(AWKWARD, "1", UpdateChatMessageRequest::new());
    assert_eq!(sent(operation, empty(204)).await, Request::new(&line).merge_patch("{}"));
}

#[tokio::test]
async fn sends_both_encoded_ids_of_the_message_to_delete() {
    let line = format!("DELETE /chat/threads/{THREAD_IN_PATH}/messages/{AWKWARD_IN_PATH}?api-version=2025-03-15");
    assert_eq!(sent(DeleteChatMessage::new(THREAD, AWKWARD), empty(204)).await, Request::new(&line));
    let line = format!("DELETE /chat/threads/{AWKWARD_IN_PATH}/messages/1?api-version=2025-03-15");
    assert_eq!(sent(DeleteChatMessage::new(AWKWARD, "1"), empty(204)).await, Request::new(&line));
}
