//! What arrives, in its handier form.

use acs_sdk::{
    CommunicationIdentifier,
    chat::MessageView,
    models::{ChatMessage, ChatMessageReadReceipt, ChatParticipant},
};

/// A message of that kind with these further members.
fn message(kind: &str, members: &str) -> ChatMessage {
    let text = format!(
        r#"{{"id":"1","type":"{kind}","sequenceId":"1","version":"1","createdOn":"2026-01-05T08:00:00Z"{members}}}"#
    );
    serde_json::from_str(&text).expect("it is a message")
}

#[test]
fn a_message_is_what_was_said() {
    let content = r#","content":{"message":"a<b"}"#;
    assert_eq!(message("text", content).view(), MessageView::Text("a<b"));
    assert_eq!(message("html", content).view(), MessageView::Html("a<b"));
    assert_eq!(message("text", "").view(), MessageView::Text(""));
    assert_eq!(message("html", r#","content":{}"#).view(), MessageView::Html(""));
}

#[test]
fn a_deleted_message_says_nothing() {
    let deleted = r#","deletedOn":"2026-01-05T09:00:00Z","senderCommunicationIdentifier":{"rawId":"8:acs:a"}"#;
    assert_eq!(message("text", deleted).view(), MessageView::Deleted);
    assert_eq!(message("text", deleted).sender(), Some(CommunicationIdentifier::from_raw_id("8:acs:a")));
}

#[test]
fn a_recorded_event_says_what_and_by_whom() {
    let initiator = Some(CommunicationIdentifier::from_raw_id("8:acs:a"));
    let by = r#""initiatorCommunicationIdentifier":{"rawId":"8:acs:a","communicationUser":{"id":"8:acs:a"}}"#;
    let topic = message("topicUpdated", &format!(r#","content":{{"topic":"Later",{by}}}"#));
    assert_eq!(topic.view(), MessageView::TopicUpdated { topic: "Later", initiator: initiator.clone() });

    let content =
        format!(r#","content":{{"participants":[{{"communicationIdentifier":{{"rawId":"8:acs:b"}}}}],{by}}}"#);
    let added = message("participantAdded", &content);
    let MessageView::ParticipantsAdded { participants, initiator: who } = added.view() else { panic!("{added:?}") };
    assert_eq!((participants[0].identifier().raw_id().as_str(), &who), ("8:acs:b", &initiator));
    let removed = message("participantRemoved", &content);
    let MessageView::ParticipantsRemoved { participants, initiator: who } = removed.view() else {
        panic!("{removed:?}")
    };
    assert_eq!((participants.len(), who), (1, initiator));

    let nothing = message("participantAdded", "");
    assert_eq!(nothing.view(), MessageView::ParticipantsAdded { participants: &[], initiator: None });
    assert_eq!((nothing.sender(), nothing.sender_name()), (None, None));
}

#[test]
fn a_kind_of_message_that_is_new_is_kept() {
    let card = message("adaptiveCard", r#","content":{"message":"{}"}"#);
    assert_eq!(card.view(), MessageView::Unknown { kind: "adaptiveCard" });
    assert_eq!(card.content.and_then(|content| content.message).as_deref(), Some("{}"));
}

#[test]
fn an_empty_name_is_none() {
    assert_eq!(message("text", r#","senderDisplayName":"""#).sender_name(), None);
    assert_eq!(message("text", r#","senderDisplayName":null"#).sender_name(), None);
    assert_eq!(message("text", r#","senderDisplayName":"Bob""#).sender_name(), Some("Bob"));
    assert_eq!(ChatParticipant::from("8:acs:a").display_name("").name(), None);
    assert_eq!(ChatParticipant::from("8:acs:a").display_name("Al").name(), Some("Al"));
}

#[test]
fn whoever_read_a_message_is_an_identifier() {
    let receipt = r#"{"senderCommunicationIdentifier":{"phoneNumber":{"value":"+1"}},"chatMessageId":"1","readOn":"2026-01-05T08:00:00Z"}"#;
    let receipt: ChatMessageReadReceipt = serde_json::from_str(receipt).expect("it is a receipt");
    assert_eq!(receipt.sender().raw_id(), "4:+1");
}
