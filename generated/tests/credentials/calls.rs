//! Credentials in a client, from the call to what the service sees.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use acs_sdk::{
    Client, CommunicationTokenCredential, ConnectionString,
    operations::{chat::SendTypingNotification, identity::DeleteIdentity},
    runtime::{
        Body, BoxFuture, Transport,
        error::TransportError,
        testing::{InMemory, ManualClock},
    },
};
use bytes::Bytes;
use http::header::{AUTHORIZATION, RETRY_AFTER};

use crate::support::{NOON, TestClock, at, now, token};

fn answer(status: u16) -> http::Response<Bytes> {
    let response = http::Response::builder().status(status).header(RETRY_AFTER, "7");
    response.body(Bytes::from_static(b"{}")).unwrap()
}

#[test]
fn a_repeated_call_is_signed_anew_over_the_same_bytes() {
    let service = InMemory::new().respond(|_| answer(503)).respond(|_| answer(204));
    let text = "endpoint=http://127.0.0.1:3000/;accesskey=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    let (endpoint, credential) = ConnectionString::parse(text).unwrap().into_parts();
    let client = Client::builder(&endpoint)
        .transport(service.clone())
        .clock(ManualClock::new(at(NOON)))
        .authenticate(credential.clone())
        .build()
        .unwrap();
    now(async { client.send(DeleteIdentity::new("8:acs:res_user?&/x")).await }).unwrap();
    let requests = service.requests();
    let dates = requests.iter().map(|request| request.headers()["x-ms-date"].to_str().unwrap());
    assert_eq!(dates.collect::<Vec<_>>(), ["Fri, 01 Mar 2024 12:00:00 GMT", "Fri, 01 Mar 2024 12:00:07 GMT"]);
    for (request, sent_at) in requests.iter().zip([NOON, NOON + 7]) {
        let mut expected = http::Request::new(request.body().clone());
        (*expected.method_mut(), *expected.uri_mut()) = (request.method().clone(), request.uri().clone());
        credential.sign(&mut expected, at(sent_at)).unwrap();
        assert_eq!(request.headers()[AUTHORIZATION], expected.headers()[AUTHORIZATION]);
    }
}

/// Answers everything with success.
#[derive(Clone, Default)]
struct Service {
    authorizations: Arc<std::sync::Mutex<Vec<String>>>,
}

impl Transport for Service {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let value = request.headers()[AUTHORIZATION].to_str().unwrap().to_owned();
        self.authorizations.lock().unwrap().push(value);
        Box::pin(async { Ok(answer(200).map(Body::from)) })
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_tasks_that_share_a_client_refresh_the_token_once() {
    let (service, asked) = (Service::default(), Arc::new(AtomicUsize::new(0)));
    let counter = asked.clone();
    let credential = CommunicationTokenCredential::builder(token(0, "old"))
        .refresher(move || {
            counter.fetch_add(1, Ordering::SeqCst);
            async {
                tokio::task::yield_now().await;
                Ok::<_, std::fmt::Error>(token(3600, "new"))
            }
        })
        .refresh_timeout(Duration::from_secs(5))
        .build()
        .unwrap();
    let client = Client::builder("https://contoso.communication.azure.com")
        .transport(service.clone())
        .clock(TestClock::at_noon())
        .authenticate(credential)
        .build()
        .unwrap();
    let calls: Vec<_> = (0..64)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.send(SendTypingNotification::new("19:thread@thread.v2")).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    let expected = format!("Bearer {}", token(3600, "new"));
    assert_eq!(*service.authorizations.lock().unwrap(), vec![expected; 64]);
}
