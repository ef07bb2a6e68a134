//! Entra, through whatever credential of `azure_core` the user has.

use std::{fmt, sync::Arc, time::Duration};

use azure_core::credentials::TokenCredential;

use super::{AccessToken, TokenError, unix_time::system_time};
use crate::generated::runtime::{
    Authenticate, BoxFuture, Payload,
    auth::{Lead, TokenCache},
    client::{Attempt, Rejection},
    error::AuthenticationError,
};

/// What the token is asked for. The two slashes belong there: the resource's name ends with one.
pub const ENTRA_SCOPE: &str = "https://communication.azure.com//.default";

const EARLY: Duration = Duration::from_secs(5 * 60);
const PATIENCE: Duration = Duration::from_secs(60);

/// An identity in Entra that has a role on the resource.
///
/// The token is kept until five minutes before it ends. Then one call gets the next one, while others go on with the
/// old one; when that fails, that call goes on with the old one too, until it has ended. A token that
/// the service does not take (401), as one that was revoked, is asked for again, and the call sent once more, unless
/// the token is less than a minute old. The token goes over `https` only, or over `http` to this machine.
///
/// Clones share the token.
#[derive(Clone)]
pub struct EntraCredential {
    credential: Arc<dyn TokenCredential>,
    scope: Arc<str>,
    cache: Arc<TokenCache>,
}

impl EntraCredential {
    /// A credential of `azure_identity`, or any other.
    pub fn new(credential: Arc<dyn TokenCredential>) -> Self {
        Self::with_scope(credential, ENTRA_SCOPE)
    }

    /// The same for another cloud, whose services have another name than [`ENTRA_SCOPE`].
    pub fn with_scope(credential: Arc<dyn TokenCredential>, scope: impl Into<String>) -> Self {
        let lead = Lead { early: Some(EARLY), due: Duration::ZERO };
        Self { credential, scope: scope.into().into(), cache: Arc::new(TokenCache::new(lead, PATIENCE)) }
    }
}

async fn token(credential: Arc<dyn TokenCredential>, scope: Arc<str>) -> Result<AccessToken, TokenError> {
    let token = credential.get_token(&[&scope], None).await.map_err(|error| TokenError::Refresher(Arc::new(error)))?;
    let end = system_time(token.expires_on.unix_timestamp());
    Ok(AccessToken::new(token.token.secret()).with_expires_on(end))
}

impl Authenticate for EntraCredential {
    fn authenticate<'a>(
        &'a self,
        attempt: Attempt<'a>,
        request: &'a mut http::Request<Payload>,
    ) -> BoxFuture<'a, Result<(), AuthenticationError>> {
        Box::pin(async move {
            let refresh = || -> BoxFuture<'static, _> { Box::pin(token(self.credential.clone(), self.scope.clone())) };
            self.cache.authenticate(attempt, Some(&refresh), request).await
        })
    }

    fn rejected(&self, rejection: &Rejection<'_>) -> bool {
        self.cache.reject(rejection)
    }
}

impl fmt::Debug for EntraCredential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("EntraCredential").finish_non_exhaustive()
    }
}
