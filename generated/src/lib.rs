//! Azure Communication Services for Rust: chat, identities, SMS and email.
//!
//! | to | with |
//! |---|---|
//! | hold chats | [`ChatClient`], with a guide in [`chat`] |
//! | make users and give them tokens | [`IdentityClient`], with a guide in [`identity`] |
//! | text phones | [`SmsClient`], with a guide in [`sms`] |
//! | send email | [`EmailClient`], with a guide in [`email`] |
//!
//! ```no_run
//! use acs_sdk::SmsClient;
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let sms = SmsClient::from_connection_string(&std::env::var("COMMUNICATION_CONNECTION_STRING")?)?;
//! for result in sms.send("+18005550100", ["+14255550123"], "Your appointment is at noon.").await? {
//!     println!("{}: {}", result.to(), if result.is_successful() { "accepted" } else { "refused" });
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Operations
//!
//! Beneath the clients, every operation of the services is a value in [`operations`]; the [`Client`] inside each of them
//! sends it, and gives what the service answers as a type of [`models`].
//!
//! ```no_run
//! use acs_sdk::{SmsClient, models, operations::sms::CheckOptOuts};
//!
//! # async fn example(sms: &SmsClient) -> Result<(), acs_sdk::Error> {
//! let request = models::OptOutRequest::new("+18005550100", [models::OptOutRecipient::new("+14255550123")]);
//! for recipient in sms.client().send(CheckOptOuts::new(request)).await?.value {
//!     println!("{}: {:?}", recipient.to, recipient.is_opted_out);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Without `async`
//!
//! With the feature `blocking`, what can be awaited can be waited for: `Blocking` gives every call, list and poller a
//! `.blocking()`. It sends with ureq then, and needs no runtime; see `runtime::blocking`.
//!
//! ```no_run
//! # #[cfg(all(feature = "blocking", feature = "chat", feature = "identity"))]
//! # fn example(text: &str, endpoint: &str) -> Result<(), Box<dyn std::error::Error>> {
//! use acs_sdk::{Blocking, ChatClient, CommunicationTokenCredential, IdentityClient, TokenScope};
//!
//! let identity = IdentityClient::from_connection_string(text)?;
//! let (user, token) = identity.create_user_and_token([TokenScope::Chat]).blocking()?;
//!
//! let chat = ChatClient::new(endpoint, CommunicationTokenCredential::from_token(token.secret())?)?;
//! let thread = chat.create_thread("Launch").blocking()?.client();
//! thread.send_message("Ten, nine, eight …").blocking()?;
//! for message in thread.list_messages().items().blocking() {
//!     println!("{:?}", message?.content);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! ```no_run
//! # #[cfg(all(feature = "blocking", feature = "email", feature = "sms"))]
//! # fn example(text: &str, message: acs_sdk::email::Message) -> Result<(), Box<dyn std::error::Error>> {
//! use acs_sdk::{Blocking, EmailClient, SmsClient};
//!
//! let sms = SmsClient::from_connection_string(text)?;
//! for result in sms.send("+18005550100", ["+14255550123"], "Your appointment is at noon.").blocking()? {
//!     println!("{}: {}", result.to(), if result.is_successful() { "accepted" } else { "refused" });
//! }
//!
//! let email = EmailClient::from_connection_string(text)?;
//! let accepted = email.send(message).blocking()?;
//! println!("{}", accepted.until_done().blocking()?.status);
//! # Ok(())
//! # }
//! ```
//!
//! # Settings
//!
//! A [`ClientBuilder`] says what holds for all calls: time limits, repetition, how many calls in what time, versions,
//! transport. Each call takes [`CallSettings`](runtime::client::CallSettings) beside that:
//!
//! ```no_run
//! # #[cfg(all(feature = "reqwest", feature = "sms"))]
//! # async fn example(key: acs_sdk::AccessKeyCredential) -> Result<(), Box<dyn std::error::Error>> {
//! use std::time::Duration;
//!
//! use acs_sdk::{Client, SmsClient, runtime::client::{CallSettings, Retry}};
//!
//! let settings = Client::builder("https://contoso.communication.azure.com")
//!     .timeout(Duration::from_secs(60)) // a call with all of its attempts and pauses
//!     .attempt_timeout(Duration::from_secs(10))
//!     .retry(Retry::default().attempts(3));
//! let sms = SmsClient::with_client_builder(settings, key)?;
//!
//! let quick = CallSettings::new().timeout(Duration::from_secs(5)).header("x-ms-client-request-id", "order-17");
//! sms.send("+18005550100", ["+14255550123"], "Your parcel is there.").settings(quick).await?;
//! # Ok(())
//! # }
//! ```
//!
//! Each call has a random `x-ms-client-request-id` unless it is given one. Errors show it, or the service's own id, which
//! is what Microsoft's support asks for.
//!
//! # Tests
//!
//! With the feature `testing`, a service answers from memory and a clock stands still: requests, signatures and decoding
//! are real, and nothing waits.
//!
//! ```
//! # #[cfg(all(feature = "testing", feature = "sms"))]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use std::time::Duration;
//!
//! use acs_sdk::{AccessKeyCredential, Client, SmsClient, runtime::{InMemory, ManualClock}};
//!
//! let busy = http::Response::builder().status(429).header("retry-after", "7");
//! let busy = busy.body(bytes::Bytes::new())?;
//! let service = InMemory::new()
//!     .respond(move |_| busy.clone())
//!     .json(202, r#"{"value":[{"to":"+14255550123","messageId":"m","httpStatusCode":202,"successful":true}]}"#);
//! let clock = ManualClock::default();
//!
//! let settings = Client::builder("https://contoso.communication.azure.com");
//! let settings = settings.transport(service.clone()).clock(clock.clone());
//! let sms = SmsClient::with_client_builder(settings, AccessKeyCredential::new("bm90IGEga2V5")?)?;
//! let results = sms.send("+18005550100", ["+14255550123"], "Hello").await?;
//!
//! assert!(results[0].is_successful());
//! assert_eq!(clock.sleeps(), [Duration::from_secs(7)]); // as the service wanted, without having waited
//! assert_eq!(service.requests().len(), 2);
//! # Ok(())
//! # }
//! # #[cfg(not(all(feature = "testing", feature = "sms")))]
//! # fn main() {}
//! ```
//!
//! Where even that is too much, the operations of each service are a trait in [`api`], which takes a double: the guides of
//! the services have an example of it.
//!
//! # In a browser
//!
//! On `wasm32-unknown-unknown` the same clients send with `fetch` and wait with the browser's timers, as far as the
//! service allows pages of other origins to call it. Users' tokens may be there; an access key, or a connection string
//! that holds one, would be everybody's.

