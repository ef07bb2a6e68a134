//! Pages: what their items are, where the next one is, and that it is asked for exactly there.

use acs_sdk::{
    Error,
    operations::chat::{ListChatMessages, ListChatParticipants, ListChatReadReceipts, ListChatThreads},
    runtime::Paged,
};

use super::{
    chat_messages::MESSAGE,
    support::{Request, Service, THREAD, THREAD_IN_PATH, json, output},
};

/// How the service writes it: nothing of it is encoded but the values in its query.
const NEXT: &str = "https://contoso.communication.azure.com/chat/threads/19:a@thread.v2/messages?startTime=1%2F1%2F1970%2012%3A00%3A00%20AM%20%2B00%3A00&syncState=a%2Fb";

/// Where the next page is, and how many items this one has.
async fn page<O: Paged>(operation: O, body: &str) -> (Option<String>, usize) {
    let page = output(operation, json(200, body)).await;
    (O::next_link(&page).map(str::to_owned), O::items(page).len())
}

#[tokio::test]
async fn a_page_says_where_the_next_one_is_letter_by_letter() {
    let of = |item: &str| format!(r#"{{"value":[{item}],"nextLink":"{NEXT}"}}"#);
    let expected = (Some(NEXT.to_owned()), 1);
    let participant = r#"{"communicationIdentifier":{}}"#;
    let receipt = r#"{"senderCommunicationIdentifier":{},"chatMessageId":"1","readOn":"2026-01-05T08:00:00Z"}"#;
    assert_eq!(page(ListChatThreads::new(), &of(r#"{"id":"a","topic":"b"}"#)).await, expected);
    assert_eq!(page(ListChatMessages::new(THREAD), &of(MESSAGE)).await, expected);
    assert_eq!(page(ListChatParticipants::new(THREAD), &of(participant)).await, expected);
    assert_eq!(page(ListChatReadReceipts::new(THREAD), &of(receipt)).await, expected);
}

#[tokio::test]
async fn the_last_page_has_no_link_or_null_or_an_empty_one() {
    for body in [r#"{"value":[]}"#, r#"{"value":[],"nextLink":null}"#, r#"{"value":[],"nextLink":""}"#] {
        assert_eq!(page(ListChatThreads::new(), body).await, (None, 0), "{body}");
        assert_eq!(page(ListChatMessages::new(THREAD), body).await, (None, 0), "{body}");
        assert_eq!(page(ListChatParticipants::new(THREAD), body).await, (None, 0), "{body}");
        assert_eq!(page(ListChatReadReceipts::new(THREAD), body).await, (None, 0), "{body}");
    }
}

#[tokio::test]
async fn the_next_page_is_asked_for_letter_by_letter() {
    let service = Service::start().await;
    let target =
        "/chat/threads/19:a@thread.v2/messages?startTime=1%2F1%2F1970%2012%3A00%3A00%20AM%20%2B00%3A00&s=a%2Fb~";
    let first = format!(r#"{{"value":[{MESSAGE}],"nextLink":"{}{target}"}}"#, service.origin());
    let last = format!(r#"{{"value":[{}]}}"#, MESSAGE.replace(r#""id":"1""#, r#""id":"2""#));
    service.answers([json(200, &first), json(200, &last)]).await;
    let mut messages = service.client.pages(ListChatMessages::new(THREAD).max_page_size(1)).items();
    let mut ids = Vec::new();
    while let Some(message) = messages.next().await {
        ids.push(message.unwrap_or_else(|error| panic!("{error}")).id);
    }
    assert_eq!(ids, ["1", "2"]);
    let line = format!("GET /chat/threads/{THREAD_IN_PATH}/messages?api-version=2025-03-15&maxPageSize=1");
    let expected = [Request::new(&line), Request::new(&format!("GET {target}"))];
    assert_eq!(service.all_received().await, expected);
}

#[tokio::test]
async fn a_link_to_somewhere_else_is_not_followed() {
    let (service, elsewhere) = (Service::start().await, Service::start().await);
    let body = format!(r#"{{"value":[{MESSAGE}],"nextLink":"{}/chat/threads"}}"#, elsewhere.origin());
    service.answer(json(200, &body)).await;
    let mut pages = service.client.pages(ListChatMessages::new(THREAD));
    assert!(matches!(pages.next().await, Some(Ok(_))), "the first page is there");
    assert!(matches!(pages.next().await, Some(Err(Error::Page(_)))), "the second is not asked for");
    assert!(pages.next().await.is_none(), "the pages end with an error");
    assert_eq!((service.all_received().await.len(), elsewhere.all_received().await.len()), (1, 0));
}
