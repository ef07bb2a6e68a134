//! Who is calling: access keys, tokens of users, and Entra.
//!
//! | service | credential |
//! |---|---|
//! | Chat | a user's token: [`CommunicationTokenCredential`] |
//! | Identity, SMS, Email | an access key or Entra: [`ServiceCredential`] |
//!
//! The two are different types since the services accept no other: Chat answers an access key with 401.
//!
//! ```compile_fail,E0308
//! use acs_sdk::credential::{AccessKeyCredential, CommunicationTokenCredential};
//!
//! fn chat(credential: CommunicationTokenCredential) {}
//!
//! let key = AccessKeyCredential::new("bm90IGEga2V5").unwrap();
//! chat(key); // does not compile
//! ```
//!
//! Nothing here prints a secret, and what is kept is wiped when it is dropped. What was written into a request is the
//! transport's and cannot be wiped from here.

mod access_key;
mod connection_string;
#[cfg(feature = "entra")]
mod entra;
pub(crate) mod http_date;
mod jwt;
#[cfg(feature = "identity")]
mod model;
mod service_credential;
#[cfg(any(feature = "entra", feature = "identity"))]
mod unix_time;
mod user_token;

pub use access_key::{AccessKeyCredential, InvalidAccessKey, SigningError};
pub use connection_string::{ConnectionString, InvalidConnectionString};
#[cfg(feature = "entra")]
pub use entra::{ENTRA_SCOPE, EntraCredential};
pub use service_credential::ServiceCredential;
pub use user_token::{CommunicationTokenCredential, CommunicationTokenCredentialBuilder};

pub use crate::generated::runtime::auth::{AccessToken, TokenError};
