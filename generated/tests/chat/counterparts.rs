//! The table of counterparts in the documentation: nothing is missing, and each method that it names does what the
//! other one does.

use acs_sdk::{
    ChatClient, CommunicationTokenCredential, Error,
    chat::SentMessage,
    credential::{AccessToken, CommunicationTokenCredentialBuilder},
    identifier::CommunicationUserIdentifier,
    models,
    runtime::{InMemory, ManualClock},
};

use crate::support::{PROPERTIES, THREAD, THREAD_IN_PATH, chat, credential, empty};

const TABLE: &str = include_str!("../../src/chat/counterparts.md");
const API: &str = include_str!("../../API.txt");

/// The methods of the Python reference, with the operation that each calls.
const PYTHON: &[(&str, Option<&str>)] = &[
    ("ChatClient(endpoint, credential)", None),
    ("ChatClient.close", None),
    ("ChatClient.create_chat_thread", Some("CreateChatThread")),
    ("ChatClient.delete_chat_thread", Some("DeleteChatThread")),
    ("ChatClient.get_chat_thread", Some("GetChatThreadProperties")),
    ("ChatClient.get_chat_thread_client", None),
    ("ChatClient.list_chat_threads", Some("ListChatThreads")),
    ("ChatThreadClient(endpoint, credential, thread_id)", None),
    ("ChatThreadClient.add_participant", Some("AddChatParticipants")),
    ("ChatThreadClient.add_participants", Some("AddChatParticipants")),
    ("ChatThreadClient.close", None),
    ("ChatThreadClient.delete_message", Some("DeleteChatMessage")),
    ("ChatThreadClient.get_message", Some("GetChatMessage")),
    ("ChatThreadClient.get_properties", Some("GetChatThreadProperties")),
    ("ChatThreadClient.list_messages", Some("ListChatMessages")),
    ("ChatThreadClient.list_participants", Some("ListChatParticipants")),
    ("ChatThreadClient.list_read_receipts", Some("ListChatReadReceipts")),
    ("ChatThreadClient.remove_participant", Some("RemoveChatParticipant")),
    ("ChatThreadClient.send_message", Some("SendChatMessage")),
    ("ChatThreadClient.send_read_receipt", Some("SendChatReadReceipt")),
    ("ChatThreadClient.send_typing_notification", Some("SendTypingNotification")),
    ("ChatThreadClient.thread_id", None),
    ("ChatThreadClient.update_message", Some("UpdateChatMessage")),
    ("ChatThreadClient.update_topic", Some("UpdateChatThreadProperties")),
    ("CommunicationTokenCredential(options)", None),
    ("CommunicationTokenCredential.get_token", None),
    ("CommunicationTokenRefreshOptions.get_token", None),
    ("CommunicationTokenRefreshOptions.get_token_refresher", None),
];

/// The classes of the Python reference that are values.
const CLASSES: &[&str] = &[
    "ChatMessage",
    "ChatMessageContent",
    "ChatMessageReadReceipt",
    "ChatMessageType",
    "ChatThread",
    "ChatThreadInfo",
    "ChatThreadParticipant",
    "CommunicationTokenRefreshOptions",
    "CommunicationUserIdentifier",
    "SendChatMessageResult",
];

/// The actions of the connector, with the operation that each calls.
const CONNECTOR: &[(&str, Option<&str>)] = &[
    ("Add chat thread participants", Some("AddChatParticipants")),
    ("Create chat thread", Some("CreateChatThread")),
    ("Delete chat thread", Some("DeleteChatThread")),
    ("Get chat thread properties", Some("GetChatThreadProperties")),
    ("List chat thread messages", Some("ListChatMessages")),
    ("List chat thread participants", Some("ListChatParticipants")),
    ("List chat threads", Some("ListChatThreads")),
    ("Remove chat thread participant", Some("RemoveChatParticipant")),
    ("Send message to chat thread", Some("SendChatMessage")),
    ("Update chat thread properties", Some("UpdateChatThreadProperties")),
];

