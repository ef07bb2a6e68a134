//! The Chat service: threads in memory, as one user sees them. Any token will do; whoever has one is the same user.

use std::{
    io,
    net::TcpListener,
    sync::{Mutex, PoisonError},
};

use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::http::{self, Answer, Request};

const ME: &str = "8:acs:local_me";
/// Whom the service does not let in, to see how that looks.
pub(crate) const STRANGER: &str = "8:acs:elsewhere_stranger";

/// Starts the service, and gives its endpoint.
pub(crate) fn start() -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let origin = format!("http://{}", listener.local_addr()?);
    let chats = Mutex::new(Chats { origin: origin.clone(), threads: Vec::new() });
    http::serve(listener, move |request| Some(chats.lock().unwrap_or_else(PoisonError::into_inner).answer(&request)));
    Ok(origin)
}

struct Chats {
    origin: String,
    threads: Vec<Thread>,
}

struct Thread {
    properties: Value,
    participants: Vec<Value>,
    /// The oldest first.
    messages: Vec<Value>,
    receipts: Vec<Value>,
    /// The id with which it was asked for.
    asked: Option<String>,
}

impl Chats {
    fn answer(&mut self, request: &Request) -> Answer {
        if !request.header("authorization").is_some_and(|value| value.starts_with("Bearer ")) {
            return failed(401, "Unauthorized", "a user's token is missing");
        }
        let decode = |segment: &str| percent_decode_str(segment).decode_utf8_lossy().into_owned();
        let path: Vec<String> = request.path().split('/').skip(3).map(decode).collect();
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        match (request.method.as_str(), path.as_slice()) {
            ("POST", []) => self.create(request),
            ("GET", []) => {
                let brief =
                    |thread: &Thread| json!({ "id": thread.properties["id"], "topic": thread.properties["topic"] });
                self.page(request, self.threads.iter().map(brief).collect())
            }
            (method, [id, rest @ ..]) => {
                let Some(index) = self.threads.iter().position(|thread| thread.properties["id"] == **id) else {
                    return failed(404, "NotFound", "The specified thread id was not found.");
                };
                match (method, rest) {
                    ("DELETE", []) => {
                        self.threads.remove(index);
                        Answer::empty(204)
                    }
                    ("GET", ["messages"]) => {
                        self.page(request, self.threads[index].messages.iter().rev().cloned().collect())
                    }
                    ("GET", ["participants"]) => self.page(request, self.threads[index].participants.clone()),
                    ("GET", ["readReceipts"]) => self.page(request, self.threads[index].receipts.clone()),
                    (method, rest) => self.threads[index].answer(method, rest, request),
                }
            }
            _ => failed(404, "NotFound", "there is no such operation"),
        }
    }

    /// Creates a thread, unless the same request has done so.
    fn create(&mut self, request: &Request) -> Answer {
        let asked = request.header("repeatability-request-id").map(str::to_owned);
        let known = self.threads.iter().find(|thread| asked.is_some() && thread.asked == asked);
        if let Some(thread) = known {
            return Answer::json(201, json!({ "chatThread": thread.properties }));
        }
        let body = request.json();
        let mut thread = Thread {
            properties: json!({
                "id": format!("19:local{}@thread.v2", self.threads.len() + 1),
                "topic": body["topic"],
                "createdOn": now(),
                "createdByCommunicationIdentifier": user(ME),
            }),
            participants: vec![json!({ "communicationIdentifier": user(ME) })],
            messages: Vec::new(),
            receipts: Vec::new(),
            asked,
        };
        let mut answer = thread.add(&body);
        answer["chatThread"] = thread.properties.clone();
        self.threads.push(thread);
        Answer::json(201, answer)
    }

    /// The page that the query asks for, and where the next one is: unencoded, as the service writes it.
    fn page(&self, request: &Request, items: Vec<Value>) -> Answer {
        let number = |name: &str| {
            let query = request.target.split_once('?')?.1;
            query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')?.parse::<usize>().ok())
        };
        let (skip, size) = (number("skip").unwrap_or(0), number("maxPageSize").unwrap_or(100).max(1));
        let mut page = json!({ "value": items.iter().skip(skip).take(size).collect::<Vec<_>>() });
        if skip + size < items.len() {
            let path = percent_decode_str(request.path()).decode_utf8_lossy();
            let (origin, next) = (&self.origin, skip + size);
            page["nextLink"] = format!("{origin}{path}?maxPageSize={size}&skip={next}&api-version=2025-03-15").into();
        }
        Answer::json(200, page)
    }
}

