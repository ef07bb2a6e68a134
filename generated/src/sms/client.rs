//! The client of the SMS service.

use super::{OptOuts, Recipients, SendMessage};
use crate::{
    credential::ServiceCredential,
    generated::{
        operations::sms::{AddOptOuts, CheckOptOuts, GetDeliveryReport, RemoveOptOuts},
        runtime::{Call, Client, ClientBuilder, client::BuildError},
    },
    setup::{self, SetupError},
};

/// Sends text messages. Cheap to clone; clones share connections.
///
/// The [module](super) has a guide.
#[derive(Clone, Debug)]
pub struct SmsClient {
    client: Client,
}

impl SmsClient {
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

    /// The client beneath, which sends any operation, and is an [`SmsApi`](crate::api::SmsApi).
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Sends a text of up to 2048 characters to one or up to 100 recipients.
    ///
    /// `from` is a phone number of the resource such as `+18005550100`, or another sender that it owns. Recipients are
    /// phone numbers, one or a list of them, with a plus sign and the country code.
    pub fn send(&self, from: impl Into<String>, to: impl Into<Recipients>, message: impl Into<String>) -> SendMessage {
        SendMessage::new(self.client.clone(), from.into(), to.into(), message.into())
    }

    /// Puts up to 100 recipients on the list of those whom that sender must not text.
    pub fn add_opt_outs(&self, from: impl Into<String>, to: impl Into<Recipients>) -> OptOuts<AddOptOuts> {
        OptOuts::new(&self.client, from, to, AddOptOuts::new)
    }

    /// Takes up to 100 recipients off the list of those whom that sender must not text.
    pub fn remove_opt_outs(&self, from: impl Into<String>, to: impl Into<Recipients>) -> OptOuts<RemoveOptOuts> {
        OptOuts::new(&self.client, from, to, RemoveOptOuts::new)
    }

    /// Asks for up to 100 recipients whether that sender must not text them.
    pub fn check_opt_outs(&self, from: impl Into<String>, to: impl Into<Recipients>) -> OptOuts<CheckOptOuts> {
        OptOuts::new(&self.client, from, to, CheckOptOuts::new)
    }

    /// What became of a message, by the id that its result had.
    ///
    /// There is a report only if the message asked for one
    /// ([`enable_delivery_report`](SendMessage::enable_delivery_report)), and only when the outcome is known; the
    /// service answers 404 otherwise.
    pub fn delivery_report(&self, message_id: impl Into<String>) -> Call<GetDeliveryReport> {
        self.client.send(GetDeliveryReport::new(message_id))
    }
}
