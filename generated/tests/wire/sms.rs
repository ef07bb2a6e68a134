//! SMS: sending texts.

use acs_sdk::{
    models::{MessagingConnectOptions, RepeatabilityResult, SendMessageRequest, SmsRecipient, SmsSendOptions},
    operations::sms::{SendSms, SendSmsFailure},
};

use super::{
    case::Case,
    support::{Request, failure, json, output, sent},
};

const ACCEPTED: &str = r#"{"value":[]}"#;

/// What SMS declares for its failures, in both forms of a 400.
pub(crate) const FAILURES: &[(u16, &str)] = &[
    (400, r#"{"type":"https://tools.ietf.org/html/rfc9110","title":"One or more values are wrong.","status":400}"#),
    (400, r#"{"error":{"code":"BadRequest","message":"The sender is not yours."}}"#),
    (401, r#"{"error":{"code":"Unauthorized","message":"The signature differs."}}"#),
];

pub(crate) fn cases() -> Vec<Case> {
    vec![Case::new(|| SendSms::new(least()), (202, ACCEPTED), FAILURES)]
}

fn least() -> SendMessageRequest {
    SendMessageRequest::new("+18335550100", [SmsRecipient::new("+14255550123")], "hello")
}

#[tokio::test]
async fn sends_a_text_with_everything_set() {
    let connect = MessagingConnectOptions::new("contoso-telecom", [("ApiKey", "k")]);
    let options = SmsSendOptions::new(true)
        .tag("spring & summer")
        .delivery_report_timeout_in_seconds(300)
        .messaging_connect(connect);
    let recipients = [
        SmsRecipient::new("+14255550123")
            .repeatability_request_id("2f0a8a5e-64b5-4f0e-9a35-7d8c1a0c5d11")
            .repeatability_first_sent("Mon, 05 Jan 2026 08:00:00 GMT"),
        SmsRecipient::new("+4915112345678"),
    ];
    let body = SendMessageRequest::new("CONTOSO", recipients, "Grüße 你好 👋").sms_send_options(options);
    let expected = Request::new("POST /sms?api-version=2021-03-07").json(concat!(
        r#"{"from":"CONTOSO","smsRecipients":[{"to":"+14255550123","#,
        r#""repeatabilityRequestId":"2f0a8a5e-64b5-4f0e-9a35-7d8c1a0c5d11","#,
        r#""repeatabilityFirstSent":"Mon, 05 Jan 2026 08:00:00 GMT"},{"to":"+4915112345678"}],"#,
        r#""message":"Grüße 你好 👋","smsSendOptions":{"enableDeliveryReport":true,"tag":"spring & summer","#,
        r#""deliveryReportTimeoutInSeconds":300,"#,
        r#""messagingConnect":{"partner":"contoso-telecom","partnerParams":{"ApiKey":"k"}}}}"#,
    ));
    assert_eq!(sent(SendSms::new(body), json(202, ACCEPTED)).await, expected);
}

#[tokio::test]
async fn sends_a_text_with_only_what_it_needs() {
    let expected = Request::new("POST /sms?api-version=2021-03-07")
        .json(r#"{"from":"+18335550100","smsRecipients":[{"to":"+14255550123"}],"message":"hello"}"#);
    assert_eq!(sent(SendSms::new(least()), json(202, ACCEPTED)).await, expected);
}

#[tokio::test]
async fn sends_that_no_report_is_wanted() {
    let expected = Request::new("POST /sms?api-version=2021-03-07").json(concat!(
        r#"{"from":"+18335550100","smsRecipients":[{"to":"+14255550123"}],"message":"hello","#,
        r#""smsSendOptions":{"enableDeliveryReport":false}}"#,
    ));
    let body = least().sms_send_options(SmsSendOptions::new(false));
    assert_eq!(sent(SendSms::new(body), json(202, ACCEPTED)).await, expected);
}

#[tokio::test]
async fn reads_an_outcome_for_each_recipient() {
    let body = r#"{"value": [
        {"to": "+14255550123", "messageId": "Outgoing_20260105_noam", "httpStatusCode": 202,
         "repeatabilityResult": "accepted", "successful": true, "errorMessage": null},
        {"to": "+1", "httpStatusCode": 400, "repeatabilityResult": "rejected", "successful": false,
         "errorMessage": "Invalid To phone number format."},
        {"to": "+2", "httpStatusCode": 500, "repeatabilityResult": "postponed", "successful": false}
    ]}"#;
    let result = output(SendSms::new(least()), json(202, body)).await;
    let [good, bad, odd] = result.value.as_slice() else { panic!("there are three") };
    assert_eq!((good.to.as_str(), good.message_id.as_deref()), ("+14255550123", Some("Outgoing_20260105_noam")));
    assert_eq!((good.http_status_code, good.successful, good.error_message.as_deref()), (202, true, None));
    assert_eq!(good.repeatability_result, Some(RepeatabilityResult::Accepted));
    assert_eq!((bad.http_status_code, bad.successful, bad.message_id.as_deref()), (400, false, None));
    assert_eq!(bad.repeatability_result, Some(RepeatabilityResult::Rejected));
    assert_eq!(bad.error_message.as_deref(), Some("Invalid To phone number format."));
    assert_eq!(odd.repeatability_result.as_ref().expect("it has one").as_str(), "postponed");
}

#[tokio::test]
async fn reads_an_outcome_for_nobody() {
    assert!(output(SendSms::new(least()), json(202, ACCEPTED)).await.value.is_empty());
}

#[tokio::test]
async fn reads_a_400_as_the_problem_that_it_describes() {
    let body = r#"{
        "type": "https://tools.ietf.org/html/rfc9110", "title": "One or more values are wrong.", "status": 400,
        "errors": {"Message": ["It is too long.", "It is empty."], "From": []}, "traceId": "00-ab-cd-00",
        "error": {"code": "BadRequest", "message": "No.", "innerError": {"at": 1}}
    }"#;
    let SendSmsFailure::BadRequest(failure) = failure(SendSms::new(least()), json(400, body)).await else {
        panic!("400 is a bad request");
    };
    assert_eq!(failure.r#type.as_deref(), Some("https://tools.ietf.org/html/rfc9110"));
    assert_eq!((failure.title.as_deref(), failure.status), (Some("One or more values are wrong."), Some(400)));
    assert_eq!(failure.errors.expect("there are some")["Message"], ["It is too long.", "It is empty."]);
    assert_eq!(failure.trace_id.as_deref(), Some("00-ab-cd-00"));
    let detail = failure.error.expect("there is one");
    assert_eq!((detail.code.as_str(), detail.message.as_str()), ("BadRequest", "No."));
    assert_eq!(detail.inner_error.expect("there is one")["at"], 1);
}

#[tokio::test]
async fn reads_the_least_400() {
    let SendSmsFailure::BadRequest(failure) = failure(SendSms::new(least()), json(400, "{}")).await else {
        panic!("400 is a bad request");
    };
    assert_eq!((failure.title, failure.status, failure.errors, failure.error), (None, None, None, None));
}

#[tokio::test]
async fn reads_a_401_by_its_status_and_not_by_its_shape() {
    let body = r#"{"error":{"code":"InternalError","message":""},"title":"as in a 400","status":400}"#;
    let SendSmsFailure::Unauthorized(failure) = failure(SendSms::new(least()), json(401, body)).await else {
        panic!("401 is an unauthorized");
    };
    assert_eq!((failure.error.code.as_str(), failure.error.message.as_str()), ("InternalError", ""));
}

#[tokio::test]
async fn takes_a_failure_that_is_not_declared_for_just_that() {
    let failure = failure(SendSms::new(least()), json(418, r#"{"error":{"code":"Teapot","message":"I am."}}"#)).await;
    assert_eq!(failure, SendSmsFailure::Undeclared);
}
