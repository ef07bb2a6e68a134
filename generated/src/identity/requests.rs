//! The calls of the Identity service whose answers this crate has types of its own for.

use std::time::Duration;

use super::{TokenScope, with_token::CreateWithToken};
use crate::{
    credential::AccessToken,
    generated::{
        models::{
            CommunicationIdentityAccessTokenRequest, CommunicationIdentityCreateRequest, TeamsUserExchangeTokenRequest,
        },
        operations::identity::{CreateIdentity, ExchangeTeamsUserAccessToken, IssueAccessToken},
        runtime::{BoxFuture, Client, Error, Operation, auth::Secret, client::CallSettings},
    },
    identifier::CommunicationUserIdentifier,
};

/// Makes a user; see [`IdentityClient::create_user`](super::IdentityClient::create_user).
#[derive(Clone, Debug)]
#[must_use = "a request is sent when it is awaited"]
pub struct CreateUser {
    client: Client,
    operation: CreateIdentity,
}

impl CreateUser {
    pub(super) fn new(client: Client) -> Self {
        // Without a body, and not with an empty object: that is what the service documents for a user without token.
        Self { client, operation: CreateIdentity::new() }
    }

    /// Does this call with other settings than those of the client.
    pub fn settings(mut self, settings: CallSettings) -> Self {
        self.client = self.client.with_settings(settings);
        self
    }
}

impl IntoFuture for CreateUser {
    type Output = Result<CommunicationUserIdentifier, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let result = self.client.send(self.operation).await?;
            Ok(CommunicationUserIdentifier::new(result.identity.id))
        })
    }
}

/// Makes a user and a token; see
/// [`IdentityClient::create_user_and_token`](super::IdentityClient::create_user_and_token).
#[derive(Clone, Debug)]
#[must_use = "a request is sent when it is awaited"]
pub struct CreateUserAndToken {
    client: Client,
    body: CommunicationIdentityCreateRequest,
}

impl CreateUserAndToken {
    pub(super) fn new(client: Client, scopes: impl IntoIterator<Item = impl Into<TokenScope>>) -> Self {
        Self { client, body: CommunicationIdentityCreateRequest::new().create_token_with_scopes(scopes) }
    }

    /// Does this call with other settings than those of the client.
    pub fn settings(mut self, settings: CallSettings) -> Self {
        self.client = self.client.with_settings(settings);
        self
    }

    /// How long the token lasts, in whole minutes; what is left over is cut off. From one hour to 24 hours, which is
    /// the default; the service answers 400 otherwise.
    pub fn expires_in(mut self, lifetime: Duration) -> Self {
        self.body.expires_in_minutes = Some(minutes(lifetime));
        self
    }
}

impl IntoFuture for CreateUserAndToken {
    type Output = Result<(CommunicationUserIdentifier, AccessToken), Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.client.send(CreateWithToken(CreateIdentity::new().body(self.body))).into_future()
    }
}

/// Makes a token for a user; see [`IdentityClient::issue_token`](super::IdentityClient::issue_token).
#[derive(Clone, Debug)]
#[must_use = "a request is sent when it is awaited"]
pub struct IssueToken {
    client: Client,
    operation: IssueAccessToken,
}

impl IssueToken {
    pub(super) fn new(
        client: Client,
        user: &CommunicationUserIdentifier,
        scopes: impl IntoIterator<Item = impl Into<TokenScope>>,
    ) -> Self {
        let body = CommunicationIdentityAccessTokenRequest::new(scopes);
        Self { client, operation: IssueAccessToken::new(&user.id, body) }
    }

    /// Does this call with other settings than those of the client.
    pub fn settings(mut self, settings: CallSettings) -> Self {
        self.client = self.client.with_settings(settings);
        self
    }

    /// How long the token lasts, in whole minutes; what is left over is cut off. From one hour to 24 hours, which is
    /// the default; the service answers 400 otherwise.
    pub fn expires_in(mut self, lifetime: Duration) -> Self {
        self.operation.body.expires_in_minutes = Some(minutes(lifetime));
        self
    }
}

impl IntoFuture for IssueToken {
    type Output = Result<AccessToken, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { Ok(self.client.send(self.operation).await?.into()) })
    }
}

/// Makes a token for a person of Teams; see
/// [`IdentityClient::exchange_teams_user_token`](super::IdentityClient::exchange_teams_user_token).
#[derive(Clone, Debug)]
#[must_use = "a request is sent when it is awaited"]
pub struct ExchangeTeamsUserToken {
    client: Client,
    token: Secret,
    app_id: String,
    user_id: String,
}

impl ExchangeTeamsUserToken {
    pub(super) fn new(client: Client, token: Secret, app_id: String, user_id: String) -> Self {
        Self { client, token, app_id, user_id }
    }

    /// Does this call with other settings than those of the client.
    pub fn settings(mut self, settings: CallSettings) -> Self {
        self.client = self.client.with_settings(settings);
        self
    }
}

impl IntoFuture for ExchangeTeamsUserToken {
    type Output = Result<AccessToken, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let body = TeamsUserExchangeTokenRequest::new(self.token.expose(), self.app_id, self.user_id);
        let call = ExchangeTeamsUserAccessToken::new(body).send(&self.client);
        Box::pin(async move { Ok(call.await?.into()) })
    }
}

/// A lifetime as the service takes it. More than fits is more than the service allows.
fn minutes(lifetime: Duration) -> i32 {
    i32::try_from(lifetime.as_secs() / 60).unwrap_or(i32::MAX)
}
