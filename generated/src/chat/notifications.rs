//! Telling the others what the user has read, and that the user is typing.

use super::refuse;
use crate::generated::{
    models::{SendReadReceiptRequest, SendTypingNotificationRequest},
    operations::chat::{SendChatReadReceipt, SendTypingNotification},
    runtime::{BoxFuture, Client, Error, client::CallSettings},
};

/// Sends a read receipt when it is awaited. From
/// [`ChatThreadClient::send_read_receipt`](super::ChatThreadClient::send_read_receipt).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until it is awaited"]
pub struct SendReadReceipt {
    client: Client,
    operation: SendChatReadReceipt,
}

impl SendReadReceipt {
    pub(super) fn new(client: Client, thread_id: &str, message_id: String) -> Self {
        Self { client, operation: SendChatReadReceipt::new(thread_id, SendReadReceiptRequest::new(message_id)) }
    }

    /// Does this call with other settings than those of the client.
    pub fn settings(mut self, settings: CallSettings) -> Self {
        self.client = self.client.with_settings(settings);
        self
    }
}

/// # Errors
/// [`Error::Request`], with nothing sent, when the message's id is empty. [`Error::Service`] when there is no such
/// message, or the thread has more than 20 participants.
impl IntoFuture for SendReadReceipt {
    type Output = Result<(), Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        if self.operation.body.chat_message_id.is_empty() {
            return Box::pin(async { Err(refuse::<SendChatReadReceipt>("the message's id is empty")) });
        }
        self.client.send(self.operation).repeatable().into_future()
    }
}

/// Sends a typing notification when it is awaited. From
/// [`ChatThreadClient::send_typing_notification`](super::ChatThreadClient::send_typing_notification).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until it is awaited"]
pub struct SendTyping {
    client: Client,
    operation: SendTypingNotification,
}

impl SendTyping {
    pub(super) fn new(client: Client, thread_id: &str) -> Self {
        // The official SDKs send `{}` where nothing is set, and no empty body.
        let operation = SendTypingNotification::new(thread_id).body(SendTypingNotificationRequest::new());
        Self { client, operation }
    }

    /// Does this call with other settings than those of the client.
    pub fn settings(mut self, settings: CallSettings) -> Self {
        self.client = self.client.with_settings(settings);
        self
    }

    /// Sets the name to show.
    pub fn sender_display_name(mut self, name: impl Into<String>) -> Self {
        self.operation = self.operation.body(SendTypingNotificationRequest::new().sender_display_name(name));
        self
    }
}

/// # Errors
/// [`Error::Service`] when there is no such thread, or it has more than 20 participants.
impl IntoFuture for SendTyping {
    type Output = Result<(), Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.client.send(self.operation).into_future()
    }
}
