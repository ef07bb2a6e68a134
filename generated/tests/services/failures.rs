//! The six forms in which the services say what went wrong, through the clients.

use acs_sdk::{Error, identifier::CommunicationUserIdentifier, runtime::ServiceError};

use super::{
    bench::{Answer, Bench},
    email::least,
};

fn service(error: Error) -> ServiceError {
    match error {
        Error::Service(error) => *error,
        error => panic!("{error}"),
    }
}

async fn of_identity(answer: Answer) -> ServiceError {
    let bench = Bench::new([answer]);
    let user = CommunicationUserIdentifier::new("u");
    service(bench.identity().issue_token(&user, ["chat"]).await.expect_err("it is no success"))
}

async fn of_sms(answer: Answer) -> ServiceError {
    service(Bench::new([answer]).sms().send("+1", "+2", "x").await.expect_err("it is no success"))
}

async fn of_email(answer: Answer) -> ServiceError {
    service(Bench::new([answer]).email().send(least()).await.expect_err("it is no success"))
}

/// Code, message and target of a failure and of its details.
fn texts(error: &ServiceError) -> Vec<[&str; 3]> {
    let texts = |texts: [Option<&'_ str>; 3]| texts.map(|text| text.map_or("-", |text| Box::leak(Box::from(text))));
    let mut all = vec![texts([error.code(), error.message(), error.target()])];
    all.extend(
        error
            .details()
            .iter()
            .map(|detail| texts([detail.code.as_deref(), detail.message.as_deref(), detail.target.as_deref()])),
    );
    all
}

#[tokio::test]
async fn the_usual_envelope() {
    let body = r#"{"error":{"code":"ValidationError","message":"No.","target":"scopes",
        "details":[{"code":"Required","message":"At least one.","target":"scopes[0]"}],"innererror":{"code":"Empty"}}}"#;
    let error = of_identity(Answer::json(400, body).header("x-ms-request-id", "r1")).await;
    let expected =
        [["ValidationError", "No.", "scopes"], ["Required", "At least one.", "scopes[0]"], ["Empty", "-", "-"]];
    assert_eq!(texts(&error), expected);
    assert_eq!(
        (error.status().as_u16(), error.request_id(), error.body().as_ref()),
        (400, Some("r1"), body.as_bytes())
    );
    assert_eq!(
        error.to_string(),
        "identity.issue_access_token: 400 Bad Request (code ValidationError, request id r1): No."
    );
}

#[tokio::test]
async fn that_of_email_with_the_code_in_a_header() {
    let body =
        r#"{"error":{"message":"The quota is used up.","details":[],"additionalInfo":[{"type":"t","info":{}}]}}"#;
    let answer = Answer::json(429, body).header("x-ms-error-code", "TooManyRequests").header("retry-after", "3600");
    let error = of_email(answer).await;
    assert_eq!(texts(&error), [["TooManyRequests", "The quota is used up.", "-"]]);
    assert_eq!(error.retry_after().map(|pause| pause.as_secs()), Some(3600));
}

#[tokio::test]
async fn that_of_chat_in_capitals() {
    let body = r#"{"CommunicationError":{"Code":"BadRequest","Message":"No.","Details":[{"Code":"x"}]}}"#;
    assert_eq!(texts(&of_identity(Answer::json(400, body)).await), [["BadRequest", "No.", "-"], ["x", "-", "-"]]);
}

#[tokio::test]
async fn the_flat_one() {
    let body = r#"{"Code":"BadRequest","Message":"No.","InnerErrors":{"Code":"x","Message":"y"}}"#;
    assert_eq!(texts(&of_identity(Answer::json(400, body)).await), [["BadRequest", "No.", "-"], ["x", "y", "-"]]);
}

#[tokio::test]
async fn problem_details() {
    let body = r#"{"type":"https://tools.ietf.org/html/rfc9110","title":"One or more values are wrong.","status":400,
        "errors":{"From":["It is not yours."],"Message":["It is too long.","It is empty."]},"traceId":"00-ab"}"#;
    let error = of_sms(Answer::json(400, body)).await;
    let expected = [
        ["https://tools.ietf.org/html/rfc9110", "One or more values are wrong.", "-"],
        ["-", "It is not yours.", "From"],
        ["-", "It is too long.", "Message"],
        ["-", "It is empty.", "Message"],
    ];
    assert_eq!(texts(&error), expected);
}

#[tokio::test]
async fn none_at_all() {
    for body in ["", "<html><h1>Bad Gateway</h1></html>", "null", "[]", "{\"error\"", "\u{0}"] {
        let answer = Answer::empty(403).header("ms-cv", "abc").header("x-ms-retry-after-ms", "250");
        let error = of_sms(Answer { body: body.to_owned(), ..answer }).await;
        assert_eq!(texts(&error), [["-", "-", "-"]], "{body}");
        assert_eq!((error.body().as_ref(), error.request_id()), (body.as_bytes(), Some("abc")));
        assert_eq!(error.retry_after().map(|pause| pause.as_millis()), Some(250));
        assert_eq!(error.to_string(), "sms.send_sms: 403 Forbidden (request id abc)");
    }
}
