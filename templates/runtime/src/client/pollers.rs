//! Calls that the service goes on with after it has answered.

use super::{
    super::{
        error::Error,
        polling::{LongRunning, Poller},
        response::unexpected,
    },
    Client,
};

impl Client {
    /// Sends an operation that the service goes on with, and watches it.
    ///
    /// # Errors
    /// See [`Error`]; [`Error::Link`], with the answer in it, when that does not say where to ask.
    pub async fn start<O: LongRunning>(&self, operation: O) -> Result<Poller<O>, Error> {
        let response = self.execute(O::META, self.request(&operation), false).await?;
        if !response.status().is_success() {
            return Err(unexpected(O::META, response));
        }
        Poller::accepted(self.clone(), response.headers()).ok_or_else(|| Poller::<O>::lost(Some(response)))
    }

    /// Watches an operation that was just accepted: the headers are those of the answer that accepted it.
    ///
    /// # Errors
    /// [`Error::Link`] when they do not say where to ask.
    pub fn poller<O: LongRunning>(&self, accepted: &http::HeaderMap) -> Result<Poller<O>, Error> {
        Poller::accepted(self.clone(), accepted).ok_or_else(|| Poller::<O>::lost(None))
    }

    /// Watches an operation that was started before: `continuation` is what its poller gave.
    pub fn poller_from<O: LongRunning>(&self, continuation: impl Into<String>) -> Poller<O> {
        Poller::resume(self.clone(), continuation.into())
    }
}
