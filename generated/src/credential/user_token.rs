//! Tokens of users, which Chat takes: given, or renewed when they are about to end.

use std::{error::Error, fmt, sync::Arc, time::Duration};

use super::{AccessToken, TokenError, jwt};
use crate::generated::runtime::{
    Authenticate, BoxFuture, Clock, Payload,
    auth::{Lead, Refresh, TokenCache},
    client::{Attempt, Rejection},
    error::AuthenticationError,
};

/// The same as in the official SDK for Python.
const DUE: Duration = Duration::from_secs(2 * 60);
/// The same as in the official SDKs for Python and JavaScript.
const EARLY: Duration = Duration::from_secs(10 * 60);
const PATIENCE: Duration = Duration::from_secs(30);

/// The token of a user, as the Identity service issues it.
///
/// ```no_run
/// # use acs_sdk::CommunicationTokenCredential;
/// # async fn ask_my_server() -> Result<String, std::io::Error> { Ok(String::new()) }
/// # fn example(token: String) -> Result<(), acs_sdk::credential::TokenError> {
/// let credential = CommunicationTokenCredential::builder(token).refresher(|| ask_my_server()).proactive().build()?;
/// # Ok(())
/// # }
/// ```
///
/// With a refresher, a call that finds less than two minutes left gets a new token first. Calls that run meanwhile use
/// the old token as long as it lasts, and wait for the same refresh when it has ended: the refresher runs once, however
/// many calls there are. When it fails, the calls that waited for it fail, and the next one tries again.
///
/// A token that the service does not take (401), as one that was revoked, is renewed too, and the call sent once more,
/// unless the token is less than a minute old: the next one would be refused as well.
///
/// When a token ends is read from the token itself. One that does not say so is used as it is, and never renewed.
///
/// The token goes over `https` only, or over `http` to this machine: others could read and use it otherwise.
///
/// Clones share the token.
#[derive(Clone)]
pub struct CommunicationTokenCredential {
    refresher: Option<Arc<Refresh<'static>>>,
    cache: Arc<TokenCache>,
}

impl CommunicationTokenCredential {
    /// A token that is used as it is until it ends, and then refused by the service.
    ///
    /// # Errors
    /// When it is empty, or holds a character that no token has.
    pub fn from_token(token: impl Into<AccessToken>) -> Result<Self, TokenError> {
        Self::builder(token).build()
    }

    /// A token, and how to get the next one.
    pub fn builder(token: impl Into<AccessToken>) -> CommunicationTokenCredentialBuilder {
        CommunicationTokenCredentialBuilder {
            token: token.into(),
            refresher: None,
            proactive: false,
            patience: PATIENCE,
        }
    }

    /// The token, renewed if it is time: for what is not called through this crate.
    ///
    /// # Errors
    /// When it had to be renewed and could not.
    pub async fn token(&self, clock: &dyn Clock) -> Result<AccessToken, TokenError> {
        self.cache.token(clock, self.refresher.as_deref()).await.map(|token| (*token).clone())
    }
}

impl Authenticate for CommunicationTokenCredential {
    fn authenticate<'a>(
        &'a self,
        attempt: Attempt<'a>,
        request: &'a mut http::Request<Payload>,
    ) -> BoxFuture<'a, Result<(), AuthenticationError>> {
        Box::pin(self.cache.authenticate(attempt, self.refresher.as_deref(), request))
    }

    fn rejected(&self, rejection: &Rejection<'_>) -> bool {
        self.refresher.is_some() && self.cache.reject(rejection)
    }
}

impl fmt::Debug for CommunicationTokenCredential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("CommunicationTokenCredential").finish_non_exhaustive()
    }
}

/// Builds a [`CommunicationTokenCredential`].
#[must_use = "a builder does nothing until it is built"]
pub struct CommunicationTokenCredentialBuilder {
    token: AccessToken,
    refresher: Option<Arc<Refresh<'static>>>,
    proactive: bool,
    patience: Duration,
}

impl CommunicationTokenCredentialBuilder {
    /// How to get a new token: usually by asking a server of one's own, which asks the Identity service.
    ///
    /// It gives a future, or a request such as that of
    /// [`IdentityClient::issue_token`](crate::IdentityClient::issue_token).
    ///
    /// It runs inside the calls that need the token. When all of them are dropped, it is dropped too.
    pub fn refresher<F, R, T, E>(mut self, refresher: F) -> Self
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: IntoFuture<Output = Result<T, E>, IntoFuture: Send + 'static>,
        T: Into<AccessToken>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        let refresher = Arc::new(refresher);
        self.refresher = Some(Arc::new(move || {
            let refresher = refresher.clone();
            Box::pin(async move {
                let token = refresher().into_future();
                match token.await {
                    Ok(token) => read(token.into()),
                    Err(error) => Err(TokenError::Refresher(error.into().into())),
                }
            })
        }));
        self
    }

    /// Renews the token ten minutes before it ends already, and in the middle of what is left if that has come.
    ///
    /// There is no task in the background: the first call in that time gets the new token, while all others go on with
    /// the old one. When that fails, nothing is lost: the call goes on with the old token too, and the refresher is
    /// asked again in the middle of the time that is left.
    pub fn proactive(mut self) -> Self {
        self.proactive = true;
        self
    }

    /// How long a call waits for a new token: 30 seconds by default.
    pub fn refresh_timeout(mut self, timeout: Duration) -> Self {
        self.patience = timeout;
        self
    }

    /// The credential.
    ///
    /// # Errors
    /// When the token is empty or holds a character that no token has, or when it is to be renewed ahead of time and
    /// there is no refresher.
    pub fn build(self) -> Result<CommunicationTokenCredential, TokenError> {
        let token = read(self.token)?;
        if self.proactive && self.refresher.is_none() {
            return Err(TokenError::NoRefresher);
        }
        let lead = Lead { early: self.proactive.then_some(EARLY), due: DUE };
        let cache = TokenCache::with_token(token, lead, self.patience);
        Ok(CommunicationTokenCredential { refresher: self.refresher, cache: Arc::new(cache) })
    }
}

/// The same token, if it is one that can be sent, with the end that it states itself if it does.
fn read(token: AccessToken) -> Result<AccessToken, TokenError> {
    token.check()?;
    Ok(match jwt::expires_on(token.secret()) {
        Some(end) => token.with_expires_on(end),
        None => token,
    })
}

impl fmt::Debug for CommunicationTokenCredentialBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("CommunicationTokenCredentialBuilder")
            .field("proactive", &self.proactive)
            .field("refresh_timeout", &self.patience)
            .finish_non_exhaustive()
    }
}
