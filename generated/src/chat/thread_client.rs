//! [`ChatThreadClient`]: what can be done in a thread.

use super::{
    AddParticipants, DeleteMessage, GetMessage, GetProperties, ListMessages, ListParticipants, ListReadReceipts,
    RemoveParticipant, SendMessage, SendReadReceipt, SendTyping, UpdateMessage, UpdateProperties,
};
use crate::{
    generated::{
        models::ChatParticipant,
        operations::chat::{ListChatMessages, ListChatParticipants, ListChatReadReceipts},
        runtime::Client,
    },
    identifier::CommunicationIdentifier,
};

/// One thread, as one of its participants.
///
/// Made by [`ChatClient::thread`](super::ChatClient::thread), or from what
/// [`create_thread`](super::ChatClient::create_thread) gives. Cheap to clone.
#[derive(Clone, Debug)]
pub struct ChatThreadClient {
    client: Client,
    id: String,
}

impl ChatThreadClient {
    pub(super) fn new(client: Client, id: String) -> Self {
        Self { client, id }
    }

    /// The thread's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The client underneath, which sends any [operation](crate::operations::chat) as it is.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Reads topic, creator, metadata and retention policy. At most 50 calls in 10 seconds per user.
    pub fn properties(&self) -> GetProperties {
        GetProperties::new(self.client.clone(), &self.id)
    }

    /// Changes the topic. The others see a message of the kind `topicUpdated`. At most 5 calls in 10 seconds.
    pub fn update_topic(&self, topic: impl Into<String>) -> UpdateProperties {
        self.update_properties().topic(topic)
    }

    /// Changes topic, metadata or retention policy, whatever is set. At most 5 calls in 10 seconds.
    pub fn update_properties(&self) -> UpdateProperties {
        UpdateProperties::new(self.client.clone(), &self.id)
    }

    /// Sends a message of at most 28 KB, as plain text unless something else is said. At most 10 calls in 10 seconds
    /// and 30 in a minute per thread, together with changed and deleted messages.
    pub fn send_message(&self, content: impl Into<String>) -> SendMessage {
        SendMessage::new(self.client.clone(), &self.id, content.into())
    }

    /// Reads one message. At most 50 calls in 10 seconds per user and 250 per thread.
    pub fn message(&self, message_id: impl Into<String>) -> GetMessage {
        GetMessage::new(self.client.clone(), &self.id, message_id.into())
    }

    /// Changes content or metadata of a message that the user sent. Limits as for
    /// [`send_message`](Self::send_message).
    pub fn update_message(&self, message_id: impl Into<String>) -> UpdateMessage {
        UpdateMessage::new(self.client.clone(), &self.id, message_id.into())
    }

    /// Deletes a message that the user sent. It stays in the thread without its content. Limits as for
    /// [`send_message`](Self::send_message).
    pub fn delete_message(&self, message_id: impl Into<String>) -> DeleteMessage {
        DeleteMessage::new(self.client.clone(), &self.id, message_id.into())
    }

    /// Lists the messages, the newest first, together with what else happened in the thread. At most 50 pages in
    /// 10 seconds and 200 in a minute per user.
    pub fn list_messages(&self) -> ListMessages {
        ListMessages::new(self.client.clone(), ListChatMessages::new(&self.id))
    }

    /// Adds participants, at most 200 at once; a thread holds at most 250. Those who are in the thread already are no
    /// failure, and nothing changes for them. At most 10 calls in 10 seconds and 30 in a minute per thread.
    pub fn add_participants(
        &self,
        participants: impl IntoIterator<Item = impl Into<ChatParticipant>>,
    ) -> AddParticipants {
        let participants = participants.into_iter().map(Into::into).collect();
        AddParticipants::new(self.client.clone(), &self.id, participants)
    }

    /// Adds one participant; otherwise the same as [`add_participants`](Self::add_participants). A participant who
    /// could not be added is no error of the call, but in its result.
    pub fn add_participant(&self, participant: impl Into<ChatParticipant>) -> AddParticipants {
        self.add_participants([participant])
    }

    /// Takes a participant out of the thread; the user's own identifier leaves it. At most 10 calls in 10 seconds and
    /// 30 in a minute per thread.
    pub fn remove_participant(&self, identifier: impl Into<CommunicationIdentifier>) -> RemoveParticipant {
        RemoveParticipant::new(self.client.clone(), &self.id, identifier.into())
    }

    /// Lists the participants. At most 10 pages in 10 seconds per user and 250 per thread.
    pub fn list_participants(&self) -> ListParticipants {
        ListParticipants::new(self.client.clone(), ListChatParticipants::new(&self.id))
    }

    /// Tells the others that the user has read everything up to a message. Not available in threads of more than 20
    /// participants. At most 10 calls in 10 seconds and 30 in a minute per thread.
    pub fn send_read_receipt(&self, message_id: impl Into<String>) -> SendReadReceipt {
        SendReadReceipt::new(self.client.clone(), &self.id, message_id.into())
    }

    /// Lists how far the participants have read: the newest receipt of each. At most 5 pages in 10 seconds per user and
    /// 100 per thread.
    pub fn list_read_receipts(&self) -> ListReadReceipts {
        ListReadReceipts::new(self.client.clone(), ListChatReadReceipts::new(&self.id))
    }

    /// Tells the others that the user is typing, which they show for some seconds. Not available in threads of more
    /// than 20 participants.
    ///
    /// The service takes at most 5 of them in 10 seconds and 15 in a minute per user, and 10 and 30 per thread. Each
    /// call here is one request: send one about every 8 seconds while the user types, and none per key. (The official
    /// SDK for JavaScript swallows what comes faster than that; this one does what it is told.)
    pub fn send_typing_notification(&self) -> SendTyping {
        SendTyping::new(self.client.clone(), &self.id)
    }
}
