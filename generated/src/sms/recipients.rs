//! Who gets a text: one, or several, in the forms in which callers have them.

use crate::{generated::models::SmsRecipient, identifier::PhoneNumberIdentifier};

/// The recipients of a text, in their order: made of a phone number, or of a list of them.
///
/// ```
/// # use acs_sdk::{SmsClient, identifier::PhoneNumberIdentifier, models::SmsRecipient};
/// # fn example(sms: SmsClient, numbers: Vec<String>) {
/// let _ = sms.send("+18005550100", "+14255550123", "to one");
/// let _ = sms.send("+18005550100", ["+14255550123", "+14255550124"], "to two");
/// let _ = sms.send("+18005550100", numbers, "to many");
/// let _ = sms.send("+18005550100", PhoneNumberIdentifier::new("+14255550123"), "to an identifier");
/// // With an id of your own, to send it again when this program has ended meanwhile.
/// let known = SmsRecipient::new("+14255550123")
///     .repeatability_request_id("2f0a8a5e-64b5-4f0e-9a35-7d8c1a0c5d11")
///     .repeatability_first_sent("Mon, 05 Jan 2026 08:00:00 GMT");
/// let _ = sms.send("+18005550100", known, "to one, and not twice");
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Recipients(Vec<SmsRecipient>);

impl Recipients {
    pub(super) fn into_inner(self) -> Vec<SmsRecipient> {
        self.0
    }
}

impl<T: Into<SmsRecipient>> FromIterator<T> for Recipients {
    fn from_iter<I: IntoIterator<Item = T>>(recipients: I) -> Self {
        Self(recipients.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<SmsRecipient>, const N: usize> From<[T; N]> for Recipients {
    fn from(recipients: [T; N]) -> Self {
        recipients.into_iter().collect()
    }
}

impl<T: Into<SmsRecipient>> From<Vec<T>> for Recipients {
    fn from(recipients: Vec<T>) -> Self {
        recipients.into_iter().collect()
    }
}

impl<T: Into<SmsRecipient> + Clone> From<&[T]> for Recipients {
    fn from(recipients: &[T]) -> Self {
        recipients.iter().cloned().collect()
    }
}

impl From<SmsRecipient> for Recipients {
    fn from(recipient: SmsRecipient) -> Self {
        Self(vec![recipient])
    }
}

impl From<&str> for Recipients {
    fn from(number: &str) -> Self {
        SmsRecipient::from(number).into()
    }
}

impl From<String> for Recipients {
    fn from(number: String) -> Self {
        SmsRecipient::from(number).into()
    }
}

impl From<PhoneNumberIdentifier> for Recipients {
    fn from(number: PhoneNumberIdentifier) -> Self {
        SmsRecipient::from(number).into()
    }
}

impl From<&str> for SmsRecipient {
    fn from(number: &str) -> Self {
        Self::new(number)
    }
}

impl From<String> for SmsRecipient {
    fn from(number: String) -> Self {
        Self::new(number)
    }
}

impl From<PhoneNumberIdentifier> for SmsRecipient {
    fn from(number: PhoneNumberIdentifier) -> Self {
        Self::new(number.value)
    }
}
