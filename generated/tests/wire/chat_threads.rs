//! Chat threads: what is sent to create, list, read, change and delete them.

use acs_sdk::{
    models::{
        ChatParticipant, CommunicationIdentifierModel, CommunicationUserIdentifierModel, CreateChatThreadRequest,
        NoneRetentionPolicy, ThreadCreationDateRetentionPolicy, UpdateChatThreadRequest,
    },
    operations::chat::{
        CreateChatThread, DeleteChatThread, GetChatThreadProperties, ListChatThreads, UpdateChatThreadProperties,
    },
    runtime::DateTime,
};

use super::{
    case::Case,
    failures::CHAT,
    support::{AWKWARD, AWKWARD_IN_PATH, Request, THREAD, THREAD_IN_PATH, empty, json, sent},
};

pub(crate) const CREATED: &str = r#"{}"#;
pub(crate) const THREADS: &str = r#"{"value":[]}"#;
pub(crate) const PROPERTIES: &str =
    r#"{"id":"19:t@thread.v2","topic":"","createdOn":"2026-01-05T08:00:00Z","createdByCommunicationIdentifier":{}}"#;

pub(crate) fn cases() -> Vec<Case> {
    vec![
        Case::new(|| CreateChatThread::new(CreateChatThreadRequest::new("x")), (201, CREATED), CHAT),
        Case::new(ListChatThreads::new, (200, THREADS), CHAT),
        Case::new(|| GetChatThreadProperties::new(THREAD), (200, PROPERTIES), CHAT),
        Case::new(|| UpdateChatThreadProperties::new(THREAD, UpdateChatThreadRequest::new()), (204, ""), CHAT),
        Case::new(|| DeleteChatThread::new(THREAD), (204, ""), CHAT),
    ]
}

/// A point in time.
pub(crate) fn time(text: &str) -> DateTime {
    text.parse().expect("the test writes RFC 3339")
}

/// A user of Communication Services.
pub(crate) fn user(id: &str) -> CommunicationIdentifierModel {
    CommunicationIdentifierModel::new().communication_user(CommunicationUserIdentifierModel::new(id))
}

#[tokio::test]
async fn sends_a_new_thread_with_everything_set() {
    let alice = ChatParticipant::new(user("8:acs:alice"))
        .display_name("Alice \"Al\" Ünal")
        .share_history_time(time("2026-01-05T10:00:00.123+01:00"))
        .metadata([("role", "host")]);
    let body = CreateChatThreadRequest::new("Contoso\nlaunch 🚀")
        .participants([alice, ChatParticipant::new(user("8:acs:bob"))])
        .metadata([("team", "blue"), ("area", "R&D")])
        .retention_policy(ThreadCreationDateRetentionPolicy::new(60));
    let operation = CreateChatThread::new(body).repeatability_request_id("6c1e0b5e-1f0a-4b8e-9a53-6f6e3d0f9e10");
    let expected = Request::new("POST /chat/threads?api-version=2025-03-15")
        .header("repeatability-request-id", "6c1e0b5e-1f0a-4b8e-9a53-6f6e3d0f9e10")
        .json(concat!(
            r#"{"topic":"Contoso\nlaunch 🚀","participants":["#,
            r#"{"displayName":"Alice \"Al\" Ünal","communicationIdentifier":{"communicationUser":{"id":"8:acs:alice"}},"#,
            r#""shareHistoryTime":"2026-01-05T10:00:00.123+01:00","metadata":{"role":"host"}},"#,
            r#"{"communicationIdentifier":{"communicationUser":{"id":"8:acs:bob"}}}],"#,
            r#""metadata":{"area":"R&D","team":"blue"},"#,
            r#""retentionPolicy":{"deleteThreadAfterDays":60,"kind":"threadCreationDate"}}"#,
        ));
    assert_eq!(sent(operation, json(201, CREATED)).await, expected);
}

#[tokio::test]
async fn sends_a_new_thread_with_only_its_topic() {
    let operation = CreateChatThread::new(CreateChatThreadRequest::new(""));
    let expected = Request::new("POST /chat/threads?api-version=2025-03-15").json(r#"{"topic":""}"#);
    assert_eq!(sent(operation, json(201, CREATED)).await, expected);
}

#[tokio::test]
async fn sends_an_empty_list_where_one_is_given() {
    let body = CreateChatThreadRequest::new("x").participants(Vec::<ChatParticipant>::new());
    let expected = Request::new("POST /chat/threads?api-version=2025-03-15").json(r#"{"topic":"x","participants":[]}"#);
    assert_eq!(sent(CreateChatThread::new(body), json(201, CREATED)).await, expected);
}

#[tokio::test]
async fn sends_page_size_and_start_for_a_list_of_threads() {
    let operation = ListChatThreads::new().max_page_size(25).start_time(time("2026-01-05T10:50:50.5+02:00"));
    let expected = Request::new(
        "GET /chat/threads?api-version=2025-03-15&maxPageSize=25&startTime=2026-01-05T10%3A50%3A50.5%2B02%3A00",
    );
    assert_eq!(sent(operation, json(200, THREADS)).await, expected);
}

#[tokio::test]
async fn sends_only_the_version_for_the_first_page_of_threads() {
    let expected = Request::new("GET /chat/threads?api-version=2025-03-15");
    assert_eq!(sent(ListChatThreads::new(), json(200, THREADS)).await, expected);
}

#[tokio::test]
async fn sends_the_encoded_id_of_the_thread_to_read() {
    let line = format!("GET /chat/threads/{THREAD_IN_PATH}?api-version=2025-03-15");
    assert_eq!(sent(GetChatThreadProperties::new(THREAD), json(200, PROPERTIES)).await, Request::new(&line));
    let line = format!("GET /chat/threads/{AWKWARD_IN_PATH}?api-version=2025-03-15");
    assert_eq!(sent(GetChatThreadProperties::new(AWKWARD), json(200, PROPERTIES)).await, Request::new(&line));
}

#[tokio::test]
async fn sends_all_changes_of_a_thread_as_a_merge_patch() {
    let body = UpdateChatThreadRequest::new()
        .topic("Contoso, postponed")
        .metadata([("team", "red")])
        .retention_policy(NoneRetentionPolicy::new());
    let line = format!("PATCH /chat/threads/{THREAD_IN_PATH}?api-version=2025-03-15");
    let expected = Request::new(&line)
        .merge_patch(r#"{"topic":"Contoso, postponed","metadata":{"team":"red"},"retentionPolicy":{"kind":"none"}}"#);
    assert_eq!(sent(UpdateChatThreadProperties::new(THREAD, body), empty(204)).await, expected);
}

#[tokio::test]
async fn sends_a_merge_patch_that_changes_nothing() {
    let line = format!("PATCH /chat/threads/{AWKWARD_IN_PATH}?api-version=2025-03-15");
    let operation = UpdateChatThreadProperties::new(AWKWARD, UpdateChatThreadRequest::new());
    assert_eq!(sent(operation, empty(204)).await, Request::new(&line).merge_patch("{}"));
}

#[tokio::test]
async fn sends_the_encoded_id_of_the_thread_to_delete() {
    let line = format!("DELETE /chat/threads/{THREAD_IN_PATH}?api-version=2025-03-15");
    assert_eq!(sent(DeleteChatThread::new(THREAD), empty(204)).await, Request::new(&line));
    let line = format!("DELETE /chat/threads/{AWKWARD_IN_PATH}?api-version=2025-03-15");
    assert_eq!(sent(DeleteChatThread::new(AWKWARD), empty(204)).await, Request::new(&line));
}