impl Thread {
    fn answer(&mut self, method: &str, rest: &[&str], request: &Request) -> Answer {
        let body = if request.body.is_empty() { json!({}) } else { request.json() };
        match (method, rest) {
            ("GET", []) => Answer::json(200, self.properties.clone()),
            ("PATCH", []) => {
                merge(&mut self.properties, &body);
                if let Some(topic) = body.get("topic") {
                    let content = json!({ "topic": topic, "initiatorCommunicationIdentifier": user(ME) });
                    self.write("topicUpdated", content, &json!({}));
                }
                Answer::empty(204)
            }
            ("POST", ["messages"]) => {
                let kind = body["type"].as_str().unwrap_or("text");
                let id = self.write(kind, json!({ "message": body["content"] }), &body);
                let target = format!("{}/{id}", request.path());
                Answer::json(201, json!({ "id": id })).header("location", target)
            }
            ("POST", ["participants", ":add"]) => Answer::json(201, self.add(&body)),
            ("POST", ["participants", ":remove"]) => {
                self.participants
                    .retain(|participant| participant["communicationIdentifier"]["rawId"] != body["rawId"]);
                Answer::empty(204)
            }
            ("POST", ["readReceipts"]) => {
                let receipt = json!({ "chatMessageId": body["chatMessageId"], "readOn": now() });
                self.receipts = vec![receipt];
                self.receipts[0]["senderCommunicationIdentifier"] = user(ME);
                Answer::empty(200)
            }
            ("POST", ["typing"]) => Answer::empty(200),
            (method, ["messages", id]) => match self.messages.iter_mut().find(|message| message["id"] == **id) {
                None => failed(404, "NotFound", &format!("Value for MessageId ({id}) is not valid.")),
                Some(message) => change(message, method, &body),
            },
            _ => failed(404, "NotFound", "there is no such operation"),
        }
    }

    /// Adds those who may be added, and gives those who may not.
    fn add(&mut self, body: &Value) -> Value {
        let asked = body["participants"].as_array().cloned().unwrap_or_default();
        let (strangers, added): (Vec<Value>, Vec<Value>) =
            asked.into_iter().partition(|participant| participant["communicationIdentifier"]["rawId"] == STRANGER);
        if !added.is_empty() {
            let content = json!({ "participants": added, "initiatorCommunicationIdentifier": user(ME) });
            self.write("participantAdded", content, &json!({}));
            self.participants.extend(added);
        }
        let error = json!({ "code": "403", "message": "Permissions check failed", "target": STRANGER });
        match strangers.is_empty() {
            true => json!({}),
            false => json!({ "invalidParticipants": vec![error; strangers.len()] }),
        }
    }

    fn write(&mut self, kind: &str, content: Value, sent: &Value) -> String {
        let id = (self.messages.len() + 1).to_string();
        let mut message = json!({
            "id": id, "type": kind, "sequenceId": id, "version": id, "createdOn": now(), "content": content,
            "senderDisplayName": sent["senderDisplayName"].as_str().unwrap_or_default(),
        });
        if !sent["metadata"].is_null() {
            message["metadata"] = sent["metadata"].clone();
        }
        if matches!(kind, "text" | "html") {
            message["senderCommunicationIdentifier"] = user(ME);
        }
        self.messages.push(message);
        id
    }
}

fn change(message: &mut Value, method: &str, body: &Value) -> Answer {
    match method {
        "GET" => Answer::json(200, message.clone()),
        "PATCH" => {
            if let Some(content) = body.get("content") {
                message["content"]["message"] = content.clone();
            }
            message["editedOn"] = now().into();
            Answer::empty(204)
        }
        _ => {
            message["deletedOn"] = now().into();
            message["content"] = Value::Null;
            Answer::empty(204)
        }
    }
}

/// What a merge patch does.
fn merge(value: &mut Value, patch: &Value) {
    match (value.as_object_mut(), patch.as_object()) {
        (Some(value), Some(patch)) => {
            for (name, patch) in patch {
                merge(value.entry(name).or_insert(Value::Null), patch);
            }
        }
        _ => *value = patch.clone(),
    }
}

fn user(id: &str) -> Value {
    json!({ "rawId": id, "communicationUser": { "id": id } })
}

fn now() -> String {
    OffsetDateTime::now_utc().format(&Rfc3339).unwrap_or_default()
}

/// A failure, in the form in which this service really writes it.
fn failed(status: u16, code: &str, message: &str) -> Answer {
    Answer::json(status, json!({ "CommunicationError": { "Code": code, "Message": message, "Details": [] } }))
}
