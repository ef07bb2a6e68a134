//! Messages: what is sent, and that it is sent once.

use acs_sdk::{
    Error,
    email::Message,
    models::{EmailAddress, EmailContent, EmailMessage, EmailRecipients},
};
use serde_json::json;
use uuid::Uuid;

use super::bench::{Answer, Bench};

pub(crate) fn accepted() -> Answer {
    Answer::json(202, r#"{"id":"op","status":"Running"}"#)
}

pub(crate) fn least() -> Message {
    Message::new("news@contoso.example", ["ann@contoso.example"], "Hello")
}

#[tokio::test]
async fn a_message_is_written_as_the_service_wants_it() {
    let bench = Bench::always(accepted());
    let message =
        Message::new("news@contoso.example", [EmailAddress::new("ann@x.example").display_name("Ann")], "Grüße 👋")
            .to("eve@x.example".to_owned())
            .cc("cc@x.example")
            .cc(EmailAddress::new("dd@x.example").display_name("D"))
            .bcc("bcc@x.example")
            .reply_to("help@x.example")
            .plain_text("a\r\nb")
            .html("<img src='cid:p'>")
            .inline("p", "p.png", "image/png", [0xfb, 0xff, 0x00])
            .attachment("leer.txt", "text/plain", Vec::new())
            .header("X-Campaign", "autumn")
            .header("X-Campaign", "spring")
            .disable_user_engagement_tracking();
    let _ = bench.email().send(message).await.expect("accepted");
    let expected = json!({
        "senderAddress": "news@contoso.example",
        "recipients": {
            "to": [{ "address": "ann@x.example", "displayName": "Ann" }, { "address": "eve@x.example" }],
            "cc": [{ "address": "cc@x.example" }, { "address": "dd@x.example", "displayName": "D" }],
            "bcc": [{ "address": "bcc@x.example" }],
        },
        "content": { "subject": "Grüße 👋", "plainText": "a\r\nb", "html": "<img src='cid:p'>" },
        "headers": { "X-Campaign": "spring" },
        "attachments": [
            { "name": "p.png", "contentType": "image/png", "contentInBase64": "+/8A", "contentId": "p" },
            { "name": "leer.txt", "contentType": "text/plain", "contentInBase64": "" },
        ],
        "replyTo": [{ "address": "help@x.example" }],
        "userEngagementTrackingDisabled": true,
    });
    assert_eq!(bench.request().json(), expected);

    let _ = bench.email().send(least()).await.expect("accepted");
    let recipients = EmailRecipients::new(["ann@contoso.example"]);
    let model = EmailMessage::new("news@contoso.example", recipients, EmailContent::new("Hello"));
    let _ = bench.email().send(model).await.expect("accepted");
    let requests = bench.requests();
    assert_eq!(requests[1].body, requests[2].body);
}

#[tokio::test]
async fn every_message_has_an_id_which_stays_the_same_in_all_attempts() {
    let bench = Bench::new([Answer::json(503, "{}"), Answer::json(500, "{}"), accepted(), accepted()]).breaks_first();
    let email = bench.email();
    let sent = email.send(least()).await.expect("the fourth attempt");
    assert_eq!(sent.id(), "op");
    let _ = email.send(least()).await.expect("accepted");
    let ids: Vec<_> =
        bench.requests().iter().map(|request| request.header("operation-id").unwrap_or("-").to_owned()).collect();
    assert_eq!(ids.len(), 5);
    assert!(ids[..4].iter().all(|id| *id == ids[0]) && ids[4] != ids[0], "{ids:?}");
    assert!(ids.iter().all(|id| Uuid::parse_str(id).is_ok_and(|id| id.get_version_num() == 4)), "{ids:?}");
}

#[tokio::test]
async fn ids_of_the_callers_own_are_sent() {
    let bench = Bench::always(accepted());
    let call = bench.email().send(least()).operation_id("mine").client_request_id("log");
    let _ = call.clone().await.expect("accepted");
    let _ = call.await.expect("accepted");
    for request in bench.requests() {
        assert_eq!(
            (request.header("operation-id"), request.header("x-ms-client-request-id")),
            (Some("mine"), Some("log"))
        );
    }
}

#[tokio::test]
async fn a_message_that_is_refused_is_an_error() {
    let body = r#"{"error":{"code":"RequestBodyValidationError","message":"No sender.","target":"senderAddress"}}"#;
    let bench = Bench::new([Answer::json(400, body)]);
    let Err(Error::Service(error)) = bench.email().send(least()).await else { panic!("it is refused") };
    assert_eq!((error.code(), error.target()), (Some("RequestBodyValidationError"), Some("senderAddress")));
    let bench = Bench::new([]);
    assert!(matches!(bench.email().send(least()).operation_id("a\nb").await, Err(Error::Request(_))));
    assert!(bench.requests().is_empty());
}
