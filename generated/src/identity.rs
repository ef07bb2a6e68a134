//! Identities: users of a resource, and the tokens with which they chat and call.
//!
//! A user is an id and nothing else: no name, no password. Your own server decides who is which user, keeps the id, and
//! hands out tokens. Keep [`IdentityClient`] there, since its credential opens the whole resource.
//!
//! ```
//! # #[cfg(feature = "testing")]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use acs_sdk::{Client, IdentityClient, TokenScope, credential::AccessKeyCredential, runtime::InMemory};
//!
//! // In a program: `IdentityClient::from_connection_string(&std::env::var("COMMUNICATION_CONNECTION_STRING")?)?`
//! let service = InMemory::new()
//!     .json(201, r#"{"identity":{"id":"8:acs:r_1"},"accessToken":{"token":"a.b.c","expiresOn":"2030-01-01T00:00:00Z"}}"#)
//!     .json(200, r#"{"token":"d.e.f","expiresOn":"2030-01-02T00:00:00Z"}"#)
//!     .respond(|_| http::Response::builder().status(204).body(Default::default()).unwrap());
//! let settings = Client::builder("https://contoso.communication.azure.com").transport(service.clone());
//! let identity = IdentityClient::with_client_builder(settings, AccessKeyCredential::new("bm90IGEga2V5")?)?;
//!
//! let (user, token) = identity.create_user_and_token([TokenScope::Chat]).await?;
//! assert_eq!((user.id.as_str(), token.secret()), ("8:acs:r_1", "a.b.c"));
//!
//! // Later, for the same user: tokens last a day at the most.
//! let hour = std::time::Duration::from_secs(60 * 60);
//! let token = identity.issue_token(&user, [TokenScope::ChatJoin]).expires_in(hour).await?;
//! assert!(token.expires_on().is_some());
//!
//! identity.delete_user(&user).await?;
//! assert_eq!(service.requests()[2].uri().path(), "/identities/8%3Aacs%3Ar_1");
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "testing"))]
//! # fn main() {}
//! ```
//!
//! # Operations and methods
//!
//! | operation | method |
//! |---|---|
//! | [`CreateIdentity`](crate::operations::identity::CreateIdentity) | [`create_user`](IdentityClient::create_user), [`create_user_and_token`](IdentityClient::create_user_and_token) |
//! | [`IssueAccessToken`](crate::operations::identity::IssueAccessToken) | [`issue_token`](IdentityClient::issue_token) |
//! | [`RevokeAccessTokens`](crate::operations::identity::RevokeAccessTokens) | [`revoke_tokens`](IdentityClient::revoke_tokens) |
//! | [`DeleteIdentity`](crate::operations::identity::DeleteIdentity) | [`delete_user`](IdentityClient::delete_user) |
//! | [`ExchangeTeamsUserAccessToken`](crate::operations::identity::ExchangeTeamsUserAccessToken) | [`exchange_teams_user_token`](IdentityClient::exchange_teams_user_token) |
//!
//! # Tokens that renew themselves
//!
//! What [`issue_token`](IdentityClient::issue_token) gives is what a
//! [`CommunicationTokenCredential`](crate::CommunicationTokenCredential) takes to get the next token:
//!
//! ```
//! # use acs_sdk::{CommunicationTokenCredential, IdentityClient, TokenScope, identifier::CommunicationUserIdentifier};
//! # fn example(identity: IdentityClient, user: CommunicationUserIdentifier, token: String)
//! # -> Result<(), acs_sdk::credential::TokenError> {
//! let credential = CommunicationTokenCredential::builder(token)
//!     .refresher(move || identity.issue_token(&user, [TokenScope::Chat]))
//!     .proactive()
//!     .build()?;
//! # Ok(())
//! # }
//! ```
//!
//! # Errors and limits
//!
//! A refusal is [`Error::Service`](crate::Error::Service); its `code` is such as `ValidationError`, and its `target` names
//! the member of the request. In 30 seconds a resource may create 1000 users, issue 1000 tokens, revoke, delete and
//! exchange 500 times; what is more is answered with 429, which is waited for and tried again.
//! Creating a user and issuing a token make something new each time, so neither is repeated when an answer got lost: a
//! user may then be left behind that nobody knows. Revoking and deleting are repeated.
//!
//! # Without the service
//!
//! Code that is generic over [`IdentityApi`](crate::api::IdentityApi) takes a double:
//!
//! ```
//! use acs_sdk::{Error, api::IdentityApi, models, operations::identity::CreateIdentity, runtime::BoxFuture};
//!
//! struct Fake;
//!
//! impl IdentityApi for Fake {
//!     fn create_identity(
//!         &self,
//!         _: CreateIdentity,
//!     ) -> BoxFuture<'_, Result<models::CommunicationIdentityAccessTokenResult, Error>> {
//!         Box::pin(async { Ok(serde_json::from_str(r#"{"identity":{"id":"8:acs:fake"}}"#).unwrap()) })
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! let identities: &dyn IdentityApi = &Fake;
//! assert_eq!(identities.create_identity(CreateIdentity::new()).await?.identity.id, "8:acs:fake");
//! # Ok(())
//! # }
//! ```
//!
//! [`IdentityClient::client`] implements it too.

mod client;
mod requests;
mod with_token;

pub use client::IdentityClient;
pub use requests::{CreateUser, CreateUserAndToken, ExchangeTeamsUserToken, IssueToken};

/// What a token allows. A text such as `"chat"` is one too, also one that this version of the crate does not know.
pub use crate::generated::models::CommunicationIdentityTokenScope as TokenScope;
