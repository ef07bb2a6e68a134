//! The ways to authenticate that a document can declare, and which of them a call uses.
//!
//! A credential is put on each attempt, after everything else has been written, and only on requests to the client's
//! own endpoint, over `https` unless that is on this machine or the client's builder says otherwise.

mod access_token;
pub(crate) mod confidential;
mod oauth2;
mod schemes;
mod secret;
mod token_cache;
mod token_error;

pub use access_token::AccessToken;
pub use oauth2::{ClientCredentials, OAuth2Error};
pub use schemes::{ApiKey, Basic, Bearer};
pub use secret::Secret;
pub use token_cache::{Lead, Refresh, TokenCache};
pub use token_error::TokenError;

use super::{
    client::{Attempt, Authenticate, Rejection},
    error::AuthenticationError,
    operation::Meta,
    payload::Payload,
    transport::BoxFuture,
};

/// Credentials by the names that the document gives to its security schemes.
///
/// For each call they satisfy the first of the operation's alternatives for which all credentials are there. An
/// operation that asks for none gets none.
///
/// ```text
/// let credentials = Credentials::new()
///     .with("apiKey", ApiKey::header("x-api-key", key))
///     .with("oauth", ClientCredentials::new("https://login.example.com/token", id, secret).scope("read"));
/// let client = Client::builder(endpoint).authenticate(credentials).build()?;
/// ```
#[derive(Default)]
pub struct Credentials {
    schemes: Vec<(String, Box<dyn Authenticate>)>,
}

impl Credentials {
    /// No credentials.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the credential for a scheme, in place of one that is there.
    #[must_use]
    pub fn with(mut self, scheme: impl Into<String>, credential: impl Authenticate + 'static) -> Self {
        let scheme = scheme.into();
        self.schemes.retain(|(name, _)| *name != scheme);
        self.schemes.push((scheme, Box::new(credential)));
        self
    }

    fn get(&self, scheme: &str) -> Option<&dyn Authenticate> {
        self.schemes.iter().find(|(name, _)| name == scheme).map(|(_, credential)| &**credential)
    }

    /// The credentials for a call; none of them if it needs none.
    fn choose(&self, meta: &'static Meta) -> Result<Vec<&dyn Authenticate>, AuthenticationError> {
        if meta.security.is_empty() {
            return Ok(Vec::new());
        }
        let complete = |set: &&[&str]| set.iter().map(|scheme| self.get(scheme)).collect::<Option<Vec<_>>>();
        meta.security.iter().find_map(complete).ok_or_else(|| {
            let sets: Vec<String> = meta.security.iter().map(|set| set.join(" with ")).collect();
            AuthenticationError::new(meta, format!("no credential: it needs {}", sets.join(", or ")), None)
        })
    }
}

impl Authenticate for Credentials {
    fn authenticate<'a>(
        &'a self,
        attempt: Attempt<'a>,
        request: &'a mut http::Request<Payload>,
    ) -> BoxFuture<'a, Result<(), AuthenticationError>> {
        Box::pin(async move {
            for credential in self.choose(attempt.meta())? {
                credential.authenticate(attempt, request).await?;
            }
            Ok(())
        })
    }

    fn rejected(&self, rejection: &Rejection<'_>) -> bool {
        let chosen = self.choose(rejection.meta()).unwrap_or_default();
        // Each of them has to know, whatever the others say.
        let renewed: Vec<bool> = chosen.into_iter().map(|credential| credential.rejected(rejection)).collect();
        renewed.contains(&true)
    }
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_list().entries(self.schemes.iter().map(|(name, _)| name)).finish()
    }
}
