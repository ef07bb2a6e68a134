//! Email: from the domains of a resource.
//!
//! ```
//! # #[cfg(feature = "testing")]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use acs_sdk::{
//!     Client, EmailClient, credential::AccessKeyCredential, email::Message, models::EmailSendStatus,
//!     runtime::{InMemory, ManualClock},
//! };
//!
//! // In a program: `EmailClient::from_connection_string(&std::env::var("COMMUNICATION_CONNECTION_STRING")?)?`
//! let service = InMemory::new()
//!     .json(202, r#"{"id":"op1","status":"Running"}"#)
//!     .json(200, r#"{"id":"op1","status":"Running"}"#)
//!     .json(200, r#"{"id":"op1","status":"Succeeded"}"#);
//! let settings = Client::builder("https://contoso.communication.azure.com");
//! let settings = settings.transport(service.clone()).clock(ManualClock::default());
//! let email = EmailClient::with_client_builder(settings, AccessKeyCredential::new("bm90IGEga2V5")?)?;
//!
//! let message = Message::new("news@contoso.com", ["ann@example.com"], "Hello")
//!     .plain_text("Hello, Ann.")
//!     .html("<p>Hello, Ann. <img src='cid:logo'></p>")
//!     .inline("logo", "logo.png", "image/png", *b"\x89PNG");
//! let sent = email.send(message).await?; // accepted
//! assert_eq!(sent.id(), "op1");
//! let result = sent.until_done().await?; // sent out, or an error that says why not
//! assert_eq!(result.status, EmailSendStatus::Succeeded);
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
//! | [`SendEmail`](crate::operations::email::SendEmail) | [`send`](EmailClient::send) |
//! | [`GetEmailSendResult`](crate::operations::email::GetEmailSendResult) | [`status`](EmailClient::status), and what an [`EmailOperation`] asks |
//!
//! # Sent once
//!
//! [`send`](EmailClient::send) gives the message an `Operation-Id`, unless it is given one: the service queues it once,
//! however often it is asked, so that the call is repeated after failures that leave open whether the service has acted.
//! A clone of the request is the same message; call `send` again for another one.
//!
//! # What became of it
//!
//! *Accepted* means queued. [`EmailOperation::until_done`] asks until the message is sent out, and
//! [`EmailOperation::statuses`] lets you watch. Both ask as often as the service wants, or else every 30 seconds. Nothing
//! has to wait: keep the id, and ask later or from elsewhere with [`EmailClient::operation`] or [`EmailClient::status`].
//!
//! A message that was not sent is [`Error::Poll`](crate::Error::Poll), with the service's reason:
//!
//! ```
//! # #[cfg(feature = "testing")]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # use acs_sdk::{Client, EmailClient, credential::AccessKeyCredential, runtime::{InMemory, ManualClock}};
//! use acs_sdk::{Error, models::EmailSendResult};
//!
//! # let service = InMemory::new().json(200, r#"{"id":"op1","status":"Failed","error":{"code":"EmailDropped"}}"#);
//! # let settings = Client::builder("https://contoso.communication.azure.com");
//! # let settings = settings.transport(service).clock(ManualClock::default());
//! # let email = EmailClient::with_client_builder(settings, AccessKeyCredential::new("bm90IGEga2V5")?)?;
//! match email.operation("op1")?.until_done().await {
//!     Ok(_) => println!("sent out"),
//!     Err(Error::Poll(failure)) => {
//!         let result: EmailSendResult = failure.decode()?;
//!         let reason = result.error.and_then(|error| error.code);
//!         assert_eq!(reason.as_deref(), Some("EmailDropped"));
//!     }
//!     Err(error) => return Err(error.into()),
//! }
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "testing"))]
//! # fn main() {}
//! ```
//!
//! # Errors and limits
//!
//! A message has up to 50 recipients, and 10 MB in all, where attachments count in their Base64 form, which is a third
//! longer. From a domain of your own, 30 messages a minute and 100 an hour may be sent, and 60 questions a minute and 200
//! an hour be asked; from a domain that Azure made, 5 and 10, and 10 and 20. What is more is answered with 429, which is
//! waited for and tried again, as long as the pause is no longer than
//! [`Retry::longest_pause`](crate::runtime::client::Retry::longest_pause).
//!
//! A refusal is [`Error::Service`](crate::Error::Service); its code is that of the body or of `x-ms-error-code`.
//!
//! # Without the service
//!
//! Code that is generic over [`EmailApi`](crate::api::EmailApi) takes a double:
//!
//! ```
//! use acs_sdk::{Error, api::EmailApi, email::Message, models, operations::email::SendEmail, runtime::BoxFuture};
//!
//! struct Fake;
//!
//! impl EmailApi for Fake {
//!     fn send_email(&self, operation: SendEmail) -> BoxFuture<'_, Result<models::EmailSendResult, Error>> {
//!         assert_eq!(operation.body.content.subject, "Hello");
//!         Box::pin(async { Ok(serde_json::from_str(r#"{"id":"op1","status":"Running"}"#).unwrap()) })
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! let email: &dyn EmailApi = &Fake;
//! let message = Message::new("news@contoso.com", ["ann@example.com"], "Hello").plain_text("Hello, Ann.");
//! assert_eq!(email.send_email(SendEmail::new(message)).await?.id, "op1");
//! # Ok(())
//! # }
//! ```
//!
//! [`EmailClient::client`] implements it too.

mod client;
mod message;
mod operation;
mod send;

pub use client::EmailClient;
pub use message::Message;
pub use operation::EmailOperation;
pub use send::SendMessage;
