//! SMS opt-outs: adding, removing and checking them.

use acs_sdk::{
    models::{OptOutRecipient, OptOutRequest},
    operations::sms::{
        AddOptOuts, AddOptOutsFailure, CheckOptOuts, CheckOptOutsFailure, RemoveOptOuts, RemoveOptOutsFailure,
    },
};

use super::{
    case::Case,
    sms::FAILURES,
    support::{Request, failure, json, output, sent},
};

const NONE: &str = r#"{"value":[]}"#;

pub(crate) fn cases() -> Vec<Case> {
    vec![
        Case::new(|| AddOptOuts::new(two()), (200, NONE), FAILURES),
        Case::new(|| RemoveOptOuts::new(two()), (200, NONE), FAILURES),
        Case::new(|| CheckOptOuts::new(two()), (200, NONE), FAILURES),
    ]
}

fn two() -> OptOutRequest {
    OptOutRequest::new("+18335550100", [OptOutRecipient::new("+14255550123"), OptOutRecipient::new("+4915112345678")])
}

/// [`two`] as it is sent.
const TWO: &str = r#"{"from":"+18335550100","recipients":[{"to":"+14255550123"},{"to":"+4915112345678"}]}"#;

#[tokio::test]
async fn sends_who_is_opted_out() {
    let expected = Request::new("POST /sms/optouts:add?api-version=2026-01-23").json(TWO);
    assert_eq!(sent(AddOptOuts::new(two()), json(200, NONE)).await, expected);
}

#[tokio::test]
async fn sends_who_is_opted_in_again() {
    let expected = Request::new("POST /sms/optouts:remove?api-version=2026-01-23").json(TWO);
    assert_eq!(sent(RemoveOptOuts::new(two()), json(200, NONE)).await, expected);
}

#[tokio::test]
async fn sends_who_is_asked_for() {
    let expected = Request::new("POST /sms/optouts:check?api-version=2026-01-23").json(TWO);
    assert_eq!(sent(CheckOptOuts::new(two()), json(200, NONE)).await, expected);
}

#[tokio::test]
async fn sends_a_list_of_nobody() {
    let expected =
        Request::new("POST /sms/optouts:check?api-version=2026-01-23").json(r#"{"from":"","recipients":[]}"#);
    let operation = CheckOptOuts::new(OptOutRequest::new("", Vec::<OptOutRecipient>::new()));
    assert_eq!(sent(operation, json(200, NONE)).await, expected);
}

#[tokio::test]
async fn reads_who_is_opted_out() {
    let body = r#"{"value": [
        {"to": "+14255550123", "httpStatusCode": 200, "isOptedOut": true},
        {"to": "+1", "httpStatusCode": 400, "isOptedOut": false, "errorMessage": "Invalid To phone number format."}
    ]}"#;
    let result = output(CheckOptOuts::new(two()), json(200, body)).await;
    let [out, bad] = result.value.as_slice() else { panic!("there are two") };
    assert_eq!((out.to.as_str(), out.http_status_code, out.is_opted_out), ("+14255550123", 200, Some(true)));
    assert_eq!((bad.http_status_code, bad.is_opted_out), (400, Some(false)));
    assert_eq!(bad.error_message.as_deref(), Some("Invalid To phone number format."));
}

#[tokio::test]
async fn reads_outcomes_that_do_not_say_who_is_opted_out() {
    let body = r#"{"value":[{"to":"+14255550123","httpStatusCode":200}]}"#;
    let added = output(AddOptOuts::new(two()), json(200, body)).await;
    let removed = output(RemoveOptOuts::new(two()), json(200, body)).await;
    assert_eq!(added, removed);
    assert_eq!((added.value[0].is_opted_out, added.value[0].error_message.as_deref()), (None, None));
}

#[tokio::test]
async fn reads_failures_by_status() {
    let bad = json(400, r#"{"title":"Wrong.","status":400}"#);
    let denied = || json(401, r#"{"error":{"code":"Unauthorized","message":""}}"#);
    let AddOptOutsFailure::BadRequest(problem) = failure(AddOptOuts::new(two()), bad).await else {
        panic!("400 is a bad request");
    };
    assert_eq!(problem.title.as_deref(), Some("Wrong."));
    let RemoveOptOutsFailure::Unauthorized(error) = failure(RemoveOptOuts::new(two()), denied()).await else {
        panic!("401 is an unauthorized");
    };
    assert_eq!(error.error.code, "Unauthorized");
    let CheckOptOutsFailure::Unauthorized(error) = failure(CheckOptOuts::new(two()), denied()).await else {
        panic!("401 is an unauthorized");
    };
    assert_eq!(error.error.message, "");
}
