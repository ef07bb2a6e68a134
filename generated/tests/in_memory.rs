//! Tests without a network, as users write them: answers from memory, and operation traits of their own.

#![cfg(all(feature = "chat", feature = "email", feature = "identity", feature = "sms", feature = "reqwest"))]

use std::sync::Mutex;

use acs_sdk::{
    Client, Error,
    api::{ChatApi, SmsApi},
    models::{SendMessageRequest, SmsRecipient, SmsSendResponse},
    operations::{
        chat::GetChatThreadProperties,
        sms::{GetDeliveryReport, SendSms},
    },
    runtime::BoxFuture,
};

/// What somebody writes who sends texts: it takes any implementation.
async fn remind(sms: &dyn SmsApi, number: &str) -> Result<bool, Error> {
    let request = SendMessageRequest::new("CONTOSO", [SmsRecipient::new(number)], "Tomorrow at nine.");
    let outcome = sms.send_sms(SendSms::new(request)).await?;
    Ok(outcome.value.iter().all(|item| item.successful))
}

/// An SMS service that takes numbers down and sends nothing.
#[derive(Default)]
struct Fake {
    numbers: Mutex<Vec<String>>,
}

impl SmsApi for Fake {
    fn send_sms(&self, operation: SendSms) -> BoxFuture<'_, Result<SmsSendResponse, Error>> {
        Box::pin(async move {
            let mut numbers = self.numbers.lock().expect("no test panics with it");
            numbers.extend(operation.body.sms_recipients.into_iter().map(|recipient| recipient.to));
            Ok(serde_json::from_str(r#"{"value":[{"to":"x","httpStatusCode":202,"successful":true}]}"#)
                .expect("as declared"))
        })
    }
}

#[tokio::test]
async fn a_trait_of_operations_takes_a_double() {
    let fake = Fake::default();
    assert!(remind(&fake, "+14255550123").await.expect("the double answers"));
    assert_eq!(*fake.numbers.lock().expect("nobody holds it"), ["+14255550123"]);
}

#[tokio::test]
async fn an_operation_that_a_double_does_not_write_says_that_it_is_not_there() {
    let error = Fake::default().get_delivery_report(GetDeliveryReport::new("m")).await.expect_err("it is not written");
    assert!(matches!(error, Error::Unsupported("sms.get_delivery_report")), "{error:?}");
    assert_eq!(error.to_string(), "sms.get_delivery_report: not implemented here");
}

#[test]
fn an_empty_double_is_every_api() {
    struct Nothing;
    impl ChatApi for Nothing {}
    impl acs_sdk::api::EmailApi for Nothing {}
    impl acs_sdk::api::IdentityApi for Nothing {}
    impl SmsApi for Nothing {}
    let _: [&dyn ChatApi; 1] = [&Nothing];
}

#[tokio::test]
async fn a_client_is_an_implementation_too() {
    // Nobody listens at this address: the call fails, and it fails as a call.
    let settings = Client::builder("http://127.0.0.1:1").retry(acs_sdk::runtime::client::Retry::none());
    let client = settings.build().expect("loopback is an endpoint");
    let chat: &dyn ChatApi = &client;
    let error = chat.get_chat_thread_properties(GetChatThreadProperties::new("19:a@thread.v2")).await;
    assert!(matches!(error, Err(Error::Transport(_))), "{error:?}");
}

/// The transport that answers from memory comes with the feature `testing`.
#[cfg(feature = "testing")]
mod transport {
    use acs_sdk::{Client, Error, operations::sms::GetDeliveryReport, runtime::InMemory};

    use super::remind;

    fn client(service: &InMemory) -> Client {
        let settings = Client::builder("https://contoso.communication.azure.com").transport(service.clone());
        settings.build().expect("it is an endpoint")
    }

    #[tokio::test]
    async fn answers_come_in_the_order_in_which_they_were_given() {
        let service = InMemory::new()
            .json(202, r#"{"value":[{"to":"x","httpStatusCode":202,"successful":true}]}"#)
            .json(202, r#"{"value":[{"to":"x","httpStatusCode":400,"successful":false}]}"#);
        let client = client(&service);
        assert!(remind(&client, "+14255550123").await.expect("the first answer"));
        assert!(!remind(&client, "+14255550124").await.expect("the second answer"));
        let requests = service.requests();
        let [first, second] = requests.as_slice() else { panic!("there were two") };
        assert_eq!(first.method(), "POST");
        assert_eq!(*first.uri(), "https://contoso.communication.azure.com/sms?api-version=2021-03-07");
        assert_eq!(first.headers()["content-type"], "application/json");
        assert!(second.body().windows(12).any(|bytes| bytes == b"+14255550124"));
    }

    #[tokio::test]
    async fn an_answer_can_be_made_from_the_request() {
        let service = InMemory::new().respond(|request| {
            let id = request.uri().path().rsplit('/').next().unwrap_or_default();
            let body = format!(r#"{{"deliveryStatus":"Delivered","messageId":"{id}","from":"a","to":"b"}}"#);
            http::Response::new(body.into())
        });
        let report = client(&service).send(GetDeliveryReport::new("a b")).await.expect("the answer");
        assert_eq!(report.message_id, "a%20b");
    }

    #[tokio::test]
    async fn a_failure_from_memory_is_a_failure_of_the_service() {
        let service = InMemory::new().json(404, r#"{"type":"t","title":"Not Found","status":404}"#);
        let error = client(&service).send(GetDeliveryReport::new("m")).await.expect_err("404 is no success");
        let Error::Service(error) = error else { panic!("{error}") };
        assert_eq!((error.status().as_u16(), error.message()), (404, Some("Not Found")));
    }

    #[tokio::test]
    async fn a_request_without_an_answer_says_what_was_asked() {
        let settings = Client::builder("https://contoso.communication.azure.com").transport(InMemory::new());
        let client = settings.retry(acs_sdk::runtime::client::Retry::none()).build().expect("it is an endpoint");
        let error = client.send(GetDeliveryReport::new("m")).await.expect_err("there is no answer");
        assert!(error.to_string().contains("no answer left for GET /deliveryReports/m"), "{error}");
    }
}
