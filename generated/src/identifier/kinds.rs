//! What is known of somebody, by kind.

use super::CommunicationCloud;

/// The value of a telephone number that its owner withheld.
const ANONYMOUS: &str = "anonymous";

/// A user of a Communication Services resource.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct CommunicationUserIdentifier {
    /// The id that the Identity service gave, such as `8:acs:…`. It is the raw id.
    pub id: String,
}

impl CommunicationUserIdentifier {
    /// The user with that id.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into() }
    }
}

/// A telephone number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct PhoneNumberIdentifier {
    /// The number in the form of E.164, such as `+14255550123`; `anonymous` if it was withheld. Where one number is in
    /// a call more than once, `_` and something that tells its calls apart follow.
    pub value: String,
}

impl PhoneNumberIdentifier {
    /// The number.
    #[must_use]
    pub fn new(value: impl Into<String>) -> Self {
        Self { value: value.into() }
    }

    /// Whether the caller withheld the number.
    #[must_use]
    pub fn is_anonymous(&self) -> bool {
        self.value == ANONYMOUS
    }

    /// What tells this number apart from the same number in the same call.
    #[must_use]
    pub fn asserted_id(&self) -> Option<&str> {
        match self.value.rsplit_once('_') {
            Some((number, asserted)) if !number.is_empty() && !asserted.is_empty() => Some(asserted),
            _ => None,
        }
    }
}

/// A person in Teams.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct MicrosoftTeamsUserIdentifier {
    /// The object id in Entra, or an id that was made for the visit.
    pub user_id: String,
    /// Whether the person is a visitor who did not sign in.
    pub is_anonymous: bool,
    /// The cloud. Visitors have none of their own.
    pub cloud: CommunicationCloud,
}

impl MicrosoftTeamsUserIdentifier {
    /// A person who is signed in, in the worldwide cloud.
    #[must_use]
    pub fn new(user_id: impl Into<String>) -> Self {
        Self { user_id: user_id.into(), is_anonymous: false, cloud: CommunicationCloud::Public }
    }

    /// Sets whether the person is a visitor who did not sign in.
    #[must_use]
    pub fn is_anonymous(mut self, value: bool) -> Self {
        self.is_anonymous = value;
        self
    }

    /// Sets the cloud.
    #[must_use]
    pub fn cloud(mut self, value: impl Into<CommunicationCloud>) -> Self {
        self.cloud = value.into();
        self
    }
}

/// An application in Teams, such as a call queue.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct MicrosoftTeamsAppIdentifier {
    /// The id of the application.
    pub app_id: String,
    /// The cloud.
    pub cloud: CommunicationCloud,
}

impl MicrosoftTeamsAppIdentifier {
    /// An application in the worldwide cloud.
    #[must_use]
    pub fn new(app_id: impl Into<String>) -> Self {
        Self { app_id: app_id.into(), cloud: CommunicationCloud::Public }
    }

    /// Sets the cloud.
    #[must_use]
    pub fn cloud(mut self, value: impl Into<CommunicationCloud>) -> Self {
        self.cloud = value.into();
        self
    }
}

/// A person in Teams whose calls go through a Communication Services resource.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct TeamsExtensionUserIdentifier {
    /// The object id of the person in Entra.
    pub user_id: String,
    /// The id of the person's tenant in Entra.
    pub tenant_id: String,
    /// The id of the resource.
    pub resource_id: String,
    /// The cloud.
    pub cloud: CommunicationCloud,
}

impl TeamsExtensionUserIdentifier {
    /// A person in the worldwide cloud.
    #[must_use]
    pub fn new(user_id: impl Into<String>, tenant_id: impl Into<String>, resource_id: impl Into<String>) -> Self {
        Self {
            user_id: user_id.into(),
            tenant_id: tenant_id.into(),
            resource_id: resource_id.into(),
            cloud: CommunicationCloud::Public,
        }
    }

    /// Sets the cloud.
    #[must_use]
    pub fn cloud(mut self, value: impl Into<CommunicationCloud>) -> Self {
        self.cloud = value.into();
        self
    }
}
