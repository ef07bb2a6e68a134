//! What a client does when the service does not take its credential.
#![cfg(feature = "testing")]

mod models;
mod script;

use std::{
    future::ready,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use bytes::Bytes;
use crategen_runtime::{
    Authenticate, Body, BoxFuture, Client, Error, ManualClock, Meta, Operation, Payload, ServiceError,
    auth::{ApiKey, Bearer, Credentials},
    client::{Attempt, Rejection, Retry},
    error::AuthenticationError,
    json::Malformed,
    request::RequestBuilder,
};
use http::HeaderValue;
use models::Point;
use script::{Broken, Get, NotConnected, Post, Script, Status, client, run};

/// Numbers its tokens, and goes on to the next one when the service does not take the one that it has.
#[derive(Clone, Default)]
struct Numbered(Arc<Mutex<(u32, Vec<String>)>>);

impl Authenticate for Numbered {
    fn authenticate<'a>(
        &'a self,
        _attempt: Attempt<'a>,
        request: &'a mut http::Request<Payload>,
    ) -> BoxFuture<'a, Result<(), AuthenticationError>> {
        let value = HeaderValue::try_from(format!("token {}", self.0.lock().unwrap().0)).unwrap();
        request.headers_mut().insert("authorization", value);
        Box::pin(ready(Ok(())))
    }

    fn rejected(&self, rejection: &Rejection<'_>) -> bool {
        assert_eq!(rejection.response().status(), 401);
        let mut state = self.0.lock().unwrap();
        state.0 += 1;
        state.1.push(format!("{}: {:?}", rejection.meta().name, rejection.authorization().unwrap()));
        true
    }
}

impl Numbered {
    fn told(&self) -> Vec<String> {
        self.0.lock().unwrap().1.clone()
    }
}

fn of(credential: impl Authenticate + 'static, script: &Script) -> Client {
    client(script, &ManualClock::default()).authenticate(credential).retry(Retry::none()).build().unwrap()
}

#[test]
fn a_call_is_sent_once_more_with_another_credential_whatever_its_method() {
    let credential = Numbered::default();
    let script = Script::new([Status(401, &[]), Status(200, &[]), Status(401, &[]), Status(200, &[])]);
    let client = of(credential.clone(), &script);
    assert!(run(client.send(Post)).is_ok());
    assert!(run(client.send(Get)).is_ok());
    assert_eq!(script.sent(), 4);
    assert_eq!(credential.told(), [r#"test.call: "token 0""#, r#"test.call: "token 1""#]);
}

#[test]
fn a_service_that_takes_neither_is_believed() {
    let credential = Numbered::default();
    let script = Script::new([Status(401, &[]), Status(401, &[]), Status(200, &[])]);
    let Error::Service(error) = run(of(credential.clone(), &script).send(Get)).unwrap_err() else { panic!() };
    assert_eq!((error.status().as_u16(), script.sent(), credential.told().len()), (401, 2, 1));
}

#[test]
fn a_credential_that_does_not_change_is_not_sent_again() {
    for credential in [Credentials::new().with("key", Bearer::new("a")), Credentials::new()] {
        let script = Script::new([Status(401, &[])]);
        assert!(run(of(credential, &script).send(Get)).is_err());
        assert_eq!(script.sent(), 1);
    }
}

#[test]
fn other_answers_are_not_about_the_credential() {
    for status in [400, 403, 407, 503] {
        let script = Script::new([Status(status, &[])]);
        let credential = Numbered::default();
        assert!(run(of(credential.clone(), &script).send(Get)).is_err());
        assert_eq!((script.sent(), credential.told().len()), (1, 0), "{status}");
    }
}

/// An operation with a body that can be sent once, or of two schemes.
struct Odd(Option<Payload>);

impl Operation for Odd {
    type Output = Point;
    type Headers = ();
    type Failure = ();
    const META: &'static Meta = &Meta { security: &[&["key", "numbered"]], ..*Post::META };

    fn build(&self, request: &mut RequestBuilder<'_>) {
        request.literal("/");
        request.optional_body("text/plain", self.0.as_ref());
    }

    fn output(response: http::Response<Bytes>) -> Result<Point, Error> {
        Get::output(response)
    }

    fn failure(_error: &ServiceError) -> Result<(), Malformed> {
        Ok(())
    }
}

#[test]
fn a_body_that_is_gone_is_not_sent_again_but_the_next_call_has_another_credential() {
    let credential = Numbered::default();
    let script = Script::new([Status(401, &[]), Status(200, &[])]);
    let body = Payload::once(Body::from(Bytes::from_static(b"once")));
    let client = of(credential.clone(), &script);
    assert!(run(client.send(Odd(Some(body)))).is_err());
    assert_eq!((script.sent(), credential.told()), (1, vec![r#"test.call: "token 0""#.to_owned()]));
    assert_eq!(credential.0.lock().unwrap().0, 1);
    assert!(run(client.send(Get)).is_ok());
}

/// Has a credential for the first attempt only.
#[derive(Default)]
struct First(AtomicBool);

impl Authenticate for First {
    fn authenticate<'a>(
        &'a self,
        attempt: Attempt<'a>,
        _request: &'a mut http::Request<Payload>,
    ) -> BoxFuture<'a, Result<(), AuthenticationError>> {
        let is_first = !self.0.swap(true, Ordering::SeqCst);
        let error = || AuthenticationError::new(attempt.meta(), "there is no more", None);
        Box::pin(ready(is_first.then_some(()).ok_or_else(error)))
    }

    fn rejected(&self, _rejection: &Rejection<'_>) -> bool {
        true
    }
}

#[test]
fn what_was_answered_is_not_lost_when_there_is_no_credential_for_another_attempt() {
    for status in [401, 503] {
        let script = Script::new([Status(status, &[("x-a", "1")])]);
        let client = client(&script, &ManualClock::default()).authenticate(First::default()).build().unwrap();
        let Error::Service(error) = run(client.send(Get)).unwrap_err() else { panic!() };
        assert_eq!((error.status().as_u16(), &error.headers()["x-a"]), (status, &HeaderValue::from_static("1")));
    }
    let failed = |answer| {
        let client = client(&Script::new([answer]), &ManualClock::default()).authenticate(First::default());
        run(client.build().unwrap().send(Get)).unwrap_err()
    };
    let Error::Transport(error) = failed(Broken) else { panic!() };
    assert!(error.transport().may_have_been_sent());
    assert!(matches!(failed(NotConnected), Error::Authentication(_)));
}

#[test]
fn of_several_credentials_each_one_learns_of_it() {
    let numbered = Numbered::default();
    let credentials = Credentials::new().with("key", ApiKey::header("x-key", "k")).with("numbered", numbered.clone());
    let script = Script::new([Status(401, &[]), Status(200, &[])]);
    assert!(run(of(credentials, &script).send(Odd(None))).is_ok());
    assert_eq!((script.sent(), numbered.told().len()), (2, 1));
}
