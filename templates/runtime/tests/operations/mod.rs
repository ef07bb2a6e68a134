//! Operations whose answers have links to follow.
#![allow(dead_code, reason = "each test file uses some of them")]

use bytes::Bytes;
use crategen_runtime::{
    Error, LongRunning, Meta, Operation, Paged, ServiceError, json::Malformed, request::RequestBuilder, response,
};
use serde_json::Value;

/// A list in pages.
pub(crate) struct List;

impl Operation for List {
    type Output = Value;
    type Headers = ();
    type Failure = ();
    const META: &'static Meta = &Meta {
        name: "test.list",
        id: "List",
        method: "GET",
        path: "/items",
        security: &[],
        idempotency_header: None,
        servers: None,
    };
    fn build(&self, request: &mut RequestBuilder<'_>) {
        request.literal("/items").accept("application/json");
    }
    fn output(response: http::Response<Bytes>) -> Result<Value, Error> {
        match response.status().is_success() {
            true => response::json(Self::META, response),
            false => Err(response::unexpected(Self::META, response)),
        }
    }
    fn failure(_error: &ServiceError) -> Result<(), Malformed> {
        Ok(())
    }
}

impl Paged for List {
    type Item = Value;
    fn items(page: Value) -> Vec<Value> {
        page["value"].as_array().cloned().unwrap_or_default()
    }
    fn next_link(page: &Value) -> Option<&str> {
        page["nextLink"].as_str().filter(|link| !link.is_empty())
    }
}

/// A job that is done later.
pub(crate) struct Start;

impl Operation for Start {
    type Output = Value;
    type Headers = ();
    type Failure = ();
    const META: &'static Meta = &Meta {
        name: "test.start",
        id: "Start",
        method: "POST",
        path: "/jobs",
        security: &[],
        idempotency_header: None,
        servers: None,
    };
    fn build(&self, request: &mut RequestBuilder<'_>) {
        request.literal("/jobs");
    }
    fn output(response: http::Response<Bytes>) -> Result<Value, Error> {
        List::output(response)
    }
    fn failure(_error: &ServiceError) -> Result<(), Malformed> {
        Ok(())
    }
}

impl LongRunning for Start {
    type Status = Value;
    const STATUS_HEADER: &'static str = "operation-location";
}
