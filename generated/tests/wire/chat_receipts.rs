//! Read receipts and typing notifications.

use acs_sdk::{
    models::{SendReadReceiptRequest, SendTypingNotificationRequest},
    operations::chat::{ListChatReadReceipts, SendChatReadReceipt, SendTypingNotification},
};

use super::{
    case::Case,
    chat_threads::time,
    failures::CHAT,
    support::{AWKWARD, AWKWARD_IN_PATH, Request, THREAD, THREAD_IN_PATH, call, empty, failure, json, output, sent},
};

const RECEIPTS: &str = r#"{"value":[]}"#;

pub(crate) fn cases() -> Vec<Case> {
    vec![
        Case::new(|| ListChatReadReceipts::new(THREAD), (200, RECEIPTS), CHAT),
        Case::new(|| SendChatReadReceipt::new(THREAD, SendReadReceiptRequest::new("1")), (200, ""), CHAT),
        Case::new(|| SendTypingNotification::new(THREAD), (200, ""), CHAT),
    ]
}

#[tokio::test]
async fn sends_page_size_and_skip_for_a_list_of_receipts() {
    let operation = ListChatReadReceipts::new(THREAD).max_page_size(i32::MAX).skip(-1);
    let line = format!(
        "GET /chat/threads/{THREAD_IN_PATH}/readReceipts?api-version=2025-03-15&maxPageSize=2147483647&skip=-1"
    );
    assert_eq!(sent(operation, json(200, RECEIPTS)).await, Request::new(&line));
}

#[tokio::test]
async fn sends_only_the_thread_for_the_first_page_of_receipts() {
    let line = format!("GET /chat/threads/{AWKWARD_IN_PATH}/readReceipts?api-version=2025-03-15");
    assert_eq!(sent(ListChatReadReceipts::new(AWKWARD), json(200, RECEIPTS)).await, Request::new(&line));
}

#[tokio::test]
async fn sends_the_message_that_was_read() {
    let line = format!("POST /chat/threads/{THREAD_IN_PATH}/readReceipts?api-version=2025-03-15");
    let operation = SendChatReadReceipt::new(THREAD, SendReadReceiptRequest::new("1767600000000"));
    let expected = Request::new(&line).json(r#"{"chatMessageId":"1767600000000"}"#);
    assert_eq!(sent(operation, empty(200)).await, expected);
    let line = format!("POST /chat/threads/{AWKWARD_IN_PATH}/readReceipts?api-version=2025-03-15");
    let operation = SendChatReadReceipt::new(AWKWARD, SendReadReceiptRequest::new(""));
    assert_eq!(sent(operation, empty(200)).await, Request::new(&line).json(r#"{"chatMessageId":""}"#));
}

#[tokio::test]
async fn sends_who_is_typing() {
    let line = format!("POST /chat/threads/{THREAD_IN_PATH}/typing?api-version=2025-03-15");
    let body = SendTypingNotificationRequest::new().sender_display_name("Bob");
    let operation = SendTypingNotification::new(THREAD).body(body);
    assert_eq!(sent(operation, empty(200)).await, Request::new(&line).json(r#"{"senderDisplayName":"Bob"}"#));
}

#[tokio::test]
async fn sends_an_empty_object_when_the_body_says_nothing() {
    let line = format!("POST /chat/threads/{THREAD_IN_PATH}/typing?api-version=2025-03-15");
    let operation = SendTypingNotification::new(THREAD).body(SendTypingNotificationRequest::new());
    assert_eq!(sent(operation, empty(200)).await, Request::new(&line).json("{}"));
}

#[tokio::test]
async fn sends_no_body_when_none_is_given() {
    let line = format!("POST /chat/threads/{AWKWARD_IN_PATH}/typing?api-version=2025-03-15");
    assert_eq!(sent(SendTypingNotification::new(AWKWARD), empty(200)).await, Request::new(&line));
}

#[tokio::test]
async fn reads_a_page_of_receipts() {
    let body = r#"{
        "value": [{
            "senderCommunicationIdentifier": {"rawId": "8:acs:alice", "communicationUser": {"id": "8:acs:alice"}},
            "chatMessageId": "1767600000000", "readOn": "2026-01-05T08:00:00.001Z"
        }],
        "nextLink": "https://contoso.communication.azure.com/chat/threads/19:a@thread.v2/readReceipts?skip=1"
    }"#;
    let page = output(ListChatReadReceipts::new(THREAD), json(200, body)).await;
    let [receipt] = page.value.as_slice() else { panic!("there is one") };
    assert_eq!(receipt.sender_communication_identifier.raw_id.as_deref(), Some("8:acs:alice"));
    assert_eq!(receipt.chat_message_id, "1767600000000");
    assert_eq!(receipt.read_on, time("2026-01-05T08:00:00.001Z"));
    assert!(page.next_link.is_some());
    let page = output(ListChatReadReceipts::new(THREAD), json(200, RECEIPTS)).await;
    assert_eq!((page.value.len(), page.next_link), (0, None));
}

#[tokio::test]
async fn takes_nothing_for_an_answer_to_receipts_and_notifications() {
    let receipt = SendChatReadReceipt::new(THREAD, SendReadReceiptRequest::new("1"));
    assert_eq!(call(receipt, empty(200)).await.expect("a success").status, 200);
    assert_eq!(call(SendTypingNotification::new(THREAD), empty(200)).await.expect("a success").status, 200);
}

#[tokio::test]
async fn reads_a_failure_of_typing() {
    let body = r#"{"error":{"code":"Forbidden","message":"The thread is too large."}}"#;
    let failure = failure(SendTypingNotification::new(THREAD), json(403, body)).await;
    assert_eq!(failure.error.message, "The thread is too large.");
}
