//! The Email service: a message is on its way when it is asked for once, and sent out when it is asked for again.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use serde_json::json;

use super::{
    http::{Answer, Request},
    refused, unknown,
};

/// How often each message was asked for, and where this is.
pub(super) struct Emails {
    origin: String,
    asked: Mutex<BTreeMap<String, u32>>,
}

impl Emails {
    pub(super) fn new(origin: String) -> Self {
        Self { origin, asked: Mutex::default() }
    }

    pub(super) fn answer(&self, request: &Request) -> Answer {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        match (request.method.as_str(), request.path()) {
            ("POST", "/emails:send") => {
                let Some(id) = request.header("operation-id") else {
                    return refused(400, "MissingOperationId", "a repeat would send the message twice");
                };
                if request.json()["recipients"]["to"].as_array().is_none_or(Vec::is_empty) {
                    return refused(400, "RequestBodyValidationError", "there is nobody to send it to");
                }
                asked.insert(id.to_owned(), 0);
                // With two slashes, as the service writes it.
                let location = format!("{}//emails/operations/{id}?api-version=2025-09-01", self.origin);
                let answer = Answer::json(202, json!({ "id": id, "status": "Running" }));
                answer.header("operation-location", location).header("retry-after", "1")
            }
            ("GET", path) => {
                let id = path.rsplit('/').next().unwrap_or_default();
                let Some(times) = asked.get_mut(id) else { return unknown(request) };
                *times += 1;
                match *times {
                    1 => Answer::json(200, json!({ "id": id, "status": "Running" })).header("retry-after", "1"),
                    _ => Answer::json(200, json!({ "id": id, "status": "Succeeded" })),
                }
            }
            _ => unknown(request),
        }
    }
}
