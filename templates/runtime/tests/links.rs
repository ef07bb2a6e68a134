//! Pages and operations that go on: links are followed as they stand, and never away from home.
#![cfg(feature = "testing")]

mod models;
mod operations;

use std::{
    pin::pin,
    task::{Context, Poll, Waker},
    time::Duration,
};

use bytes::Bytes;
use crategen_runtime::{Client, Error, InMemory, ManualClock, Progress, client::CallSettings};
use operations::{List, Start};
use serde_json::Value;

const HOME: &str = "https://contoso.example/base";

fn client(service: &InMemory, clock: &ManualClock) -> Client {
    Client::builder(HOME).transport(service.clone()).clock(clock.clone()).build().expect("a client")
}

fn run<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("something waits"),
    }
}

fn items(service: &InMemory) -> (Vec<Value>, Option<Error>) {
    let mut items = client(service, &ManualClock::default()).pages(List).items();
    let mut found = Vec::new();
    run(async {
        while let Some(item) = items.next().await {
            match item {
                Ok(item) => found.push(item),
                Err(error) => return (found, Some(error)),
            }
        }
        (found, None)
    })
}

fn targets(service: &InMemory) -> Vec<String> {
    service.requests().iter().map(|request| request.uri().to_string()).collect()
}

#[test]
fn items_of_all_pages_come_in_order_and_empty_pages_are_passed_over() {
    let service = InMemory::new()
        .json(200, r#"{"value": [1, 2], "nextLink": "https://contoso.example/other/19:x@y?a=1%2F2"}"#)
        .json(200, r#"{"value": [], "nextLink": "/third"}"#)
        .json(200, r#"{"value": [3], "nextLink": ""}"#);
    let (found, error) = items(&service);
    assert!(error.is_none());
    assert_eq!(found, [1, 2, 3]);
    assert_eq!(
        targets(&service),
        [
            "https://contoso.example/base/items",
            "https://contoso.example/other/19:x@y?a=1%2F2",
            "https://contoso.example/third"
        ]
    );
}

#[test]
fn a_link_to_another_origin_is_an_error_and_no_request() {
    for link in [
        "https://evil.example/next",
        "http://contoso.example/next",
        "https://contoso.example:8443/next",
        "//evil.example/next",
        "/\\\\evil.example/next",
        "https://contoso.example@evil.example/next",
        "https://user:secret@contoso.example/next",
        "javascript:alert(1)",
        "next",
        "https://contoso.example/a/../b",
    ] {
        let service = InMemory::new().json(200, format!(r#"{{"value": [1], "nextLink": "{link}"}}"#));
        let (found, error) = items(&service);
        assert_eq!(found, [1], "{link}");
        let Some(Error::Page(error)) = error else { panic!("{link}: {error:?}") };
        assert!(matches!(error.cause(), Error::Link(_)), "{link}: {error}");
        assert_eq!(service.requests().len(), 1, "{link}");
        assert!(!error.to_string().contains("secret"), "{error}");
    }
}

#[test]
fn a_link_elsewhere_is_named_without_its_query() {
    let service = InMemory::new().json(200, r#"{"value": [], "nextLink": "https://evil.example/next?sig=abc"}"#);
    let (_, error) = items(&service);
    assert_eq!(
        error.expect("an error").to_string(),
        "test.list: the endpoint https://contoso.example/base linked to https://evil.example/next: not followed, \
         credentials stay home (on a page after the first)"
    );
}

#[test]
fn the_default_port_in_a_link_is_the_same_origin() {
    let service = InMemory::new()
        .json(200, r#"{"value": [], "nextLink": "HTTPS://CONTOSO.example:443/next"}"#)
        .json(200, r#"{"value": [1]}"#);
    assert_eq!(items(&service).0, [1]);
    assert_eq!(targets(&service)[1], "https://contoso.example/next");
}

#[test]
fn pages_that_go_round_in_a_circle_are_an_error() {
    let service = InMemory::new()
        .json(200, r#"{"value": [1], "nextLink": "/a"}"#)
        .json(200, r#"{"value": [2], "nextLink": "/b"}"#)
        .json(200, r#"{"value": [3], "nextLink": "/a"}"#);
    let (found, error) = items(&service);
    assert_eq!(found, [1, 2, 3], "what the last page has is there, wherever it leads");
    let Some(Error::Page(error)) = error else { panic!("{error:?}") };
    assert!(error.to_string().contains("go round in a circle") && error.continuation() == "/a", "{error}");
    assert_eq!(service.requests().len(), 3);
}

#[test]
fn an_error_on_a_later_page_says_how_to_go_on() {
    let service = InMemory::new().json(200, r#"{"value": [1], "nextLink": "/second"}"#).json(403, "{}");
    let (found, error) = items(&service);
    assert_eq!(found, [1]);
    let Some(Error::Page(error)) = error else { panic!("{error:?}") };
    assert_eq!(error.continuation(), "/second");
    let service = InMemory::new().json(200, r#"{"value": [2]}"#);
    let mut rest = client(&service, &ManualClock::default()).pages_from::<List>(error.continuation()).items();
    assert_eq!(run(rest.next()).expect("an item").expect("a success"), 2);
    assert!(run(rest.next()).is_none());
}

#[test]
fn an_error_on_the_first_page_is_itself_and_ends_the_stream() {
    let service = InMemory::new().json(403, "{}");
    let mut pages = client(&service, &ManualClock::default()).pages(List);
    assert!(matches!(run(pages.next()), Some(Err(Error::Service(_)))));
    assert!(run(pages.next()).is_none());
}

fn accepted(location: &str) -> impl Fn(&http::Request<Bytes>) -> http::Response<Bytes> + Send + use<> {
    let location = location.to_owned();
    move |_| {
        let response = http::Response::builder().status(202).header("Operation-Location", &location);
        response.header("retry-after", "7").body(Bytes::from_static(b"{}")).expect("a response")
    }
}

#[test]
fn a_poller_asks_until_it_is_over_and_waits_as_the_service_wants() {
    let clock = ManualClock::default();
    let service = InMemory::new()
        .respond(accepted("https://contoso.example//jobs/1?v=2"))
        .json(200, r#"{"status": "NotStarted"}"#)
        .json(200, r#"{"status": "Running"}"#)
        .json(200, r#"{"status": "SUCCEEDED", "id": 1}"#);
    let client = client(&service, &clock);
    let poller = run(client.start(Start)).expect("accepted").interval(Duration::from_secs(2));
    assert_eq!(poller.continuation(), "https://contoso.example//jobs/1?v=2");
    let status = run(poller.wait()).expect("a success");
    assert_eq!(status["id"], 1);
    assert_eq!(clock.sleeps(), [7, 2, 2].map(Duration::from_secs));
    assert_eq!(targets(&service)[1], "https://contoso.example//jobs/1?v=2");
    assert!(service.requests()[1..].iter().all(|request| request.method() == "GET"));
}

#[test]
fn a_stream_of_statuses_ends_with_the_final_one_or_an_error() {
    let home = "https://contoso.example/jobs/1";
    let clock = ManualClock::default();
    let (running, failed) = (r#"{"status":"Running"}"#, r#"{"status":"Failed","error":{"code":"x"}}"#);
    let service = InMemory::new().respond(accepted(home)).json(200, running).json(200, failed);
    let mut statuses = run(client(&service, &clock).start(Start)).expect("accepted").statuses();
    assert_eq!(statuses.continuation(), home);
    let progress = [Progress::Running, Progress::Failed].map(|expected| {
        let status = run(statuses.next()).expect("a status").expect("an answer");
        (status.progress, expected, status.value["status"].is_string())
    });
    assert!(progress.iter().all(|(found, expected, kept)| found == expected && *kept), "{progress:?}");
    assert!(run(statuses.next()).is_none() && run(statuses.next()).is_none());
    assert_eq!(service.requests().len(), 3);

    let service = InMemory::new().json(404, "{}");
    let mut statuses = client(&service, &clock).poller_from::<Start>("/jobs/1").statuses();
    assert!(matches!(run(statuses.next()), Some(Err(Error::Service(_)))));
    assert!(run(statuses.next()).is_none());
}

#[test]
fn a_poller_can_be_made_from_the_headers_of_an_answer_and_an_address_from_an_operation() {
    let service = InMemory::new().respond(accepted("/jobs/1")).json(200, r#"{"status":"Succeeded"}"#);
    let clock = ManualClock::default();
    let client = client(&service, &clock);
    assert_eq!(client.uri(&Start).expect("an address"), "https://contoso.example/base/jobs");
    let response = run(client.send(Start).response()).expect("accepted");
    let poller = client.poller::<Start>(&response.headers).expect("it says where to ask");
    assert_eq!(run(poller.wait()).expect("a success")["status"], "Succeeded");
    assert!(matches!(client.poller::<Start>(&http::HeaderMap::new()), Err(Error::Link(_))));
}

#[test]
fn an_operation_that_fails_is_an_error_with_what_the_service_says() {
    let service = InMemory::new()
        .respond(accepted("/jobs/1"))
        .json(200, r#"{"status": "Failed", "error": {"code": "EmailDropped", "message": "no such domain"}}"#);
    let client = client(&service, &ManualClock::default());
    let error = run(async { client.start(Start).await?.wait().await }).expect_err("a failure");
    assert_eq!(
        error.to_string(),
        "test.start: the operation was accepted, but has failed (code EmailDropped): no such domain"
    );
    let Error::Poll(error) = error else { panic!("{error:?}") };
    assert_eq!(error.progress(), Progress::Failed);
    assert_eq!(error.decode::<Value>().expect("the status")["status"], "Failed");
}

#[test]
fn a_status_elsewhere_is_not_asked_for_and_a_missing_one_is_an_error() {
    let service = InMemory::new().respond(accepted("https://evil.example/jobs/1"));
    let client = client(&service, &ManualClock::default());
    let error = run(async { client.start(Start).await?.wait().await }).expect_err("a failure");
    assert!(matches!(error, Error::Link(_)), "{error}");
    assert_eq!(service.requests().len(), 1);
}

#[test]
fn an_answer_that_does_not_say_where_to_ask_is_kept_by_the_error() {
    let answer = |request: &http::Request<Bytes>| {
        let id = request.headers()["x-call"].clone();
        let response = http::Response::builder().status(200).header("x-done", "s3cr3t").header("x-request-id", id);
        response.body(Bytes::from_static(br#"{"job":"s3cr3t"}"#)).expect("a response")
    };
    let client = client(&InMemory::new().respond(answer), &ManualClock::default());
    let client = client.with_settings(CallSettings::new().header("x-call", "7f1c"));
    let Err(Error::Link(error)) = run(client.start(Start)) else { panic!("there is no link") };
    assert_eq!(error.status(), Some(http::StatusCode::OK));
    assert_eq!(error.headers().expect("an answer")["x-done"], "s3cr3t");
    assert_eq!(error.body().expect("an answer").as_ref(), br#"{"job":"s3cr3t"}"#);
    assert_eq!(
        error.to_string(),
        "test.start: the answer has no header `operation-location` to ask for the status at (status 200, request id \
         7f1c, 16 bytes kept in the error)"
    );
    assert!(!format!("{error:?}").contains("s3cr3t"), "{error:?}");
}

#[test]
fn a_poller_goes_on_from_its_continuation() {
    let service = InMemory::new().json(200, r#"{"status": "Canceled"}"#);
    let client = client(&service, &ManualClock::default());
    let mut poller = client.poller_from::<Start>("/jobs/1");
    let status = run(poller.poll()).expect("a status");
    assert_eq!(status.progress, Progress::Canceled);
}
