//! Email: what is made of the answers.

use acs_sdk::{
    Error, Operation,
    models::EmailSendStatus,
    operations::email::{GetEmailSendResult, SendEmail},
    runtime::{LongRunning, polling::Progress},
};

use super::{
    email::{QUEUED, least},
    support::{Request, Service, call, failure, json, output},
};

#[tokio::test]
async fn reads_id_and_state_of_a_queued_email() {
    let result = output(SendEmail::new(least()), json(202, QUEUED)).await;
    assert_eq!((result.id.as_str(), result.status, result.error), ("op", EmailSendStatus::Running, None));
}

#[tokio::test]
async fn reads_where_and_when_to_ask_for_a_queued_email() {
    let location = "https://contoso.communication.azure.com//emails/operations/op?api-version=2025-09-01";
    let answer = json(202, QUEUED).insert_header("Operation-Location", location).insert_header("retry-after", "30");
    let response = call(SendEmail::new(least()), answer).await.expect("a success");
    let headers = SendEmail::headers(&response.headers).expect("both are as declared");
    assert_eq!((headers.operation_location.as_deref(), headers.retry_after), (Some(location), Some(30)));
    assert!(SendEmail::STATUS_HEADER.eq_ignore_ascii_case("operation-location"));
    assert_eq!(response.headers[SendEmail::STATUS_HEADER], location);
}

#[tokio::test]
async fn asks_exactly_where_the_answer_says_two_slashes_and_all() {
    let service = Service::start().await;
    let target = "//emails/operations/op?api-version=2025-09-01";
    let location = format!("{}{target}", service.origin());
    let queued = json(202, QUEUED).insert_header("Operation-Location", location.as_str());
    service.answers([queued, json(200, QUEUED), json(200, &QUEUED.replace("Running", "Succeeded"))]).await;
    let mut poller = service.client.start(SendEmail::new(least())).await.expect("it is queued");
    assert_eq!(poller.poll().await.expect("an answer").progress, Progress::Running);
    let status = poller.poll().await.expect("an answer");
    assert_eq!((status.progress, status.value.status), (Progress::Succeeded, EmailSendStatus::Succeeded));
    let requests = service.all_received().await;
    assert_eq!(requests[1..], [Request::new(&format!("GET {target}")), Request::new(&format!("GET {target}"))]);
}

#[tokio::test]
async fn reads_headers_that_are_not_there_as_nothing() {
    let response = call(SendEmail::new(least()), json(202, QUEUED)).await.expect("a success");
    let headers = SendEmail::headers(&response.headers).expect("nothing is wrong");
    assert_eq!((headers.operation_location, headers.retry_after), (None, None));
}

#[tokio::test]
async fn says_which_header_is_not_what_the_document_promises() {
    let answer = json(200, QUEUED).insert_header("retry-after", "Fri, 01 Mar 2024 12:00:00 GMT");
    let response = call(GetEmailSendResult::new("op"), answer).await.expect("a success");
    let malformed = GetEmailSendResult::headers(&response.headers).expect_err("the document promises seconds");
    assert_eq!(malformed.path, "retry-after");
    let answer = json(200, QUEUED).insert_header("retry-after", "5");
    let response = call(GetEmailSendResult::new("op"), answer).await.expect("a success");
    assert_eq!(GetEmailSendResult::headers(&response.headers).expect("as declared").retry_after, Some(5));
}

#[tokio::test]
async fn knows_every_state_of_the_document_and_keeps_others() {
    let known = [
        ("NotStarted", EmailSendStatus::NotStarted),
        ("Running", EmailSendStatus::Running),
        ("Succeeded", EmailSendStatus::Succeeded),
        ("Failed", EmailSendStatus::Failed),
        ("Canceled", EmailSendStatus::Canceled),
    ];
    for (text, expected) in known {
        let result = output(GetEmailSendResult::new("op"), json(200, &QUEUED.replace("Running", text))).await;
        assert_eq!(result.status, expected);
    }
    let result = output(GetEmailSendResult::new("op"), json(200, &QUEUED.replace("Running", "OnHold"))).await;
    assert!(matches!(result.status, EmailSendStatus::Unknown(_)));
    assert_eq!(result.status.as_str(), "OnHold");
}

#[tokio::test]
async fn reads_a_failed_delivery_as_a_success_with_a_reason() {
    let body = r#"{
        "id": "op", "status": "Failed",
        "error": {
            "code": "EmailDroppedAllRecipientsSuppressed", "message": "All recipients are suppressed.", "target": "to",
            "details": [{"code": "d", "additionalInfo": []}],
            "additionalInfo": [{"type": "suppression", "info": {"count": 2, "list": ["a"]}}]
        }
    }"#;
    let result = output(GetEmailSendResult::new("op"), json(200, body)).await;
    assert_eq!(result.status, EmailSendStatus::Failed);
    let error = result.error.expect("there is a reason");
    assert_eq!(error.code.as_deref(), Some("EmailDroppedAllRecipientsSuppressed"));
    assert_eq!(error.message.as_deref(), Some("All recipients are suppressed."));
    assert_eq!(error.target.as_deref(), Some("to"));
    assert_eq!(error.details.expect("there is one")[0].code.as_deref(), Some("d"));
    let info = &error.additional_info.expect("there is some")[0];
    assert_eq!(info.r#type.as_deref(), Some("suppression"));
    assert_eq!(info.info.as_ref().expect("there is some")["count"], 2);
}

#[tokio::test]
async fn keeps_the_code_of_a_failure_from_its_header() {
    let body = r#"{"error":{"code":"TooManyRequests","message":"The quota is used up."}}"#;
    let answer =
        || json(429, body).insert_header("x-ms-error-code", "TooManyRequests").insert_header("retry-after", "60");
    let Err(Error::Service(error)) = call(SendEmail::new(least()), answer()).await else {
        panic!("429 is no success");
    };
    assert_eq!(error.headers()["x-ms-error-code"], "TooManyRequests");
    assert_eq!(error.headers()["retry-after"], "60");
    assert_eq!(error.code(), Some("TooManyRequests"));
    let typed = failure(SendEmail::new(least()), answer()).await.error.expect("there is one");
    assert_eq!(typed.message.as_deref(), Some("The quota is used up."));
}

#[tokio::test]
async fn reads_the_least_failure() {
    assert_eq!(failure(GetEmailSendResult::new("op"), json(404, "{}")).await.error, None);
}
