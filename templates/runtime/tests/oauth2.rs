//! OAuth 2 client credentials: what the token endpoint is asked, and what becomes of its answers.
#![cfg(feature = "testing")]

mod models;
mod script;

use std::{
    error::Error as _,
    sync::{Arc, Mutex},
    time::{Duration, SystemTime},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use bytes::Bytes;
use crategen_runtime::{
    Body, BoxFuture, Client, Error, InMemory, ManualClock, Transport,
    auth::{ClientCredentials, Credentials, OAuth2Error},
    error::TransportError,
};
use script::{Get, run};

const TOKEN_URL: &str = "https://login.example.com/oauth/token?tenant=t";

/// A program that asks for nothing special.
fn least() -> ClientCredentials {
    ClientCredentials::new(TOKEN_URL, "my app", "s3cr3t:&/")
}

fn client(credential: ClientCredentials, service: &InMemory, clock: &ManualClock) -> Client {
    let builder = Client::builder("https://api.example.com").transport(service.clone()).clock(clock.clone());
    builder.authenticate(credential).build().unwrap()
}

fn lasting(token: &str, seconds: u32) -> String {
    format!(r#"{{"access_token":"{token}","token_type":"bearer","expires_in":{seconds}}}"#)
}

/// What the token endpoint was asked with, after an answer that ends the matter.
fn asked(credential: ClientCredentials) -> http::Request<Bytes> {
    let service = InMemory::new().json(400, "{}");
    assert!(run(client(credential, &service, &ManualClock::default()).send(Get)).is_err());
    let mut requests = service.requests();
    assert_eq!(requests.len(), 1);
    requests.remove(0)
}

/// The error of a call whose token endpoint answers so.
fn refused(status: u16, body: &str) -> (String, String, Option<String>) {
    let service = InMemory::new().json(status, body);
    let Error::Authentication(error) = run(client(least(), &service, &ManualClock::default()).send(Get)).unwrap_err()
    else {
        panic!("the credential is what is missing")
    };
    assert_eq!(service.requests().len(), 1, "nothing is sent without a token");
    assert!(!format!("{error} {error:?}").contains("s3cr3t"), "{error:?}");
    let error = Error::Authentication(error);
    let token_error = error.source().unwrap();
    let source = token_error.source().and_then(|source| source.downcast_ref::<OAuth2Error>());
    (error.to_string(), token_error.to_string(), source.and_then(OAuth2Error::error).map(str::to_owned))
}

#[test]
fn the_id_and_the_secret_go_into_the_header_as_forms_write_them() {
    let request = asked(least());
    assert_eq!((request.method().as_str(), request.uri().to_string().as_str()), ("POST", TOKEN_URL));
    let headers = request.headers();
    let expected = format!("Basic {}", STANDARD.encode("my+app:s3cr3t%3A%26%2F"));
    assert_eq!(headers["authorization"], expected);
    assert!(headers["authorization"].is_sensitive());
    assert_eq!(headers["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(headers["accept"], "application/json");
    assert_eq!(headers["content-length"], "29");
    assert_eq!(request.body(), "grant_type=client_credentials");
}

#[test]
fn scopes_and_parameters_go_into_the_body() {
    let request = asked(least().scope("read:a").scope("write").parameter("audience", "https://api.example.com/ü"));
    assert_eq!(
        request.body(),
        "grant_type=client_credentials&scope=read%3Aa+write&audience=https%3A%2F%2Fapi.example.com%2F%C3%BC"
    );
}

#[test]
fn the_id_and_the_secret_go_into_the_body_where_the_server_wants_that() {
    let request = asked(least().client_secret_post());
    assert!(!request.headers().contains_key("authorization"));
    assert_eq!(request.body(), "grant_type=client_credentials&client_id=my+app&client_secret=s3cr3t%3A%26%2F");
}

#[test]
fn a_token_is_kept_and_renewed_before_it_ends() {
    let clock = ManualClock::default();
    let service = InMemory::new().json(200, lasting("one", 3600)).json(200, r#"{"x":1}"#).json(200, r#"{"x":2}"#);
    let client = client(least(), &service, &clock);
    run(client.send(Get)).unwrap();
    clock.set(SystemTime::UNIX_EPOCH + Duration::from_secs(3600 - 5 * 60 - 1));
    run(client.send(Get)).unwrap();
    let service = service.json(200, lasting("two", 3600)).json(200, r#"{"x":3}"#);
    clock.set(SystemTime::UNIX_EPOCH + Duration::from_secs(3600 - 5 * 60));
    run(client.send(Get)).unwrap();
    let shown = service.requests().iter().map(shown).collect::<Vec<_>>();
    let one = "api.example.com Bearer one";
    assert_eq!(shown, ["login.example.com", one, one, "login.example.com", "api.example.com Bearer two"]);
}

/// Where a request goes, with the token that it carries.
fn shown(request: &http::Request<Bytes>) -> String {
    let host = request.uri().host().unwrap();
    match request.headers()["authorization"].to_str().unwrap() {
        token if token.starts_with("Bearer ") => format!("{host} {token}"),
        _ => host.to_owned(),
    }
}

#[test]
fn the_old_token_is_used_as_long_as_it_lasts_when_there_is_no_new_one() {
    let clock = ManualClock::default();
    let service = InMemory::new().json(200, lasting("one", 3600)).json(200, r#"{"x":1}"#);
    let client = client(least(), &service, &clock);
    run(client.send(Get)).unwrap();
    clock.set(SystemTime::UNIX_EPOCH + Duration::from_secs(3600 - 31));
    let service = service.json(500, "").json(500, "").json(500, "").json(500, "").json(200, r#"{"x":1}"#);
    run(client.send(Get)).unwrap();
    assert_eq!(shown(service.requests().last().unwrap()), "api.example.com Bearer one");
}

#[test]
fn an_endpoint_that_is_busy_is_asked_again() {
    let clock = ManualClock::default();
    let service = InMemory::new()
        .respond(|_| http::Response::builder().status(429).header("retry-after", "7").body(Bytes::new()).unwrap())
        .json(200, lasting("one", 3600))
        .json(200, r#"{"x":1}"#);
    run(client(least(), &service, &clock).send(Get)).unwrap();
    assert_eq!(clock.sleeps(), [Duration::from_secs(7)]);
}

#[test]
fn a_token_that_is_revoked_is_replaced() {
    let clock = ManualClock::default();
    let service = InMemory::new()
        .json(200, lasting("one", 3600))
        .json(200, r#"{"x":1}"#)
        .json(401, "{}")
        .json(200, lasting("two", 3600))
        .json(200, r#"{"x":2}"#);
    let client = client(least(), &service, &clock);
    run(client.send(Get)).unwrap();
    clock.set(SystemTime::UNIX_EPOCH + Duration::from_secs(60));
    assert_eq!(run(client.send(Get)).unwrap().x, 2);
}

#[test]
fn a_refusal_is_told_in_the_words_of_the_server_and_without_the_secret() {
    let (shown, _, code) =
        refused(401, r#"{"error":"invalid_client","error_description":"no client\nhas s3cr3t:&/ or s3cr3t%3A%26%2F"}"#);
    assert_eq!(
        shown,
        "test.call: could not get a token: token endpoint https://login.example.com/oauth/token: 401 Unauthorized: \
         invalid_client: no client\\nhas [redacted] or [redacted]"
    );
    assert_eq!(code.as_deref(), Some("invalid_client"));
    for (status, body, expected) in [
        (400, "nothing to read", "400 Bad Request"),
        (403, r#"["error"]"#, "403 Forbidden"),
        (307, "", "307 Temporary Redirect, which is not followed: credentials stay with the address that was given"),
        (200, "<html>", "the answer is of no use: it is no JSON object"),
        (200, "{}", "the answer is of no use: its `token_type` is not `Bearer`"),
        (
            200,
            r#"{"token_type":"mac","access_token":"t"}"#,
            "the answer is of no use: its `token_type` is not `Bearer`",
        ),
        (200, r#"{"token_type":"Bearer"}"#, "the answer is of no use: it has no `access_token`"),
    ] {
        let (shown, ..) = refused(status, body);
        let (_, problem) = shown.split_once("/oauth/token: ").expect("the address");
        assert_eq!(problem, expected);
    }
}

#[test]
fn a_token_that_cannot_be_sent_or_has_ended_is_none() {
    for (body, expected) in [
        (r#"{"token_type":"Bearer","access_token":""}"#.to_owned(), "test.call: the token is empty"),
        (
            lasting("two words", 60),
            "test.call: the token holds a character that no token has, such as a space or a line's end",
        ),
        (lasting("late", 0), "test.call: the new token has expired already"),
    ] {
        assert_eq!(refused(200, &body).0, expected);
    }
}

#[test]
fn the_end_of_a_token_is_read_as_servers_write_it() {
    for (expires_in, ends) in
        [("60", true), ("\"60\"", true), ("60.5", true), ("null", false), ("-1", false), ("\"soon\"", false)]
    {
        let clock = ManualClock::default();
        let token = format!(r#"{{"access_token":"t","token_type":"Bearer","expires_in":{expires_in}}}"#);
        let service = InMemory::new().json(200, token).json(200, r#"{"x":1}"#);
        let client = client(least(), &service, &clock);
        run(client.send(Get)).unwrap();
        clock.set(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000));
        let service =
            service.json(200, if ends { lasting("new", 60) } else { r#"{"x":1}"#.to_owned() }).json(200, r#"{"x":1}"#);
        run(client.send(Get)).unwrap();
        assert_eq!(service.requests().len(), if ends { 4 } else { 3 }, "{expires_in}");
    }
}

#[test]
fn secrets_go_over_https_or_stay_on_this_machine() {
    for (url, problem) in [
        (
            "http://login.example.com/s3cr3t-not",
            Some("credentials are not sent over http, where others can read them: use https"),
        ),
        ("ftp://login.example.com/", Some("credentials are sent over https only")),
        ("/token", Some("credentials are sent over https only")),
        ("not a URL", Some("the address is not a URL")),
        ("https://me:pass@login.example.com/", Some("the address holds a user name")),
        ("http://127.0.0.1:9/token", None),
    ] {
        let service = InMemory::new().json(200, lasting("one", 60)).json(200, r#"{"x":1}"#);
        let result =
            run(client(ClientCredentials::new(url, "id", "pass"), &service, &ManualClock::default()).send(Get));
        match problem {
            None => assert!(result.is_ok()),
            Some(problem) => {
                let error = result.unwrap_err().to_string();
                assert!(error.ends_with(problem) && !error.contains("pass"), "{error}");
                assert!(service.requests().is_empty());
            }
        }
    }
}

#[test]
fn the_token_goes_to_the_clients_own_endpoint_over_https_only() {
    let service = InMemory::new();
    let builder = Client::builder("http://api.example.com").transport(service.clone()).clock(ManualClock::default());
    let error = run(builder.authenticate(least()).build().unwrap().send(Get)).unwrap_err();
    assert!(error.to_string().contains("credentials are not sent over http"), "{error}");
    assert!(service.requests().is_empty());
}

#[test]
fn it_stands_for_a_scheme_of_the_document_beside_others() {
    let credentials = Credentials::new().with("oauth", least().scope("read"));
    let shown = format!("{credentials:?} {:?}", least().scope("read"));
    assert_eq!(
        shown,
        r#"["oauth"] ClientCredentials { token_url: "https://login.example.com/oauth/token", client_id: "my app", scopes: ["read"], .. }"#
    );
}

/// Answers with a token once the test lets it, and otherwise with a value.
#[derive(Clone)]
struct Gate(Arc<(Mutex<Vec<String>>, tokio::sync::Semaphore)>);

impl Transport for Gate {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let host = request.uri().host().unwrap().to_owned();
        self.0.0.lock().unwrap().push(host.clone());
        Box::pin(async move {
            let body = if host.starts_with("login") {
                self.0.1.acquire().await.unwrap().forget();
                lasting("one", 3600)
            } else {
                r#"{"x":1}"#.to_owned()
            };
            Ok(http::Response::new(Body::from(Bytes::from(body))))
        })
    }
}

#[tokio::test]
async fn sixty_four_calls_ask_for_one_token_and_those_that_are_dropped_take_nothing_along() {
    let gate = Gate(Arc::new((Mutex::default(), tokio::sync::Semaphore::new(0))));
    let client = Client::builder("https://api.example.com").transport(gate.clone()).authenticate(least());
    let client = client.build().unwrap();
    let call = || {
        let client = client.clone();
        tokio::spawn(async move { client.send(Get).await })
    };
    let first = call();
    let calls: Vec<_> = (0..64).map(|_| call()).collect();
    tokio::task::yield_now().await;
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    assert_eq!(*gate.0.0.lock().unwrap(), ["login.example.com"]);
    gate.0.1.add_permits(1);
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap().x, 1);
    }
    assert_eq!(gate.0.0.lock().unwrap().len(), 65);
}
