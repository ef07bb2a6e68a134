//! Calls through a client: attempts, pauses, credentials, limits. Nothing is sent and nobody waits.
#![cfg(feature = "testing")]

mod models;

use std::{
    collections::VecDeque,
    future::{pending, ready},
    pin::pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, Waker},
    time::{Duration, SystemTime},
};

use bytes::Bytes;
use crategen_runtime::{
    Authenticate, Body, BoxFuture, Client, ClientBuilder, Clock, Error, InMemory, ManualClock, Meta, Operation,
    ServiceError, Transport,
    client::Retry,
    error::{AuthenticationError, TransportError},
    json::Malformed,
    request::RequestBuilder,
    response,
};
use futures_core::Stream;
use models::Point;

macro_rules! operation {
    ($name:ident, $method:literal, $idempotency:expr) => {
        struct $name;
        impl Operation for $name {
            type Output = Point;
            type Headers = ();
            type Failure = ();
            const META: &'static Meta = &Meta {
                name: "test.call",
                id: "Call",
                method: $method,
                path: "/a b/{id}",
                security: &[],
                idempotency_header: $idempotency,
            };
            fn build(&self, request: &mut RequestBuilder<'_>) {
                request
                    .literal("/threads/")
                    .segment("id", &"19:x@y".to_owned())
                    .shared_query("api-version", "1")
                    .header("x-token", &Self::META.idempotency_header.map(|_| "t".to_owned()));
            }
            fn output(response: http::Response<Bytes>) -> Result<Point, Error> {
                match response.status().as_u16() {
                    200 => response::json(Self::META, response),
                    _ => Err(response::unexpected(Self::META, response)),
                }
            }
            fn headers(_headers: &http::HeaderMap) -> Result<(), Malformed> {
                Ok(())
            }
            fn failure(_error: &ServiceError) -> Result<(), Malformed> {
                Ok(())
            }
        }
    };
}

operation!(Get, "GET", None);
operation!(Put, "PUT", None);
operation!(Post, "POST", None);
operation!(Patch, "PATCH", None);
operation!(Safe, "POST", Some("x-token"));

