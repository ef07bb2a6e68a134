//! What comes in pages: threads, messages, participants, read receipts.

use time::UtcOffset;

use crate::generated::{
    operations::chat::{ListChatMessages, ListChatParticipants, ListChatReadReceipts, ListChatThreads},
    runtime::{Client, DateTime, Items, Paged, Pages, client::CallSettings},
};

/// A list that comes in pages, and how much of it to ask for. Nothing is sent until pages or items are asked for.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until pages or items are asked for"]
pub struct List<O> {
    client: Client,
    operation: O,
}

/// Lists threads. From [`ChatClient::list_threads`](super::ChatClient::list_threads).
///
/// At most 50 pages in 10 seconds per user.
pub type ListThreads = List<ListChatThreads>;

/// Lists messages, the newest first. From [`ChatThreadClient::list_messages`](super::ChatThreadClient::list_messages).
pub type ListMessages = List<ListChatMessages>;

/// Lists participants. From [`ChatThreadClient::list_participants`](super::ChatThreadClient::list_participants).
pub type ListParticipants = List<ListChatParticipants>;

/// Lists read receipts. From [`ChatThreadClient::list_read_receipts`](super::ChatThreadClient::list_read_receipts).
pub type ListReadReceipts = List<ListChatReadReceipts>;

impl<O: Paged> List<O> {
    pub(super) fn new(client: Client, operation: O) -> Self {
        Self { client, operation }
    }

    /// Asks for the pages with other settings than those of the client. A limit in time holds for each page by itself.
    pub fn settings(mut self, settings: CallSettings) -> Self {
        self.client = self.client.with_settings(settings);
        self
    }

    /// What the pages hold, as a stream that asks for pages as it needs them.
    pub fn items(self) -> Items<O> {
        self.pages().items()
    }

    /// The pages, as a stream.
    pub fn pages(self) -> Pages<O> {
        self.client.pages(self.operation)
    }

    /// The pages from one on: `continuation` is what [`Pages::continuation`] or an error gave, here or in another
    /// process. Settings of this value do not count; the service has put them into the continuation.
    pub fn pages_from(self, continuation: impl Into<String>) -> Pages<O> {
        self.client.pages_from(continuation)
    }

    fn map(self, change: impl FnOnce(O) -> O) -> Self {
        Self { client: self.client, operation: change(self.operation) }
    }
}

impl List<ListChatThreads> {
    /// Sets how many threads a page holds at the most. The service may give fewer.
    pub fn max_page_size(self, size: i32) -> Self {
        self.map(|operation| operation.max_page_size(size))
    }

    /// Looks no further back than this moment. Sent in UTC, without parts of a millisecond.
    pub fn start_time(self, time: impl Into<DateTime>) -> Self {
        self.map(|operation| operation.start_time(plain(time.into())))
    }
}

impl List<ListChatMessages> {
    /// Sets how many messages a page holds at the most, up to 200. The service may give fewer.
    pub fn max_page_size(self, size: i32) -> Self {
        self.map(|operation| operation.max_page_size(size))
    }

    /// Looks no further back than this moment. Sent in UTC, without parts of a millisecond.
    pub fn start_time(self, time: impl Into<DateTime>) -> Self {
        self.map(|operation| operation.start_time(plain(time.into())))
    }
}

impl List<ListChatParticipants> {
    /// Sets how many participants a page holds at the most. The service may give fewer.
    pub fn max_page_size(self, size: i32) -> Self {
        self.map(|operation| operation.max_page_size(size))
    }

    /// Leaves out that many participants at the beginning.
    pub fn skip(self, count: i32) -> Self {
        self.map(|operation| operation.skip(count))
    }
}

impl List<ListChatReadReceipts> {
    /// Sets how many receipts a page holds at the most. The service may give fewer.
    pub fn max_page_size(self, size: i32) -> Self {
        self.map(|operation| operation.max_page_size(size))
    }

    /// Leaves out that many receipts at the beginning.
    pub fn skip(self, count: i32) -> Self {
        self.map(|operation| operation.skip(count))
    }
}

/// The time as the official SDKs write it: `Z` and no finer than milliseconds. A clock that tells nanoseconds would
/// give more digits than the service itself ever writes.
fn plain(time: DateTime) -> DateTime {
    let Some(time) = time.get() else { return time };
    let utc = time.checked_to_offset(UtcOffset::UTC).unwrap_or(time);
    utc.replace_millisecond(utc.millisecond()).unwrap_or(utc).into()
}
