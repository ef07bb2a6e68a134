//! Adding and removing participants, and who could not be added.

use acs_sdk::{
    CommunicationIdentifier,
    chat::match_failures,
    identifier::CommunicationUserIdentifier,
    models::{ChatParticipant, CommunicationError},
    runtime::InMemory,
};

use crate::support::{PROPERTIES, Sent, THREAD_IN_PATH, chat, empty, sent, thread};

const ALICE: &str = "8:acs:46849534-eb08-4ab7-bde7-c36928cd1547_00000007-165c-9b10-b0b7-3a3a0d00076c";
const KINDS: [&str; 6] =
    [ALICE, "4:+14255550123", "8:orgid:carol", "28:orgid:bot", "8:acs:resource_tenant_user", "48:unheard-of"];

fn line(action: &str) -> String {
    format!("POST /chat/threads/{THREAD_IN_PATH}/participants/:{action}?api-version=2025-03-15")
}

fn invalid(target: &str) -> String {
    format!(r#"{{"code":"403","message":"Permissions check failed","target":"{target}"}}"#)
}

#[tokio::test]
async fn participants_are_added_by_whatever_names_them() {
    let service = InMemory::new().json(201, "{}");
    let user = CommunicationUserIdentifier::new("8:acs:alice");
    let participants = [
        ChatParticipant::from(user).share_history_time(std::time::SystemTime::UNIX_EPOCH),
        ChatParticipant::from("4:+14255550123").display_name("Door"),
    ];
    let added = thread(&service).add_participants(participants).await.expect("they are added");
    assert!(added.failures.is_empty() && added.all().is_ok());
    let expected = concat!(
        r#"{"participants":[{"communicationIdentifier":{"rawId":"8:acs:alice","communicationUser":{"id":"8:acs:alice"}},"#,
        r#""shareHistoryTime":"1970-01-01T00:00:00Z"},"#,
        r#"{"displayName":"Door","communicationIdentifier":{"rawId":"4:+14255550123","phoneNumber":{"value":"+14255550123"}}}]}"#,
    );
    assert_eq!(sent(&service), Sent::new(line("add"), expected));
}

#[tokio::test]
async fn nobody_is_added_without_a_call() {
    let service = InMemory::new();
    let added = thread(&service).add_participants(Vec::<ChatParticipant>::new()).await.expect("nothing to do");
    assert!(added.failures.is_empty());
    assert!(service.requests().is_empty());
}

#[tokio::test]
async fn whoever_could_not_be_added_is_found_again_whatever_kind_they_are() {
    let errors: Vec<String> = KINDS.iter().rev().map(|id| invalid(id)).collect();
    let service = InMemory::new().json(201, format!(r#"{{"invalidParticipants":[{}]}}"#, errors.join(",")));
    let added = thread(&service).add_participants(KINDS).await.expect("the call succeeds");
    let found: Vec<String> =
        added.failures.iter().map(|failure| failure.participant.as_ref().unwrap().identifier().raw_id()).collect();
    let expected: Vec<&str> = KINDS.into_iter().rev().collect();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn an_error_about_nobody_known_is_kept() {
    let errors = format!(
        r#"{},{{"code":"a","message":"b"}},{{"code":"a","message":"b","target":""}},{{"code":"a","message":"b","target":null}},{}"#,
        invalid("8:acs:somebody-else"),
        invalid(&ALICE.to_uppercase()),
    );
    let service = InMemory::new().json(201, format!(r#"{{"invalidParticipants":[{errors}]}}"#));
    let added = thread(&service).add_participants([ALICE, ""]).await.expect("the call succeeds");
    let found: Vec<bool> = added.failures.iter().map(|failure| failure.participant.is_some()).collect();
    assert_eq!(found, [false, false, false, false, true]);
}

#[tokio::test]
async fn a_thread_is_created_without_those_who_could_not_be_added() {
    let answer = format!(r#"{{"chatThread":{PROPERTIES},"invalidParticipants":[{}]}}"#, invalid("8:acs:bob"));
    let service = InMemory::new().json(201, answer);
    let call = chat(&service).create_thread("Launch").participant("8:acs:alice").participant("8:acs:bob");
    let created = call.await.expect("it is created");
    let [failure] = created.failures.as_slice() else { panic!("there is one") };
    let bob = failure.participant.as_ref().expect("it was in the request");
    assert_eq!(bob.identifier(), CommunicationIdentifier::from_raw_id("8:acs:bob"));
    assert_eq!(failure.to_string(), "8:acs:bob was not added: Permissions check failed (code 403)");
}

#[tokio::test]
async fn one_who_was_not_added_can_be_an_error() {
    let service = InMemory::new().json(201, format!(r#"{{"invalidParticipants":[{}]}}"#, invalid("8:acs:bob")));
    let added = thread(&service).add_participant("8:acs:bob").await.expect("the call succeeds");
    let all = || -> Result<(), Box<dyn std::error::Error>> { Ok(added.all()?) };
    let error = all().expect_err("one was not added");
    assert_eq!(error.to_string(), "8:acs:bob was not added: Permissions check failed (code 403)");
}

#[test]
fn failures_of_operations_can_be_matched_too() {
    let error: CommunicationError = serde_json::from_str(&invalid("8:acs:bob")).expect("as declared");
    let bob = ChatParticipant::from("8:acs:bob").display_name("Bob");
    let failures = match_failures(&[ChatParticipant::from("8:acs:alice"), bob.clone()], [error.clone(), error]);
    assert!(failures.iter().all(|failure| failure.participant.as_ref() == Some(&bob)));
    assert_eq!(failures.len(), 2);
}

#[tokio::test]
async fn a_participant_is_removed_by_identifier() {
    let alice = CommunicationIdentifier::from_raw_id("8:acs:alice");
    let service = empty(InMemory::new(), 204);
    thread(&service).remove_participant(&alice).await.expect("she is removed");
    let expected = r#"{"rawId":"8:acs:alice","communicationUser":{"id":"8:acs:alice"}}"#;
    assert_eq!(sent(&service), Sent::new(line("remove"), expected));

    let service = empty(InMemory::new(), 204);
    thread(&service).remove_participant("48:unheard-of").await.expect("it is removed");
    assert_eq!(sent(&service), Sent::new(line("remove"), r#"{"rawId":"48:unheard-of"}"#));
}
