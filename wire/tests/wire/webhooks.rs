//! Requests that the service makes, received by a server and read by the emitted types.
#![cfg(feature = "webhooks")]

use bytes::Bytes;
use crategen_wire::{runtime::Webhook as _, webhooks::OrderMade};

use crate::server::{Server, answer};

#[tokio::test]
async fn a_webhook_is_read_from_the_request_that_came() {
    let server = Server::start(|received| {
        let mut request = http::Request::new(received.body.clone());
        *request.headers_mut() = received.headers.clone();
        *request.uri_mut() = received.target.parse().expect("a target");
        match OrderMade::parse(&request) {
            Ok(made) => {
                let (event, attempt) = (&made.headers.x_event, made.query.attempt);
                answer(200, "text/plain", format!("{event} {attempt:?} {}", made.body.number))
            }
            Err(error) => answer(400, "text/plain", error.to_string()),
        }
    })
    .await;
    let post = |target: &str, body: &'static str| {
        let request = http::Request::post(format!("{}{target}", server.origin)).header("X-Event", "made");
        request.body(crategen_wire::runtime::Body::from(Bytes::from(body))).expect("a request")
    };
    let transport = crategen_wire::runtime::ReqwestTransport::new().expect("a transport");
    for (request, status, expected) in [
        (post("/hook?attempt=2&x=1", r#"{"number":7}"#), 200, "made Some(2) 7"),
        (post("/hook", r#"{"number":7}"#), 200, "made None 7"),
        (post("/hook?attempt=two", r#"{"number":7}"#), 400, "attempt: expected an integer of 32 bits, found \"two\""),
        (post("/hook", r#"{"number":"7"}"#), 400, "number: expected an integer of 32 bits, found \"7\""),
    ] {
        let (parts, body) =
            crategen_wire::runtime::Transport::send(&transport, request).await.expect("an answer").into_parts();
        let body = body.collect(1000).await.expect("its body");
        assert_eq!((parts.status.as_u16(), std::str::from_utf8(&body).expect("a text")), (status, expected));
    }
}
