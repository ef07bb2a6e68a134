//! Chat threads: what is made of the answers.

use acs_sdk::{
    Operation,
    models::{ChatRetentionPolicy, CommunicationIdentifierModelKind, CreateChatThreadRequest, UpdateChatThreadRequest},
    operations::chat::{
        CreateChatThread, DeleteChatThread, GetChatThreadProperties, ListChatThreads, UpdateChatThreadProperties,
    },
};

use super::{
    chat_threads::{CREATED, PROPERTIES, THREADS, time},
    support::{THREAD, call, empty, failure, json, output},
};

fn create() -> CreateChatThread {
    CreateChatThread::new(CreateChatThreadRequest::new("x"))
}

#[tokio::test]
async fn reads_a_new_thread_and_those_who_could_not_be_added() {
    let body = r#"{
        "chatThread": {
            "id": "19:c0ffee@thread.v2",
            "topic": "Contoso launch",
            "createdOn": "2026-01-05T08:00:00.1234567Z",
            "createdByCommunicationIdentifier": {
                "rawId": "8:acs:carol", "kind": "communicationUser", "communicationUser": {"id": "8:acs:carol"}
            },
            "metadata": {"team": "blue"},
            "retentionPolicy": {"kind": "threadCreationDate", "deleteThreadAfterDays": 90}
        },
        "invalidParticipants": [{
            "code": "403", "message": "Not of this resource.", "target": "8:acs:mallory",
            "details": [{"code": "a", "message": "b"}], "innererror": {"code": "c", "message": "d"}
        }]
    }"#;
    let result = output(create(), json(201, body)).await;
    let thread = result.chat_thread.expect("there is a thread");
    assert_eq!((thread.id.as_str(), thread.topic.as_str()), ("19:c0ffee@thread.v2", "Contoso launch"));
    assert_eq!(thread.created_on, time("2026-01-05T08:00:00.1234567Z"));
    assert_eq!(thread.deleted_on, None);
    let creator = thread.created_by_communication_identifier;
    assert_eq!(creator.kind, Some(CommunicationIdentifierModelKind::CommunicationUser));
    assert_eq!(creator.raw_id.as_deref(), Some("8:acs:carol"));
    assert_eq!(creator.communication_user.expect("it is a user").id, "8:acs:carol");
    assert_eq!(thread.metadata.expect("it has some")["team"], "blue");
    let Some(ChatRetentionPolicy::ThreadCreationDateRetentionPolicy(policy)) = thread.retention_policy else {
        panic!("not the policy of the answer: {:?}", thread.retention_policy);
    };
    assert_eq!(policy.delete_thread_after_days, 90);
    let [error] = result.invalid_participants.as_deref().expect("there is one") else {
        panic!("there is one");
    };
    assert_eq!((error.code.as_str(), error.message.as_str()), ("403", "Not of this resource."));
    assert_eq!(error.target.as_deref(), Some("8:acs:mallory"));
    assert_eq!(error.details.as_ref().expect("there are some")[0].code, "a");
    assert_eq!(error.inner_error.as_ref().expect("there is one").message, "d");
}

#[tokio::test]
async fn reads_the_least_answer_to_a_new_thread() {
    let result = output(create(), json(201, CREATED)).await;
    assert_eq!((result.chat_thread, result.invalid_participants), (None, None));
}

#[tokio::test]
async fn reads_the_address_of_a_new_thread_from_its_header() {
    let location = "https://contoso.communication.azure.com/chat/threads/19:c0ffee@thread.v2";
    let response = call(create(), json(201, CREATED).insert_header("Location", location)).await.expect("a success");
    assert_eq!(response.status, 201);
    let headers = CreateChatThread::headers(&response.headers).expect("it is a text");
    assert_eq!(headers.location.as_deref(), Some(location));
    let response = call(create(), json(201, CREATED)).await.expect("a success");
    assert_eq!(CreateChatThread::headers(&response.headers).expect("nothing is wrong").location, None);
}

