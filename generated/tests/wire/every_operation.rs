//! What all operations have in common, shown for each of them.

use acs_sdk::{Error, operations};

use super::{
    case::{self, Case},
    support::{Service, empty, json},
};

fn success(case: &Case, status: u16) -> wiremock::ResponseTemplate {
    if case.body.is_empty() { empty(status) } else { json(status, case.body) }
}

#[test]
fn there_are_28_operations_and_each_has_a_case() {
    let mut cases: Vec<&str> = case::all().iter().map(|case| case.meta.name).collect();
    let mut names: Vec<&str> = operations::ALL.iter().map(|meta| meta.name).collect();
    cases.sort_unstable();
    names.sort_unstable();
    assert_eq!(cases, names, "each operation has one case, and nothing else has");
    assert_eq!(names.len(), 28);
}

#[test]
fn every_operation_names_the_credentials_that_its_service_takes() {
    for meta in operations::ALL {
        let expected: &[&[&str]] = match meta.name.starts_with("chat.") {
            true => &[&["userToken"]],
            false => &[&["accessKey"], &["entra"]],
        };
        assert_eq!(meta.security, expected, "{}", meta.name);
    }
}

#[test]
fn two_operations_can_be_made_safe_to_repeat() {
    let safe = operations::ALL.iter().filter_map(|meta| Some((meta.name, meta.idempotency_header?)));
    let expected = [("chat.create_chat_thread", "repeatability-request-id"), ("email.send_email", "Operation-Id")];
    assert_eq!(safe.collect::<Vec<_>>(), expected);
}

/// The versions that `spec/codegen.toml` gives to the services.
fn version(name: &str) -> &'static str {
    match name.split('.').next() {
        _ if name == "sms.send_sms" => "2021-03-07",
        Some("chat") => "2025-03-15",
        Some("email") => "2025-09-01",
        Some("identity") => "2023-10-01",
        Some("sms") => "2026-01-23",
        service => panic!("{service:?} is no service"),
    }
}

#[tokio::test]
async fn every_operation_asks_for_the_version_of_its_service() {
    let service = Service::start().await;
    for case in case::all() {
        let name = case.meta.name;
        service.answer(success(&case, case.status)).await;
        case.send(&service.client).await.unwrap_or_else(|(error, _)| panic!("{error}"));
        let line = service.received().await.line;
        assert!(line.ends_with(&format!("?api-version={}", version(name))), "{name}: {line}");
        assert!(line.starts_with(&format!("{} /", case.meta.method)), "{name}: {line}");
    }
}

#[tokio::test]
async fn a_version_of_the_client_replaces_that_of_every_operation() {
    let service = Service::start_with(|builder| builder.parameter("api-version", "2099-01-01 preview&x=y")).await;
    for case in case::all() {
        let name = case.meta.name;
        service.answer(success(&case, case.status)).await;
        case.send(&service.client).await.unwrap_or_else(|(error, _)| panic!("{error}"));
        let line = service.received().await.line;
        assert!(line.ends_with("?api-version=2099-01-01%20preview%26x%3Dy"), "{name}: {line}");
    }
}

#[tokio::test]
async fn a_success_status_that_is_not_declared_gives_the_same_output() {
    let service = Service::start().await;
    for case in case::all() {
        let name = case.meta.name;
        service.answer(success(&case, case.status)).await;
        let (status, declared) = case.send(&service.client).await.unwrap_or_else(|(error, _)| panic!("{error}"));
        assert_eq!(status, case.status, "{name}");
        service.answer(success(&case, case.undeclared_success())).await;
        let (status, undeclared) = case.send(&service.client).await.unwrap_or_else(|(error, _)| panic!("{error}"));
        assert_eq!((status, undeclared), (case.undeclared_success(), declared), "{name}");
    }
}

#[tokio::test]
async fn a_member_that_is_not_declared_changes_nothing() {
    let service = Service::start().await;
    for case in case::all().iter().filter(|case| !case.body.is_empty()) {
        let name = case.meta.name;
        service.answer(json(case.status, case.body)).await;
        let declared = case.send(&service.client).await.unwrap_or_else(|(error, _)| panic!("{error}"));
        let more = format!(r#"{{"surprise":{{"of":[1,2.5,null,"x"]}},{}"#, &case.body[1..]).replace(",}", "}");
        service.answer(json(case.status, &more)).await;
        let outcome = case.send(&service.client).await.unwrap_or_else(|(error, _)| panic!("{more}: {error}"));
        assert_eq!(outcome, declared, "{name}");
    }
}

#[tokio::test]
async fn a_body_where_none_is_declared_is_left_alone() {
    let service = Service::start().await;
    for case in case::all().iter().filter(|case| case.body.is_empty() && case.status != 204) {
        service.answer(json(case.status, r#"{"surprise":true}"#)).await;
        let (_, output) = case.send(&service.client).await.unwrap_or_else(|(error, _)| panic!("{error}"));
        assert_eq!(output, "()", "{}", case.meta.name);
    }
}

#[tokio::test]
async fn a_success_that_breaks_the_promise_is_kept_whole() {
    let service = Service::start().await;
    for case in case::all().iter().filter(|case| !case.body.is_empty()) {
        for body in ["", "[]", r#"{"#, "<html>sign in</html>", "\"text\""] {
            let name = case.meta.name;
            let answer = json(case.status, body).insert_header("ms-cv", "abc");
            service.answer(answer).await;
            let Err((Error::Decode(error), _)) = case.send(&service.client).await else {
                panic!("{name} takes {body:?} for a success");
            };
            assert_eq!(error.status().as_u16(), case.status, "{name}");
            assert_eq!(error.headers()["ms-cv"], "abc", "{name}");
            assert_eq!(error.body().as_ref(), body.as_bytes(), "{name}");
            assert!(error.to_string().starts_with(name), "{error}");
        }
    }
}
