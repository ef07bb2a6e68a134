//! The transports that send for real, against a server of a few lines.
#![cfg(feature = "reqwest")]

mod server;

use std::{io::Write as _, net::TcpListener};

use bytes::Bytes;
#[cfg(feature = "blocking")]
use crategen_runtime::{Blocking as _, UreqTransport};
use crategen_runtime::{Body, Clock as _, ReqwestTransport, Transport, error::TransportError, transport::TokioClock};
use server::{accept, read, run, serve, start, transport, write_without_end};

fn request(method: &str, port: u16, target: &str, body: &'static str) -> http::Request<Body> {
    http::Request::builder()
        .method(method)
        .uri(format!("http://127.0.0.1:{port}{target}"))
        .header("x-test", "a b")
        .body(Body::from(Bytes::from_static(body.as_bytes())))
        .unwrap()
}

type Outcome = Result<http::Response<Bytes>, TransportError>;

async fn sent(transport: &dyn Transport, request: http::Request<Body>) -> Outcome {
    let (parts, body) = transport.send(request).await?.into_parts();
    Ok(http::Response::from_parts(parts, body.collect(1000).await?))
}

fn with_reqwest(request: http::Request<Body>) -> Outcome {
    run(sent(&transport(), request))
}

#[cfg(feature = "blocking")]
fn with_ureq(request: http::Request<Body>) -> Outcome {
    let agent = ureq::Agent::config_builder().proxy(None).build().new_agent();
    sent(&UreqTransport::with_agent(agent), request).blocking()
}

const EXCHANGES: &[fn(http::Request<Body>) -> Outcome] = &[
    with_reqwest,
    #[cfg(feature = "blocking")]
    with_ureq,
];

