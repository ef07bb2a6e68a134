//! A client whose service answers from memory, and what that service received.

use std::time::{Duration, SystemTime};

use acs_sdk::{
    ChatClient, ChatThreadClient, Client, CommunicationTokenCredential,
    runtime::{InMemory, ManualClock},
};
use bytes::Bytes;

pub(crate) const ENDPOINT: &str = "https://contoso.communication.azure.com";

/// A thread, as the service names it.
pub(crate) const THREAD: &str = "19:a_b@thread.v2";

/// [`THREAD`] as it stands in a path.
pub(crate) const THREAD_IN_PATH: &str = "19%3Aa_b%40thread.v2";

/// The properties of [`THREAD`].
pub(crate) const PROPERTIES: &str = r#"{"id":"19:a_b@thread.v2","topic":"Launch","createdOn":"2026-01-05T08:00:00Z",
    "createdByCommunicationIdentifier":{"rawId":"8:acs:me","communicationUser":{"id":"8:acs:me"}}}"#;

/// 2026-01-05T08:00:00Z
pub(crate) fn morning() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_600_000)
}

/// A client of that service, with a clock that does not wait.
pub(crate) fn chat(service: &InMemory) -> ChatClient {
    chat_with(service, &ManualClock::new(morning()))
}

/// A client of that service with that clock.
pub(crate) fn chat_with(service: &InMemory, clock: &ManualClock) -> ChatClient {
    let settings = Client::builder(ENDPOINT).transport(service.clone()).clock(clock.clone());
    ChatClient::with_client_builder(settings, credential()).expect("it is an endpoint")
}

pub(crate) fn credential() -> CommunicationTokenCredential {
    CommunicationTokenCredential::from_token("opaque-token").expect("it is a token")
}

/// A client of [`THREAD`].
pub(crate) fn thread(service: &InMemory) -> ChatThreadClient {
    chat(service).thread(THREAD)
}

/// An answer without a body, as a service gives it after 204 and after some 200s and 201s.
pub(crate) fn empty(service: InMemory, status: u16) -> InMemory {
    service.respond(move |_| {
        let mut response = http::Response::new(Bytes::new());
        *response.status_mut() = http::StatusCode::from_u16(status).expect("the test writes a status");
        response
    })
}

/// A request in short: its line, and its body.
#[derive(Debug, PartialEq)]
pub(crate) struct Sent {
    pub(crate) line: String,
    pub(crate) body: String,
}

impl Sent {
    pub(crate) fn new(line: impl Into<String>, body: &str) -> Self {
        Self { line: line.into(), body: body.to_owned() }
    }
}

/// The one request that the service received, with what is the same in all of them checked.
pub(crate) fn sent(service: &InMemory) -> Sent {
    let requests = service.requests();
    let [request] = requests.as_slice() else { panic!("expected one request, not {}", requests.len()) };
    short(request)
}

/// A request in short, with what is the same in all of them checked.
pub(crate) fn short(request: &http::Request<Bytes>) -> Sent {
    assert_eq!(request.headers()["authorization"], "Bearer opaque-token");
    assert_eq!(request.headers()["accept"], "application/json");
    assert_eq!(request.uri().authority().map(|authority| authority.as_str()), Some("contoso.communication.azure.com"));
    let body = String::from_utf8(request.body().to_vec()).expect("all bodies here are text");
    match (request.method().as_str(), body.is_empty()) {
        (_, true) => assert!(!request.headers().contains_key("content-type")),
        ("PATCH", false) => assert_eq!(request.headers()["content-type"], "application/merge-patch+json"),
        (_, false) => assert_eq!(request.headers()["content-type"], "application/json"),
    }
    let target = request.uri().path_and_query().map_or("", |target| target.as_str());
    Sent { line: format!("{} {target}", request.method()), body }
}
