//! Calls whose answer is a stream of events.

use super::{
    super::events::{Events, Source, Streamed},
    Call, Client,
};

impl Client {
    /// The events of an operation that answers with a stream, each given as soon as it has come.
    ///
    /// A service that streams only when the request says so (`stream: true` in a body, say) is told so by whoever makes
    /// the operation.
    pub fn events<O: Streamed>(&self, operation: O) -> Events<O> {
        self.send(operation).events()
    }
}

impl<O: Streamed> Call<O> {
    /// The events of the stream that it answers with: `client.events(operation)` for a call with settings of its own.
    pub fn events(self) -> Events<O> {
        Events::new(Source::new(self.client, O::META, O::ACCEPT, self.request, self.repeatable))
    }
}
