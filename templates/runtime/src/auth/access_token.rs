//! Tokens: a secret text, and when it ends.

use std::{fmt, time::SystemTime};

use http::{HeaderValue, header};
use zeroize::Zeroizing;

use super::{Secret, TokenError};

/// A token, and until when it lasts.
///
/// A `String` or `&str` becomes one by itself wherever one is taken.
#[derive(Clone)]
pub struct AccessToken {
    secret: Secret,
    expires_on: Option<SystemTime>,
}

impl AccessToken {
    /// A token of which nobody says when it ends.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self { secret: token.into(), expires_on: None }
    }

    /// Says when it ends. A credential that can read that from the token itself believes the token.
    #[must_use]
    pub fn with_expires_on(mut self, at: SystemTime) -> Self {
        self.expires_on = Some(at);
        self
    }

    /// The token. Whoever has it can do what it allows.
    pub fn secret(&self) -> &str {
        self.secret.expose()
    }

    /// When it ends, if that is known.
    pub fn expires_on(&self) -> Option<SystemTime> {
        self.expires_on
    }

    /// Refuses a text that is not a token: those are of visible ASCII characters (RFC 6750, section 2.1), and anything
    /// else would end up in a header where it could mean something.
    ///
    /// # Errors
    /// [`TokenError::Empty`] or [`TokenError::Character`].
    pub fn check(&self) -> Result<(), TokenError> {
        match self.secret() {
            "" => Err(TokenError::Empty),
            secret if secret.bytes().all(|byte| byte.is_ascii_graphic()) => Ok(()),
            _ => Err(TokenError::Character),
        }
    }

    /// Puts it on a request, as RFC 6750 says.
    pub(super) fn write(&self, headers: &mut http::HeaderMap) -> Result<(), TokenError> {
        let text = Zeroizing::new(format!("Bearer {}", self.secret()));
        let mut value = HeaderValue::from_str(&text).map_err(|_| TokenError::Character)?;
        value.set_sensitive(true);
        headers.insert(header::AUTHORIZATION, value);
        Ok(())
    }
}

impl From<String> for AccessToken {
    fn from(token: String) -> Self {
        Self::new(token)
    }
}

impl From<&str> for AccessToken {
    fn from(token: &str) -> Self {
        Self::new(token)
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("AccessToken").field("expires_on", &self.expires_on).finish_non_exhaustive()
    }
}
