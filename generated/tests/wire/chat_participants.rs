//! Chat participants: listing, adding and removing them.

use acs_sdk::{
    models::{
        AddChatParticipantsRequest, ChatParticipant, CommunicationCloudEnvironmentModel, CommunicationIdentifierModel,
        CommunicationIdentifierModelKind, MicrosoftTeamsAppIdentifierModel, MicrosoftTeamsUserIdentifierModel,
        PhoneNumberIdentifierModel, TeamsExtensionUserIdentifierModel,
    },
    operations::chat::{AddChatParticipants, ListChatParticipants, RemoveChatParticipant},
};

use super::{
    case::Case,
    chat_threads::{time, user},
    failures::CHAT,
    support::{AWKWARD, AWKWARD_IN_PATH, Request, THREAD, THREAD_IN_PATH, call, empty, failure, json, output, sent},
};

const PARTICIPANTS: &str = r#"{"value":[]}"#;
const ADDED: &str = "{}";

pub(crate) fn cases() -> Vec<Case> {
    vec![
        Case::new(|| ListChatParticipants::new(THREAD), (200, PARTICIPANTS), CHAT),
        Case::new(|| AddChatParticipants::new(THREAD, nobody()), (201, ADDED), CHAT),
        Case::new(|| RemoveChatParticipant::new(THREAD, CommunicationIdentifierModel::new()), (204, ""), CHAT),
    ]
}

fn nobody() -> AddChatParticipantsRequest {
    AddChatParticipantsRequest::new(Vec::<ChatParticipant>::new())
}

#[tokio::test]
async fn sends_page_size_and_skip_for_a_list_of_participants() {
    let operation = ListChatParticipants::new(THREAD).skip(200).max_page_size(100);
    let line =
        format!("GET /chat/threads/{THREAD_IN_PATH}/participants?api-version=2025-03-15&maxPageSize=100&skip=200");
    assert_eq!(sent(operation, json(200, PARTICIPANTS)).await, Request::new(&line));
}

#[tokio::test]
async fn sends_only_the_thread_for_the_first_page_of_participants() {
    let line = format!("GET /chat/threads/{AWKWARD_IN_PATH}/participants?api-version=2025-03-15");
    assert_eq!(sent(ListChatParticipants::new(AWKWARD), json(200, PARTICIPANTS)).await, Request::new(&line));
}

#[tokio::test]
async fn sends_new_participants_with_every_kind_of_identifier() {
    let phone = CommunicationIdentifierModel::new()
        .kind(CommunicationIdentifierModelKind::PhoneNumber)
        .raw_id("4:+15550100")
        .phone_number(PhoneNumberIdentifierModel::new("+15550100").is_anonymous(false).asserted_id("a"));
    let teams = MicrosoftTeamsUserIdentifierModel::new("u")
        .is_anonymous(true)
        .cloud(CommunicationCloudEnvironmentModel::Public);
    let app = MicrosoftTeamsAppIdentifierModel::new("b").cloud("gcch");
    let extension =
        TeamsExtensionUserIdentifierModel::new("u", "t", "r").cloud(CommunicationCloudEnvironmentModel::Dod);
    let body = AddChatParticipantsRequest::new([
        ChatParticipant::new(user("8:acs:bob"))
            .display_name("Bob")
            .share_history_time(time("2026-01-05T08:00:00Z"))
            .metadata([("a", "b")]),
        ChatParticipant::new(phone),
        ChatParticipant::new(CommunicationIdentifierModel::new().microsoft_teams_user(teams)),
        ChatParticipant::new(CommunicationIdentifierModel::new().microsoft_teams_app(app)),
        ChatParticipant::new(CommunicationIdentifierModel::new().teams_extension_user(extension)),
    ]);
    let line = format!("POST /chat/threads/{THREAD_IN_PATH}/participants/:add?api-version=2025-03-15");
    let expected = Request::new(&line).json(concat!(
        r#"{"participants":[{"displayName":"Bob","communicationIdentifier":{"communicationUser":{"id":"8:acs:bob"}},"#,
        r#""shareHistoryTime":"2026-01-05T08:00:00Z","metadata":{"a":"b"}},"#,
        r#"{"communicationIdentifier":{"kind":"phoneNumber","rawId":"4:+15550100","#,
        r#""phoneNumber":{"value":"+15550100","isAnonymous":false,"assertedId":"a"}}},"#,
        r#"{"communicationIdentifier":{"microsoftTeamsUser":{"userId":"u","isAnonymous":true,"cloud":"public"}}},"#,
        r#"{"communicationIdentifier":{"microsoftTeamsApp":{"appId":"b","cloud":"gcch"}}},"#,
        r#"{"communicationIdentifier":{"teamsExtensionUser":{"userId":"u","tenantId":"t","resourceId":"r","cloud":"dod"}}}]}"#,
    ));
    assert_eq!(sent(AddChatParticipants::new(THREAD, body), json(201, ADDED)).await, expected);
}

