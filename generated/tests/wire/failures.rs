//! Failures: nothing of them is lost, whatever they look like, and what is declared is typed.

use acs_sdk::Error;

use super::{
    case,
    support::{Service, empty, json},
};

/// What Chat declares for each of its failures: see the overlays for 400 and 404, which the service's own document lacks.
pub(crate) const CHAT: &[(u16, &str)] = &[
    (400, r#"{"error":{"code":"BadRequest","message":"Identifier format is invalid."}}"#),
    (401, r#"{"error":{"code":"Unauthorized","message":"The token has expired."}}"#),
    (403, r#"{"error":{"code":"Forbidden","message":"The caller is no participant."}}"#),
    (404, r#"{"error":{"code":"NotFound","message":"The thread was not found."}}"#),
    (429, r#"{"error":{"code":"TooManyRequests","message":"Slow down."}}"#),
    (503, r#"{"error":{"code":"ServiceUnavailable","message":"Try again."}}"#),
];

/// What a service answers that declares only a `default`.
pub(crate) const DEFAULT: &[(u16, &str)] = &[
    (400, r#"{"error":{"code":"ValidationError","message":"The value is out of range.","target":"expiresInMinutes"}}"#),
    (401, r#"{"error":{"code":"Denied","message":"The signature differs."}}"#),
    (404, r#"{"error":{"code":"NotFound","message":"No such identity."}}"#),
    (429, r#"{"error":{"code":"TooManyRequests","message":"Slow down."}}"#),
    (500, r#"{"error":{"code":"InternalServerError","message":"Something broke."}}"#),
];

#[tokio::test]
async fn every_declared_failure_has_its_type() {
    let service = Service::start().await;
    for case in case::all() {
        let name = case.meta.name;
        for (status, body) in case.failures {
            service.answer(json(*status, body).insert_header("ms-cv", "Kz7x.0")).await;
            let Err((Error::Service(error), Some(failure))) = case.send(&service.client).await else {
                panic!("{name} takes {status} for something else than a failure");
            };
            let failure = failure.unwrap_or_else(|malformed| panic!("{name} {status}: {malformed}"));
            let message = error.message().expect("all of these have one");
            assert!(failure.contains(message), "{name} {status}: {failure}");
            assert_eq!(error.operation(), name);
            assert_eq!(error.status().as_u16(), *status, "{name}");
            assert_eq!(error.request_id(), Some("Kz7x.0"), "{name}");
            assert_eq!(error.body().as_ref(), body.as_bytes(), "{name} {status}");
        }
    }
}

#[tokio::test]
async fn a_failure_that_is_not_declared_keeps_status_headers_and_bytes() {
    let service = Service::start().await;
    let page: &[u8] = b"<html>\xff upstream said no</html>";
    for case in case::all() {
        let name = case.meta.name;
        for status in [302, 304, 402, 418, 502, 599] {
            let answer =
                empty(status).insert_header("x-azure-ref", "0xRef").insert_header("location", "https://evil.example/");
            let (answer, bytes) =
                if status == 304 { (answer, &b""[..]) } else { (answer.set_body_raw(page, "text/html"), page) };
            service.answer(answer).await;
            let Err((Error::Service(error), _)) = case.send(&service.client).await else {
                panic!("{name} takes {status} for something else than a failure");
            };
            assert_eq!(error.status().as_u16(), status, "{name}");
            assert_eq!(error.headers()["x-azure-ref"], "0xRef", "{name}");
            assert_eq!(error.body().as_ref(), bytes, "{name} {status}");
            assert_eq!((error.code(), error.message()), (None, None), "{name} {status}");
            // Nobody follows the redirect, and nobody calls twice.
            service.received().await;
        }
    }
}

#[tokio::test]
async fn a_failure_without_a_body_is_a_failure_all_the_same() {
    let service = Service::start().await;
    for case in case::all() {
        for (status, _) in case.failures {
            service.answer(empty(*status)).await;
            let Err((Error::Service(error), _)) = case.send(&service.client).await else {
                panic!("{} takes {status} for something else than a failure", case.meta.name);
            };
            assert_eq!(error.status().as_u16(), *status);
            assert!(error.body().is_empty());
            let canonical = error.status();
            let id = error.request_id().expect("the client gives one");
            assert_eq!(error.to_string(), format!("{}: {canonical} (request id {id})", case.meta.name));
        }
    }
}

/// Bodies that services really send, although no document declares them.
const UNDECLARED: &[(&str, Option<&str>, Option<&str>)] = &[
    (
        r#"{"CommunicationError":{"Code":"NotFound","Message":"The specified thread id was not found.","Details":[]}}"#,
        Some("NotFound"),
        Some("The specified thread id was not found."),
    ),
    (r#"{"Code":"BadRequest","Message":"No.","InnerErrors":[]}"#, Some("BadRequest"), Some("No.")),
    // Nothing is not a message.
    (r#"{"error":{"code":"Unauthorized","message":""}}"#, Some("Unauthorized"), None),
    ("", None, None),
    ("null", None, None),
    ("[1]", None, None),
];

#[tokio::test]
async fn code_and_message_are_found_in_every_form_that_services_use() {
    let service = Service::start().await;
    for case in case::all() {
        for (body, code, message) in UNDECLARED {
            service.answer(json(404, body)).await;
            let Err((Error::Service(error), _)) = case.send(&service.client).await else {
                panic!("{} takes 404 for something else than a failure", case.meta.name);
            };
            assert_eq!((error.code(), error.message()), (*code, *message), "{}: {body}", case.meta.name);
            assert_eq!(error.body().as_ref(), body.as_bytes());
        }
    }
}
