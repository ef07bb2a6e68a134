//! Who takes part: users, telephones, people and applications in Teams.
//!
//! Everybody has a *raw id*, a text such as `8:acs:…` whose beginning tells the kind. It is what to store and to compare.
//! [`CommunicationIdentifier::from_raw_id`] takes it apart and [`raw_id`](CommunicationIdentifier::raw_id) puts it
//! together again, to the letter: a text that is of no known kind stays what it is.

mod cloud;
mod kinds;
#[cfg(feature = "chat")]
mod model;
mod raw_id;

use std::{convert::Infallible, fmt, str::FromStr};

pub use cloud::CommunicationCloud;
pub use kinds::{
    CommunicationUserIdentifier, MicrosoftTeamsAppIdentifier, MicrosoftTeamsUserIdentifier, PhoneNumberIdentifier,
    TeamsExtensionUserIdentifier,
};

/// Somebody or something that can take part in a conversation.
///
/// ```
/// use acs_sdk::CommunicationIdentifier;
///
/// let alice = CommunicationIdentifier::from_raw_id("4:+14255550123");
/// assert!(matches!(&alice, CommunicationIdentifier::PhoneNumber(number) if number.value == "+14255550123"));
/// assert_eq!(alice.raw_id(), "4:+14255550123");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CommunicationIdentifier {
    /// A user of a Communication Services resource.
    CommunicationUser(CommunicationUserIdentifier),
    /// Somebody at a telephone.
    PhoneNumber(PhoneNumberIdentifier),
    /// A person in Teams, signed in or not.
    MicrosoftTeamsUser(MicrosoftTeamsUserIdentifier),
    /// An application in Teams, such as a call queue.
    MicrosoftTeamsApp(MicrosoftTeamsAppIdentifier),
    /// A person in Teams whose calls go through a Communication Services resource.
    TeamsExtensionUser(TeamsExtensionUserIdentifier),
    /// A raw id of a kind that this version of the crate does not know.
    Unknown(String),
}

impl CommunicationIdentifier {
    /// The identifier with that raw id. Never fails: what is of no known kind is [`Unknown`](Self::Unknown).
    #[must_use]
    pub fn from_raw_id(raw_id: &str) -> Self {
        raw_id::read(raw_id)
    }

    /// The raw id: the whole identifier as one text.
    #[must_use]
    pub fn raw_id(&self) -> String {
        raw_id::write(self)
    }
}

/// Writes the raw id.
impl fmt::Display for CommunicationIdentifier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.raw_id())
    }
}

/// Reads a raw id.
impl FromStr for CommunicationIdentifier {
    type Err = Infallible;

    fn from_str(raw_id: &str) -> Result<Self, Infallible> {
        Ok(Self::from_raw_id(raw_id))
    }
}

/// Reads a raw id.
impl From<&str> for CommunicationIdentifier {
    fn from(raw_id: &str) -> Self {
        Self::from_raw_id(raw_id)
    }
}

/// Reads a raw id.
impl From<String> for CommunicationIdentifier {
    fn from(raw_id: String) -> Self {
        Self::from_raw_id(&raw_id)
    }
}

impl From<&CommunicationIdentifier> for CommunicationIdentifier {
    fn from(identifier: &CommunicationIdentifier) -> Self {
        identifier.clone()
    }
}

impl From<CommunicationUserIdentifier> for CommunicationIdentifier {
    fn from(user: CommunicationUserIdentifier) -> Self {
        Self::CommunicationUser(user)
    }
}

impl From<PhoneNumberIdentifier> for CommunicationIdentifier {
    fn from(number: PhoneNumberIdentifier) -> Self {
        Self::PhoneNumber(number)
    }
}

impl From<MicrosoftTeamsUserIdentifier> for CommunicationIdentifier {
    fn from(user: MicrosoftTeamsUserIdentifier) -> Self {
        Self::MicrosoftTeamsUser(user)
    }
}

impl From<MicrosoftTeamsAppIdentifier> for CommunicationIdentifier {
    fn from(app: MicrosoftTeamsAppIdentifier) -> Self {
        Self::MicrosoftTeamsApp(app)
    }
}

impl From<TeamsExtensionUserIdentifier> for CommunicationIdentifier {
    fn from(user: TeamsExtensionUserIdentifier) -> Self {
        Self::TeamsExtensionUser(user)
    }
}
