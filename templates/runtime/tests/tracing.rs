//! What a subscriber of `tracing` is told about calls, and what it is not.
#![cfg(all(feature = "testing", feature = "tracing"))]

mod models;
mod script;

use std::{
    fmt::{self, Write as _},
    sync::{Arc, Mutex},
    time::Duration,
};

use crategen_runtime::{
    BoxFuture, Client, Error, InMemory, ManualClock, Meta, Operation, Paged, Payload, ServiceError,
    auth::{ApiKey, Basic, Bearer, Credentials},
    client::{Attempt, Authenticate, Retry},
    error::AuthenticationError,
    json::Malformed,
    request::RequestBuilder,
    response,
};
use models::Point;
use script::{Broken, Get, Never, NotConnected, Post, Safe, Script, Status, run};
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span,
};

/// Writes down all that it is told, a line for each span and event.
#[derive(Clone, Default)]
struct Witness(Arc<Mutex<Vec<String>>>);

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

impl Subscriber for Witness {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "crategen_runtime"
    }

    fn new_span(&self, span: &span::Attributes<'_>) -> span::Id {
        let mut lines = self.0.lock().unwrap();
        let mut line = format!("{} {}", span.metadata().level(), span.metadata().name());
        span.record(&mut Line(&mut line));
        lines.push(line);
        span::Id::from_u64(lines.len() as u64)
    }

    fn record(&self, span: &span::Id, values: &span::Record<'_>) {
        let mut lines = self.0.lock().unwrap();
        values.record(&mut Line(&mut lines[span.into_u64() as usize - 1]));
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = format!("{} event", event.metadata().level());
        event.record(&mut Line(&mut line));
        self.0.lock().unwrap().push(line);
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

/// What is told while the client sends the operation.
fn told<O: Operation>(client: Client, operation: O) -> (Vec<String>, Result<O::Output, Error>) {
    let witness = Witness::default();
    let result = tracing::subscriber::with_default(witness.clone(), || run(client.send(operation)));
    (witness.0.lock().unwrap().clone(), result)
}

fn client(script: &Script) -> Client {
    script::client(script, &ManualClock::default()).retry(Retry::default().attempts(2)).build().unwrap()
}

#[test]
fn a_call_is_a_span_with_a_span_for_each_attempt() {
    let script = Script::new([Status(503, &[("retry-after", "7"), ("x-request-id", "r1")]), Status(200, &[])]);
    let (lines, result) = told(client(&script), Get);
    assert_eq!(result.unwrap(), Point { x: 1, y: None });
    let agent = concat!("crategen-runtime/", env!("CARGO_PKG_VERSION"));
    let attempt = "INFO attempt otel.kind=\"client\" operation.name=\"test.call\" http.request.method=\"GET\" \
                   server.address=\"a.example.com\" server.port=443 otel.name=\"GET /a b/{id}\" \
                   url.template=\"/a b/{id}\" url.full=\"https://a.example.com/base/a b/{id}?api-version=1\"";
    assert_eq!(
        lines,
        [
            "INFO call otel.name=\"test.call\" otel.kind=\"internal\" operation.name=\"test.call\"".to_owned(),
            format!(
                "{attempt} user_agent.original=\"{agent}\" http.response.status_code=503 otel.status_code=\"ERROR\" \
                 error.type=\"503\" http.response.header.retry-after=\"7\" http.response.header.x-request-id=\"r1\""
            ),
            "INFO event message=an attempt failed, and there is another one attempt=1 pause_ms=7000 \
             http.response.status_code=503"
                .to_owned(),
            format!(
                "{attempt} http.request.resend_count=1 user_agent.original=\"{agent}\" http.response.status_code=200"
            ),
        ]
    );
}

#[test]
fn failures_say_of_which_kind_they_are() {
    for (answer, kind) in [(NotConnected, "connect"), (Broken, "connection"), (Never, "timeout")] {
        let (lines, result) = told(client(&Script::new([answer, Status(404, &[])])), Get);
        assert!(result.is_err());
        assert!(lines[0].ends_with(" otel.status_code=\"ERROR\" error.type=\"404\""), "{}", lines[0]);
        assert!(lines[1].ends_with(&format!(" error.type=\"{kind}\"")), "{}", lines[1]);
        assert!(lines[2].contains(&format!(" error.type=\"{kind}\" error=")), "{}", lines[2]);
        assert!(lines[3].contains(" error.type=\"404\""), "{}", lines[3]);
    }
    let (lines, _) = told(client(&Script::new([Broken])), Post);
    assert_eq!(lines.len(), 2);
    assert!(lines[0].ends_with(" error.type=\"connection\""), "{}", lines[0]);
}

#[test]
fn a_limit_of_the_client_says_that_it_makes_calls_wait() {
    let script = Script::new([Status(200, &[]), Status(200, &[])]);
    let settings = script::client(&script, &ManualClock::default()).rate_limit(1, Duration::from_secs(60));
    let client = settings.build().unwrap();
    assert_eq!(told(client.clone(), Get).0.len(), 2);
    let (lines, _) = told(client, Get);
    assert_eq!(
        lines[1],
        "DEBUG event message=a request waits for its turn within the client's rate limit pause_ms=60000"
    );
}

/// Every credential that a document can declare, in every place.
fn credentials() -> [Box<dyn Authenticate>; 6] {
    [
        Box::new(Credentials::new()),
        Box::new(ApiKey::header("x-key", "s3cret")),
        Box::new(ApiKey::header("x-request-id", "s3cret")),
        Box::new(ApiKey::query("key", "s3cret")),
        Box::new(ApiKey::cookie("key", "s3cret")),
        Box::new(Basic::new("s3cret", "s3cret")),
    ]
}

struct Boxed(Box<dyn Authenticate>);

impl Authenticate for Boxed {
    fn authenticate<'a>(
        &'a self,
        attempt: Attempt<'a>,
        request: &'a mut http::Request<Payload>,
    ) -> BoxFuture<'a, Result<(), AuthenticationError>> {
        self.0.authenticate(attempt, request)
    }
}

