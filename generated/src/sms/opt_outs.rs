//! Who does not want texts: three operations that differ in their names only.

use super::{OptOutResult, Recipients, order};
use crate::generated::{
    models::{OptOutRecipient, OptOutRequest, OptOutResponse},
    runtime::{BoxFuture, Call, Client, Error, Operation, client::CallSettings},
};

/// Changes or reads the list of those whom a sender must not text; see
/// [`SmsClient::add_opt_outs`](super::SmsClient::add_opt_outs) and its neighbours.
#[derive(Debug)]
#[must_use = "a request is sent when it is awaited"]
pub struct OptOuts<O> {
    call: Call<O>,
    to: Vec<String>,
}

impl<O: Operation> OptOuts<O> {
    pub(super) fn new(
        client: &Client,
        from: impl Into<String>,
        to: impl Into<Recipients>,
        operation: impl FnOnce(OptOutRequest) -> O,
    ) -> Self {
        let to: Vec<_> = to.into().into_inner().into_iter().map(|recipient| recipient.to).collect();
        let operation = operation(OptOutRequest::new(from, to.iter().map(OptOutRecipient::new)));
        // A list is the same after the same change, made twice.
        Self { call: client.send(operation).repeatable(), to }
    }

    /// Does this call with other settings than those of the client.
    pub fn settings(mut self, settings: CallSettings) -> Self {
        self.call = self.call.settings(settings);
        self
    }
}

/// The results are in the order of the recipients, one for each.
impl<O: Operation<Output = OptOutResponse> + 'static> IntoFuture for OptOuts<O> {
    type Output = Result<Vec<OptOutResult>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let items = order::by_recipient(self.to, self.call.await?.value, |item| &item.to);
            Ok(items.into_iter().map(|(to, item)| OptOutResult::new(to, item)).collect())
        })
    }
}
