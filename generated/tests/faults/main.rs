//! What networks and services do wrong, done to a client over loopback: each fault ends as the error that it is, after
//! as many requests as it may cost, and no other server hears of it. Nothing sleeps: pauses are over at once, and the limits
//! that have to pass for real are some milliseconds.

#![cfg(all(feature = "chat", feature = "identity", feature = "reqwest"))]

mod server;

use std::{
    future::pending,
    net::TcpListener,
    sync::{Arc, Mutex},
    time::{Duration, SystemTime},
};

use acs_sdk::{
    ChatClient, Client, ClientBuilder, CommunicationTokenCredential, Error, IdentityClient,
    credential::AccessKeyCredential,
    identifier::CommunicationUserIdentifier,
    models::{ChatThreadProperties, CommunicationIdentityTokenScope},
    runtime::{BoxFuture, Clock, client::Retry, error::DecodeError},
};
use server::{Act, Server, answer, typed};

const PROPERTIES: &str =
    r#"{"id":"t","topic":"Launch","createdOn":"2026-01-05T08:00:00Z","createdByCommunicationIdentifier":{}}"#;

/// The limit of an attempt, which nothing here reaches.
const NEVER: Duration = Duration::from_secs(1_000_000);

/// Stands at 2024-03-01T12:00:00Z. Pauses are over at once, and remembered.
#[derive(Clone, Default)]
struct Pauses(Arc<Mutex<Vec<Duration>>>);

impl Clock for Pauses {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_709_294_400)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        if duration == NEVER {
            return Box::pin(pending());
        }
        self.0.lock().unwrap().push(duration);
        Box::pin(async {})
    }
}

impl Pauses {
    fn all(&self) -> Vec<Duration> {
        self.0.lock().unwrap().clone()
    }
}

fn settings(endpoint: &str, clock: &Pauses) -> ClientBuilder {
    Client::builder(endpoint).clock(clock.clone()).attempt_timeout(NEVER)
}

fn chat_with(settings: ClientBuilder) -> ChatClient {
    let credential = CommunicationTokenCredential::from_token("opaque").expect("a token");
    ChatClient::with_client_builder(settings, credential).expect("an endpoint")
}

fn chat(server: &Server, clock: &Pauses) -> ChatClient {
    chat_with(settings(&server.origin(), clock))
}

/// Reads something, which may be repeated.
async fn read(chat: &ChatClient) -> Result<ChatThreadProperties, Error> {
    chat.thread("t").properties().await
}

/// Sends a message, which may not: the service would show it twice.
async fn write(chat: &ChatClient) -> Result<(), Error> {
    chat.thread("t").send_message("hello").await.map(drop)
}

fn is_sent<T>(result: Result<T, Error>) -> bool {
    match result {
        Err(Error::Transport(error)) => error.transport().may_have_been_sent(),
        Err(error) => panic!("no transport error: {error}"),
        Ok(_) => panic!("no error"),
    }
}

#[tokio::test]
async fn a_refused_connection_is_tried_again_whatever_the_call() {
    // Nobody listens there, and no other test can be given that port.
    let clock = Pauses::default();
    let chat = chat_with(settings("http://127.0.0.1:1", &clock));
    assert!(!is_sent(read(&chat).await));
    assert!(!is_sent(write(&chat).await));
    assert_eq!(clock.all().len(), 6, "three pauses each");
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_asked_for_again_if_the_call_may_be_repeated() {
    let half = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":";
    for broken in [Act::Part(half), Act::Reset(half), Act::Part(""), Act::Reset(""), Act::Part("HTTP/1.1 200")] {
        let server = Server::start([broken.clone(), answer(200, "", PROPERTIES), broken]);
        let chat = chat(&server, &Pauses::default());
        assert_eq!(read(&chat).await.expect("the second attempt").topic, "Launch");
        assert!(is_sent(write(&chat).await));
        assert_eq!(server.seen().len(), 3);
    }
}

#[tokio::test]
async fn an_answer_that_does_not_come_or_does_not_end_is_given_up() {
    for text in ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":"] {
        let server = Server::start([Act::Hang(text)]);
        // With the system's clock.
        let settings = Client::builder(&server.origin()).attempt_timeout(Duration::from_millis(30));
        let Err(Error::Transport(error)) = read(&chat_with(settings.retry(Retry::none()))).await else { panic!() };
        assert!(error.transport().is_timeout(), "{error}");
        assert!(error.to_string().contains("no complete response within 30ms"), "{error}");
    }
    let server = Server::start([Act::Hang("")]);
    let settings = Client::builder(&server.origin()).timeout(Duration::from_millis(30));
    let Err(Error::Transport(error)) = read(&chat_with(settings)).await else { panic!() };
    assert!(
        error.transport().is_timeout() && error.to_string().contains("the call was not done within 30ms"),
        "{error}"
    );
}

