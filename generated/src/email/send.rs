//! Handing a message over, once, however often the request goes out.

use uuid::Uuid;

use super::EmailOperation;
use crate::generated::{
    models::EmailMessage,
    operations::email::SendEmail,
    runtime::{BoxFuture, Client, Error, client::CallSettings, model},
};

/// Hands a message over; see [`EmailClient::send`](super::EmailClient::send).
///
/// It has an id from the beginning, which stays the same in all attempts, and in clones of the request: the service
/// queues the message once, however often it is asked.
#[derive(Clone, Debug)]
#[must_use = "a request is sent when it is awaited"]
pub struct SendMessage {
    client: Client,
    settings: CallSettings,
    operation: SendEmail,
}

impl SendMessage {
    pub(super) fn new(client: Client, message: EmailMessage) -> Self {
        Self { client, settings: CallSettings::new(), operation: SendEmail::new(message).operation_id(Uuid::new_v4()) }
    }

    /// Does this call with other settings than those of the client. What asks
    /// later how it is going has those of the client.
    pub fn settings(mut self, settings: CallSettings) -> Self {
        self.settings = self.settings.and(settings);
        self
    }

    /// An id of your own for this message, a UUID: to hand it over again when this program has ended meanwhile.
    pub fn operation_id(mut self, id: impl Into<model::Uuid>) -> Self {
        self.operation.operation_id = Some(id.into());
        self
    }

    /// A UUID that marks the request in the logs of both sides, instead of a random one.
    pub fn client_request_id(mut self, id: impl Into<model::Uuid>) -> Self {
        self.operation.client_request_id = Some(id.into());
        self
    }
}

impl IntoFuture for SendMessage {
    type Output = Result<EmailOperation, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let id = self.operation.operation_id.as_ref().map(ToString::to_string).unwrap_or_default();
            let answer = self.client.send(self.operation).settings(self.settings).response().await?;
            EmailOperation::accepted(&self.client, id, answer)
        })
    }
}
