//! The clouds of Microsoft, which are part of what identifies a person.

use std::fmt;

use crate::generated::runtime::model::Unknown;

/// The cloud that a person or an application of Teams is in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CommunicationCloud {
    /// The worldwide one.
    #[default]
    Public,
    /// That of the United States Department of Defense.
    Dod,
    /// The Government Community Cloud High of the United States.
    Gcch,
    /// One that this version of the crate does not know, as it was written.
    Unknown(Unknown),
}

impl CommunicationCloud {
    /// Its name as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Public => "public",
            Self::Dod => "dod",
            Self::Gcch => "gcch",
            Self::Unknown(text) => text.as_str(),
        }
    }
}

/// Reads its name. Capitals are read too, which one of the official SDKs writes.
impl From<&str> for CommunicationCloud {
    fn from(text: &str) -> Self {
        match text.to_ascii_lowercase().as_str() {
            "public" => Self::Public,
            "dod" => Self::Dod,
            "gcch" => Self::Gcch,
            _ => Self::Unknown(Unknown::new(text)),
        }
    }
}

impl fmt::Display for CommunicationCloud {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
