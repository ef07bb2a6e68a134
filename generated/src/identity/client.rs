//! The client of the Identity service.

use super::{CreateUser, CreateUserAndToken, ExchangeTeamsUserToken, IssueToken, TokenScope};
use crate::{
    credential::ServiceCredential,
    generated::{
        operations::identity::{DeleteIdentity, RevokeAccessTokens},
        runtime::{Call, Client, ClientBuilder, auth::Secret, client::BuildError},
    },
    identifier::CommunicationUserIdentifier,
    setup::{self, SetupError},
};

/// Makes users, and tokens for them. Cheap to clone; clones share connections.
///
/// The [module](super) has a guide.
#[derive(Clone, Debug)]
pub struct IdentityClient {
    client: Client,
}

impl IdentityClient {
    /// A client of the resource at that endpoint, such as `https://contoso.communication.azure.com`.
    ///
    /// # Errors
    /// When the endpoint is not an absolute URL, or the transport cannot be set up: without the feature `reqwest` there
    /// is none, and [`with_client_builder`](Self::with_client_builder) takes one.
    pub fn new(endpoint: &str, credential: impl Into<ServiceCredential>) -> Result<Self, BuildError> {
        Self::with_client_builder(Client::builder(endpoint), credential)
    }

    /// A client of the resource that a connection string names.
    ///
    /// # Errors
    /// When it is not a connection string, or the transport cannot be set up. No error holds a part of the text.
    pub fn from_connection_string(text: &str) -> Result<Self, SetupError> {
        Ok(Self { client: setup::from_connection_string(text)? })
    }

    /// A client with settings of its own: transport, clock, retries, time limits, version, rate limit.
    ///
    /// The credential replaces one that the settings have.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn with_client_builder(
        builder: ClientBuilder,
        credential: impl Into<ServiceCredential>,
    ) -> Result<Self, BuildError> {
        Ok(Self { client: setup::client(builder, credential)? })
    }

    /// Scheme, host and port of the resource.
    pub fn endpoint(&self) -> &str {
        self.client.endpoint().origin()
    }

    /// The client beneath, which sends any operation, and is an [`IdentityApi`](crate::api::IdentityApi).
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Makes a user. Store its id: no operation lists the users of a resource.
    ///
    /// Every call makes another one, so it is not repeated when the answer got lost.
    pub fn create_user(&self) -> CreateUser {
        CreateUser::new(self.client.clone())
    }

    /// Makes a user and its first token, in one call.
    ///
    /// At least one scope is needed; the service answers 400 otherwise. Every call makes another user, so it is not
    /// repeated when the answer got lost.
    pub fn create_user_and_token(&self, scopes: impl IntoIterator<Item = impl Into<TokenScope>>) -> CreateUserAndToken {
        CreateUserAndToken::new(self.client.clone(), scopes)
    }

    /// Makes one more token for a user. Those that it has stay valid until they end or are revoked.
    ///
    /// At least one scope is needed; the service answers 400 otherwise.
    pub fn issue_token(
        &self,
        user: &CommunicationUserIdentifier,
        scopes: impl IntoIterator<Item = impl Into<TokenScope>>,
    ) -> IssueToken {
        IssueToken::new(self.client.clone(), user, scopes)
    }

    /// Makes all tokens of a user invalid that were issued before.
    pub fn revoke_tokens(&self, user: &CommunicationUserIdentifier) -> Call<RevokeAccessTokens> {
        // Done twice it is as done once.
        self.client.send(RevokeAccessTokens::new(&user.id)).repeatable()
    }

    /// Deletes a user, with its tokens and with its data, for good.
    pub fn delete_user(&self, user: &CommunicationUserIdentifier) -> Call<DeleteIdentity> {
        self.client.send(DeleteIdentity::new(&user.id))
    }

    /// Makes a token, to call and to chat as a person of Teams, of the Entra token that this person's sign-in gave.
    ///
    /// `app_id` is the id of the Entra application that the token was issued to (its claim `appid`), and `user_id` the
    /// object id of the person (its claim `oid`).
    pub fn exchange_teams_user_token(
        &self,
        token: impl Into<Secret>,
        app_id: impl Into<String>,
        user_id: impl Into<String>,
    ) -> ExchangeTeamsUserToken {
        ExchangeTeamsUserToken::new(self.client.clone(), token.into(), app_id.into(), user_id.into())
    }
}