async fn undecoded(act: Act) -> Box<DecodeError> {
    let server = Server::start([act]);
    let error = match read(&chat(&server, &Pauses::default())).await {
        Err(Error::Decode(error)) => error,
        other => panic!("{other:?}"),
    };
    assert_eq!(server.seen().len(), 1, "it would be so again");
    error
}

#[tokio::test]
async fn a_success_that_is_cut_off_or_something_else_is_kept_whole() {
    let cut = &PROPERTIES[..PROPERTIES.len() - 1];
    let error = undecoded(answer(200, "", cut)).await;
    assert_eq!((error.status().as_u16(), error.body().as_ref()), (200, cut.as_bytes()));
    assert!(error.to_string().contains("(status 200, application/json, "), "{error}");
    let page = "<html>sign in</html>";
    let error = undecoded(typed(200, "Content-Type: text/html; charset=utf-8\r\n", page)).await;
    assert_eq!(error.body().as_ref(), page.as_bytes());
    let id = error.request_id().expect("acs-sdk gives each call one");
    let kept = format!("(status 200, text/html; charset=utf-8, request id {id}, 20 bytes kept in the error)");
    assert!(error.to_string().ends_with(&kept), "{error}");
}

#[tokio::test]
async fn json_under_another_name_is_read_all_the_same() {
    for head in ["", "Content-Type: text/plain\r\n", "Content-Type: nonsense\r\n"] {
        let server = Server::start([typed(200, head, PROPERTIES)]);
        assert_eq!(read(&chat(&server, &Pauses::default())).await.expect("a success").topic, "Launch", "{head}");
    }
}

