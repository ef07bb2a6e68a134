//! Sending a text with what only the newer version of the service knows.
//!
//! All resources serve the older one, so that it is what a call asks for that has no need of the newer one.

use bytes::Bytes;

use crate::generated::{
    operations::sms::SendSms,
    runtime::{Error, Meta, Operation, ServiceError, json::Malformed, request::RequestBuilder},
};

/// [`SendSms`] in the version 2026-01-23.
pub(super) struct SendSmsNewer(pub(super) SendSms);

impl Operation for SendSmsNewer {
    type Output = <SendSms as Operation>::Output;
    type Headers = <SendSms as Operation>::Headers;
    type Failure = <SendSms as Operation>::Failure;

    const META: &'static Meta = SendSms::META;

    fn build(&self, request: &mut RequestBuilder<'_>) {
        request
            .literal("/sms")
            .shared_query("api-version", "2026-01-23")
            .accept("application/json")
            .json("application/json", &self.0.body);
    }

    fn output(response: http::Response<Bytes>) -> Result<Self::Output, Error> {
        SendSms::output(response)
    }

    fn failure(error: &ServiceError) -> Result<Self::Failure, Malformed> {
        SendSms::failure(error)
    }
}
