//! Email: what is sent to queue a message and to ask how it is going.

use acs_sdk::{
    models::{EmailAddress, EmailAttachment, EmailContent, EmailMessage, EmailRecipients},
    operations::email::{GetEmailSendResult, SendEmail},
};

use super::{
    case::Case,
    support::{AWKWARD, AWKWARD_IN_PATH, OWN_ID, Request, json, sent},
};

pub(crate) const QUEUED: &str = r#"{"id":"op","status":"Running"}"#;

/// What Email answers; the document declares the same for every status.
const FAILURES: &[(u16, &str)] = &[
    (400, r#"{"error":{"code":"RequestBodyValidationError","message":"The sender is missing."}}"#),
    (401, r#"{"error":{"code":"Denied","message":"The signature differs."}}"#),
    (429, r#"{"error":{"code":"TooManyRequests","message":"The quota is used up."}}"#),
    (500, r#"{"error":{"message":"Something broke."}}"#),
];

pub(crate) fn cases() -> Vec<Case> {
    vec![
        Case::new(|| SendEmail::new(least()), (202, QUEUED), FAILURES),
        Case::new(|| GetEmailSendResult::new("op"), (200, QUEUED), FAILURES),
    ]
}

/// The least message.
pub(crate) fn least() -> EmailMessage {
    let recipients = EmailRecipients::new([EmailAddress::new("ann@contoso.example")]);
    EmailMessage::new("news@contoso.example", recipients, EmailContent::new("Hello"))
}

#[tokio::test]
async fn sends_an_email_with_everything_set() {
    let recipients = EmailRecipients::new([
        EmailAddress::new("ann@contoso.example").display_name("Ann Ünal"),
        EmailAddress::new("ben@contoso.example"),
    ])
    .cc([EmailAddress::new("cc@contoso.example").display_name("")])
    .bcc([EmailAddress::new("bcc@contoso.example")]);
    let content = EmailContent::new("Grüße 👋").plain_text("a\r\nb").html("<p>\"a\" &amp; b</p>");
    let message = EmailMessage::new("news@contoso.example", recipients, content)
        .headers([("x-priority", "1"), ("X-Campaign", "spring")])
        .attachments([
            EmailAttachment::new("p.png", "image/png", vec![0xfb, 0xff, 0x00]).content_id("p"),
            EmailAttachment::new("leer.txt", "text/plain; charset=utf-8", Vec::new()),
        ])
        .reply_to([EmailAddress::new("help@contoso.example")])
        .user_engagement_tracking_disabled(true);
    let operation =
        SendEmail::new(message).operation_id("8540c0de-899f-4cce-acb5-3ec493af3800").client_request_id(OWN_ID);
    let expected = Request::new("POST /emails:send?api-version=2025-09-01")
        .header("operation-id", "8540c0de-899f-4cce-acb5-3ec493af3800")
        .header("x-ms-client-request-id", OWN_ID)
        .json(concat!(
            r#"{"senderAddress":"news@contoso.example","#,
            r#""recipients":{"to":[{"address":"ann@contoso.example","displayName":"Ann Ünal"},{"address":"ben@contoso.example"}],"#,
            r#""cc":[{"address":"cc@contoso.example","displayName":""}],"bcc":[{"address":"bcc@contoso.example"}]},"#,
            r#""content":{"subject":"Grüße 👋","plainText":"a\r\nb","html":"<p>\"a\" &amp; b</p>"},"#,
            r#""headers":{"X-Campaign":"spring","x-priority":"1"},"#,
            r#""attachments":[{"name":"p.png","contentType":"image/png","contentInBase64":"+/8A","contentId":"p"},"#,
            r#"{"name":"leer.txt","contentType":"text/plain; charset=utf-8","contentInBase64":""}],"#,
            r#""replyTo":[{"address":"help@contoso.example"}],"userEngagementTrackingDisabled":true}"#,
        ));
    assert_eq!(sent(operation, json(202, QUEUED)).await, expected);
}

#[tokio::test]
async fn sends_an_email_with_only_what_it_needs() {
    let expected = Request::new("POST /emails:send?api-version=2025-09-01").json(concat!(
        r#"{"senderAddress":"news@contoso.example","recipients":{"to":[{"address":"ann@contoso.example"}]},"#,
        r#""content":{"subject":"Hello"}}"#,
    ));
    assert_eq!(sent(SendEmail::new(least()), json(202, QUEUED)).await, expected);
}

#[tokio::test]
async fn sends_the_encoded_id_of_the_operation_to_ask_for() {
    let operation = GetEmailSendResult::new("8540c0de-899f-4cce-acb5-3ec493af3800");
    let line = "GET /emails/operations/8540c0de-899f-4cce-acb5-3ec493af3800?api-version=2025-09-01";
    assert_eq!(sent(operation, json(200, QUEUED)).await, Request::new(line));
    let line = format!("GET /emails/operations/{AWKWARD_IN_PATH}?api-version=2025-09-01");
    assert_eq!(sent(GetEmailSendResult::new(AWKWARD), json(200, QUEUED)).await, Request::new(&line));
}
