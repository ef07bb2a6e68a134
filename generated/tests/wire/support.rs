//! A service on loopback that answers as it is told, and remembers what it received.

use std::fmt::Write as _;

use acs_sdk::{
    Client, ClientBuilder, Error, Operation,
    runtime::{Response, client::Retry},
};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

/// An awkward thread id: its `:` and `@` have a meaning of their own elsewhere in a URL.
pub(crate) const THREAD: &str = "19:a_b-c.d~e@thread.v2";

/// [`THREAD`] as it stands in a path.
pub(crate) const THREAD_IN_PATH: &str = "19%3Aa_b-c.d~e%40thread.v2";

/// An id that would be another path, or no path at all, if it were written as it is.
pub(crate) const AWKWARD: &str = "a/b?c#d%2Fe f+g&h=ü✓";

/// [`AWKWARD`] as it stands in a path.
pub(crate) const AWKWARD_IN_PATH: &str = "a%2Fb%3Fc%23d%252Fe%20f%2Bg%26h%3D%C3%BC%E2%9C%93";

/// An id of the caller's own for a request; the others are random.
pub(crate) const OWN_ID: &str = "0b5c4f1e-2d3a-4b6c-8d7e-9f0a1b2c3d4e";

/// A service, and a client that calls it without credential and without repetition.
pub(crate) struct Service {
    server: MockServer,
    pub(crate) client: Client,
}

impl Service {
    /// A service with a client of the usual settings.
    pub(crate) async fn start() -> Self {
        Self::start_with(|builder| builder).await
    }

    /// A service with a client of other settings.
    pub(crate) async fn start_with(settings: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Self {
        let server = MockServer::start().await;
        let builder = Client::builder(&server.uri()).retry(Retry::none());
        let client = settings(builder).build().expect("loopback is an endpoint");
        Self { server, client }
    }

    /// Forgets what it received, and answers this from now on.
    pub(crate) async fn answer(&self, answer: ResponseTemplate) {
        self.server.reset().await;
        Mock::given(any()).respond_with(answer).mount(&self.server).await;
    }

    /// Answers these, in this order and each once.
    pub(crate) async fn answers(&self, answers: impl IntoIterator<Item = ResponseTemplate>) {
        for answer in answers {
            Mock::given(any()).respond_with(answer).up_to_n_times(1).mount(&self.server).await;
        }
    }

    /// Where it is.
    pub(crate) fn origin(&self) -> String {
        self.server.uri()
    }

    /// The one request that it received.
    pub(crate) async fn received(&self) -> Request {
        let mut requests = self.all_received().await;
        assert_eq!(requests.len(), 1, "expected one request");
        requests.remove(0)
    }

    /// The requests that it received, in their order.
    pub(crate) async fn all_received(&self) -> Vec<Request> {
        let requests = self.server.received_requests().await.expect("wiremock records requests");
        requests.iter().map(|request| self.read(request)).collect()
    }

    fn read(&self, request: &wiremock::Request) -> Request {
        let mut headers = Vec::new();
        for (name, value) in &request.headers {
            let value = value.to_str().expect("headers are text");
            match name.as_str() {
                "host" => assert_eq!(value, self.server.address().to_string(), "host"),
                "user-agent" => assert_eq!(value, concat!("acs-sdk/", env!("CARGO_PKG_VERSION")), "user-agent"),
                "x-ms-client-request-id" if value != OWN_ID => {
                    let groups: Vec<_> = value.split('-').map(str::len).collect();
                    assert_eq!(groups, [8, 4, 4, 4, 12], "{value} is a UUID");
                }
                name => headers.push((name.to_owned(), value.to_owned())),
            }
        }
        assert!(request.headers.contains_key("user-agent"), "the request says who sends it");
        let ids = request.headers.get_all("x-ms-client-request-id").iter().count();
        assert_eq!(ids, 1, "the request has an id");
        headers.sort();
        let mut line = format!("{} {}", request.method, request.url.path());
        if let Some(query) = request.url.query() {
            write!(line, "?{query}").expect("a string takes everything");
        }
        let body = String::from_utf8(request.body.clone()).expect("all bodies here are text");
        Request { line, headers, body }
    }
}

/// A request: its target as it stood on the wire, all headers but `host`, `user-agent` and a random id, and its body.
#[derive(Debug, PartialEq)]
pub(crate) struct Request {
    pub(crate) line: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Request {
    /// A request of that method and target, which accepts JSON and has no body.
    pub(crate) fn new(line: &str) -> Self {
        let request = Self { line: line.to_owned(), headers: Vec::new(), body: String::new() };
        let request = request.header("accept", "application/json");
        match line.split(' ').next() {
            Some("POST" | "PATCH") => request.header("content-length", "0"),
            _ => request,
        }
    }

    /// The same with one more header.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(other, _)| other != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self.headers.sort();
        self
    }

    /// The same with a body of JSON, exactly these bytes.
    pub(crate) fn json(self, body: &str) -> Self {
        self.body("application/json", body)
    }

    /// The same with a merge patch, exactly these bytes.
    pub(crate) fn merge_patch(self, body: &str) -> Self {
        self.body("application/merge-patch+json", body)
    }

    fn body(self, media_type: &str, body: &str) -> Self {
        let mut request = self.header("content-type", media_type).header("content-length", &body.len().to_string());
        body.clone_into(&mut request.body);
        request
    }
}

/// An answer with a body of JSON.
pub(crate) fn json(status: u16, body: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw(body, "application/json; charset=utf-8")
}

/// An answer without a body.
pub(crate) fn empty(status: u16) -> ResponseTemplate {
    ResponseTemplate::new(status)
}

/// Sends an operation to a service that gives this answer.
pub(crate) async fn call<O: Operation>(operation: O, answer: ResponseTemplate) -> Result<Response<O::Output>, Error> {
    let service = Service::start().await;
    service.answer(answer).await;
    service.client.send(operation).response().await
}

/// What an operation sends to a service that answers a success.
pub(crate) async fn sent<O: Operation>(operation: O, answer: ResponseTemplate) -> Request {
    let service = Service::start().await;
    service.answer(answer).await;
    if let Err(error) = service.client.send(operation).await {
        panic!("the answer is a success, but: {error}");
    }
    service.received().await
}

/// What an operation gives for a success.
pub(crate) async fn output<O: Operation>(operation: O, answer: ResponseTemplate) -> O::Output {
    match call(operation, answer).await {
        Ok(response) => response.value,
        Err(error) => panic!("the answer is a success, but: {error}"),
    }
}

/// The failure of an operation as the type that the document promises.
pub(crate) async fn failure<O: Operation>(operation: O, answer: ResponseTemplate) -> O::Failure {
    match call(operation, answer).await {
        Ok(_) => panic!("the answer is no success"),
        Err(Error::Service(error)) => O::failure(&error).expect("the answer is what the document promises"),
        Err(error) => panic!("the service answered, but: {error}"),
    }
}