#[test]
fn neither_secrets_nor_arguments_nor_bodies_nor_other_headers_are_told() {
    let answer = |_: &http::Request<bytes::Bytes>| {
        http::Response::builder()
            .status(503)
            .header("retry-after", "0")
            .header("set-cookie", "s3cret")
            .header("www-authenticate", "s3cret")
            .header("x-other", "s3cret")
            .header("location", "/s3cret")
            .body("{\"token\":\"s3cret\"}".into())
            .unwrap()
    };
    for credential in credentials() {
        let transport = InMemory::new().respond(answer).respond(answer);
        let client = Client::builder("https://a.example.com")
            .transport(transport.clone())
            .clock(ManualClock::default())
            .retry(Retry::default().attempts(2))
            .parameter("secret", "s3cret")
            .authenticate(Boxed(credential))
            .build()
            .unwrap();
        let (lines, _) = told(client, Safe);
        assert_eq!((lines.len(), transport.requests().len()), (4, 2));
        let told = lines.join("\n");
        assert!(!told.contains("s3cret") && !told.contains("czNjcmV0"), "{told}");
        // The argument, and the value of a header that is not on the list.
        assert!(!told.contains("19") && !told.contains("x-token"), "{told}");
    }
    let witness = Witness::default();
    tracing::subscriber::with_default(witness.clone(), || {
        let client = script::client(&Script::new([Broken]), &ManualClock::default());
        let client = client.authenticate(Bearer::new("s3cret\n")).build().unwrap();
        assert!(matches!(run(client.send(Get)), Err(Error::Authentication(_))));
    });
    let told = witness.0.lock().unwrap().join("\n");
    assert!(told.contains("error.type=\"authentication\"") && !told.contains("s3cret"), "{told}");
}

/// A list with arguments in its path and query, whose next page is at a link of the service's own.
struct List;

impl Operation for List {
    type Output = Point;
    type Headers = ();
    type Failure = ();
    const META: &'static Meta = &Meta {
        name: "test.list",
        id: "List",
        method: "GET",
        path: "/users/{id}",
        security: &[],
        idempotency_header: None,
        servers: None,
    };
    fn build(&self, request: &mut RequestBuilder<'_>) {
        request
            .literal("/users/")
            .segment("id", &"s3cret".to_owned())
            .query("phone number", &Some("s3cret".to_owned()))
            .shared_query("api-version", "1");
    }
    fn output(response: http::Response<bytes::Bytes>) -> Result<Point, Error> {
        response::json(Self::META, response)
    }
    fn failure(_error: &ServiceError) -> Result<(), Malformed> {
        Ok(())
    }
}

impl Paged for List {
    type Item = i32;
    fn items(page: Point) -> Vec<i32> {
        vec![page.x]
    }
    fn next_link(page: &Point) -> Option<&str> {
        (page.x == 1)
            .then_some("https://a.example.com/users/s3cret?api-version=2&%24skip=s3cret&s3cret&token=s3cret=#s3cret")
    }
}

#[test]
fn addresses_are_told_without_arguments() {
    let transport = InMemory::new().json(200, r#"{"x":1}"#).json(200, r#"{"x":2}"#);
    let client = Client::builder("https://a.example.com").transport(transport).clock(ManualClock::default());
    let mut items = client.build().unwrap().pages(List).items();
    let witness = Witness::default();
    tracing::subscriber::with_default(witness.clone(), || {
        assert_eq!(run(items.next()).unwrap().unwrap(), 1);
        assert_eq!(run(items.next()).unwrap().unwrap(), 2);
        assert!(run(items.next()).is_none());
    });
    let lines = witness.0.lock().unwrap();
    assert_eq!(lines.len(), 4);
    let url = "url.full=\"https://a.example.com/users/{id}?";
    assert!(lines[1].contains(&format!("{url}phone%20number=REDACTED&api-version=1\"")), "{}", lines[1]);
    let next = "api-version=2&%24skip=REDACTED&REDACTED&token=REDACTED\"";
    assert!(lines[3].contains(&format!("{url}{next}")), "{}", lines[3]);
    assert!(!lines.join("").contains("s3cret"));
}

#[test]
fn an_attempt_has_the_id_of_its_call_whatever_the_header_is_called() {
    let script = Script::new([Status(503, &[("retry-after", "0")]), Status(200, &[])]);
    let settings = script::client(&script, &ManualClock::default()).request_id_header(Some("x-our-id"));
    let (lines, _) = told(settings.build().unwrap(), Get);
    let id = |line: &str| line.split_once(" request.id=").map(|(_, rest)| rest[..38].to_owned());
    assert!(id(&lines[1]).is_some(), "{}", lines[1]);
    assert_eq!(id(&lines[1]), id(&lines[3]));
}
