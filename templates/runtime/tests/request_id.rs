//! The id of a call: where it goes, and where it is found again.
#![cfg(feature = "testing")]

mod models;
mod script;

use std::error::Error as _;

use bytes::Bytes;
use crategen_runtime::{Client, ClientBuilder, Error, InMemory, ManualClock};
use script::{Get, NotConnected, Safe, Script, run};

fn builder(service: &InMemory) -> ClientBuilder {
    let builder = Client::builder("https://a.example.com").transport(service.clone()).clock(ManualClock::default());
    builder.request_id_header(Some("X-Call"))
}

fn ids(service: &InMemory) -> Vec<String> {
    service.requests().iter().map(|request| request.headers()["x-call"].to_str().unwrap().to_owned()).collect()
}

#[test]
fn each_call_has_an_id_which_stays_the_same_in_all_attempts() {
    let service = InMemory::new().json(503, "{}").json(200, r#"{"x":1}"#).json(200, r#"{"x":1}"#);
    let client = builder(&service).build().unwrap();
    run(client.send(Get)).unwrap();
    run(client.send(Get)).unwrap();
    let ids = ids(&service);
    assert_eq!(ids[0], ids[1]);
    assert_ne!(ids[0], ids[2]);
    let groups: Vec<_> = ids[0].split('-').map(str::len).collect();
    assert_eq!(groups, [8, 4, 4, 4, 12], "{}", ids[0]);
}

#[test]
fn an_id_that_is_there_already_is_kept() {
    let service = InMemory::new().json(200, r#"{"x":1}"#).json(200, r#"{"x":1}"#).json(200, r#"{"x":1}"#);
    let client = builder(&service).build().unwrap();
    run(client.send(Get).header("x-call", "mine")).unwrap();
    // The operation's own header is the one for the ids here.
    run(builder(&service).request_id_header(Some("x-token")).build().unwrap().send(Safe)).unwrap();
    run(builder(&service).request_id_header(None).build().unwrap().send(Get)).unwrap();
    let requests = service.requests();
    assert_eq!(requests[0].headers()["x-call"], "mine");
    assert_eq!(requests[1].headers()["x-token"], "t");
    assert!(!requests[1].headers().contains_key("x-call") && !requests[2].headers().contains_key("x-call"));
}

#[test]
fn a_failure_has_the_services_id_or_that_of_the_call() {
    let service = InMemory::new().json(404, r#"{"code":"gone"}"#).respond(|_| {
        http::Response::builder().status(404).header("x-request-id", "theirs").body(Bytes::new()).unwrap()
    });
    let client = builder(&service).build().unwrap();
    for own in [true, false] {
        let Error::Service(error) = run(client.send(Get)).unwrap_err() else { panic!() };
        let id = if own { ids(&service).remove(0) } else { "theirs".to_owned() };
        assert_eq!(error.request_id(), Some(id.as_str()));
        assert!(error.to_string().contains(&format!("request id {id})")), "{error}");
        assert!(error.source().is_none());
    }
}

#[test]
fn a_success_that_cannot_be_read_has_the_services_id_or_that_of_the_call() {
    let service = InMemory::new()
        .json(200, "{")
        .respond(|_| http::Response::builder().status(200).header("x-request-id", "theirs").body("{".into()).unwrap());
    let client = builder(&service).build().unwrap();
    for own in [true, false] {
        let Error::Decode(error) = run(client.send(Get)).unwrap_err() else { panic!() };
        let id = if own { ids(&service).remove(0) } else { "theirs".to_owned() };
        assert_eq!(error.request_id(), Some(id.as_str()));
        assert!(error.to_string().ends_with(&format!("request id {id}, 1 bytes kept in the error)")), "{error}");
        assert!(format!("{error:?}").contains(&id), "{error:?}");
    }
}

#[test]
fn a_call_without_an_answer_has_the_id_under_which_it_was_sent() {
    let client = script::client(&Script::new((0..4).map(|_| NotConnected)), &ManualClock::default());
    let client = client.request_id_header(Some("x-call")).build().unwrap();
    let Error::Transport(error) = run(client.send(Get).header("x-call", "mine")).unwrap_err() else { panic!() };
    assert_eq!(error.request_id(), Some("mine"));
    assert_eq!(error.to_string(), "test.call: could not connect: refused (request id mine)");
}

#[test]
fn a_header_that_cannot_be_is_refused() {
    let error = builder(&InMemory::new()).request_id_header(Some("a b")).build().unwrap_err();
    assert_eq!(error.to_string(), "the header for the ids of calls has a name that none can have");
}
