//! Tokens as the Identity service answers them.

use super::{AccessToken, unix_time::system_time};
use crate::generated::models::CommunicationIdentityAccessToken;

/// The token, with the end that the service stated.
impl From<CommunicationIdentityAccessToken> for AccessToken {
    fn from(model: CommunicationIdentityAccessToken) -> Self {
        let end = system_time(model.expires_on.into_inner().unix_timestamp());
        Self::new(model.token).with_expires_on(end)
    }
}
