//! What arrives, in a handier form: identifiers taken apart, and messages by what they are.

use crate::{
    generated::models::{
        ChatMessage, ChatMessageContent, ChatMessageReadReceipt, ChatMessageType, ChatParticipant,
        ChatThreadProperties, CommunicationIdentifierModel,
    },
    identifier::CommunicationIdentifier,
};

/// What a message is, from [`ChatMessage::view`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum MessageView<'a> {
    /// Somebody said this, in plain text.
    Text(&'a str),
    /// Somebody said this, in HTML. It is as the sender wrote it: do not show it without cleaning it.
    Html(&'a str),
    /// The message was deleted. Who sent it and when is still known, what it said is not.
    Deleted,
    /// The thread has another topic.
    TopicUpdated {
        /// The new topic.
        topic: &'a str,
        /// Who changed it.
        initiator: Option<CommunicationIdentifier>,
    },
    /// There are more participants.
    ParticipantsAdded {
        /// Those who were added.
        participants: &'a [ChatParticipant],
        /// Who added them.
        initiator: Option<CommunicationIdentifier>,
    },
    /// There are fewer participants.
    ParticipantsRemoved {
        /// Those who left or were removed.
        participants: &'a [ChatParticipant],
        /// Who removed them.
        initiator: Option<CommunicationIdentifier>,
    },
    /// Something that this version of the crate does not know. The message has all of it that the crate could read.
    Unknown {
        /// The kind, as it arrived.
        kind: &'a str,
    },
}

impl ChatMessage {
    /// What the message is: kind and content in one. Messages that people sent and those by which the service records
    /// events come in the same list.
    ///
    /// A text that is missing though the message was not deleted is an empty one.
    pub fn view(&self) -> MessageView<'_> {
        let content = self.content.as_ref();
        let message = || content.and_then(|content| content.message.as_deref()).unwrap_or_default();
        let participants = || content.and_then(|content| content.participants.as_deref()).unwrap_or_default();
        let initiator = || content.and_then(ChatMessageContent::initiator);
        match &self.r#type {
            _ if self.deleted_on.is_some() => MessageView::Deleted,
            ChatMessageType::Text => MessageView::Text(message()),
            ChatMessageType::Html => MessageView::Html(message()),
            ChatMessageType::TopicUpdated => MessageView::TopicUpdated {
                topic: content.and_then(|content| content.topic.as_deref()).unwrap_or_default(),
                initiator: initiator(),
            },
            ChatMessageType::ParticipantAdded => {
                MessageView::ParticipantsAdded { participants: participants(), initiator: initiator() }
            }
            ChatMessageType::ParticipantRemoved => {
                MessageView::ParticipantsRemoved { participants: participants(), initiator: initiator() }
            }
            kind @ ChatMessageType::Unknown(_) => MessageView::Unknown { kind: kind.as_str() },
        }
    }

    /// Who sent it; `None` for what the service recorded.
    pub fn sender(&self) -> Option<CommunicationIdentifier> {
        self.sender_communication_identifier.as_ref().map(Into::into)
    }

    /// The name that the sender gave; `None` also for an empty one, which is what arrives if none was given.
    pub fn sender_name(&self) -> Option<&str> {
        named(self.sender_display_name.as_deref())
    }
}

impl ChatMessageContent {
    /// Who changed the topic, or added or removed the participants.
    pub fn initiator(&self) -> Option<CommunicationIdentifier> {
        self.initiator_communication_identifier.as_ref().map(Into::into)
    }
}

impl ChatMessageReadReceipt {
    /// Who has read the message.
    pub fn sender(&self) -> CommunicationIdentifier {
        (&self.sender_communication_identifier).into()
    }
}

impl ChatThreadProperties {
    /// Who created the thread.
    pub fn created_by(&self) -> CommunicationIdentifier {
        (&self.created_by_communication_identifier).into()
    }
}

impl ChatParticipant {
    /// Who it is.
    pub fn identifier(&self) -> CommunicationIdentifier {
        (&self.communication_identifier).into()
    }

    /// The name to show; `None` also for an empty one.
    pub fn name(&self) -> Option<&str> {
        named(self.display_name.as_deref())
    }
}

/// A participant who sees everything and has no name to show, until they are set.
impl<I: Into<CommunicationIdentifier>> From<I> for ChatParticipant {
    fn from(identifier: I) -> Self {
        Self::new(CommunicationIdentifierModel::from(identifier.into()))
    }
}

fn named(name: Option<&str>) -> Option<&str> {
    name.filter(|name| !name.is_empty())
}