#[tokio::test]
async fn every_header_that_asks_for_a_pause_is_heeded() {
    for status in [429, 503] {
        for (head, pause) in [
            ("Retry-After: 7\r\n", 7_000),
            ("Retry-After: Fri, 01 Mar 2024 12:00:09 GMT\r\n", 9_000),
            ("Retry-After: Fri, 01 Mar 2024 11:00:00 GMT\r\n", 0),
            ("retry-after-ms: 1500\r\nRetry-After: 60\r\n", 1_500),
            ("x-ms-retry-after-ms: 2500\r\n", 2_500),
        ] {
            let server = Server::start([answer(status, head, "{}"), answer(200, "", PROPERTIES)]);
            let clock = Pauses::default();
            read(&chat(&server, &clock)).await.expect("the second attempt");
            assert_eq!(clock.all(), [Duration::from_millis(pause)], "{status} {head}");
        }
    }
    // What the service has not taken is sent again; what it may have is not.
    let busy = |status| answer(status, "Retry-After: 7\r\n", "{}");
    let server = Server::start([busy(429), answer(201, "", r#"{"id":"1"}"#), busy(503)]);
    let chat = chat(&server, &Pauses::default());
    write(&chat).await.expect("the second attempt");
    assert!(write(&chat).await.is_err());
    assert_eq!(server.seen().len(), 3);
}

/// A server whose pages have that link, with `PORT` for its own port, and how many requests it got for all pages.
async fn paged(link: &str) -> (usize, Option<Error>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("loopback");
    let link = link.replace("PORT", &listener.local_addr().expect("it is bound").port().to_string());
    let page = format!(r#"{{"value":[],"nextLink":"{link}"}}"#);
    let server =
        Server::on(listener, [answer(200, "", &page), answer(200, "", &page), answer(200, "", r#"{"value":[]}"#)]);
    let mut threads = chat(&server, &Pauses::default()).list_threads().items();
    let error = threads.next().await.map(|item| item.expect_err("there are no items"));
    assert!(threads.next().await.is_none(), "an error is the end");
    (server.seen().len(), error)
}

#[tokio::test]
async fn a_next_link_to_another_host_scheme_or_port_is_an_error_and_no_request() {
    let elsewhere = Server::start([answer(200, "", r#"{"value":[]}"#)]);
    for link in [
        format!("http://127.0.0.1:{}/chat/threads", elsewhere.port),
        format!("http://localhost:{}/chat/threads", elsewhere.port),
        format!("//127.0.0.1:{}/chat/threads", elsewhere.port),
        "http://localhost:PORT/chat/threads".to_owned(),
        "https://127.0.0.1:PORT/chat/threads".to_owned(),
        "http://127.0.0.1/chat/threads".to_owned(),
    ] {
        let (requests, error) = paged(&link).await;
        let Some(Error::Page(error)) = error else { panic!("{link}: {error:?}") };
        assert!(matches!(error.cause(), Error::Link(_)), "{link}: {error}");
        assert_eq!(requests, 1, "{link}");
    }
    assert!(elsewhere.seen().is_empty());
}

#[tokio::test]
async fn an_empty_page_is_passed_over_and_pages_that_lead_to_themselves_are_an_error() {
    let server = Server::start([
        answer(200, "", r#"{"value":[],"nextLink":"/chat/threads?page=2"}"#),
        answer(200, "", r#"{"value":[],"nextLink":"/chat/threads?page=3"}"#),
        answer(200, "", r#"{"value":[{"id":"t","topic":"Launch"}]}"#),
    ]);
    let mut threads = chat(&server, &Pauses::default()).list_threads().items();
    assert_eq!(threads.next().await.expect("an item").expect("a success").id, "t");
    assert!(threads.next().await.is_none());
    assert_eq!(server.seen().len(), 3);

    let (requests, error) = paged("http://127.0.0.1:PORT/chat/threads?page=1").await;
    assert!(error.expect("an error").to_string().contains("the pages go round in a circle"));
    assert_eq!(requests, 2);
}

#[tokio::test]
async fn a_redirect_is_an_error_that_says_where_and_the_credential_stays() {
    let elsewhere = Server::start([answer(200, "", PROPERTIES)]);
    for status in [301, 302, 307, 308] {
        let head = format!("Location: http://127.0.0.1:{}/t?sig=s3cr3t\r\n", elsewhere.port);
        let server = Server::start([answer(status, &head, "")]);
        let error = read(&chat(&server, &Pauses::default())).await.expect_err("it is none").to_string();
        let place = format!("to http://127.0.0.1:{}/t, which is not followed", elsewhere.port);
        assert!(error.contains(&place) && !error.contains("s3cr3t"), "{error}");
        assert_eq!(server.seen().len(), 1);
    }
    assert!(elsewhere.seen().is_empty());
}

#[tokio::test]
async fn a_signature_that_a_service_refuses_names_a_clock_that_is_wrong() {
    let denied = r#"{"error":{"code":"Denied","message":"no"}}"#;
    for (date, hint) in [
        ("Fri, 01 Mar 2024 13:00:00 GMT", Some("the clock here is 3600 s behind the service's")),
        ("Fri, 01 Mar 2024 11:54:59 GMT", Some("the clock here is 301 s ahead of the service's")),
        ("Fri, 01 Mar 2024 11:56:00 GMT", None),
        ("now", None),
    ] {
        let server = Server::start([answer(401, &format!("Date: {date}\r\n"), denied)]);
        let key = AccessKeyCredential::new("bm90IGEga2V5").expect("a key");
        let settings = settings(&server.origin(), &Pauses::default());
        let identity = IdentityClient::with_client_builder(settings, key).expect("an endpoint");
        let user = CommunicationUserIdentifier::new("8:acs:u");
        let call = identity.issue_token(&user, [CommunicationIdentityTokenScope::Chat]);
        let Err(Error::Service(error)) = call.await else { panic!("it is refused") };
        assert_eq!((error.status().as_u16(), error.code(), error.message()), (401, Some("Denied"), Some("no")));
        let shown = error.to_string();
        assert_eq!(shown.contains("the clock here"), hint.is_some(), "{shown}");
        assert!(shown.contains(hint.unwrap_or_default()), "{shown}");
    }
}
