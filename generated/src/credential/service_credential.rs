//! What the services accept that act for a resource rather than for a person: Identity, SMS and Email.

use super::AccessKeyCredential;
#[cfg(feature = "entra")]
use super::EntraCredential;
use crate::generated::runtime::{
    Authenticate, BoxFuture, Payload,
    client::{Attempt, Rejection},
    error::AuthenticationError,
};

/// The credential of a resource: its access key, or Entra.
///
/// Chat does not take it: its users have tokens,
/// [`CommunicationTokenCredential`](super::CommunicationTokenCredential).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ServiceCredential {
    /// One of the resource's access keys.
    AccessKey(AccessKeyCredential),
    /// An identity in Entra that has a role on the resource.
    #[cfg(feature = "entra")]
    Entra(EntraCredential),
}

impl Authenticate for ServiceCredential {
    fn authenticate<'a>(
        &'a self,
        attempt: Attempt<'a>,
        request: &'a mut http::Request<Payload>,
    ) -> BoxFuture<'a, Result<(), AuthenticationError>> {
        match self {
            Self::AccessKey(credential) => credential.authenticate(attempt, request),
            #[cfg(feature = "entra")]
            Self::Entra(credential) => credential.authenticate(attempt, request),
        }
    }

    fn rejected(&self, rejection: &Rejection<'_>) -> bool {
        match self {
            Self::AccessKey(credential) => credential.rejected(rejection),
            #[cfg(feature = "entra")]
            Self::Entra(credential) => credential.rejected(rejection),
        }
    }
}

impl From<AccessKeyCredential> for ServiceCredential {
    fn from(credential: AccessKeyCredential) -> Self {
        Self::AccessKey(credential)
    }
}

#[cfg(feature = "entra")]
impl From<EntraCredential> for ServiceCredential {
    fn from(credential: EntraCredential) -> Self {
        Self::Entra(credential)
    }
}

#[cfg(feature = "entra")]
impl From<std::sync::Arc<dyn azure_core::credentials::TokenCredential>> for ServiceCredential {
    fn from(credential: std::sync::Arc<dyn azure_core::credentials::TokenCredential>) -> Self {
        Self::Entra(EntraCredential::new(credential))
    }
}
