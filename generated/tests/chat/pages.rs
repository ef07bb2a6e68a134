//! Lists: what is asked for, how it goes on, and with which token.

use std::time::Duration;

use acs_sdk::{
    ChatClient, Client, CommunicationTokenCredential, Error,
    credential::AccessToken,
    runtime::{DateTime, InMemory, ManualClock},
};
use futures_util::TryStreamExt as _;

use crate::support::{ENDPOINT, THREAD, THREAD_IN_PATH, chat, morning, sent, short, thread};

/// How the service writes it: nothing of it is encoded but the values in its query, and those in a way of their own.
const NEXT: &str = "/chat/threads/19:a_b@thread.v2/messages?startTime=1%2F1%2F1970%2012%3A00%3A00%20AM%20%2B00%3A00&syncState=a%2Fb~(c)&api-version=2021-09-07";

fn message(id: &str) -> String {
    format!(
        r#"{{"id":"{id}","type":"text","sequenceId":"{id}","version":"1","createdOn":"2026-01-05T08:00:00+00:00","content":{{"message":"x"}}}}"#
    )
}

fn page(ids: &[&str], next: Option<&str>) -> String {
    let messages: Vec<String> = ids.iter().map(|id| message(id)).collect();
    let next = next.map(|next| format!(r#","nextLink":"{next}""#)).unwrap_or_default();
    format!(r#"{{"value":[{}]{next}}}"#, messages.join(","))
}

#[tokio::test]
async fn messages_come_over_all_pages() {
    let service = InMemory::new()
        .json(200, page(&["5", "4"], Some(&format!("{ENDPOINT}{NEXT}"))))
        .json(200, page(&[], Some("/chat/3")))
        .json(200, page(&["3"], None));
    let messages: Vec<_> =
        thread(&service).list_messages().max_page_size(2).items().try_collect().await.expect("three pages");
    assert_eq!(messages.iter().map(|message| message.id.as_str()).collect::<Vec<_>>(), ["5", "4", "3"]);
    let lines: Vec<String> = service.requests().iter().map(|request| short(request).line).collect();
    let first = format!("GET /chat/threads/{THREAD_IN_PATH}/messages?api-version=2025-03-15&maxPageSize=2");
    assert_eq!(lines, [first, format!("GET {NEXT}"), "GET /chat/3".to_owned()]);
}

#[tokio::test]
async fn every_list_takes_its_settings() {
    let time: DateTime = "2020-10-30T12:50:50.123456789+02:00".parse().expect("it is a time");
    let line =
        |path: &str, query: &str| format!("GET /chat/threads{path}?api-version=2025-03-15&maxPageSize=5&{query}");
    let empty = || InMemory::new().json(200, r#"{"value":[]}"#);

    let service = empty();
    assert!(chat(&service).list_threads().max_page_size(5).start_time(time).items().next().await.is_none());
    assert_eq!(sent(&service).line, line("", "startTime=2020-10-30T10%3A50%3A50.123Z"));

    let service = empty();
    assert!(thread(&service).list_messages().max_page_size(5).start_time(morning()).items().next().await.is_none());
    assert_eq!(sent(&service).line, line(&format!("/{THREAD_IN_PATH}/messages"), "startTime=2026-01-05T08%3A00%3A00Z"));

    let service = empty();
    assert!(thread(&service).list_participants().max_page_size(5).skip(10).items().next().await.is_none());
    assert_eq!(sent(&service).line, line(&format!("/{THREAD_IN_PATH}/participants"), "skip=10"));

    let service = empty();
    assert!(thread(&service).list_read_receipts().max_page_size(5).skip(10).items().next().await.is_none());
    assert_eq!(sent(&service).line, line(&format!("/{THREAD_IN_PATH}/readReceipts"), "skip=10"));
}

#[tokio::test]
async fn a_list_goes_on_where_it_broke_off() {
    let service =
        InMemory::new().json(200, page(&["2"], Some("/chat/2"))).json(403, "{}").json(200, page(&["1"], None));
    let thread = thread(&service);
    let mut pages = thread.list_messages().pages();
    pages.next().await.expect("a page").expect("the first");
    assert_eq!(pages.continuation(), Some("/chat/2"));
    let Some(Err(Error::Page(error))) = pages.next().await else { panic!("the second page fails") };
    assert!(pages.next().await.is_none());
    let rest: Vec<_> = thread.list_messages().pages_from(error.continuation()).items().try_collect().await.expect("it");
    assert_eq!(rest[0].id, "1");
    assert_eq!(short(&service.requests()[2]).line, "GET /chat/2");
}

#[tokio::test]
async fn every_list_can_go_on() {
    let service = (0..3).fold(InMemory::new(), |service, _| service.json(200, r#"{"value":[]}"#));
    let thread = thread(&service);
    assert!(chat(&service).list_threads().pages_from("/chat/a").items().next().await.is_none());
    assert!(thread.list_participants().pages_from("/chat/b").items().next().await.is_none());
    assert!(thread.list_read_receipts().pages_from("/chat/c").items().next().await.is_none());
    let lines: Vec<String> = service.requests().iter().map(|request| short(request).line).collect();
    assert_eq!(lines, ["GET /chat/a", "GET /chat/b", "GET /chat/c"]);
}

#[tokio::test]
async fn a_page_elsewhere_is_not_asked_for() {
    for next in ["https://evil.example/chat", "http://contoso.communication.azure.com/chat", "//evil.example/chat"] {
        let service = InMemory::new().json(200, page(&["2"], Some(next)));
        let mut messages = thread(&service).list_messages().items();
        messages.next().await.expect("a message").expect("of the first page");
        let error = messages.next().await.expect("an error").expect_err("it is elsewhere");
        assert!(error.to_string().contains("credentials stay home"), "{error}");
        assert_eq!(service.requests().len(), 1);
    }
}

#[tokio::test]
async fn the_token_is_renewed_between_pages() {
    let clock = ManualClock::new(morning());
    let later = clock.clone();
    let service = InMemory::new()
        .respond(move |_| {
            // The first page takes its reader an hour.
            later.set(morning() + Duration::from_secs(3600));
            http::Response::new(page(&["2"], Some("/chat/2")).into())
        })
        .json(200, page(&["1"], None));
    let first = AccessToken::new("first").with_expires_on(morning() + Duration::from_secs(1800));
    let credential = CommunicationTokenCredential::builder(first)
        .refresher(|| async {
            let second = AccessToken::new("second").with_expires_on(morning() + Duration::from_secs(7200));
            Ok::<_, std::io::Error>(second)
        })
        .build()
        .expect("it is a token");
    let settings = Client::builder(ENDPOINT).transport(service.clone()).clock(clock);
    let chat = ChatClient::with_client_builder(settings, credential).expect("it is an endpoint");
    let messages: Vec<_> = chat.thread(THREAD).list_messages().items().try_collect().await.expect("two pages");
    assert_eq!(messages.len(), 2);
    let tokens: Vec<_> = service.requests().iter().map(|request| request.headers()["authorization"].clone()).collect();
    assert_eq!(tokens, ["Bearer first", "Bearer second"]);
}
