//! Chat messages: what is made of the answers.

use acs_sdk::{
    models::{
        ChatAttachmentType, ChatMessageType, CommunicationCloudEnvironmentModel, CommunicationIdentifierModelKind,
        SendChatMessageRequest, UpdateChatMessageRequest,
    },
    operations::chat::{DeleteChatMessage, GetChatMessage, ListChatMessages, SendChatMessage, UpdateChatMessage},
};

use super::{
    chat_messages::{MESSAGE, SENT},
    chat_threads::time,
    support::{THREAD, call, empty, failure, json, output},
};

#[tokio::test]
async fn reads_the_id_of_a_sent_message() {
    let operation = SendChatMessage::new(THREAD, SendChatMessageRequest::new("x"));
    assert_eq!(output(operation, json(201, SENT)).await.id, "1");
}

#[tokio::test]
async fn reads_a_message_with_everything_set() {
    let body = r#"{
        "id": "1767600000000", "type": "html", "sequenceId": "42", "version": "1767600000001",
        "content": {
            "message": "<img id=\"p\">", "topic": "T",
            "participants": [{
                "communicationIdentifier": {"rawId": "4:+15550100", "phoneNumber": {"value": "+15550100", "isAnonymous": false, "assertedId": "1"}},
                "displayName": "Desk", "shareHistoryTime": "2026-01-05T08:00:00Z", "metadata": {"a": "b"}
            }],
            "attachments": [
                {"id": "p", "attachmentType": "image", "name": "p.png", "url": "https://contoso.example/p", "previewUrl": "https://contoso.example/p/s"},
                {"id": "q", "attachmentType": "hologram"}
            ],
            "initiatorCommunicationIdentifier": {
                "kind": "microsoftTeamsUser", "rawId": "8:orgid:7",
                "microsoftTeamsUser": {"userId": "7", "isAnonymous": true, "cloud": "gcch"}
            }
        },
        "senderDisplayName": "", "createdOn": "2026-01-05T08:00:00.12Z",
        "senderCommunicationIdentifier": {
            "kind": "teamsExtensionUser", "rawId": "8:acs:e",
            "teamsExtensionUser": {"userId": "u", "tenantId": "t", "resourceId": "r", "cloud": "dod"}
        },
        "deletedOn": "2026-01-05T08:00:02+00:00", "editedOn": "2026-01-05T08:00:01.1234567+00:00",
        "metadata": {"deliveryMode": "push", "amsreferences": "[]"}
    }"#;
    let message = output(GetChatMessage::new(THREAD, "1"), json(200, body)).await;
    assert_eq!((message.id.as_str(), message.r#type), ("1767600000000", ChatMessageType::Html));
    assert_eq!((message.sequence_id.as_str(), message.version.as_str()), ("42", "1767600000001"));
    assert_eq!(message.sender_display_name.as_deref(), Some(""));
    assert_eq!(message.created_on, time("2026-01-05T08:00:00.12Z"));
    assert_eq!(message.deleted_on, Some(time("2026-01-05T08:00:02Z")));
    assert_eq!(message.edited_on, Some(time("2026-01-05T08:00:01.1234567Z")));
    assert_eq!(message.metadata.expect("it has some")["amsreferences"], "[]");
    let sender = message.sender_communication_identifier.expect("it has one");
    assert_eq!(sender.kind, Some(CommunicationIdentifierModelKind::TeamsExtensionUser));
    let sender = sender.teams_extension_user.expect("it is one");
    assert_eq!((sender.user_id.as_str(), sender.tenant_id.as_str(), sender.resource_id.as_str()), ("u", "t", "r"));
    assert_eq!(sender.cloud, Some(CommunicationCloudEnvironmentModel::Dod));
    let content = message.content.expect("it has some");
    assert_eq!((content.message.as_deref(), content.topic.as_deref()), (Some("<img id=\"p\">"), Some("T")));
    let participant = &content.participants.expect("there is one")[0];
    assert_eq!(participant.share_history_time, Some(time("2026-01-05T08:00:00Z")));
    let phone = participant.communication_identifier.phone_number.as_ref().expect("it is one");
    assert_eq!(
        (phone.value.as_str(), phone.is_anonymous, phone.asserted_id.as_deref()),
        ("+15550100", Some(false), Some("1"))
    );
    let attachments = content.attachments.expect("there are some");
    assert_eq!(attachments[0].attachment_type, ChatAttachmentType::Image);
    assert_eq!(attachments[0].name.as_deref(), Some("p.png"));
    assert_eq!(attachments[0].url.as_deref(), Some("https://contoso.example/p"));
    assert_eq!(attachments[0].preview_url.as_deref(), Some("https://contoso.example/p/s"));
    assert_eq!(attachments[1].attachment_type.as_str(), "hologram");
    let initiator = content.initiator_communication_identifier.expect("there is one").microsoft_teams_user;
    let initiator = initiator.expect("it is one");
    assert_eq!((initiator.user_id.as_str(), initiator.is_anonymous), ("7", Some(true)));
    assert_eq!(initiator.cloud, Some(CommunicationCloudEnvironmentModel::Gcch));
}

#[tokio::test]
async fn reads_the_least_message() {
    let message = output(GetChatMessage::new(THREAD, "1"), json(200, MESSAGE)).await;
    assert_eq!(message.r#type, ChatMessageType::Text);
    assert_eq!((message.content, message.metadata, message.sender_display_name), (None, None, None));
    assert_eq!((message.deleted_on, message.edited_on, message.sender_communication_identifier), (None, None, None));
}

#[tokio::test]
async fn reads_null_as_nothing() {
    let body = MESSAGE.replace('}', r#","content":null,"metadata":null,"senderDisplayName":null,"editedOn":null}"#);
    let message = output(GetChatMessage::new(THREAD, "1"), json(200, &body)).await;
    assert_eq!((message.content, message.metadata, message.sender_display_name), (None, None, None));
}

#[tokio::test]
async fn keeps_a_message_type_that_it_does_not_know() {
    let body = format!(r#"{{"value":[{},{MESSAGE}]}}"#, MESSAGE.replace("text", "adaptiveCard"));
    let page = output(ListChatMessages::new(THREAD), json(200, &body)).await;
    assert_eq!(page.value[0].r#type.as_str(), "adaptiveCard");
    assert!(matches!(page.value[0].r#type, ChatMessageType::Unknown(_)));
    assert_eq!(page.value[1].r#type, ChatMessageType::Text);
    assert_eq!(serde_json::to_value(&page.value[0].r#type).expect("it can be written"), "adaptiveCard");
}

#[tokio::test]
async fn knows_every_message_type_of_the_document() {
    let known = [
        ("text", ChatMessageType::Text),
        ("html", ChatMessageType::Html),
        ("topicUpdated", ChatMessageType::TopicUpdated),
        ("participantAdded", ChatMessageType::ParticipantAdded),
        ("participantRemoved", ChatMessageType::ParticipantRemoved),
    ];
    for (text, expected) in known {
        let body = format!(r#"{{"value":[{}]}}"#, MESSAGE.replace("text", text));
        let page = output(ListChatMessages::new(THREAD), json(200, &body)).await;
        assert_eq!(page.value[0].r#type, expected);
    }
}

#[tokio::test]
async fn reads_the_identifier_kind_unknown_as_that_and_no_other() {
    let with = |kind: &str| {
        MESSAGE.replace('}', &format!(r#","senderCommunicationIdentifier":{{"rawId":"x","kind":"{kind}"}}}}"#))
    };
    let kind =
        |message: acs_sdk::models::ChatMessage| message.sender_communication_identifier.and_then(|sender| sender.kind);
    let message = output(GetChatMessage::new(THREAD, "1"), json(200, &with("unknown"))).await;
    assert_eq!(kind(message), Some(CommunicationIdentifierModelKind::UnknownValue));
    let message = output(GetChatMessage::new(THREAD, "1"), json(200, &with("robot"))).await;
    let kind = kind(message).expect("it is there");
    assert_eq!(kind.as_str(), "robot");
    assert!(matches!(kind, CommunicationIdentifierModelKind::Unknown(_)));
}

#[tokio::test]
async fn takes_nothing_for_an_answer_to_edits_and_deletions() {
    let edit = UpdateChatMessage::new(THREAD, "1", UpdateChatMessageRequest::new());
    assert_eq!(call(edit, empty(204)).await.expect("a success").status, 204);
    assert_eq!(call(DeleteChatMessage::new(THREAD, "1"), empty(204)).await.expect("a success").status, 204);
}

#[tokio::test]
async fn reads_a_failure_of_sending() {
    let operation = SendChatMessage::new(THREAD, SendChatMessageRequest::new("x"));
    let body = r#"{"error":{"code":"TooManyRequests","message":"Slow down."}}"#;
    assert_eq!(
        failure(operation, json(429, body).insert_header("retry-after", "3")).await.error.code,
        "TooManyRequests"
    );
}