#[test]
fn status_headers_and_bytes_arrive() {
    for exchange in EXCHANGES {
        let (port, server) = serve(
            2,
            b"HTTP/1.1 207 Multi-Status\r\nX-A: 1\r\nX-A: 2\r\nContent-Length: 4\r\nConnection: close\r\n\r\n\0\xff{}",
        );
        let response = exchange(request("POST", port, "/x", "hi")).unwrap();
        assert_eq!(response.status(), 207);
        assert_eq!(response.headers().get_all("x-a").iter().collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(response.body().as_ref(), b"\0\xff{}");
        let seen = server.seen();
        assert!(seen.starts_with("POST /x HTTP/1.1\r\n") && seen.ends_with("\r\n\r\nhi"), "{seen}");
        assert!(seen.contains("x-test: a b\r\n") && seen.contains("content-length: 2\r\n"), "{seen}");
    }
}

#[test]
fn the_target_on_the_wire_is_the_one_that_was_signed() {
    for exchange in EXCHANGES {
        let target = "/threads/19%3Aabc%40thread.v2/..%2F%252e%2E%2e%2F/a~b-c_d.e/%E2%86%92;x=1,(2)!$&'*+=:@/\
                  ?api-version=1&q=a%20b%2Bc%27&e=&f=~";
        let (port, server) = serve(0, b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
        assert_eq!(exchange(request("GET", port, target, "")).unwrap().status(), 204);
        let seen = server.seen();
        assert!(seen.starts_with(&format!("GET {target} HTTP/1.1\r\n")), "{seen}");
    }
}

#[test]
fn a_target_that_would_be_sent_in_another_form_is_not_sent() {
    for target in ["/a/../b", "/a/%2e%2E/b", "/a/.", "/x?q='", "/a|^b"] {
        let error = with_reqwest(request("GET", 9, target, "")).unwrap_err();
        assert!(!error.may_have_been_sent());
        if target != "/a|^b" {
            assert_eq!(
                error.to_string(),
                "could not send the request: the path or query would be sent in another form",
                "{target}"
            );
        }
    }
}

#[test]
fn a_chunked_body_arrives_whole() {
    for exchange in EXCHANGES {
        let (port, server) = serve(
        0,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\nX-Trailer: 1\r\n\r\n",
    );
        assert_eq!(exchange(request("GET", port, "/", "")).unwrap().body(), "abcdefg");
        server.seen();
    }
}

#[test]
fn a_redirect_is_an_answer_like_any_other() {
    for exchange in EXCHANGES {
        let (port, server) = serve(
            0,
            b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        );
        assert_eq!(exchange(request("GET", port, "/", "")).unwrap().status(), 302);
        server.seen();
    }
}

#[test]
fn a_refused_connection_has_sent_nothing() {
    for exchange in EXCHANGES {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(listener);
        let error = exchange(request("POST", port, "/s3cr3t?s3cr3t=1", "s3cr3t")).unwrap_err();
        assert!(!error.may_have_been_sent());
        assert!(error.to_string().starts_with("could not connect: "), "{error}");
        assert!(!format!("{error} {error:?}").contains("s3cr3t"), "{error:?}");
    }
}

#[test]
fn a_connection_that_breaks_off_is_an_error_of_a_request_that_was_sent() {
    for exchange in EXCHANGES {
        for answer in [
            b"".as_slice(),
            b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab",
            b"SSH-2.0-OpenSSH\r\n\r\n",
            b"HTTP/1.1 2000 OK\r\n\r\n",
        ] {
            let (port, server) = serve(0, answer);
            let error = exchange(request("GET", port, "/s3cr3t", "")).unwrap_err();
            assert!(error.may_have_been_sent(), "{error}");
            assert!(!format!("{error} {error:?}").contains("s3cr3t"), "{error:?}");
            server.seen();
        }
    }
}

#[test]
fn a_body_beyond_the_limit_is_not_read_to_its_end() {
    for exchange in EXCHANGES {
        let (port, server) = serve(0, b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
        assert!(exchange(request("GET", port, "/", "")).unwrap().body().is_empty());
        server.seen();
        let (port, server) = start(|listener| {
            let mut stream = accept(listener);
            read(&mut stream, 0);
            stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
            write_without_end(&mut stream, &[b'x'; 4096]);
        });
        let error = exchange(request("GET", port, "/", "")).unwrap_err();
        assert_eq!(error.to_string(), "the response is larger than the limit of 1000 bytes");
        server.seen();
    }
}

#[test]
fn a_body_in_chunks_is_sent_in_chunks() {
    for exchange in EXCHANGES {
        struct Once(Option<Bytes>);
        impl futures_core::Stream for Once {
            type Item = Result<Bytes, TransportError>;
            fn poll_next(
                mut self: std::pin::Pin<&mut Self>,
                _: &mut std::task::Context<'_>,
            ) -> std::task::Poll<Option<Self::Item>> {
                std::task::Poll::Ready(self.0.take().map(Ok))
            }
        }
        let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        let (port, server) = serve(14, answer);
        let request = request("PUT", port, "/", "").map(|_| Body::stream(Once(Some(Bytes::from_static(b"body")))));
        exchange(request).unwrap();
        assert!(server.seen().ends_with("\r\n\r\n4\r\nbody\r\n0\r\n\r\n"));
        // Unless it is known how long it is.
        let (port, server) = serve(4, answer);
        let mut request =
            self::request("PUT", port, "/", "").map(|_| Body::stream(Once(Some(Bytes::from_static(b"body")))));
        request.headers_mut().insert("content-length", 4.into());
        exchange(request).unwrap();
        let seen = server.seen().to_lowercase();
        assert!(seen.ends_with("\r\n\r\nbody") && !seen.contains("transfer-encoding"), "{seen}");
    }
}

#[test]
fn the_clock_tells_the_time_and_wakes_up() {
    let before = std::time::SystemTime::now();
    run(TokioClock.sleep(std::time::Duration::ZERO));
    assert!(TokioClock.now() >= before);
}

#[test]
fn a_server_that_speaks_no_tls_is_an_error() {
    let transports: &[fn(http::Request<Body>) -> Outcome] = &[
        |request| run(async { sent(&ReqwestTransport::new().unwrap(), request).await }),
        #[cfg(feature = "blocking")]
        |request| sent(&UreqTransport::new(), request).blocking(),
    ];
    for transport in transports {
        let (port, server) = start(|listener| accept(listener).write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n"));
        let request = http::Request::get(format!("https://127.0.0.1:{port}/")).body(Body::from(Bytes::new())).unwrap();
        assert!(transport(request).is_err());
        server.seen().unwrap();
    }
}
