//! Chats: threads, the messages in them, and who takes part.
//!
//! A [`ChatClient`] acts for one user, with a token that the Identity service issued for that user, and a
//! [`ChatThreadClient`] in one thread. What is required is an argument, what is optional a setter, and a call is a
//! value that is sent when it is awaited.
//!
//! ```no_run
//! use acs_sdk::{ChatClient, CommunicationIdentifier, CommunicationTokenCredential, models::ChatParticipant};
//!
//! # #[cfg(feature = "reqwest")]
//! # async fn example(token: String) -> Result<(), Box<dyn std::error::Error>> {
//! let credential = CommunicationTokenCredential::from_token(token)?;
//! let chat = ChatClient::new("https://contoso.communication.azure.com", credential)?;
//!
//! let alice = CommunicationIdentifier::from_raw_id("8:acs:alice");
//! let created = chat.create_thread("Launch").participant(ChatParticipant::from(&alice).display_name("Alice")).await?;
//! for failure in &created.failures {
//!     eprintln!("{failure}");
//! }
//!
//! let thread = created.client();
//! thread.send_message("Ten, nine, eight …").sender_display_name("Bob").await?;
//! thread.send_message("<b>Lift-off</b>").html().metadata([("stage", "1")]).await?;
//! # Ok(())
//! # }
//! ```
//!
//! A client for a thread whose id is known is [`chat.thread(id)`](ChatClient::thread), and costs nothing.
//!
//! # Not all of them, or twice
//!
//! A thread is created, and participants are added, even where some of them could not be: the call succeeds, and
//! `failures` has each of the others with what the service said about it. Where one of them decides,
//! [`AddedParticipants::all`] makes an error of it.
//!
//! When the service is overloaded or the connection breaks, a call is repeated by itself if doing it twice is the same as
//! doing it once. Creating a thread is, since the service recognizes it by its `repeatability-request-id`. Sending a
//! message is not: it is repeated only where the service cannot have taken it (after 429, or without a connection), and
//! after any other failure it may be in the thread. Typing notifications are not either, since they grow old.
//!
//! # Pages
//!
//! Lists come in pages. [`items`](ListMessages::items) and [`pages`](ListMessages::pages) are streams, and have a
//! `next` for those who use no library for streams. A page is requested when it is needed, to the client's own endpoint
//! only.
//!
//! ```
//! # #[cfg(feature = "testing")]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use acs_sdk::{ChatClient, Client, CommunicationTokenCredential, chat::MessageView};
//! # use acs_sdk::runtime::{InMemory, ManualClock};
//! # let endpoint = "https://contoso.communication.azure.com";
//! # let service = InMemory::new()
//! #     .json(200, r#"{"value":[{"id":"2","type":"text","sequenceId":"2","version":"2",
//! #         "createdOn":"2026-01-05T08:00:01Z","content":{"message":"hello"},"senderDisplayName":"Alice"}],
//! #         "nextLink":"/chat/2"}"#)
//! #     .json(200, r#"{"value":[{"id":"1","type":"participantAdded","sequenceId":"1","version":"1",
//! #         "createdOn":"2026-01-05T08:00:00Z",
//! #         "content":{"participants":[{"communicationIdentifier":{"rawId":"8:acs:a"}}]}}]}"#);
//! # let settings = Client::builder(endpoint).transport(service).clock(ManualClock::default());
//! # let chat = ChatClient::with_client_builder(settings, CommunicationTokenCredential::from_token("token")?)?;
//! # let mut seen = Vec::new();
//!
//! let mut messages = chat.thread("19:a@thread.v2").list_messages().max_page_size(50).items();
//! while let Some(message) = messages.next().await {
//!     let message = message?;
//!     let name = message.sender_name().unwrap_or("somebody");
//!     match message.view() {
//!         MessageView::Text(text) => println!("{name}: {text}"),
//!         MessageView::Html(html) => println!("{name}, in HTML: {html}"),
//!         MessageView::ParticipantsAdded { participants, .. } => println!("{} more", participants.len()),
//!         MessageView::Deleted => println!("{name} has taken it back"),
//!         // New kinds of messages are no errors.
//!         other => println!("{other:?}"),
//!     }
//! #   seen.push(message.id);
//! }
//! # assert_eq!(seen, ["2", "1"]);
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "testing"))]
//! # fn main() {}
//! ```
//!
//! Messages come with the newest first. Between them stand those in which the service records what happened: another
//! topic, more or fewer participants. Deleted messages stay in the list without content. A sender who gave no name has
//! an empty one, which [`sender_name`](crate::models::ChatMessage::sender_name) takes for none. Deleted threads, too,
//! stay in the list of threads, with [`deleted_on`](crate::models::ChatThreadItem::deleted_on).
//!
//! To go on later, or elsewhere, keep the [`continuation`](crate::runtime::Pages::continuation) of a stream, or the one
//! in [`Error::Page`], and give it to [`pages_from`](ListMessages::pages_from).
//!
//! # Errors
//!
//! [`Error::Service`] has all that the service answered: 401 for a token that it does not take, 403 for somebody who is
//! not in the thread or may not do this, 404 for what is not there, 429 above the limits that stand at each method, 503
//! for the service's own troubles. Its `code` is the thing to decide on; there is none where a gateway answered in the
//! service's place.
//!
//! ```
//! # #[cfg(feature = "testing")]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use acs_sdk::{ChatClient, Client, CommunicationTokenCredential, Error};
//! use acs_sdk::runtime::{InMemory, ManualClock};
//!
//! // A test needs no network: real requests, real decoding, and the answers of the test.
//! let service = InMemory::new()
//!     .json(201, r#"{"id":"1"}"#)
//!     .json(404, r#"{"CommunicationError":{"Code":"NotFound","Message":"The specified thread id was not found."}}"#);
//! let settings = Client::builder("https://contoso.communication.azure.com")
//!     .transport(service.clone())
//!     .clock(ManualClock::default());
//! let chat = ChatClient::with_client_builder(settings, CommunicationTokenCredential::from_token("token")?)?;
//!
//! let thread = chat.thread("19:a@thread.v2");
//! assert_eq!(thread.send_message("hello").await?.id, "1");
//! match thread.properties().await {
//!     Err(Error::Service(error)) => {
//!         assert_eq!((error.status().as_u16(), error.code()), (404, Some("NotFound")));
//!     }
//!     other => panic!("{other:?}"),
//! }
//! assert_eq!(service.requests()[0].body().as_ref(), br#"{"content":"hello","type":"text"}"#);
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "testing"))]
//! # fn main() {}
//! ```
//!
//! # Tests
//!
//! The one above shows `InMemory`, which comes with the feature `testing`: nothing of the client is replaced but the
//! network. Where even that is too much, take the operations as a trait. [`chat.client()`](ChatClient::client) is one
//! implementation of it, and a test's own is another:
//!
//! ```
//! use acs_sdk::api::ChatApi;
//! use acs_sdk::operations::chat::{DeleteChatThread, SendTypingNotification};
//! use acs_sdk::{Error, runtime::BoxFuture};
//!
//! async fn clean_up(chat: &dyn ChatApi, threads: &[String]) -> Result<(), Error> {
//!     for id in threads {
//!         chat.delete_chat_thread(DeleteChatThread::new(id)).await?;
//!     }
//!     Ok(())
//! }
//!
//! struct Deleted(std::sync::Mutex<Vec<String>>);
//!
//! impl ChatApi for Deleted {
//!     fn delete_chat_thread(&self, operation: DeleteChatThread) -> BoxFuture<'_, Result<(), Error>> {
//!         self.0.lock().unwrap().push(operation.chat_thread_id);
//!         Box::pin(async { Ok(()) })
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! let chat = Deleted(Default::default());
//! clean_up(&chat, &["19:a@thread.v2".to_owned()]).await?;
//! assert_eq!(*chat.0.lock().unwrap(), ["19:a@thread.v2"]);
//!
//! // What it does not write says so.
//! let error = chat.send_typing_notification(SendTypingNotification::new("19:a@thread.v2")).await.unwrap_err();
//! assert_eq!(error.to_string(), "chat.send_typing_notification: not implemented here");
//! # Ok(())
//! # }
//! ```
//!
#![doc = include_str!("chat/counterparts.md")]

mod client;
mod create_thread;
mod lists;
mod messages;
mod notifications;
mod participants;
mod received;
mod thread_client;
mod threads;

pub use client::ChatClient;
pub use create_thread::{CreateThread, CreatedThread};
pub use lists::{List, ListMessages, ListParticipants, ListReadReceipts, ListThreads};
pub use messages::{DeleteMessage, GetMessage, SendMessage, SentMessage, UpdateMessage};
pub use notifications::{SendReadReceipt, SendTyping};
pub use participants::{AddParticipants, AddedParticipants, ParticipantFailure, RemoveParticipant, match_failures};
pub use received::MessageView;
pub use thread_client::ChatThreadClient;
pub use threads::{DeleteThread, GetProperties, UpdateProperties};

use crate::generated::runtime::{Error, Operation, error::RequestError};
// For the links in the documentation above.
#[cfg(doc)]
use crate::{
    credential::CommunicationTokenCredential,
    models::{ChatParticipant, ChatThreadItem, ChatThreadProperties},
};

/// The error of a call that is not sent.
fn refuse<O: Operation>(problem: &str) -> Error {
    Error::Request(Box::new(RequestError::new(O::META, problem.to_owned())))
}