#[rustfmt::skip]
mod generated;

#[cfg(feature = "chat")]
pub mod chat;
pub mod credential;
#[cfg(feature = "email")]
pub mod email;
pub mod identifier;
#[cfg(feature = "identity")]
pub mod identity;
#[cfg(any(feature = "email", feature = "identity", feature = "sms"))]
mod setup;
#[cfg(feature = "sms")]
pub mod sms;

#[cfg(feature = "chat")]
pub use chat::{ChatClient, ChatThreadClient};
pub use credential::{AccessKeyCredential, CommunicationTokenCredential, ConnectionString, ServiceCredential};
#[cfg(feature = "email")]
pub use email::EmailClient;
#[cfg(feature = "blocking")]
pub use generated::runtime::Blocking;
pub use generated::{
    api, credentials, models, operations,
    runtime::{self, Client, ClientBuilder, Error, Operation},
};
pub use identifier::CommunicationIdentifier;
#[cfg(feature = "identity")]
pub use identity::{IdentityClient, TokenScope};
#[cfg(any(feature = "email", feature = "identity", feature = "sms"))]
pub use setup::SetupError;
#[cfg(feature = "sms")]
pub use sms::SmsClient;

/// The examples of the two READMEs, so that they are compiled.
#[cfg(all(doctest, feature = "chat", feature = "email", feature = "reqwest", feature = "sms"))]
mod readme {
    #[doc = include_str!("../README.md")]
    struct OfThisCrate;

    #[doc = include_str!("../../README.md")]
    struct OfTheWorkspace;
}
