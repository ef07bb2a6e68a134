//! Creating, changing, listing and deleting threads.

use acs_sdk::{
    CommunicationIdentifier, Error,
    models::{ChatParticipant, ThreadCreationDateRetentionPolicy},
    runtime::{InMemory, ManualClock},
};

use crate::support::{PROPERTIES, Sent, THREAD, THREAD_IN_PATH, chat, chat_with, empty, morning, sent, short, thread};

fn created() -> String {
    format!(r#"{{"chatThread":{PROPERTIES}}}"#)
}

#[tokio::test]
async fn a_thread_needs_a_topic_and_no_more() {
    let service = InMemory::new().json(201, created());
    let created = chat(&service).create_thread("Launch").await.expect("it is created");
    let expected = Sent::new("POST /chat/threads?api-version=2025-03-15", r#"{"topic":"Launch","participants":[]}"#);
    assert_eq!(sent(&service), expected);
    assert_eq!((created.id(), created.client().id(), created.thread.topic.as_str()), (THREAD, THREAD, "Launch"));
    assert_eq!(created.thread.created_by(), CommunicationIdentifier::from_raw_id("8:acs:me"));
    assert!(created.failures.is_empty());
}

#[tokio::test]
async fn a_thread_takes_all_there_is() {
    let service = InMemory::new().json(201, created());
    let alice = CommunicationIdentifier::from_raw_id("8:acs:alice");
    let call = chat(&service)
        .create_thread("Launch")
        .participant(ChatParticipant::from(&alice).display_name("Alice"))
        .participants(["4:+14255550123", "8:orgid:carol"])
        .metadata([("team", "blue")])
        .retention_policy(ThreadCreationDateRetentionPolicy::new(60))
        .repeatability_request_id("mine");
    call.await.expect("it is created");
    assert_eq!(service.requests()[0].headers()["repeatability-request-id"], "mine");
    let expected = concat!(
        r#"{"topic":"Launch","participants":["#,
        r#"{"displayName":"Alice","communicationIdentifier":{"rawId":"8:acs:alice","communicationUser":{"id":"8:acs:alice"}}},"#,
        r#"{"communicationIdentifier":{"rawId":"4:+14255550123","phoneNumber":{"value":"+14255550123"}}},"#,
        r#"{"communicationIdentifier":{"rawId":"8:orgid:carol","microsoftTeamsUser":"#,
        r#"{"userId":"carol","isAnonymous":false,"cloud":"public"}}}],"#,
        r#""metadata":{"team":"blue"},"retentionPolicy":{"deleteThreadAfterDays":60,"kind":"threadCreationDate"}}"#,
    );
    assert_eq!(sent(&service).body, expected);
}

/// The id under which the request can be repeated.
fn id(request: &http::Request<bytes::Bytes>) -> &str {
    request.headers()["repeatability-request-id"].to_str().expect("it is text")
}

#[tokio::test]
async fn a_thread_is_created_once_however_often_it_is_sent() {
    let service = InMemory::new().json(503, "{}").json(500, "{}").json(201, created()).json(201, created());
    let clock = ManualClock::new(morning());
    let chat = chat_with(&service, &clock);
    let call = chat.create_thread("Launch");
    let again = call.clone();
    call.await.expect("the third attempt succeeds");
    again.await.expect("so does the same once more");
    let requests = service.requests();
    assert_eq!((requests.len(), clock.sleeps().len()), (4, 2));
    assert!(requests.iter().all(|request| id(request) == id(&requests[0]) && short(request) == short(&requests[0])));
    let id = id(&requests[0]);
    let hyphens: Vec<usize> = id.match_indices('-').map(|(index, _)| index).collect();
    assert_eq!((id.len(), hyphens, &id[14..15]), (36, vec![8, 13, 18, 23], "4"), "{id} is a random UUID");
}

#[tokio::test]
async fn two_threads_have_two_ids() {
    let service = InMemory::new().json(201, created()).json(201, created());
    let chat = chat(&service);
    chat.create_thread("Launch").await.expect("it is created");
    chat.create_thread("Launch").await.expect("it is created");
    let requests = service.requests();
    assert_ne!(id(&requests[0]), id(&requests[1]));
}

#[tokio::test]
async fn a_thread_without_topic_or_id_is_not_sent() {
    let service = InMemory::new();
    let chat = chat(&service);
    let refused = |error: Error| match error {
        Error::Request(error) => error.to_string(),
        error => panic!("{error}"),
    };
    assert_eq!(refused(chat.create_thread("").await.unwrap_err()), "chat.create_chat_thread: the topic is empty");
    assert_eq!(
        refused(chat.create_thread("x").repeatability_request_id("").await.unwrap_err()),
        "chat.create_chat_thread: the repeatability request id is empty"
    );
    for error in [
        chat.delete_thread("").await.unwrap_err(),
        chat.thread("").properties().await.unwrap_err(),
        chat.thread("").add_participant("8:acs:a").await.unwrap_err(),
        chat.thread("").add_participants(Vec::<ChatParticipant>::new()).await.unwrap_err(),
        chat.thread("").list_messages().items().next().await.expect("an error").unwrap_err(),
    ] {
        assert!(refused(error).contains("empty"));
    }
    assert!(service.requests().is_empty());
}

#[tokio::test]
async fn a_success_without_a_thread_is_kept_whole() {
    let service = InMemory::new().json(201, r#"{"invalidParticipants":[]}"#);
    let Err(Error::Decode(error)) = chat(&service).create_thread("Launch").await else { panic!("it is none") };
    assert_eq!(error.body().as_ref(), br#"{"invalidParticipants":[]}"#);
    assert_eq!((error.status().as_u16(), error.malformed().to_string().as_str()), (201, "chatThread: missing"));
}

#[tokio::test]
async fn a_thread_is_read_changed_and_deleted() {
    let line = |method: &str| format!("{method} /chat/threads/{THREAD_IN_PATH}?api-version=2025-03-15");

    let service = InMemory::new().json(200, PROPERTIES);
    assert_eq!(thread(&service).properties().await.expect("it is there").id, THREAD);
    assert_eq!(sent(&service), Sent::new(line("GET"), ""));

    let service = empty(InMemory::new(), 204);
    thread(&service).update_topic("Later").await.expect("it is changed");
    assert_eq!(sent(&service), Sent::new(line("PATCH"), r#"{"topic":"Later"}"#));

    let service = empty(InMemory::new(), 204);
    thread(&service).update_properties().await.expect("nothing is changed");
    assert_eq!(sent(&service), Sent::new(line("PATCH"), "{}"));

    let service = empty(InMemory::new(), 204);
    let changes = thread(&service).update_properties().topic("Later").metadata([("a", "b")]);
    changes.clone().no_retention_policy().await.expect("it is changed");
    let expected = r#"{"topic":"Later","metadata":{"a":"b"},"retentionPolicy":{"kind":"none"}}"#;
    assert_eq!(sent(&service), Sent::new(line("PATCH"), expected));

    let service = empty(InMemory::new(), 204);
    changes.retention_policy(ThreadCreationDateRetentionPolicy::new(30)).await.expect_err("no answer is left");
    chat(&service).delete_thread(THREAD).await.expect("it is deleted");
    assert_eq!(sent(&service), Sent::new(line("DELETE"), ""));
}
