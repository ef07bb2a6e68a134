//! Calls through a client: what is asked and signed, how much of an answer is read, what a client is.
#![cfg(feature = "testing")]

mod models;
mod script;

use std::{
    future::ready,
    sync::{Arc, Mutex},
    time::{Duration, SystemTime},
};

use bytes::Bytes;
use crategen_runtime::{
    Authenticate, BoxFuture, Client, Clock, Error, InMemory, ManualClock, Meta, Operation, Payload, ServiceError,
    client::Attempt, error::AuthenticationError, json::Malformed, request::RequestBuilder,
};
use models::Point;
use script::{Broken, Chunks, Get, Post, Script, Status, client, run};

#[test]
fn a_body_is_collected_up_to_the_limit() {
    let script =
        |chunks: &[&'static str]| Script::new([Chunks(chunks.iter().map(|chunk| Ok(chunk.as_bytes())).collect())]);
    let clock = ManualClock::default();
    let chunks: [(&[&'static str], bool); 4] = [
        (&["{\"x\"", "", ":1}"], true),
        (&["", "{\"x\":1}"], true),
        (&["{\"x\":1}", " "], false),
        (&["        "], false),
    ];
    for (chunks, fits) in chunks {
        let script = script(chunks);
        let result = run(client(&script, &clock).response_limit(7).build().unwrap().send(Get));
        assert_eq!(result.is_ok(), fits, "{result:?}");
        assert_eq!(script.sent(), 1, "what is too large would be so again");
        if let Err(error) = result {
            assert_eq!(error.to_string(), "test.call: the response is larger than the limit of 7 bytes");
        }
    }
    let broken = Script::new([Chunks(vec![Ok(b"{\"x\":"), Err(())]), Status(200, &[])]);
    assert!(run(client(&broken, &clock).build().unwrap().send(Get)).is_ok());
    assert_eq!(broken.sent(), 2);
}

/// Counts how often it was asked, and signs what it sees.
#[derive(Clone, Default)]
struct Signs(Arc<Mutex<Vec<String>>>);

impl Authenticate for Signs {
    fn authenticate<'a>(
        &'a self,
        attempt: Attempt<'a>,
        request: &'a mut http::Request<Payload>,
    ) -> BoxFuture<'a, Result<(), AuthenticationError>> {
        let mut seen = self.0.lock().unwrap();
        seen.push(format!("{} {} {:?}", request.method(), request.uri(), request.headers().get("authorization")));
        let result = match seen.len() {
            9 => Err(AuthenticationError::new(attempt.meta(), "no more", None)),
            number => {
                let value = http::HeaderValue::from_str(&format!("attempt {number}")).unwrap();
                request.headers_mut().insert("authorization", value);
                Ok(())
            }
        };
        Box::pin(ready(result))
    }
}

#[test]
fn each_attempt_is_authenticated_over_what_it_sends() {
    let signs = Signs::default();
    let script = Script::new([Status(503, &[]), Broken, Status(200, &[])]);
    let client = client(&script, &ManualClock::default()).authenticate(signs.clone()).parameter("api-version", "2");
    run(client.build().unwrap().send(Get)).unwrap();
    let line = "GET https://a.example.com/base/threads/19%3Ax%40y?api-version=2 None";
    assert_eq!(*signs.0.lock().unwrap(), [line, line, line]);
}

#[test]
fn what_clients_write_in_another_form_has_that_form_when_it_is_signed() {
    struct Odd;
    impl Operation for Odd {
        type Output = Point;
        type Headers = ();
        type Failure = ();
        const META: &'static Meta = Get::META;
        fn build(&self, request: &mut RequestBuilder<'_>) {
            request.literal("/a('b')|{c}^?x='{y}'|%7B");
        }
        fn output(response: http::Response<Bytes>) -> Result<Point, Error> {
            Get::output(response)
        }
        fn failure(_error: &ServiceError) -> Result<(), Malformed> {
            Ok(())
        }
    }
    let signs = Signs::default();
    let client = client(&Script::new([]), &ManualClock::default()).authenticate(signs.clone()).build().unwrap();
    assert!(run(client.send(Odd)).is_err());
    let line = "GET https://a.example.com/base/a('b')%7C%7Bc%7D%5E?x=%27%7By%7D%27%7C%7B None";
    assert_eq!(*signs.0.lock().unwrap(), [line]);
}

#[test]
fn without_a_credential_nothing_is_sent() {
    let signs = Signs(Arc::new(Mutex::new(vec![String::new(); 8])));
    let script = Script::new([]);
    let client = client(&script, &ManualClock::default()).authenticate(signs).build().unwrap();
    let error = run(client.send(Get)).unwrap_err();
    assert!(matches!(error, Error::Authentication(_)));
    assert_eq!((error.to_string().as_str(), script.sent()), ("test.call: no more", 0));
}

#[test]
fn requests_say_who_asks_and_how_long_they_are() {
    let transport = InMemory::new().json(200, r#"{"x":1}"#).json(200, r#"{"x":2}"#).json(404, r#"{"code":"gone"}"#);
    let client = Client::builder("https://a.example.com").transport(transport.clone()).clock(ManualClock::default());
    let client = client.user_agent("test/1").build().unwrap();
    let response = run(client.send(Post).response()).unwrap();
    assert_eq!((response.status.as_u16(), response.value.x), (200, 1));
    assert_eq!(response.headers["content-type"], "application/json");
    assert_eq!(run(Get.send(&client)).unwrap().x, 2);
    let Error::Service(error) = run(client.send(Get)).unwrap_err() else { panic!() };
    assert_eq!(error.code(), Some("gone"));
    let requests = transport.requests();
    assert_eq!(requests[0].headers()["content-length"], "0");
    assert_eq!(requests[0].headers()["user-agent"], "test/1");
    assert!(!requests[1].headers().contains_key("content-length"));
    assert_eq!(requests[1].uri(), "https://a.example.com/threads/19%3Ax%40y?api-version=1");

    let default = Client::builder("https://a.example.com").transport(transport.clone()).clock(ManualClock::default());
    let error = run(default.build().unwrap().send(Post)).unwrap_err();
    assert!(error.to_string().contains("no answer left for POST /threads/19%3Ax%40y"), "{error}");
    assert!(transport.requests()[3].headers()["user-agent"].to_str().unwrap().starts_with("crategen-runtime/"));
}

#[test]
fn an_answer_from_memory_may_look_at_what_was_asked() {
    let transport = InMemory::new();
    let seen = transport.clone();
    let transport = transport.respond(move |request| {
        assert_eq!(seen.requests().len(), 1);
        assert_eq!(request.method(), "GET");
        http::Response::new(Bytes::from_static(b"{\"x\":3}"))
    });
    let client = Client::builder("https://a.example.com").transport(transport).clock(ManualClock::default());
    assert_eq!(run(client.build().unwrap().send(Get)).unwrap().x, 3);
}

#[test]
fn a_client_that_cannot_be_is_refused() {
    let builder = |endpoint| Client::builder(endpoint).transport(InMemory::new()).clock(ManualClock::default());
    assert!(builder("s3cr3t").build().is_err());
    assert!(builder("https://a.example.com").user_agent("a\nb").build().is_err());
    assert_eq!(
        format!("{:?}", builder("https://a.example.com").build().unwrap()),
        r#"Client { endpoint: Endpoint { origin: "https://a.example.com", base: "" }, .. }"#
    );
}

#[test]
fn the_clock_of_tests_is_set_and_moves_with_each_sleep() {
    let clock = ManualClock::default();
    clock.set(SystemTime::UNIX_EPOCH + Duration::from_secs(10));
    run(clock.sleep(Duration::from_secs(5)));
    run(clock.sleep(Duration::MAX));
    assert_eq!(clock.now(), SystemTime::UNIX_EPOCH + Duration::from_secs(15));
}