/// Runs a future that never has to wait.
fn run<T>(future: impl IntoFuture<Output = T>) -> T {
    let mut future = pin!(future.into_future());
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..1000 {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
    panic!("the future waits for something");
}

enum Answer {
    Status(u16, &'static [(&'static str, &'static str)]),
    NotConnected,
    Broken,
    Never,
    Chunks(Vec<Result<&'static [u8], ()>>),
}

use Answer::{Broken, Chunks, Never, NotConnected, Status};

/// Answers as the script says, and counts.
#[derive(Clone)]
struct Script(Arc<(Mutex<VecDeque<Answer>>, AtomicUsize)>);

impl Script {
    fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self(Arc::new((Mutex::new(answers.into_iter().collect()), AtomicUsize::new(0))))
    }

    fn sent(&self) -> usize {
        self.0.1.load(Ordering::SeqCst)
    }
}

struct Parts(VecDeque<Result<&'static [u8], ()>>);

impl Stream for Parts {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: std::pin::Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(
            self.0.pop_front().map(|part| part.map(Bytes::from_static).map_err(|()| TransportError::other("reset"))),
        )
    }
}

impl Transport for Script {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        self.0.1.fetch_add(1, Ordering::SeqCst);
        match self.0.0.lock().unwrap().pop_front().unwrap_or(Status(418, &[])) {
            Status(status, headers) => {
                let mut response = http::Response::builder().status(status);
                for (name, value) in headers {
                    response = response.header(*name, *value);
                }
                let body = if status == 200 { r#"{"x":1}"# } else { "" };
                Box::pin(ready(Ok(response.body(Body::from(Bytes::from(body))).unwrap())))
            }
            NotConnected => Box::pin(ready(Err(TransportError::connect("refused")))),
            Broken => Box::pin(ready(Err(TransportError::other("reset")))),
            Never => Box::pin(pending()),
            Chunks(chunks) => Box::pin(ready(Ok(http::Response::new(Body::stream(Parts(chunks.into())))))),
        }
    }
}

fn client(script: &Script, clock: &ManualClock) -> ClientBuilder {
    Client::builder("https://a.example.com/base").transport(script.clone()).clock(clock.clone())
}

fn asks(pause: &'static str) -> Answer {
    Status(503, Vec::leak(vec![("retry-after", pause)]))
}

/// How many times a call is sent that is answered so and then with a success, and how long it waits between.
fn sent<O: Operation>(operation: O, answers: impl IntoIterator<Item = Answer>) -> (usize, Vec<Duration>) {
    let script = Script::new(answers.into_iter().chain([Status(200, &[])]));
    let clock = ManualClock::default();
    let _ = run(client(&script, &clock).build().unwrap().send(operation));
    (script.sent(), clock.sleeps())
}

#[test]
fn repeatable_methods_are_repeated_after_passing_failures() {
    for status in [408, 429, 500, 502, 503, 504] {
        assert_eq!(sent(Get, [Status(status, &[])]).0, 2, "{status}");
        assert_eq!(sent(Put, [Status(status, &[])]).0, 2, "{status}");
        assert_eq!(sent(Safe, [Status(status, &[])]).0, 2, "{status}");
    }
    for status in [301, 302, 307, 308, 400, 401, 403, 404, 409, 412, 501, 505] {
        assert_eq!(sent(Get, [Status(status, &[("retry-after", "1"), ("location", "/x")])]).0, 1, "{status}");
    }
    assert_eq!(sent(Get, [Broken]).0, 2);
    assert_eq!(sent(Safe, [Broken]).0, 2);
}

#[test]
fn other_methods_are_repeated_only_where_the_service_has_done_nothing() {
    for status in [408, 500, 502, 503, 504] {
        assert_eq!(sent(Post, [Status(status, &[("retry-after", "1")])]).0, 1, "{status}");
        assert_eq!(sent(Patch, [Status(status, &[])]).0, 1, "{status}");
    }
    assert_eq!(sent(Post, [Status(429, &[])]).0, 2);
    assert_eq!(sent(Post, [NotConnected]).0, 2);
    assert_eq!(sent(Post, [Broken]).0, 1);
    assert_eq!(sent(Post, [Never]).0, 1);
    assert_eq!(sent(Post, [Chunks(vec![Ok(b"{"), Err(())])]).0, 1);
}

#[test]
fn a_call_that_its_caller_knows_to_be_repeatable_is_repeated() {
    for answer in [Status(408, &[]), Status(500, &[]), Status(503, &[]), Broken, Never] {
        let script = Script::new([answer, Status(200, &[])]);
        let client = client(&script, &ManualClock::default()).build().unwrap();
        assert_eq!(run(client.send(Post).repeatable()).unwrap().x, 1);
        assert_eq!(script.sent(), 2);
    }
    let script = Script::new([Status(400, &[])]);
    let client = client(&script, &ManualClock::default()).build().unwrap();
    assert!(run(client.send(Post).repeatable()).is_err());
    assert_eq!(script.sent(), 1);
}

#[test]
fn attempts_end_and_the_last_failure_is_the_error() {
    let script = Script::new((0..9).map(|_| Status(503, &[])));
    let clock = ManualClock::default();
    let Error::Service(error) = run(client(&script, &clock).build().unwrap().send(Get)).unwrap_err() else { panic!() };
    assert_eq!((error.status().as_u16(), script.sent()), (503, 4));
    let pauses = clock.sleeps();
    assert_eq!(pauses.len(), 3);
    for (pause, most) in pauses.iter().zip([800, 1600, 3200]) {
        let most = Duration::from_millis(most);
        assert!(*pause >= most / 2 && *pause <= most, "{pause:?} of {most:?}");
    }

    for (retry, expected) in [(Retry::none(), 1), (Retry::default().attempts(0), 1), (Retry::default().attempts(7), 7)]
    {
        let script = Script::new((0..9).map(|_| NotConnected));
        let client = client(&script, &ManualClock::default()).retry(retry).build().unwrap();
        let Error::Transport(error) = run(client.send(Post)).unwrap_err() else { panic!() };
        assert!(!error.transport().may_have_been_sent());
        assert_eq!(error.to_string(), "test.call: could not connect: refused");
        assert_eq!(script.sent(), expected);
    }
}

#[test]
fn a_service_says_how_long_to_wait() {
    let seconds = |seconds| vec![Duration::from_secs(seconds)];
    assert_eq!(sent(Get, [Status(503, &[("retry-after", "7")])]), (2, seconds(7)));
    assert_eq!(sent(Get, [Status(503, &[("retry-after", " 0 ")])]), (2, seconds(0)));
    assert_eq!(sent(Get, [Status(429, &[("retry-after-ms", "2000"), ("retry-after", "9")])]), (2, seconds(2)));
    assert_eq!(sent(Get, [Status(429, &[("x-ms-retry-after-ms", "3000")])]), (2, seconds(3)));
    // The clock stands at 1970.
    assert_eq!(sent(Get, [Status(503, &[("retry-after", "Thu, 01 Jan 1970 00:00:30 GMT")])]), (2, seconds(30)));
    assert_eq!(sent(Get, [Status(503, &[("retry-after", "Thu, 31 Dec 1950 00:00:00 GMT")])]).0, 2);
    assert_eq!(sent(Get, [Status(503, &[("retry-after", "60")])]), (2, seconds(60)));
}

#[test]
fn a_service_that_asks_for_too_long_a_pause_is_not_asked_again() {
    for asked in ["61", "18446744073709551615", "99999999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"] {
        assert_eq!(sent(Get, [asks(asked)]).0, 1);
    }
    assert_eq!(sent(Get, [Status(503, &[("retry-after-ms", "18446744073709551615")])]).0, 1);
    let script = Script::new([Status(503, &[("retry-after", "120")]), Status(200, &[])]);
    let clock = ManualClock::default();
    let retry = Retry::default().longest_pause(Duration::MAX).first_pause(Duration::MAX);
    assert!(run(client(&script, &clock).retry(retry).build().unwrap().send(Get)).is_ok());
    assert_eq!(clock.sleeps(), [Duration::from_secs(120)]);
}

#[test]
fn pauses_that_make_no_sense_are_ours() {
    for asked in ["", "soon", "-1", "1.5", "Thu, 99 Foo", "\u{b2}"] {
        let (times, pauses) = sent(Get, [asks(asked)]);
        assert_eq!(times, 2, "{asked}");
        assert!(pauses[0] >= Duration::from_millis(400) && pauses[0] <= Duration::from_millis(800), "{pauses:?}");
    }
    let retry = Retry::default().first_pause(Duration::MAX).longest_pause(Duration::MAX).attempts(40);
    let script = Script::new((0..39).map(|_| Broken).chain([Status(200, &[])]));
    assert!(run(client(&script, &ManualClock::default()).retry(retry).build().unwrap().send(Get)).is_ok());
}

#[test]
fn an_attempt_that_takes_too_long_is_given_up() {
    let script = Script::new([Never, Status(200, &[])]);
    let clock = ManualClock::new(SystemTime::UNIX_EPOCH);
    let client = client(&script, &clock).timeout(Duration::from_secs(5));
    let call = client.build().unwrap();
    assert_eq!(run(call.send(Get)).unwrap(), Point { x: 1, y: None });
    assert_eq!(clock.sleeps()[0], Duration::from_secs(5));
    assert_eq!((script.sent(), clock.sleeps().len()), (2, 2));

    let script = Script::new([Never]);
    let client = self::client(&script, &clock).build().unwrap();
    let Error::Transport(error) = run(client.send(Post)).unwrap_err() else { panic!() };
    assert!(error.transport().may_have_been_sent());
    assert_eq!(error.to_string(), "test.call: the connection failed: no complete response within 100s");
}

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
        meta: &'static Meta,
        _clock: &'a dyn Clock,
        request: &'a mut http::Request<Bytes>,
    ) -> BoxFuture<'a, Result<(), AuthenticationError>> {
        let mut seen = self.0.lock().unwrap();
        seen.push(format!("{} {} {:?}", request.method(), request.uri(), request.headers().get("authorization")));
        let result = match seen.len() {
            9 => Err(AuthenticationError::new(meta, "no more", None)),
            attempt => {
                let value = http::HeaderValue::from_str(&format!("attempt {attempt}")).unwrap();
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
        fn headers(_headers: &http::HeaderMap) -> Result<(), Malformed> {
            Ok(())
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
