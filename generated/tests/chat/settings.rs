//! Each call takes settings of its own.

use std::time::Duration;

use acs_sdk::{
    CommunicationIdentifier, Error,
    runtime::{
        InMemory,
        client::{CallSettings, Retry},
    },
};

use crate::support::{PROPERTIES, THREAD, chat, empty};

/// Settings that no call can do, so that it shows whether they arrived.
fn impossible() -> CallSettings {
    CallSettings::new().header("host", "elsewhere")
}

#[tokio::test]
async fn every_call_takes_settings() {
    let service = InMemory::new();
    let (chat, thread) = (chat(&service), chat(&service).thread(THREAD));
    let mut calls = 0;
    macro_rules! fails {
        ($($call:expr;)+) => {$(
            let Err(error) = $call.await else { panic!("it should have failed: {}", stringify!($call)) };
            assert!(matches!(error, Error::Request(_)), "{}: {error}", stringify!($call));
            assert!(error.to_string().ends_with("header `host` is the client's own, and cannot be set"), "{error}");
            calls += 1;
        )+};
    }
    async fn first<T>(mut items: acs_sdk::runtime::Items<T>) -> Result<T::Item, Error>
    where
        T: acs_sdk::runtime::Paged,
    {
        items.next().await.expect("an error is an item")
    }
    fails! {
        chat.create_thread("t").settings(impossible());
        chat.delete_thread(THREAD).settings(impossible());
        first(chat.list_threads().settings(impossible()).items());
        thread.properties().settings(impossible());
        thread.update_topic("t").settings(impossible());
        thread.send_message("m").settings(impossible());
        thread.message("1").settings(impossible());
        thread.update_message("1").content("m").settings(impossible());
        thread.delete_message("1").settings(impossible());
        first(thread.list_messages().settings(impossible()).items());
        thread.add_participant(CommunicationIdentifier::from_raw_id("8:acs:a")).settings(impossible());
        thread.remove_participant(CommunicationIdentifier::from_raw_id("8:acs:a")).settings(impossible());
        first(thread.list_participants().settings(impossible()).items());
        thread.send_read_receipt("1").settings(impossible());
        first(thread.list_read_receipts().settings(impossible()).items());
        thread.send_typing_notification().settings(impossible());
    }
    // As many as the service has operations.
    assert_eq!((calls, service.requests().len()), (16, 0));
}

#[tokio::test]
async fn settings_of_a_call_are_not_those_of_the_client() {
    let service = empty(InMemory::new().json(201, format!(r#"{{"chatThread":{PROPERTIES}}}"#)), 503).json(200, "{}");
    let settings = CallSettings::new().header("x-trace", "1").retry(Retry::none()).timeout(Duration::from_secs(5));
    let created = chat(&service).create_thread("Launch").settings(settings).await.expect("it is created");
    created.client().send_typing_notification().await.expect_err("503 is not repeated");
    let headers: Vec<_> = service.requests().iter().map(|request| request.headers().contains_key("x-trace")).collect();
    assert_eq!(headers, [true, false]);
}
