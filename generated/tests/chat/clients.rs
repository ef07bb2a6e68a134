//! How clients are made, what they are, and what they show.

use std::time::Duration;

use acs_sdk::{
    ChatClient, ChatThreadClient, Client, CommunicationTokenCredential, Error,
    api::ChatApi,
    operations::chat::GetChatThreadProperties,
    runtime::{InMemory, ManualClock, client::Retry},
};

use crate::support::{ENDPOINT, PROPERTIES, THREAD, THREAD_IN_PATH, chat, credential, sent, thread};

#[test]
fn clients_are_shared_between_tasks() {
    fn shared<T: Clone + Send + Sync + std::fmt::Debug + 'static>() {}
    shared::<ChatClient>();
    shared::<ChatThreadClient>();
    fn sent<T: Send + 'static>(_: T) {}
    let thread = thread(&InMemory::new());
    sent(thread.send_message("x").into_future());
    sent(thread.list_messages().items());
}

#[cfg(feature = "reqwest")]
#[test]
fn a_client_needs_an_endpoint_and_a_token() {
    let chat = ChatClient::new("https://contoso.communication.azure.com/", credential()).expect("it is an endpoint");
    assert_eq!(chat.endpoint().to_string(), ENDPOINT);
    let error = ChatClient::new("endpoint=https://c.example/;accesskey=c2VjcmV0", credential()).unwrap_err();
    assert!(error.to_string().starts_with("the endpoint "), "{error}");
    assert!(!format!("{error} {error:?} {:?}", std::error::Error::source(&error)).contains("c2VjcmV0"));
}

#[test]
fn the_client_of_a_thread_knows_its_id() {
    assert_eq!(thread(&InMemory::new()).id(), THREAD);
}

#[tokio::test]
async fn nothing_that_is_shown_holds_the_token() {
    let service = InMemory::new().json(201, format!(r#"{{"chatThread":{PROPERTIES}}}"#)).json(403, "{}");
    let chat = chat(&service);
    let thread = chat.thread(THREAD);
    let created = chat.create_thread("Launch").await.expect("it is created");
    let error = thread.properties().await.expect_err("403 is no success");
    let shown = format!(
        "{chat:?} {thread:?} {:?} {:?} {:?} {created:?} {error:?} {error} {:?}",
        chat.create_thread("Launch"),
        thread.send_message("x"),
        thread.list_messages(),
        credential(),
    );
    assert!(!shown.contains("opaque-token"), "{shown}");
}

#[tokio::test]
async fn every_setting_of_the_runtime_is_there() {
    let service = InMemory::new().json(429, "{}").json(200, PROPERTIES);
    let clock = ManualClock::default();
    let settings = Client::builder(ENDPOINT)
        .transport(service.clone())
        .clock(clock.clone())
        .parameter("api-version", "2024-03-07")
        .retry(Retry::default().attempts(2).first_pause(Duration::from_secs(8)))
        .timeout(Duration::from_secs(60))
        .attempt_timeout(Duration::from_secs(1))
        .response_limit(PROPERTIES.len())
        .rate_limit(100, Duration::from_secs(60))
        .user_agent("bot/1");
    let chat = ChatClient::with_client_builder(settings, credential()).expect("it is an endpoint");
    chat.thread(THREAD).properties().await.expect("the second attempt succeeds");
    let requests = service.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[1].headers()["user-agent"], "bot/1");
    assert_eq!(requests[1].uri().query(), Some("api-version=2024-03-07"));
    let [pause] = clock.sleeps()[..] else { panic!("there is one pause") };
    assert!((Duration::from_secs(4)..=Duration::from_secs(8)).contains(&pause), "{pause:?}");
}

#[test]
fn a_setting_that_cannot_be_is_an_error() {
    let settings = Client::builder(ENDPOINT).transport(InMemory::new()).clock(ManualClock::default()).user_agent("\n");
    let error = ChatClient::with_client_builder(settings, credential()).unwrap_err();
    assert_eq!(error.to_string(), "the user agent holds characters that a header cannot");
}

#[tokio::test]
async fn a_token_does_not_go_over_http_to_others() {
    let service = InMemory::new();
    let settings = Client::builder("http://contoso.example").transport(service.clone()).clock(ManualClock::default());
    let chat = ChatClient::with_client_builder(settings, credential()).expect("it is an endpoint");
    assert!(matches!(chat.thread(THREAD).properties().await, Err(Error::Authentication(_))));
    assert!(service.requests().is_empty());
}

#[tokio::test]
async fn the_client_underneath_sends_what_is_not_wrapped() {
    let service = InMemory::new().json(200, PROPERTIES);
    let chat = chat(&service);
    let api: &dyn ChatApi = chat.client();
    let properties = api.get_chat_thread_properties(GetChatThreadProperties::new(THREAD)).await.expect("as declared");
    assert_eq!(properties.topic, "Launch");
    assert_eq!(sent(&service).line, format!("GET /chat/threads/{THREAD_IN_PATH}?api-version=2025-03-15"));
}

#[tokio::test]
async fn a_token_that_cannot_be_had_is_an_error_before_anything_is_sent() {
    let service = InMemory::new();
    let ended = acs_sdk::credential::AccessToken::new("old").with_expires_on(std::time::SystemTime::UNIX_EPOCH);
    let credential = CommunicationTokenCredential::builder(ended)
        .refresher(|| async { Err::<String, _>(std::io::Error::other("my server is away")) })
        .build()
        .expect("it is a token");
    let settings = Client::builder(ENDPOINT).transport(service.clone()).clock(ManualClock::default());
    let chat = ChatClient::with_client_builder(settings, credential).expect("it is an endpoint");
    let error = chat.thread(THREAD).send_message("x").await.expect_err("there is no token");
    assert!(matches!(error, Error::Authentication(_)), "{error:?}");
    assert!(error.to_string().contains("my server is away"), "{error}");
    assert!(service.requests().is_empty());
}