#[tokio::test]
async fn sends_an_addition_of_nobody() {
    let line = format!("POST /chat/threads/{AWKWARD_IN_PATH}/participants/:add?api-version=2025-03-15");
    let expected = Request::new(&line).json(r#"{"participants":[]}"#);
    assert_eq!(sent(AddChatParticipants::new(AWKWARD, nobody()), json(201, ADDED)).await, expected);
}

#[tokio::test]
async fn sends_the_bare_identifier_of_the_participant_to_remove() {
    let body = user("8:acs:bob").kind("communicationUser").raw_id("8:acs:bob");
    let line = format!("POST /chat/threads/{THREAD_IN_PATH}/participants/:remove?api-version=2025-03-15");
    let expected = Request::new(&line)
        .json(r#"{"kind":"communicationUser","rawId":"8:acs:bob","communicationUser":{"id":"8:acs:bob"}}"#);
    assert_eq!(sent(RemoveChatParticipant::new(THREAD, body), empty(204)).await, expected);
}

#[tokio::test]
async fn sends_an_identifier_that_says_nothing() {
    let line = format!("POST /chat/threads/{AWKWARD_IN_PATH}/participants/:remove?api-version=2025-03-15");
    let operation = RemoveChatParticipant::new(AWKWARD, CommunicationIdentifierModel::new());
    assert_eq!(sent(operation, empty(204)).await, Request::new(&line).json("{}"));
}

#[tokio::test]
async fn reads_a_page_of_participants() {
    let body = r#"{
        "value": [
            {
                "communicationIdentifier": {"rawId": "8:acs:alice", "communicationUser": {"id": "8:acs:alice"}},
                "displayName": "Alice", "shareHistoryTime": "1970-01-01T00:00:00Z", "metadata": {"role": "host"}
            },
            {"communicationIdentifier": {"rawId": "28:b", "kind": "microsoftTeamsApp", "microsoftTeamsApp": {"appId": "b", "cloud": "mooncake"}}}
        ],
        "nextLink": "https://contoso.communication.azure.com/chat/threads/19:a@thread.v2/participants?skip=2"
    }"#;
    let page = output(ListChatParticipants::new(THREAD), json(200, body)).await;
    let [alice, bot] = page.value.as_slice() else { panic!("there are two") };
    assert_eq!(alice.communication_identifier.raw_id.as_deref(), Some("8:acs:alice"));
    assert_eq!(alice.communication_identifier.communication_user.as_ref().expect("it is one").id, "8:acs:alice");
    assert_eq!(
        (alice.display_name.as_deref(), alice.share_history_time.clone()),
        (Some("Alice"), Some(time("1970-01-01T00:00:00Z")))
    );
    assert_eq!(alice.metadata.as_ref().expect("it has some")["role"], "host");
    let app = bot.communication_identifier.microsoft_teams_app.as_ref().expect("it is one");
    assert_eq!(app.app_id, "b");
    assert_eq!(app.cloud.as_ref().expect("it has one").as_str(), "mooncake");
    assert!(page.next_link.expect("there is one").ends_with("/19:a@thread.v2/participants?skip=2"));
}

#[tokio::test]
async fn sends_back_a_participant_as_it_was_received() {
    let text = r#"{"displayName":"Bot","communicationIdentifier":{"kind":"microsoftTeamsApp","rawId":"28:b","microsoftTeamsApp":{"appId":"b","cloud":"mooncake"}}}"#;
    let page = output(ListChatParticipants::new(THREAD), json(200, &format!(r#"{{"value":[{text}]}}"#))).await;
    let line = format!("POST /chat/threads/{THREAD_IN_PATH}/participants/:add?api-version=2025-03-15");
    let expected = Request::new(&line).json(&format!(r#"{{"participants":[{text}]}}"#));
    let operation = AddChatParticipants::new(THREAD, AddChatParticipantsRequest::new(page.value));
    assert_eq!(sent(operation, json(201, ADDED)).await, expected);
}

#[tokio::test]
async fn reads_who_could_not_be_added() {
    let body = r#"{"invalidParticipants":[{"code":"404","message":"No such user.","target":"8:acs:mallory"}]}"#;
    let errors = output(AddChatParticipants::new(THREAD, nobody()), json(201, body)).await.invalid_participants;
    let errors = errors.expect("there is one");
    assert_eq!((errors.len(), errors[0].target.as_deref()), (1, Some("8:acs:mallory")));
    let result = output(AddChatParticipants::new(THREAD, nobody()), json(201, ADDED)).await;
    assert_eq!(result.invalid_participants, None);
}

#[tokio::test]
async fn takes_nothing_for_an_answer_to_a_removal() {
    let operation = RemoveChatParticipant::new(THREAD, user("8:acs:bob"));
    assert_eq!(call(operation, empty(204)).await.expect("a success").status, 204);
}

#[tokio::test]
async fn reads_a_failure_of_removing() {
    let operation = RemoveChatParticipant::new(THREAD, user("8:acs:bob"));
    let body = r#"{"error":{"code":"Forbidden","message":"No.","target":"8:acs:bob"}}"#;
    assert_eq!(failure(operation, json(403, body)).await.error.target.as_deref(), Some("8:acs:bob"));
}