#[tokio::test]
async fn reads_a_page_of_threads_deleted_ones_among_them() {
    let body = r#"{
        "value": [
            {"id": "19:a@thread.v2", "topic": "A", "lastMessageReceivedOn": "2026-01-05T08:00:00+00:00"},
            {"id": "19:b@thread.v2", "topic": "B", "deletedOn": "2026-01-06T08:00:00.5Z"}
        ],
        "nextLink": "https://contoso.communication.azure.com/chat/threads?page=2"
    }"#;
    let page = output(ListChatThreads::new(), json(200, body)).await;
    let [first, second] = page.value.as_slice() else { panic!("there are two") };
    assert_eq!((first.id.as_str(), first.topic.as_str()), ("19:a@thread.v2", "A"));
    assert_eq!(
        (first.last_message_received_on.clone(), first.deleted_on.clone()),
        (Some(time("2026-01-05T08:00:00Z")), None)
    );
    assert_eq!(second.deleted_on, Some(time("2026-01-06T08:00:00.5Z")));
    assert_eq!(page.next_link.as_deref(), Some("https://contoso.communication.azure.com/chat/threads?page=2"));
    let page = output(ListChatThreads::new(), json(200, THREADS)).await;
    assert_eq!((page.value.len(), page.next_link), (0, None));
}

#[tokio::test]
async fn reads_the_properties_of_a_deleted_thread() {
    let body = r#"{
        "id": "19:a@thread.v2", "topic": "A", "createdOn": "2026-01-05T08:00:00Z", "deletedOn": "2026-01-06T08:00:00Z",
        "createdByCommunicationIdentifier": {"rawId": "8:acs:carol", "communicationUser": {"id": "8:acs:carol"}},
        "metadata": {}, "retentionPolicy": {"kind": "none"}
    }"#;
    let thread = output(GetChatThreadProperties::new(THREAD), json(200, body)).await;
    assert_eq!(thread.deleted_on, Some(time("2026-01-06T08:00:00Z")));
    assert_eq!(thread.created_by_communication_identifier.kind, None);
    assert!(thread.metadata.expect("it is there").is_empty());
    assert!(matches!(thread.retention_policy, Some(ChatRetentionPolicy::NoneRetentionPolicy(_))));
}

#[tokio::test]
async fn reads_the_least_properties_of_a_thread() {
    let thread = output(GetChatThreadProperties::new(THREAD), json(200, PROPERTIES)).await;
    assert_eq!((thread.deleted_on, thread.metadata, thread.retention_policy), (None, None, None));
}

#[tokio::test]
async fn keeps_a_retention_policy_that_it_does_not_know() {
    let body = PROPERTIES.replace("{}}", r#"{},"retentionPolicy":{"kind":"untilFriday","hour":17}}"#);
    let thread = output(GetChatThreadProperties::new(THREAD), json(200, &body)).await;
    let Some(ChatRetentionPolicy::Unknown(policy)) = &thread.retention_policy else {
        panic!("not kept: {:?}", thread.retention_policy);
    };
    assert_eq!(*policy, serde_json::json!({"kind": "untilFriday", "hour": 17}));
    let again = serde_json::to_value(thread.retention_policy).expect("what was read can be written");
    assert_eq!(again, serde_json::json!({"kind": "untilFriday", "hour": 17}));
}

#[tokio::test]
async fn takes_nothing_for_an_answer_to_changes_and_deletions() {
    let update = || UpdateChatThreadProperties::new(THREAD, UpdateChatThreadRequest::new());
    let response = call(update(), empty(204)).await.expect("a success");
    assert_eq!((response.status.as_u16(), response.value), (204, ()));
    let response = call(DeleteChatThread::new(THREAD), empty(204)).await.expect("a success");
    assert_eq!((response.status.as_u16(), response.value), (204, ()));
}

#[tokio::test]
async fn reads_a_failure_with_all_of_its_parts() {
    let body =
        r#"{"error":{"code":"Forbidden","message":"No.","target":"topic","innererror":{"code":"x","message":"y"}}}"#;
    let error = failure(DeleteChatThread::new(THREAD), json(403, body)).await.error;
    assert_eq!(
        (error.code.as_str(), error.message.as_str(), error.target.as_deref()),
        ("Forbidden", "No.", Some("topic"))
    );
    assert_eq!(error.inner_error.expect("there is one").code, "x");
}
