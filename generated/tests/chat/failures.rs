//! What the service answers when it will not: read as it really comes.

use acs_sdk::{
    Error,
    runtime::{InMemory, ServiceError},
};

use crate::support::thread;

async fn failure(status: u16, body: &str) -> Box<ServiceError> {
    let service = (0..4).fold(InMemory::new(), |service, _| service.json(status, body));
    match thread(&service).properties().await {
        Err(Error::Service(error)) => error,
        other => panic!("{status} is a failure: {other:?}"),
    }
}

#[tokio::test]
async fn a_failure_has_its_code_however_it_is_written() {
    for (status, body, code, message) in [
        // As recorded from the service.
        (
            404,
            r#"{"CommunicationError":{"Code":"NotFound","Message":"The specified thread id was not found.","Details":[]}}"#,
            Some("NotFound"),
            Some("The specified thread id was not found."),
        ),
        // As the document says.
        (
            403,
            r#"{"error":{"code":"Forbidden","message":"The initiator doesn't have the permission."}}"#,
            Some("Forbidden"),
            Some("The initiator doesn't have the permission."),
        ),
        // As older versions wrote it.
        (
            400,
            r#"{"Code":"BadRequest","Message":"Identifier format is invalid.","InnerErrors":[]}"#,
            Some("BadRequest"),
            Some("Identifier format is invalid."),
        ),
        // As a gateway does.
        (401, "", None, None),
        (503, "<html>try later</html>", None, None),
        (429, "{}", None, None),
    ] {
        let error = failure(status, body).await;
        assert_eq!(error.status().as_u16(), status, "{body}");
        assert_eq!((error.code(), error.message()), (code, message), "{body}");
        assert_eq!(error.body().as_ref(), body.as_bytes());
        assert_eq!(error.operation(), "chat.get_chat_thread_properties");
    }
}

#[tokio::test]
async fn a_failure_says_what_was_called() {
    let service = InMemory::new().json(403, r#"{"error":{"code":"Forbidden","message":"no"}}"#);
    let error = thread(&service).send_message("x").await.expect_err("403 is no success");
    // The service has named no id of its own.
    let id = service.requests()[0].headers()["x-ms-client-request-id"].to_str().expect("a text").to_owned();
    let expected = format!("chat.send_chat_message: 403 Forbidden (code Forbidden, request id {id}): no");
    assert_eq!(error.to_string(), expected);
}
