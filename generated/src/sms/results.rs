//! What became of each recipient.

use crate::generated::models::{OptOutResponseItem, RepeatabilityResult, SmsSendResponseItem};

/// What became of a text for one recipient.
#[derive(Clone, Debug, PartialEq)]
pub struct SmsSendResult {
    to: String,
    item: Option<SmsSendResponseItem>,
}

impl SmsSendResult {
    pub(super) fn new(to: String, item: Option<SmsSendResponseItem>) -> Self {
        Self { to, item }
    }

    /// The recipient, as it was given.
    pub fn to(&self) -> &str {
        &self.to
    }

    /// Whether the text was accepted: it is on its way then, and has not arrived yet.
    pub fn is_successful(&self) -> bool {
        self.item.as_ref().is_some_and(|item| item.successful)
    }

    /// The id of the message, with which its delivery report can be read; `None` if it was not accepted.
    pub fn message_id(&self) -> Option<&str> {
        self.item.as_ref()?.message_id.as_deref()
    }

    /// Why it was not accepted, in the service's words.
    pub fn error_message(&self) -> Option<&str> {
        self.item.as_ref()?.error_message.as_deref()
    }

    /// The status for this recipient, as if it had been called for alone: 202, 400 for a bad number, 404 for one that
    /// does not exist. `None` if the service said nothing about this recipient.
    pub fn http_status(&self) -> Option<u16> {
        status(self.item.as_ref()?.http_status_code)
    }

    /// What the service made of the id that keeps it from texting twice.
    pub fn repeatability_result(&self) -> Option<&RepeatabilityResult> {
        self.item.as_ref()?.repeatability_result.as_ref()
    }
}

/// What became of opting out, or of asking about it, for one recipient.
#[derive(Clone, Debug, PartialEq)]
pub struct OptOutResult {
    to: String,
    item: Option<OptOutResponseItem>,
}

impl OptOutResult {
    pub(super) fn new(to: String, item: Option<OptOutResponseItem>) -> Self {
        Self { to, item }
    }

    /// The recipient, as it was given.
    pub fn to(&self) -> &str {
        &self.to
    }

    /// Whether it was done.
    pub fn is_successful(&self) -> bool {
        self.http_status().is_some_and(|status| (200..300).contains(&status))
    }

    /// Why it was not done, in the service's words.
    pub fn error_message(&self) -> Option<&str> {
        self.item.as_ref()?.error_message.as_deref()
    }

    /// The status for this recipient, as if it had been called for alone. `None` if the service said nothing about
    /// this recipient.
    pub fn http_status(&self) -> Option<u16> {
        status(self.item.as_ref()?.http_status_code)
    }

    /// Whether the recipient has opted out; only an answer to
    /// [`check_opt_outs`](super::SmsClient::check_opt_outs) says so.
    pub fn is_opted_out(&self) -> Option<bool> {
        self.item.as_ref()?.is_opted_out
    }
}

fn status(code: i32) -> Option<u16> {
    u16::try_from(code).ok()
}
