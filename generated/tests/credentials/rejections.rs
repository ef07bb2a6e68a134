//! Tokens that the service does not take, though they have not ended: revoked ones, for example.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use acs_sdk::{
    Client, CommunicationTokenCredential, Error,
    operations::chat::{SendTypingNotification, UpdateChatThreadProperties},
    runtime::{
        Authenticate, Body, BoxFuture, Transport,
        auth::AccessToken,
        client::{Call, Retry},
        error::TransportError,
    },
};
use bytes::Bytes;
use http::header::AUTHORIZATION;

use crate::support::{TestClock, now, token};

/// Takes one token, and remembers which ones it was shown.
#[derive(Clone, Default)]
struct Service {
    takes: Arc<Mutex<String>>,
    shown: Arc<Mutex<Vec<String>>>,
}

impl Service {
    fn client(&self, credential: impl Authenticate + 'static, clock: &TestClock) -> Client {
        Client::builder("https://contoso.communication.azure.com")
            .transport(self.clone())
            .clock(clock.clone())
            .retry(Retry::none())
            .authenticate(credential)
            .build()
            .unwrap()
    }

    fn take(&self, name: &str) {
        *self.takes.lock().unwrap() = name.to_owned();
    }

    /// The names of the tokens that were shown since this was last asked.
    fn shown(&self) -> Vec<String> {
        std::mem::take(&mut *self.shown.lock().unwrap())
    }
}

impl Transport for Service {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let token = request.headers()[AUTHORIZATION].to_str().unwrap().trim_start_matches("Bearer ");
        let name = token.split('.').next().unwrap().to_owned();
        let status = if *self.takes.lock().unwrap() == name { 200 } else { 401 };
        self.shown.lock().unwrap().push(name);
        let answer = http::Response::builder().status(status).body(Body::from(Bytes::from_static(b"{}")));
        Box::pin(async { Ok(answer.unwrap()) })
    }
}

/// A credential of a token named `0`, whose refresher numbers those that it gives.
fn numbered(asked: &Arc<AtomicUsize>) -> CommunicationTokenCredential {
    let asked = asked.clone();
    CommunicationTokenCredential::builder(token(36_000, "0"))
        .refresher(move || {
            let number = asked.fetch_add(1, Ordering::SeqCst) + 1;
            async move {
                tokio::task::yield_now().await;
                Ok::<_, std::fmt::Error>(token(36_000, &number.to_string()))
            }
        })
        .build()
        .unwrap()
}

fn typing(client: &Client) -> Call<SendTypingNotification> {
    client.send(SendTypingNotification::new("19:thread@thread.v2"))
}

fn status(result: Result<(), Error>) -> u16 {
    match result {
        Ok(()) => 200,
        Err(Error::Service(error)) => error.status().as_u16(),
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn a_token_that_is_refused_is_renewed_and_the_call_sent_once_more() {
    let (service, asked) = (Service::default(), Arc::default());
    let client = service.client(numbered(&asked), &TestClock::at_noon());
    service.take("1");
    assert_eq!(status(typing(&client).await), 200);
    assert_eq!(status(typing(&client).await), 200);
    assert_eq!((service.shown(), asked.load(Ordering::SeqCst)), (["0", "1", "1"].map(str::to_owned).to_vec(), 1));
}

#[tokio::test]
async fn a_service_that_takes_no_token_does_not_cost_a_new_one_with_every_call() {
    let (service, asked, clock) = (Service::default(), Arc::default(), TestClock::at_noon());
    let client = service.client(numbered(&asked), &clock);
    for (seconds, shown) in [(0, vec!["0", "1"]), (59, vec!["1"]), (1, vec!["1", "2"])] {
        clock.advance(seconds);
        assert_eq!(status(typing(&client).await), 401);
        assert_eq!(service.shown(), shown);
    }
}

#[test]
fn a_token_without_a_refresher_is_shown_once() {
    let service = Service::default();
    let credential = CommunicationTokenCredential::from_token(AccessToken::new("alone")).unwrap();
    let client = service.client(credential, &TestClock::at_noon());
    let change =
        UpdateChatThreadProperties::new("19:thread@thread.v2", acs_sdk::models::UpdateChatThreadRequest::new());
    assert!(now(client.send(change).into_future()).is_err());
    assert_eq!(service.shown(), ["alone"]);
}

#[test]
fn a_refusal_after_which_no_token_can_be_got_is_the_error() {
    let service = Service::default();
    let credential = CommunicationTokenCredential::builder(token(36_000, "0"))
        .refresher(|| async { Err::<String, _>("signed out") })
        .build()
        .unwrap();
    let client = service.client(credential, &TestClock::at_noon());
    let error = now(typing(&client).into_future()).unwrap_err();
    // The service has answered, and that is kept.
    assert!(matches!(&error, Error::Service(error) if error.status() == 401), "{error}");
    assert_eq!(service.shown(), ["0"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_tasks_whose_token_is_refused_refresh_it_once() {
    let (service, asked) = (Service::default(), Arc::default());
    let client = service.client(numbered(&asked), &TestClock::at_noon());
    service.take("1");
    let calls: Vec<_> = (0..64)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { typing(&client).await })
        })
        .collect();
    for call in calls {
        assert_eq!(status(call.await.unwrap()), 200);
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    assert!(service.shown().iter().filter(|name| *name == "1").count() == 64);
}
