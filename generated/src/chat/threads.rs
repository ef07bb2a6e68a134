//! Reading, changing and deleting a thread.

use crate::generated::{
    models::{ChatRetentionPolicy, ChatThreadProperties, NoneRetentionPolicy, UpdateChatThreadRequest},
    operations::chat::{DeleteChatThread, GetChatThreadProperties, UpdateChatThreadProperties},
    runtime::{BoxFuture, Client, Error, client::CallSettings},
};

/// Reads a thread's properties when it is awaited. From
/// [`ChatThreadClient::properties`](super::ChatThreadClient::properties).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until it is awaited"]
pub struct GetProperties {
    client: Client,
    operation: GetChatThreadProperties,
}

impl GetProperties {
    pub(super) fn new(client: Client, thread_id: &str) -> Self {
        Self { client, operation: GetChatThreadProperties::new(thread_id) }
    }

    /// Does this call with other settings than those of the client.
    pub fn settings(mut self, settings: CallSettings) -> Self {
        self.client = self.client.with_settings(settings);
        self
    }
}

/// # Errors
/// [`Error::Service`] when there is no such thread, or the user is not in it.
impl IntoFuture for GetProperties {
    type Output = Result<ChatThreadProperties, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.client.send(self.operation).into_future()
    }
}

/// Changes a thread when it is awaited: what is set here; the rest stays as it is. From
/// [`ChatThreadClient::update_properties`](super::ChatThreadClient::update_properties).
///
/// What is not set is not sent. The service knows no `null` here: a topic cannot be taken away, and names once put into
/// the metadata can be given another value and no more.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until it is awaited"]
pub struct UpdateProperties {
    client: Client,
    operation: UpdateChatThreadProperties,
}

impl UpdateProperties {
    pub(super) fn new(client: Client, thread_id: &str) -> Self {
        let operation = UpdateChatThreadProperties::new(thread_id, UpdateChatThreadRequest::new());
        Self { client, operation }
    }

    /// Does this call with other settings than those of the client.
    pub fn settings(mut self, settings: CallSettings) -> Self {
        self.client = self.client.with_settings(settings);
        self
    }

    /// Sets the topic.
    pub fn topic(mut self, topic: impl Into<String>) -> Self {
        self.operation.body = self.operation.body.topic(topic);
        self
    }

    /// Sets names and values, at most 1 KB in all. Names of the thread that are not among them keep their values.
    pub fn metadata(mut self, metadata: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>) -> Self {
        self.operation.body = self.operation.body.metadata(metadata);
        self
    }

    /// Says when the service deletes the thread by itself, 30 to 90 days after it was created.
    pub fn retention_policy(mut self, policy: impl Into<ChatRetentionPolicy>) -> Self {
        self.operation.body = self.operation.body.retention_policy(policy);
        self
    }

    /// Says that the service does not delete the thread by itself.
    pub fn no_retention_policy(self) -> Self {
        self.retention_policy(NoneRetentionPolicy::new())
    }
}

/// # Errors
/// [`Error::Service`] when there is no such thread, or the user is not in it.
impl IntoFuture for UpdateProperties {
    type Output = Result<(), Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.client.send(self.operation).repeatable().into_future()
    }
}

/// Deletes a thread when it is awaited. From [`ChatClient::delete_thread`](super::ChatClient::delete_thread).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until it is awaited"]
pub struct DeleteThread {
    client: Client,
    operation: DeleteChatThread,
}

impl DeleteThread {
    pub(super) fn new(client: Client, thread_id: String) -> Self {
        Self { client, operation: DeleteChatThread::new(thread_id) }
    }

    /// Does this call with other settings than those of the client.
    pub fn settings(mut self, settings: CallSettings) -> Self {
        self.client = self.client.with_settings(settings);
        self
    }
}

/// # Errors
/// [`Error::Request`], with nothing sent, when the id is empty. [`Error::Service`] when there is no such thread, or the
/// user did not create it.
impl IntoFuture for DeleteThread {
    type Output = Result<(), Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.client.send(self.operation).into_future()
    }
}
