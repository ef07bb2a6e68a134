//! The bytes on the socket, seen without any HTTP library: that what the other tests compare is what is sent.

use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
    thread,
    time::Duration,
};

use acs_sdk::{
    Client, Error,
    models::{CreateChatThreadRequest, UpdateChatMessageRequest},
    operations::chat::{CreateChatThread, GetChatThreadProperties, UpdateChatMessage},
};

use super::support::{AWKWARD, AWKWARD_IN_PATH};

#[tokio::test]
async fn the_request_on_the_socket_is_the_one_that_was_built() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback");
    let address = listener.local_addr().expect("it is bound");
    let body = r#"{"content":"é"}"#;
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a client");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a time limit");
        let mut received = Vec::new();
        let mut chunk = [0; 4096];
        while !received.ends_with(body.as_bytes()) {
            let length = stream.read(&mut chunk).expect("a request");
            assert!(length > 0, "the request ends early: {}", String::from_utf8_lossy(&received));
            received.extend_from_slice(&chunk[..length]);
        }
        stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").expect("the client listens");
        String::from_utf8(received).expect("it is text")
    });
    let client = Client::new(&format!("http://{address}/")).expect("loopback is an endpoint");
    let change = UpdateChatMessageRequest::new().content("é");
    client.send(UpdateChatMessage::new(AWKWARD, "1", change)).await.expect("a success");

    let received = server.join().expect("the server saw a request");
    let (head, sent) = received.split_once("\r\n\r\n").expect("a head");
    assert_eq!(sent, body);
    let mut lines = head.split("\r\n");
    let target = format!("/chat/threads/{AWKWARD_IN_PATH}/messages/1?api-version=2025-03-15");
    assert_eq!(lines.next(), Some(format!("PATCH {target} HTTP/1.1").as_str()));
    let mut headers: Vec<String> = lines.map(|line| line.to_ascii_lowercase()).collect();
    headers.sort();
    let id = headers.pop().expect("there are headers");
    assert!(id.starts_with("x-ms-client-request-id: "), "{id}");
    let expected = [
        "accept: application/json".to_owned(),
        format!("content-length: {}", body.len()),
        "content-type: application/merge-patch+json".to_owned(),
        format!("host: {address}"),
        format!("user-agent: acs-sdk/{}", env!("CARGO_PKG_VERSION")),
    ];
    assert_eq!(headers, expected);
}

#[tokio::test]
async fn an_id_that_would_be_another_path_is_not_sent() {
    // Nobody listens at this address: a request that is sent fails otherwise.
    let client = Client::new("http://127.0.0.1:1").expect("loopback is an endpoint");
    for id in ["", ".", ".."] {
        let error = client.send(GetChatThreadProperties::new(id)).await.expect_err("it is no id");
        assert!(matches!(error, Error::Request(_)), "{id:?}: {error}");
        assert!(error.to_string().contains("`chatThreadId`"), "{error}");
    }
}

#[tokio::test]
async fn a_header_that_would_be_two_is_not_sent() {
    let client = Client::new("http://127.0.0.1:1").expect("loopback is an endpoint");
    let body = CreateChatThreadRequest::new("x");
    let operation = CreateChatThread::new(body).repeatability_request_id("a\r\nauthorization: b");
    let error = client.send(operation).await.expect_err("it is no header");
    assert!(matches!(error, Error::Request(_)), "{error}");
    assert!(error.to_string().contains("`repeatability-request-id`"), "{error}");
}
