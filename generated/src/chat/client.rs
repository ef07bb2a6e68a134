//! [`ChatClient`]: what can be done without a thread, and how to get at one.

use super::{ChatThreadClient, CreateThread, DeleteThread, ListThreads};
use crate::{
    credential::CommunicationTokenCredential,
    generated::{
        operations::chat::ListChatThreads,
        runtime::{
            Client, ClientBuilder,
            client::{BuildError, Endpoint},
        },
    },
};

/// The chats of one user.
///
/// What it does, it does as the user whose token it has: the service shows that user's threads, and writes that user's
/// messages. Cheap to clone; clones share connections and token.
///
/// An access key does not compile here, since the service refuses it:
///
/// ```compile_fail,E0308
/// use acs_sdk::{AccessKeyCredential, ChatClient};
///
/// let key = AccessKeyCredential::new("bm90IGEga2V5").unwrap();
/// let chat = ChatClient::new("https://contoso.communication.azure.com", key); // does not compile
/// ```
#[derive(Clone, Debug)]
pub struct ChatClient {
    client: Client,
}

impl ChatClient {
    /// A client with the usual settings. The endpoint is the one of the resource, as the portal shows it:
    /// `https://contoso.communication.azure.com`.
    ///
    /// # Errors
    /// When the endpoint is not an absolute URL, or when there is no default transport: it comes with the feature
    /// `reqwest`.
    pub fn new(endpoint: &str, credential: CommunicationTokenCredential) -> Result<Self, BuildError> {
        Self::with_client_builder(Client::builder(endpoint), credential)
    }

    /// A client with settings of its own: transport, clock, repetition, time limit, how many calls in what time, the
    /// longest response, the version of the service, and what the client calls itself. The credential replaces one that
    /// the builder has.
    ///
    /// ```
    /// use std::time::Duration;
    /// # #[cfg(feature = "reqwest")]
    /// # fn example(token: &str) -> Result<acs_sdk::ChatClient, Box<dyn std::error::Error>> {
    /// use acs_sdk::{ChatClient, Client, CommunicationTokenCredential, runtime::client::Retry};
    ///
    /// let settings = Client::builder("https://contoso.communication.azure.com")
    ///     .parameter("api-version", "2024-03-07")
    ///     .timeout(Duration::from_secs(30))
    ///     .attempt_timeout(Duration::from_secs(10))
    ///     .retry(Retry::default().attempts(2))
    ///     // As many as the connector for Power Automate allows itself.
    ///     .rate_limit(100, Duration::from_secs(60));
    /// let chat = ChatClient::with_client_builder(settings, CommunicationTokenCredential::from_token(token)?)?;
    /// # Ok(chat)
    /// # }
    /// ```
    ///
    /// # Errors
    /// When the endpoint is not an absolute URL, when there is neither a transport and clock nor the feature
    /// `reqwest`, or when the user agent holds characters that a header cannot.
    pub fn with_client_builder(
        settings: ClientBuilder,
        credential: CommunicationTokenCredential,
    ) -> Result<Self, BuildError> {
        let client = settings.authenticate(credential).build()?;
        Ok(Self { client })
    }

    /// Where the requests go.
    pub fn endpoint(&self) -> &Endpoint {
        self.client.endpoint()
    }

    /// The client underneath, which sends any [operation](crate::operations::chat) as it is, gives status and headers
    /// of a response, and implements [`ChatApi`](crate::api::ChatApi).
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Starts a thread, in which the user is the first participant. The topic must not be empty.
    ///
    /// It carries a random `repeatability-request-id`, the same in all attempts and clones of this value, so that what
    /// is sent twice makes one thread.
    pub fn create_thread(&self, topic: impl Into<String>) -> CreateThread {
        CreateThread::new(self.client.clone(), topic.into())
    }

    /// Lists the user's threads. Deleted ones stay in the list for a while, with the time at which they were deleted.
    pub fn list_threads(&self) -> ListThreads {
        ListThreads::new(self.client.clone(), ListChatThreads::new())
    }

    /// Deletes a thread for all of its participants.
    pub fn delete_thread(&self, thread_id: impl Into<String>) -> DeleteThread {
        DeleteThread::new(self.client.clone(), thread_id.into())
    }

    /// The client of one thread. Nothing is sent: whether the thread exists turns out with the first call. When the id
    /// is empty every call fails with [`Error::Request`](crate::Error::Request), and sends nothing.
    pub fn thread(&self, thread_id: impl Into<String>) -> ChatThreadClient {
        ChatThreadClient::new(self.client.clone(), thread_id.into())
    }
}
