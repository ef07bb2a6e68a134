//! Creating a thread: once, however often it is sent, and with the participants who could not be added.

use bytes::Bytes;
use uuid::Uuid;

use super::{ChatThreadClient, ParticipantFailure, match_failures, refuse};
use crate::generated::{
    models::{ChatParticipant, ChatRetentionPolicy, ChatThreadProperties, CreateChatThreadRequest},
    models::{CommunicationError, CommunicationErrorResponse},
    operations::chat::{CreateChatThread, CreateChatThreadHeaders},
    runtime::{
        BoxFuture, Client, Error, Meta, Operation, ServiceError, client::CallSettings, error::DecodeError,
        json::Malformed, request::RequestBuilder,
    },
};

/// Creates a thread when it is awaited. From [`ChatClient::create_thread`](super::ChatClient::create_thread).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until it is awaited"]
pub struct CreateThread {
    client: Client,
    settings: CallSettings,
    operation: CreateChatThread,
}

impl CreateThread {
    pub(super) fn new(client: Client, topic: String) -> Self {
        // The official SDKs always send the list, even if it is empty.
        let body = CreateChatThreadRequest::new(topic).participants(Vec::<ChatParticipant>::new());
        let operation = CreateChatThread::new(body).repeatability_request_id(Uuid::new_v4().to_string());
        Self { client, settings: CallSettings::new(), operation }
    }

    /// Does this call with other settings than those of the client. The client of
    /// the new thread has those of the client.
    pub fn settings(mut self, settings: CallSettings) -> Self {
        self.settings = self.settings.and(settings);
        self
    }

    /// Adds a participant. The user who creates the thread is one without being named.
    pub fn participant(self, participant: impl Into<ChatParticipant>) -> Self {
        self.participants([participant])
    }

    /// Adds participants to those who were given before: at most 200 in all.
    pub fn participants(mut self, participants: impl IntoIterator<Item = impl Into<ChatParticipant>>) -> Self {
        let list = self.operation.body.participants.get_or_insert_default();
        list.extend(participants.into_iter().map(Into::into));
        self
    }

    /// Sets names and values of one's own for the thread, at most 1 KB in all.
    pub fn metadata(mut self, metadata: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>) -> Self {
        self.operation.body = self.operation.body.metadata(metadata);
        self
    }

    /// Says when the service deletes the thread by itself, 30 to 90 days after it was created. Without it, the resource
    /// decides.
    pub fn retention_policy(mut self, policy: impl Into<ChatRetentionPolicy>) -> Self {
        self.operation.body = self.operation.body.retention_policy(policy);
        self
    }

    /// Sets the id by which the service recognizes a repetition, instead of a random UUID: with the same id it answers
    /// with the thread that the first request made. It must not be empty.
    ///
    /// Worth giving where the program itself may start again in between: keep the id before the call.
    pub fn repeatability_request_id(mut self, id: impl Into<String>) -> Self {
        self.operation = self.operation.repeatability_request_id(id);
        self
    }

    fn check(&self) -> Result<(), Error> {
        if self.operation.body.topic.is_empty() {
            return Err(refuse::<CreateChatThread>("the topic is empty"));
        }
        match self.operation.repeatability_request_id.as_deref() {
            // The client would take it for one, and repeat what the service does not recognize.
            Some("") => Err(refuse::<CreateChatThread>("the repeatability request id is empty")),
            _ => Ok(()),
        }
    }
}

/// # Errors
/// [`Error::Request`], with nothing sent, when the topic or a given repeatability request id is empty.
/// [`Error::Service`] when the service does not create the thread. A participant who cannot be added is no error, but
/// in [`CreatedThread::failures`].
impl IntoFuture for CreateThread {
    type Output = Result<CreatedThread, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            self.check()?;
            let Self { client, settings, operation } = self;
            let participants = operation.body.participants.clone().unwrap_or_default();
            let (thread, errors) = client.send(Creation(operation)).settings(settings).await?;
            Ok(CreatedThread { client, thread, failures: match_failures(&participants, errors) })
        })
    }
}

/// A thread that was created, with those participants who could be added.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CreatedThread {
    /// The thread as the service made it.
    pub thread: ChatThreadProperties,
    /// Who was left out, and why. The thread exists without them.
    pub failures: Vec<ParticipantFailure>,
    client: Client,
}

impl CreatedThread {
    /// The thread's id.
    pub fn id(&self) -> &str {
        &self.thread.id
    }

    /// A client for the thread.
    pub fn client(&self) -> ChatThreadClient {
        ChatThreadClient::new(self.client.clone(), self.thread.id.clone())
    }
}

/// The emitted operation, except that a success without a thread is none: the document leaves the thread optional.
struct Creation(CreateChatThread);

impl Operation for Creation {
    type Output = (ChatThreadProperties, Vec<CommunicationError>);
    type Headers = CreateChatThreadHeaders;
    type Failure = CommunicationErrorResponse;

    const META: &'static Meta = CreateChatThread::META;

    fn build(&self, request: &mut RequestBuilder<'_>) {
        self.0.build(request);
    }

    fn output(response: http::Response<Bytes>) -> Result<Self::Output, Error> {
        let result = CreateChatThread::output(response.clone())?;
        match result.chat_thread {
            Some(thread) => Ok((thread, result.invalid_participants.unwrap_or_default())),
            None => {
                let malformed = Malformed { path: "chatThread".to_owned(), problem: "missing".to_owned() };
                Err(Error::Decode(Box::new(DecodeError::new(Self::META, response, malformed))))
            }
        }
    }

    fn failure(error: &ServiceError) -> Result<Self::Failure, Malformed> {
        CreateChatThread::failure(error)
    }
}
