//! Sending a text, once, however often the request goes out.

use std::time::Duration;

use uuid::Uuid;

use super::{Recipients, SmsSendResult, newer::SendSmsNewer, order};
use crate::{
    credential::http_date::imf_fixdate,
    generated::{
        models::{MessagingConnectOptions, SendMessageRequest, SmsSendOptions, SmsSendResponse},
        operations::sms::SendSms,
        runtime::{BoxFuture, Call, Client, Error, Operation, client::CallSettings},
    },
};

/// Sends a text; see [`SmsClient::send`](super::SmsClient::send).
///
/// Each recipient has an id and the time at which the request was made, unless it came with an id of its own. They stay
/// the same in all attempts, and in clones of the request: the service texts once, however often it is asked.
#[derive(Clone, Debug)]
#[must_use = "a request is sent when it is awaited"]
pub struct SendMessage {
    client: Client,
    body: SendMessageRequest,
    options: SmsSendOptions,
}

impl SendMessage {
    pub(super) fn new(client: Client, from: String, to: Recipients, message: String) -> Self {
        let mut recipients = to.into_inner();
        // A clock that stands before 1970 or after 9999 has no date to write; a recipient has both or neither.
        if let Some(now) = imf_fixdate(client.now()) {
            for recipient in recipients.iter_mut().filter(|recipient| recipient.repeatability_request_id.is_none()) {
                recipient.repeatability_request_id = Some(Uuid::new_v4().to_string());
                recipient.repeatability_first_sent = Some(now.clone());
            }
        }
        let body = SendMessageRequest::new(from, recipients, message);
        Self { client, body, options: SmsSendOptions::new(false) }
    }

    /// Does this call with other settings than those of the client.
    pub fn settings(mut self, settings: CallSettings) -> Self {
        self.client = self.client.with_settings(settings);
        self
    }

    /// Whether a report is made when the outcome is known: as an event of the resource's Event Grid, and for
    /// [`delivery_report`](super::SmsClient::delivery_report). By default none is.
    pub fn enable_delivery_report(mut self, enable: bool) -> Self {
        self.options.enable_delivery_report = enable;
        self
    }

    /// A text of yours that comes back in the delivery report.
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.options.tag = Some(tag.into());
        self
    }

    /// How long to wait for the outcome, in whole seconds: a report of failure is made then. From one minute to 12
    /// hours; the service answers 400 otherwise.
    ///
    /// The call uses a newer version of the service, 2026-01-23, unless the client has a version of its own.
    pub fn delivery_report_timeout(mut self, timeout: Duration) -> Self {
        // More than fits is more than the service allows.
        self.options.delivery_report_timeout_in_seconds = Some(i32::try_from(timeout.as_secs()).unwrap_or(i32::MAX));
        self
    }

    /// Has a partner of Messaging Connect deliver the text.
    ///
    /// The call uses a newer version of the service, 2026-01-23, unless the client has a version of its own.
    pub fn messaging_connect(mut self, options: MessagingConnectOptions) -> Self {
        self.options.messaging_connect = Some(options);
        self
    }

    fn is_newer(&self) -> bool {
        self.options.delivery_report_timeout_in_seconds.is_some() || self.options.messaging_connect.is_some()
    }
}

/// The results are in the order of the recipients, one for each.
impl IntoFuture for SendMessage {
    type Output = Result<Vec<SmsSendResult>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let newer = self.is_newer();
        let to = self.body.sms_recipients.iter().map(|recipient| recipient.to.clone()).collect();
        let safe = self.body.sms_recipients.iter().all(|recipient| recipient.repeatability_request_id.is_some());
        let operation = SendSms::new(self.body.sms_send_options(self.options));
        match newer {
            true => results(self.client.send(SendSmsNewer(operation)), safe, to),
            false => results(self.client.send(operation), safe, to),
        }
    }
}

fn results<O>(call: Call<O>, safe: bool, to: Vec<String>) -> BoxFuture<'static, Result<Vec<SmsSendResult>, Error>>
where
    O: Operation<Output = SmsSendResponse>,
{
    let answer = if safe { call.repeatable() } else { call }.into_future();
    Box::pin(async move {
        let items = order::by_recipient(to, answer.await?.value, |item| &item.to);
        Ok(items.into_iter().map(|(to, item)| SmsSendResult::new(to, item)).collect())
    })
}
