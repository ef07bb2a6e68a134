//! Messages, written as one writes them.

use crate::generated::{
    models::{EmailAddress, EmailAttachment, EmailContent, EmailMessage, EmailRecipients},
    runtime::model::Base64,
};

/// A message with its sender and its recipients, up to 50 in all.
///
/// It has a text, with or without formatting or both, and may have up to 10 MB with its attachments.
///
/// ```
/// use acs_sdk::{email::Message, models::EmailAddress};
///
/// let message = Message::new("news@contoso.com", ["ann@example.com"], "Spring")
///     .cc(EmailAddress::new("ben@example.com").display_name("Ben"))
///     .reply_to("help@contoso.com")
///     .plain_text("It has come.")
///     .html("<h1>It has come.</h1><img src='cid:bloom'>")
///     .inline("bloom", "bloom.jpeg", "image/jpeg", vec![0xff, 0xd8])
///     .attachment("seeds.csv", "text/csv", "poppy,3".as_bytes().to_vec())
///     .header("X-Campaign", "spring");
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a message is sent with `EmailClient::send`"]
pub struct Message(EmailMessage);

impl Message {
    /// A message without text. The sender's domain has to be one that is connected to the resource.
    ///
    /// Recipients are addresses, or [`EmailAddress`]es with a name to show; there has to be one, here or in
    /// [`cc`](Self::cc) or [`bcc`](Self::bcc).
    pub fn new(
        sender: impl Into<String>,
        to: impl IntoIterator<Item = impl Into<EmailAddress>>,
        subject: impl Into<String>,
    ) -> Self {
        Self(EmailMessage::new(sender, EmailRecipients::new(to), EmailContent::new(subject)))
    }

    /// One more recipient.
    pub fn to(mut self, address: impl Into<EmailAddress>) -> Self {
        self.0.recipients.to.push(address.into());
        self
    }

    /// One more recipient of a copy, visible to all.
    pub fn cc(mut self, address: impl Into<EmailAddress>) -> Self {
        self.0.recipients.cc.get_or_insert_default().push(address.into());
        self
    }

    /// One more recipient of a copy, hidden from the others.
    pub fn bcc(mut self, address: impl Into<EmailAddress>) -> Self {
        self.0.recipients.bcc.get_or_insert_default().push(address.into());
        self
    }

    /// One more address for answers, which go to the sender otherwise.
    pub fn reply_to(mut self, address: impl Into<EmailAddress>) -> Self {
        self.0.reply_to.get_or_insert_default().push(address.into());
        self
    }

    /// The text without formatting.
    pub fn plain_text(mut self, text: impl Into<String>) -> Self {
        self.0.content.plain_text = Some(text.into());
        self
    }

    /// The text as an HTML page.
    pub fn html(mut self, html: impl Into<String>) -> Self {
        self.0.content.html = Some(html.into());
        self
    }

    /// One more file: its name with its extension, its media type, and its bytes, which go out in Base64.
    pub fn attachment(
        self,
        name: impl Into<String>,
        content_type: impl Into<String>,
        bytes: impl Into<Vec<u8>>,
    ) -> Self {
        self.attach(EmailAttachment::new(name, content_type, Base64::from(bytes.into())))
    }

    /// One more picture within the text, to which the HTML refers as `cid:` and the content id.
    pub fn inline(
        self,
        content_id: impl Into<String>,
        name: impl Into<String>,
        content_type: impl Into<String>,
        bytes: impl Into<Vec<u8>>,
    ) -> Self {
        let file = EmailAttachment::new(name, content_type, Base64::from(bytes.into()));
        self.attach(file.content_id(content_id))
    }

    /// A mail header of your own, in place of one of the same name.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.0.headers.get_or_insert_default().insert(name.into(), value.into());
        self
    }

    /// Leaves this message out of the tracking of opened mails and clicked links, if the domain has it switched on.
    pub fn disable_user_engagement_tracking(mut self) -> Self {
        self.0.user_engagement_tracking_disabled = Some(true);
        self
    }

    fn attach(mut self, file: EmailAttachment) -> Self {
        self.0.attachments.get_or_insert_default().push(file);
        self
    }
}

impl From<Message> for EmailMessage {
    fn from(message: Message) -> Self {
        message.0
    }
}

impl From<&str> for EmailAddress {
    fn from(address: &str) -> Self {
        Self::new(address)
    }
}

impl From<String> for EmailAddress {
    fn from(address: String) -> Self {
        Self::new(address)
    }
}
