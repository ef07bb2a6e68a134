//! An operation without its type, so that one test can go through all of them.

use std::fmt::Debug;

use acs_sdk::{
    Client, Error, Operation,
    runtime::{BoxFuture, Meta, json::Malformed},
};

/// What a call gave: status and output, or the error and what could be read from it.
pub(crate) type Outcome = Result<(u16, String), (Error, Option<Result<String, Malformed>>)>;

type Send = Box<dyn for<'a> Fn(&'a Client) -> BoxFuture<'a, Outcome>>;

/// One operation with the least arguments and the least answer that it can have.
pub(crate) struct Case {
    pub(crate) meta: &'static Meta,
    /// The status that the document declares for a success.
    pub(crate) status: u16,
    /// The least body that it declares for it; empty for none.
    pub(crate) body: &'static str,
    /// The statuses that it declares for failures, each with a body. A `default` is listed as some of its statuses.
    pub(crate) failures: &'static [(u16, &'static str)],
    send: Send,
}

impl Case {
    /// The case of an operation.
    pub(crate) fn new<O>(
        operation: fn() -> O,
        (status, body): (u16, &'static str),
        failures: &'static [(u16, &'static str)],
    ) -> Self
    where
        O: Operation + 'static,
        O::Output: Debug,
        O::Failure: Debug,
    {
        let send: Send = Box::new(move |client| {
            let response = client.send(operation()).response();
            Box::pin(async move {
                match response.await {
                    Ok(response) => Ok((response.status.as_u16(), format!("{:?}", response.value))),
                    Err(Error::Service(error)) => {
                        let failure = O::failure(&error).map(|failure| format!("{failure:?}"));
                        Err((Error::Service(error), Some(failure)))
                    }
                    Err(error) => Err((error, None)),
                }
            })
        });
        Self { meta: O::META, status, body, failures, send }
    }

    /// Sends it.
    pub(crate) fn send<'a>(&self, client: &'a Client) -> BoxFuture<'a, Outcome> {
        (self.send)(client)
    }

    /// A success status that the document does not declare for it.
    pub(crate) fn undeclared_success(&self) -> u16 {
        if self.status == 202 { 200 } else { 202 }
    }
}

/// The cases of all operations.
pub(crate) fn all() -> Vec<Case> {
    [
        super::chat_threads::cases(),
        super::chat_messages::cases(),
        super::chat_participants::cases(),
        super::chat_receipts::cases(),
        super::email::cases(),
        super::identity::cases(),
        super::identity_tokens::cases(),
        super::sms::cases(),
        super::sms_opt_outs::cases(),
        super::sms_reports::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
