//! Sending, reading, changing and deleting messages.

use super::refuse;
use crate::generated::{
    models::{ChatMessage, ChatMessageType, SendChatMessageRequest, UpdateChatMessageRequest},
    operations::chat::{DeleteChatMessage, GetChatMessage, SendChatMessage, UpdateChatMessage},
    runtime::{BoxFuture, Client, Error, Operation as _, client::CallSettings},
};

/// Sends a message when it is awaited. From [`ChatThreadClient::send_message`](super::ChatThreadClient::send_message).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until it is awaited"]
pub struct SendMessage {
    client: Client,
    operation: SendChatMessage,
}

impl SendMessage {
    pub(super) fn new(client: Client, thread_id: &str, content: String) -> Self {
        let body = SendChatMessageRequest::new(content).r#type(ChatMessageType::Text);
        Self { client, operation: SendChatMessage::new(thread_id, body) }
    }

    /// Does this call with other settings than those of the client.
    pub fn settings(mut self, settings: CallSettings) -> Self {
        self.client = self.client.with_settings(settings);
        self
    }

    /// Sets the name of the sender to show, for example in push notifications. Without it, the others see a message
    /// with an empty name.
    pub fn sender_display_name(mut self, name: impl Into<String>) -> Self {
        self.operation.body = self.operation.body.sender_display_name(name);
        self
    }

    /// Sets what the content is: [`Text`](ChatMessageType::Text), or [`Html`](ChatMessageType::Html). The other kinds
    /// are written by the service, and refused here.
    pub fn kind(mut self, kind: impl Into<ChatMessageType>) -> Self {
        self.operation.body = self.operation.body.r#type(kind);
        self
    }

    /// Says that the content is HTML.
    pub fn html(self) -> Self {
        self.kind(ChatMessageType::Html)
    }

    /// Sets names and values of one's own for the message, at most 1 KB in all.
    pub fn metadata(mut self, metadata: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>) -> Self {
        self.operation.body = self.operation.body.metadata(metadata);
        self
    }
}

/// A message is sent again only where the service cannot have taken it (after 429, or without a connection): the
/// service does not recognize repetitions, and would show it twice.
///
/// # Errors
/// [`Error::Request`], with nothing sent, when the kind is one that only the service writes. [`Error::Service`] when
/// the service does not take the message.
impl IntoFuture for SendMessage {
    type Output = Result<SentMessage, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        use ChatMessageType::{ParticipantAdded, ParticipantRemoved, TopicUpdated};
        Box::pin(async move {
            if let Some(TopicUpdated | ParticipantAdded | ParticipantRemoved) = self.operation.body.r#type {
                return Err(refuse::<SendChatMessage>("only the service writes messages of that kind"));
            }
            let response = self.client.send(self.operation).response().await?;
            // The message is sent: a header that cannot be read does not make it unsent.
            let headers = SendChatMessage::headers(&response.headers).ok();
            Ok(SentMessage { id: response.value.id, location: headers.and_then(|headers| headers.location) })
        })
    }
}

/// A message that the service has taken.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SentMessage {
    /// The message's id, unique within the thread.
    pub id: String,
    /// The message's address, if the service gave one.
    pub location: Option<String>,
}

/// Reads a message when it is awaited. From [`ChatThreadClient::message`](super::ChatThreadClient::message).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until it is awaited"]
pub struct GetMessage {
    client: Client,
    operation: GetChatMessage,
}

impl GetMessage {
    pub(super) fn new(client: Client, thread_id: &str, message_id: String) -> Self {
        Self { client, operation: GetChatMessage::new(thread_id, message_id) }
    }

    /// Does this call with other settings than those of the client.
    pub fn settings(mut self, settings: CallSettings) -> Self {
        self.client = self.client.with_settings(settings);
        self
    }
}

/// # Errors
/// [`Error::Request`], with nothing sent, when the message's id is empty. [`Error::Service`] when there is no such
/// message.
impl IntoFuture for GetMessage {
    type Output = Result<ChatMessage, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.client.send(self.operation).into_future()
    }
}

/// Changes a message when it is awaited: what is set here; the rest stays as it is. From
/// [`ChatThreadClient::update_message`](super::ChatThreadClient::update_message).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until it is awaited"]
pub struct UpdateMessage {
    client: Client,
    operation: UpdateChatMessage,
}

impl UpdateMessage {
    pub(super) fn new(client: Client, thread_id: &str, message_id: String) -> Self {
        let operation = UpdateChatMessage::new(thread_id, message_id, UpdateChatMessageRequest::new());
        Self { client, operation }
    }

    /// Does this call with other settings than those of the client.
    pub fn settings(mut self, settings: CallSettings) -> Self {
        self.client = self.client.with_settings(settings);
        self
    }

    /// Sets the new content, at most 28 KB. The kind of the message stays.
    pub fn content(mut self, content: impl Into<String>) -> Self {
        self.operation.body = self.operation.body.content(content);
        self
    }

    /// Sets the metadata, at most 1 KB in all.
    pub fn metadata(mut self, metadata: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>) -> Self {
        self.operation.body = self.operation.body.metadata(metadata);
        self
    }
}

/// # Errors
/// [`Error::Request`], with nothing sent, when the message's id is empty. [`Error::Service`] when there is no such
/// message, or somebody else sent it.
impl IntoFuture for UpdateMessage {
    type Output = Result<(), Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.client.send(self.operation).repeatable().into_future()
    }
}

/// Deletes a message when it is awaited. From
/// [`ChatThreadClient::delete_message`](super::ChatThreadClient::delete_message).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until it is awaited"]
pub struct DeleteMessage {
    client: Client,
    operation: DeleteChatMessage,
}

impl DeleteMessage {
    pub(super) fn new(client: Client, thread_id: &str, message_id: String) -> Self {
        Self { client, operation: DeleteChatMessage::new(thread_id, message_id) }
    }

    /// Does this call with other settings than those of the client.
    pub fn settings(mut self, settings: CallSettings) -> Self {
        self.client = self.client.with_settings(settings);
        self
    }
}

/// # Errors
/// [`Error::Request`], with nothing sent, when the message's id is empty. [`Error::Service`] when there is no such
/// message, or somebody else sent it.
impl IntoFuture for DeleteMessage {
    type Output = Result<(), Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.client.send(self.operation).into_future()
    }
}
