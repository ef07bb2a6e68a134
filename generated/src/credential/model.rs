//! Tokens as the Identity service answers them.

use super::{AccessToken, unix_time::system_time};
use crate::generated::models::CommunicationIdentityAccessToken;

/// The token, with the end that the service stated.
impl From<CommunicationIdentityAccessToken> for AccessToken {
    fn from(model: CommunicationIdentityAccessToken) -> Self {
        let token = Self::new(model.token);
        match model.expires_on.get() {
            Some(end) => token.with_expires_on(system_time(end.unix_timestamp())),
            None => token,
        }
    }
}