/// Name, method and path template of each operation of the service, from the list of what is emitted.
fn operations() -> Vec<(&'static str, &'static str)> {
    let lines = API.lines().filter_map(|line| line.strip_prefix("operation operations::chat::"));
    lines.map(|line| line.split_once(" = ").expect("an operation has a path")).collect()
}

/// What the table with that heading has: what it is elsewhere, and what it is here.
fn rows(heading: &str) -> Vec<(&'static str, &'static str)> {
    let start = format!("| {heading} | acs-sdk |\n|---|---|\n");
    let table = TABLE.split(&start).nth(1).expect("there is a table of that heading");
    let rows = table.lines().map_while(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | "));
    rows.map(|(theirs, ours)| (name(theirs), name(ours))).collect()
}

/// What stands between the backticks, if there are some.
fn name(cell: &'static str) -> &'static str {
    cell.split('`').nth(1).unwrap_or(cell)
}

/// Calls a method by the name that the table gives it.
async fn call(method: &str, chat: &ChatClient) -> Result<(), Error> {
    let thread = chat.thread(THREAD);
    match method {
        "ChatClient::new" => {
            #[cfg(feature = "reqwest")]
            drop(ChatClient::new(crate::support::ENDPOINT, credential()));
        }
        "ChatClient::create_thread" => drop(chat.create_thread("Launch").await?),
        "ChatClient::delete_thread" => chat.delete_thread(THREAD).await?,
        "ChatClient::list_threads" => drop(chat.list_threads().items().next().await.transpose()?),
        "ChatClient::thread" => assert_eq!(chat.thread(THREAD).id(), THREAD),
        "ChatThreadClient::add_participant" => drop(thread.add_participant("8:acs:a").await?),
        "ChatThreadClient::add_participants" => drop(thread.add_participants(["8:acs:a"]).await?),
        "ChatThreadClient::delete_message" => thread.delete_message("1").await?,
        "ChatThreadClient::id" => assert_eq!(thread.id(), THREAD),
        "ChatThreadClient::list_messages" => drop(thread.list_messages().items().next().await.transpose()?),
        "ChatThreadClient::list_participants" => drop(thread.list_participants().items().next().await.transpose()?),
        "ChatThreadClient::list_read_receipts" => drop(thread.list_read_receipts().items().next().await.transpose()?),
        "ChatThreadClient::message" => drop(thread.message("1").await?),
        "ChatThreadClient::properties" => drop(thread.properties().await?),
        "ChatThreadClient::remove_participant" => thread.remove_participant("8:acs:a").await?,
        "ChatThreadClient::send_message" => drop(thread.send_message("hello").await?),
        "ChatThreadClient::send_read_receipt" => thread.send_read_receipt("1").await?,
        "ChatThreadClient::send_typing_notification" => thread.send_typing_notification().await?,
        "ChatThreadClient::update_message" => thread.update_message("1").content("hi").await?,
        "ChatThreadClient::update_properties" => thread.update_properties().topic("Later").await?,
        "ChatThreadClient::update_topic" => thread.update_topic("Later").await?,
        "CommunicationTokenCredential::builder" => {
            let builder = CommunicationTokenCredential::builder("token");
            let builder = builder.refresher(|| async { Ok::<_, std::io::Error>(AccessToken::new("next")) });
            drop(builder.build().expect("it is a token"));
        }
        "CommunicationTokenCredential::from_token" => drop(credential()),
        "CommunicationTokenCredential::token" => {
            let token = credential().token(&ManualClock::default()).await.expect("it is at hand");
            assert_eq!(token.secret(), "opaque-token");
        }
        "Drop" => drop((chat.clone(), thread)),
        other => panic!("the table names `{other}`, which this test does not call"),
    }
    Ok(())
}

/// A service that answers whatever is asked, once.
fn service(operation: Option<&str>) -> InMemory {
    let message = r#"{"id":"1","type":"text","sequenceId":"1","version":"1","createdOn":"2026-01-05T08:00:00Z"}"#;
    match operation {
        None => InMemory::new(),
        Some("AddChatParticipants") => InMemory::new().json(201, "{}"),
        Some("CreateChatThread") => InMemory::new().json(201, format!(r#"{{"chatThread":{PROPERTIES}}}"#)),
        Some("GetChatMessage") => InMemory::new().json(200, message),
        Some("GetChatThreadProperties") => InMemory::new().json(200, PROPERTIES),
        Some("SendChatMessage") => InMemory::new().json(201, r#"{"id":"1"}"#),
        Some(list) if list.starts_with("List") => InMemory::new().json(200, r#"{"value":[]}"#),
        Some(_) => empty(InMemory::new(), 204),
    }
}

/// Calls the method, and compares what it asks for with the operation.
async fn does(method: &str, operation: Option<&str>) {
    let service = service(operation);
    if let Err(error) = call(method, &chat(&service)).await {
        panic!("{method}: {error}");
    }
    let requests = service.requests();
    let asked: Vec<String> =
        requests.iter().map(|request| format!("{} {}", request.method(), request.uri().path())).collect();
    let expected = operation.map(|name| {
        let found = operations().into_iter().find(|(other, _)| *other == name);
        let (_, path) = found.unwrap_or_else(|| panic!("there is no operation {name}"));
        path.replace("{chatThreadId}", THREAD_IN_PATH).replace("{chatMessageId}", "1")
    });
    assert_eq!(asked, Vec::from_iter(expected), "{method}");
}

async fn complete(heading: &str, expected: &[(&str, Option<&str>)]) {
    let mut rows = rows(heading);
    for (theirs, ours) in &rows {
        let operation = expected.iter().find(|(name, _)| name == theirs);
        let (_, operation) = operation.unwrap_or_else(|| panic!("`{theirs}` of the table is not known"));
        does(ours, *operation).await;
    }
    rows.sort_unstable();
    let mut expected: Vec<&str> = expected.iter().map(|(name, _)| *name).collect();
    expected.sort_unstable();
    assert_eq!(rows.into_iter().map(|(theirs, _)| theirs).collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn each_method_of_the_python_reference_has_its_counterpart() {
    complete("Python", PYTHON).await;
}

/// That there is a type of that name, and what it is called with its path.
fn exists<T>(name: &str) {
    assert!(std::any::type_name::<T>().ends_with(&format!("::{name}")), "{name}");
}

#[test]
fn each_class_of_the_python_reference_has_its_counterpart() {
    let rows = rows("Python class");
    assert_eq!(rows.iter().map(|(theirs, _)| *theirs).collect::<Vec<_>>(), CLASSES);
    for (_, ours) in rows {
        match ours {
            "ChatMessage" => exists::<models::ChatMessage>(ours),
            "ChatMessageContent" => exists::<models::ChatMessageContent>(ours),
            "ChatMessageReadReceipt" => exists::<models::ChatMessageReadReceipt>(ours),
            "ChatMessageType" => exists::<models::ChatMessageType>(ours),
            "ChatParticipant" => exists::<models::ChatParticipant>(ours),
            "ChatThreadItem" => exists::<models::ChatThreadItem>(ours),
            "ChatThreadProperties" => exists::<models::ChatThreadProperties>(ours),
            "CommunicationTokenCredentialBuilder" => exists::<CommunicationTokenCredentialBuilder>(ours),
            "CommunicationUserIdentifier" => exists::<CommunicationUserIdentifier>(ours),
            "SentMessage" => exists::<SentMessage>(ours),
            other => panic!("the table names `{other}`, which this test does not know"),
        }
    }
}

#[tokio::test]
async fn each_action_of_the_connector_has_its_counterpart() {
    assert_eq!(CONNECTOR.len(), 10);
    complete("Connector", CONNECTOR).await;
}

#[tokio::test]
async fn each_operation_of_the_service_has_its_method() {
    let operations: Vec<_> = operations().into_iter().map(|(name, _)| (name, Some(name))).collect();
    assert_eq!(operations.len(), 16);
    complete("Operation", &operations).await;
}
