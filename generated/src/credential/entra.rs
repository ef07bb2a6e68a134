//! Entra, through whatever credential of `azure_core` the user has.

use std::{fmt, sync::Arc, time::Duration};

use azure_core::credentials::TokenCredential;

use super::{
    AccessToken, TokenError,
    access_token::system_time,
    token_cache::{Lead, Refresher, TokenCache},
    user_token::bearer,
};
use crate::generated::runtime::{Authenticate, BoxFuture, Payload, client::Attempt, error::AuthenticationError};

/// What the token is asked for. The two slashes belong there: the resource's name ends with one.
pub const ENTRA_SCOPE: &str = "https://communication.azure.com//.default";

const EARLY: Duration = Duration::from_secs(5 * 60);
const PATIENCE: Duration = Duration::from_secs(60);

/// An identity in Entra that has a role on the resource.
///
/// The token is kept until five minutes before it ends. Then one call gets the next one, while others go on with the
/// old one; when that fails, that call goes on with the old one too, until it has ended. The token goes over `https` only, or over `http`
/// to this machine.
///
/// Clones share the token.
#[derive(Clone)]
pub struct EntraCredential {
    cache: Arc<TokenCache>,
}

impl EntraCredential {
    /// A credential of `azure_identity`, or any other.
    pub fn new(credential: Arc<dyn TokenCredential>) -> Self {
        Self::with_scope(credential, ENTRA_SCOPE)
    }

    /// The same for another cloud, whose services have another name than [`ENTRA_SCOPE`].
    pub fn with_scope(credential: Arc<dyn TokenCredential>, scope: impl Into<String>) -> Self {
        let scope: Arc<str> = scope.into().into();
        let refresher: Refresher = Arc::new(move || {
            let (credential, scope) = (credential.clone(), scope.clone());
            Box::pin(async move {
                let token = credential
                    .get_token(&[&scope], None)
                    .await
                    .map_err(|error| TokenError::Refresher(Arc::new(error)))?;
                let end = system_time(token.expires_on.unix_timestamp());
                let token = AccessToken::new(token.token.secret()).with_expires_on(end);
                token.check()?;
                Ok(token)
            })
        });
        let lead = Lead { early: Some(EARLY), due: Duration::ZERO };
        Self { cache: Arc::new(TokenCache::new(None, Some(refresher), lead, PATIENCE)) }
    }
}

impl Authenticate for EntraCredential {
    fn authenticate<'a>(
        &'a self,
        attempt: Attempt<'a>,
        request: &'a mut http::Request<Payload>,
    ) -> BoxFuture<'a, Result<(), AuthenticationError>> {
        Box::pin(bearer(&self.cache, attempt, request))
    }
}

impl fmt::Debug for EntraCredential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("EntraCredential").finish_non_exhaustive()
    }
}
