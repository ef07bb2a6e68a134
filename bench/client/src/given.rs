//! What all clients are given.

use crate::answers::{PAGE, THREAD};

/// A key as the portal shows it, of 64 bytes.
pub(crate) const KEY: &str = "YWNzLXNkayBiZW5jaG1hcms6IGEga2V5IG9mIDY0IGJ5dGVzLCBhcyB0aGUgcG9ydGFsIHNob3dzIGl0Li4uLg==";

/// A token of the usual length, which ends with the year 2099.
pub(crate) const TOKEN: &str = concat!(
    "eyJhbGciOiJSUzI1NiIsImtpZCI6IjVFODQ4MjE0Qzc3MDczQUU1QzJCREU1Q0NENTQ0ODlEREYyQzRDODQiLCJ0eXAiOiJKV1QifQ.",
    "eyJza3lwZWlkIjoiYWNzOjFiNWNjMDZiLWYzNTItNDU3MS1iMWU2LWQ5YjI1OWI3Yzc3Nl8wMDAwMDAwNy01OGQ4LTAwMDEtOGUyZS0zYTNhMGQw",
    "MGY5YTEiLCJzY3AiOjE3OTIsInNjb3BlIjoiY2hhdCIsImFjc1Njb3BlIjoiY2hhdCIsInJlc291cmNlSWQiOiIxYjVjYzA2YiIsImV4cCI6NDEwMjQ0NDgwMH0.",
    "c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJlc2ln"
);

/// Who sends the text.
pub(crate) const FROM: &str = "+18005550100";

/// Who gets it.
pub(crate) const TO: &str = "+14255550123";

/// The text.
pub(crate) const TEXT: &str = "Your appointment is on Monday at noon. Reply STOP to get no more of these.";

/// All of it, for a client that is not a part of this program.
pub(crate) fn json() -> serde_json::Value {
    serde_json::json!({
        "key": KEY, "token": TOKEN, "from": FROM, "to": TO, "text": TEXT, "thread": THREAD, "page": PAGE,
    })
}
