//! What comes in pages: threads, messages, participants, read receipts.

use time::{OffsetDateTime, UtcOffset};

use crate::generated::{
    operations::chat::{ListChatMessages, ListChatParticipants, ListChatReadReceipts, ListChatThreads},
    runtime::{Client, DateTime, Items, Pages},
};

/// Lists threads. From [`ChatClient::list_threads`](super::ChatClient::list_threads).
///
/// At most 50 pages in 10 seconds per user.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until pages or items are asked for"]
pub struct ListThreads {
    client: Client,
    operation: ListChatThreads,
}

impl ListThreads {
    pub(super) fn new(client: Client) -> Self {
        Self { client, operation: ListChatThreads::new() }
    }

    /// Sets how many threads a page holds at the most. The service may give fewer.
    pub fn max_page_size(mut self, size: i32) -> Self {
        self.operation = self.operation.max_page_size(size);
        self
    }

    /// Looks no further back than this moment. Sent in UTC, without parts of a millisecond.
    pub fn start_time(mut self, time: impl Into<DateTime>) -> Self {
        self.operation = self.operation.start_time(plain(time.into()));
        self
    }

    /// The threads, as a stream that asks for pages as it needs them.
    pub fn items(self) -> Items<ListChatThreads> {
        self.pages().items()
    }

    /// The pages, as a stream.
    pub fn pages(self) -> Pages<ListChatThreads> {
        self.client.pages(self.operation)
    }

    /// The pages from one on: `continuation` is what [`Pages::continuation`] or an error gave, here or in another
    /// process. Settings of this value do not count; the service has put them into the continuation.
    pub fn pages_from(self, continuation: impl Into<String>) -> Pages<ListChatThreads> {
        self.client.pages_from(continuation)
    }
}

/// Lists messages, the newest first. From [`ChatThreadClient::list_messages`](super::ChatThreadClient::list_messages).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until pages or items are asked for"]
pub struct ListMessages {
    client: Client,
    operation: ListChatMessages,
}

impl ListMessages {
    pub(super) fn new(client: Client, thread_id: &str) -> Self {
        Self { client, operation: ListChatMessages::new(thread_id) }
    }

    /// Sets how many messages a page holds at the most, up to 200. The service may give fewer.
    pub fn max_page_size(mut self, size: i32) -> Self {
        self.operation = self.operation.max_page_size(size);
        self
    }

    /// Looks no further back than this moment. Sent in UTC, without parts of a millisecond.
    pub fn start_time(mut self, time: impl Into<DateTime>) -> Self {
        self.operation = self.operation.start_time(plain(time.into()));
        self
    }

    /// The messages, as a stream that asks for pages as it needs them.
    pub fn items(self) -> Items<ListChatMessages> {
        self.pages().items()
    }

    /// The pages, as a stream.
    pub fn pages(self) -> Pages<ListChatMessages> {
        self.client.pages(self.operation)
    }

    /// The pages from one on; as [`ListThreads::pages_from`].
    pub fn pages_from(self, continuation: impl Into<String>) -> Pages<ListChatMessages> {
        self.client.pages_from(continuation)
    }
}

/// Lists participants. From [`ChatThreadClient::list_participants`](super::ChatThreadClient::list_participants).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until pages or items are asked for"]
pub struct ListParticipants {
    client: Client,
    operation: ListChatParticipants,
}

impl ListParticipants {
    pub(super) fn new(client: Client, thread_id: &str) -> Self {
        Self { client, operation: ListChatParticipants::new(thread_id) }
    }

    /// Sets how many participants a page holds at the most. The service may give fewer.
    pub fn max_page_size(mut self, size: i32) -> Self {
        self.operation = self.operation.max_page_size(size);
        self
    }

    /// Leaves out that many participants at the beginning.
    pub fn skip(mut self, count: i32) -> Self {
        self.operation = self.operation.skip(count);
        self
    }

    /// The participants, as a stream that asks for pages as it needs them.
    pub fn items(self) -> Items<ListChatParticipants> {
        self.pages().items()
    }

    /// The pages, as a stream.
    pub fn pages(self) -> Pages<ListChatParticipants> {
        self.client.pages(self.operation)
    }

    /// The pages from one on; as [`ListThreads::pages_from`].
    pub fn pages_from(self, continuation: impl Into<String>) -> Pages<ListChatParticipants> {
        self.client.pages_from(continuation)
    }
}

/// Lists read receipts. From [`ChatThreadClient::list_read_receipts`](super::ChatThreadClient::list_read_receipts).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until pages or items are asked for"]
pub struct ListReadReceipts {
    client: Client,
    operation: ListChatReadReceipts,
}

impl ListReadReceipts {
    pub(super) fn new(client: Client, thread_id: &str) -> Self {
        Self { client, operation: ListChatReadReceipts::new(thread_id) }
    }

    /// Sets how many receipts a page holds at the most. The service may give fewer.
    pub fn max_page_size(mut self, size: i32) -> Self {
        self.operation = self.operation.max_page_size(size);
        self
    }

    /// Leaves out that many receipts at the beginning.
    pub fn skip(mut self, count: i32) -> Self {
        self.operation = self.operation.skip(count);
        self
    }

    /// The receipts, as a stream that asks for pages as it needs them.
    pub fn items(self) -> Items<ListChatReadReceipts> {
        self.pages().items()
    }

    /// The pages, as a stream.
    pub fn pages(self) -> Pages<ListChatReadReceipts> {
        self.client.pages(self.operation)
    }

    /// The pages from one on; as [`ListThreads::pages_from`].
    pub fn pages_from(self, continuation: impl Into<String>) -> Pages<ListChatReadReceipts> {
        self.client.pages_from(continuation)
    }
}

/// The time as the official SDKs write it: `Z` and no finer than milliseconds. A clock that tells nanoseconds would
/// give more digits than the service itself ever writes.
fn plain(time: DateTime) -> DateTime {
    let time = OffsetDateTime::from(time);
    let utc = time.checked_to_offset(UtcOffset::UTC).unwrap_or(time);
    utc.replace_millisecond(utc.millisecond()).unwrap_or(utc).into()
}
