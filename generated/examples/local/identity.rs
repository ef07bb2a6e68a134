//! The Identity service: users that it made, and tokens that nobody would accept.

use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime, format_description::well_known::Rfc3339};

use super::{
    http::{Answer, Request},
    refused, unknown,
};

/// The users, by id.
#[derive(Default)]
pub(super) struct Identities(Mutex<BTreeSet<String>>);

impl Identities {
    pub(super) fn answer(&self, request: &Request) -> Answer {
        let mut users = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let path: Vec<&str> = request.path().trim_start_matches('/').split('/').collect();
        let body = request.json();
        let scopes = if request.body.is_empty() { None } else { body.get("createTokenWithScopes") };
        match (request.method.as_str(), path.as_slice()) {
            ("POST", ["identities"]) => {
                let id = format!("8:acs:00000000-0000-0000-0000-000000000000_{}", users.len() + 1);
                users.insert(id.replace(':', "%3A"));
                let mut answer = json!({ "identity": { "id": id } });
                if scopes.is_some() {
                    answer["accessToken"] = token(&id, &body);
                }
                Answer::json(201, answer)
            }
            ("POST" | "DELETE", ["identities", id, ..]) if !users.contains(*id) => {
                refused(400, "ValidationError", "the identity is not one of this resource")
            }
            ("POST", ["identities", id, ":issueAccessToken"]) => Answer::json(200, token(id, &body)),
            ("POST", ["identities", _, ":revokeAccessTokens"]) => Answer::empty(204),
            ("DELETE", ["identities", id]) => {
                users.remove(*id);
                Answer::empty(204)
            }
            _ => unknown(request),
        }
    }
}

/// A token of three parts that says until when it lasts, and means nothing.
fn token(id: &str, request: &Value) -> Value {
    let minutes = request["expiresInMinutes"].as_i64().unwrap_or(24 * 60);
    let end = OffsetDateTime::now_utc() + Duration::minutes(minutes);
    let claims = URL_SAFE_NO_PAD.encode(json!({ "skypeid": id, "exp": end.unix_timestamp() }).to_string());
    json!({ "token": format!("e30.{claims}.bG9jYWw"), "expiresOn": end.format(&Rfc3339).unwrap_or_default() })
}
