//! The client of the Email service.

use super::{EmailOperation, SendMessage};
use crate::{
    credential::ServiceCredential,
    generated::{
        models::EmailMessage,
        operations::email::GetEmailSendResult,
        runtime::{Call, Client, ClientBuilder, Error, client::BuildError},
    },
    setup::{self, SetupError},
};

/// Sends email. Cheap to clone; clones share connections.
///
/// The [module](super) has a guide.
#[derive(Clone, Debug)]
pub struct EmailClient {
    client: Client,
}

impl EmailClient {
    /// A client of the resource at that endpoint, such as `https://contoso.communication.azure.com`.
    ///
    /// # Errors
    /// When the endpoint is not an absolute URL, or the transport cannot be set up: without the feature `reqwest` there
    /// is none, and [`with_client_builder`](Self::with_client_builder) takes one.
    pub fn new(endpoint: &str, credential: impl Into<ServiceCredential>) -> Result<Self, BuildError> {
        Self::with_client_builder(Client::builder(endpoint), credential)
    }

    /// A client of the resource that a connection string names.
    ///
    /// # Errors
    /// When it is not a connection string, or the transport cannot be set up. No error holds a part of the text.
    pub fn from_connection_string(text: &str) -> Result<Self, SetupError> {
        Ok(Self { client: setup::from_connection_string(text)? })
    }

    /// A client with settings of its own: transport, clock, retries, time limits, version, rate limit.
    ///
    /// The credential replaces one that the settings have.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn with_client_builder(
        builder: ClientBuilder,
        credential: impl Into<ServiceCredential>,
    ) -> Result<Self, BuildError> {
        Ok(Self { client: setup::client(builder, credential)? })
    }

    /// Scheme, host and port of the resource.
    pub fn endpoint(&self) -> &str {
        self.client.endpoint().origin()
    }

    /// The client beneath, which sends any operation, and is an [`EmailApi`](crate::api::EmailApi).
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Hands a message over, a [`Message`](super::Message) or the service's own
    /// [`EmailMessage`](crate::models::EmailMessage), to be sent in the background. Awaiting it gives the
    /// [`EmailOperation`] that it has become.
    ///
    /// A message has up to 50 recipients, and 10 MB with its attachments in Base64.
    pub fn send(&self, message: impl Into<EmailMessage>) -> SendMessage {
        SendMessage::new(self.client.clone(), message.into())
    }

    /// What became of a message, asked once: by the id that its [`EmailOperation`] had.
    ///
    /// A message that was not sent is no error here: look at the status.
    pub fn status(&self, operation_id: impl Into<String>) -> Call<GetEmailSendResult> {
        self.client.send(GetEmailSendResult::new(operation_id))
    }

    /// Watches a message that was handed over before, by the id that its [`EmailOperation`] had.
    ///
    /// # Errors
    /// [`Error::Request`] when the text is no id. Whether the service knows it shows when it is asked.
    pub fn operation(&self, operation_id: impl Into<String>) -> Result<EmailOperation, Error> {
        EmailOperation::of_id(&self.client, operation_id.into())
    }

    /// Watches a message that was handed over before, by what [`EmailOperation::continuation`] gave.
    pub fn resume(&self, continuation: impl Into<String>) -> EmailOperation {
        EmailOperation::of_continuation(&self.client, continuation.into())
    }
}
