//! A message on its way.

use std::time::Duration;

use http::HeaderValue;

use crate::generated::{
    models::EmailSendResult,
    operations::email::{GetEmailSendResult, SendEmail},
    runtime::{Client, Error, LongRunning, Poller, Response, Statuses, polling::Status},
};

/// A message that the service has accepted, and that can be watched on its way.
///
/// Dropping it changes nothing for the message.
#[derive(Debug)]
#[must_use = "an accepted message is watched with `until_done`; if it need not be, say `let _ =`"]
pub struct EmailOperation {
    id: String,
    poller: Poller<SendEmail>,
}

impl EmailOperation {
    /// Of an answer to a request that had that id.
    pub(super) fn accepted(client: &Client, id: String, answer: Response<EmailSendResult>) -> Result<Self, Error> {
        let Response { mut headers, value, .. } = answer;
        let id = if value.id.is_empty() { id } else { value.id };
        // The message is on its way: where it does not say where to ask, the id does.
        if headers.get(SendEmail::STATUS_HEADER).is_none_or(|location| location.to_str().is_err()) {
            let address = client.uri(&GetEmailSendResult::new(&id))?.to_string();
            if let Ok(address) = HeaderValue::try_from(address) {
                headers.insert(SendEmail::STATUS_HEADER, address);
            }
        }
        Ok(Self { id, poller: client.poller(&headers)? })
    }

    pub(super) fn of_id(client: &Client, id: String) -> Result<Self, Error> {
        let address = client.uri(&GetEmailSendResult::new(&id))?.to_string();
        Ok(Self { id, poller: client.poller_from(address) })
    }

    pub(super) fn of_continuation(client: &Client, continuation: String) -> Self {
        let path = continuation.split(['?', '#']).next().unwrap_or_default();
        let id = path.rsplit('/').next().unwrap_or_default().to_owned();
        Self { id, poller: client.poller_from(continuation) }
    }

    /// The id of the message's way: that of the request, as the service gives it back.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What [`EmailClient::resume`](super::EmailClient::resume) takes to go on watching, from another process if need
    /// be: where the service said that it is to be asked.
    pub fn continuation(&self) -> &str {
        self.poller.continuation()
    }

    /// How long to wait between two questions when the service does not say: 30 seconds by default.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.poller = self.poller.interval(interval);
        self
    }

    /// Asks once, now.
    ///
    /// # Errors
    /// See [`Error`]. A message that was not sent is none: look at the status.
    pub async fn poll(&mut self) -> Result<Status<EmailSendResult>, Error> {
        self.poller.poll().await
    }

    /// What the service says, each time that it is asked, as a stream that ends when it is decided whether the message
    /// was sent. The last status may be that it was not.
    pub fn statuses(self) -> Statuses<SendEmail> {
        self.poller.statuses()
    }

    /// Asks until the message is sent out, and gives what the service says then. That it has arrived is another matter.
    ///
    /// Dropping the future stops the asking, not the message.
    ///
    /// # Errors
    /// [`Error::Poll`] when the message was not sent, with the service's reason; [`Error::Link`] when the service said
    /// to ask elsewhere than at the endpoint; otherwise see [`Error`].
    pub async fn until_done(self) -> Result<EmailSendResult, Error> {
        self.poller.wait().await
    }
}
