//! Services of tower as transports: in memory, and a real client over loopback.
#![cfg(all(feature = "testing", feature = "tower"))]

mod models;
mod script;
mod server;

use std::{
    convert::Infallible,
    future::{Ready, ready},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
};

use bytes::Bytes;
use crategen_runtime::{
    Body, Client, Error, ManualClock, Operation, TowerTransport, Transport, client::Retry, error::TransportError,
};
use http_body::Frame;
use http_body_util::{BodyExt as _, Full, StreamBody, combinators::UnsyncBoxBody};
use hyper_util::{client::legacy, rt::TokioExecutor};
use models::Point;
use script::{Get, Post, run};
use tower::{Service, ServiceBuilder, ServiceExt as _, service_fn, util::BoxCloneService};

/// What a call gives that this transport sends, without repetition.
fn call<O: Operation>(transport: impl Transport + 'static, operation: O) -> Result<O::Output, Error> {
    let client = Client::builder("https://a.example.com").transport(transport).clock(ManualClock::default());
    run(client.retry(Retry::none()).build().unwrap().send(operation))
}

fn transport_error(result: Result<Point, Error>) -> (bool, String) {
    let Err(Error::Transport(error)) = result else { panic!("{result:?}") };
    (error.transport().may_have_been_sent(), error.transport().to_string())
}

#[test]
fn a_service_answers() {
    let service = service_fn(async |request: http::Request<Body>| {
        assert_eq!(request.uri(), "https://a.example.com/threads/19%3Ax%40y?api-version=1");
        Ok::<_, Infallible>(http::Response::new(Full::new(Bytes::from(r#"{"x":7}"#))))
    });
    assert_eq!(call(TowerTransport::new(service), Get).unwrap().x, 7);
    // One that can be sent to another thread, but not shared.
    let boxed: BoxCloneService<http::Request<Body>, _, _> = BoxCloneService::new(service);
    assert_eq!(call(TowerTransport::new(boxed), Get).unwrap().x, 7);
}

#[test]
fn a_service_for_another_body_fits() {
    let service = ServiceBuilder::new()
        .map_request(|request: http::Request<Body>| request.map(|body| body.boxed_unsync()))
        .map_response(|response: http::Response<String>| response.map(|text| Full::new(Bytes::from(text))))
        .service(service_fn(async |_: http::Request<UnsyncBoxBody<Bytes, TransportError>>| {
            Ok::<_, Infallible>(http::Response::new(r#"{"x":8}"#.to_owned()))
        }));
    assert_eq!(call(TowerTransport::new(service), Get).unwrap().x, 8);
}

/// Is ready when it is asked the second time, and panics if it is called before, as the contract allows.
#[derive(Default)]
struct Slow {
    asked: usize,
    clones: Arc<AtomicUsize>,
}

impl Clone for Slow {
    fn clone(&self) -> Self {
        self.clones.fetch_add(1, Ordering::SeqCst);
        Self { asked: 0, clones: Arc::clone(&self.clones) }
    }
}

impl Service<http::Request<Body>> for Slow {
    type Response = http::Response<Full<Bytes>>;
    type Error = Infallible;
    type Future = Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.asked += 1;
        if self.asked > 1 {
            return Poll::Ready(Ok(()));
        }
        context.waker().wake_by_ref();
        Poll::Pending
    }

    fn call(&mut self, _: http::Request<Body>) -> Self::Future {
        assert_eq!(self.asked, 2);
        ready(Ok(http::Response::new(Full::new(Bytes::from(r#"{"x":9}"#)))))
    }
}

#[test]
fn each_request_waits_until_its_own_clone_is_ready() {
    let service = Slow::default();
    let clones = Arc::clone(&service.clones);
    let transport = TowerTransport::new(service);
    let request = || http::Request::new(Body::from(Bytes::new()));
    // Without a client, whose time limit is reached at once on a clock that does not wait.
    for _ in 0..2 {
        assert_eq!(run(transport.send(request())).unwrap().status(), 200);
    }
    assert_eq!(clones.load(Ordering::SeqCst), 2);
}

#[test]
fn errors_say_whether_the_service_may_have_seen_the_request() {
    let broken = |message: &'static str| {
        service_fn(move |_: http::Request<Body>| ready(Err::<http::Response<Full<Bytes>>, _>(message)))
    };
    let (sent, text) = transport_error(call(TowerTransport::new(broken("reset")), Post));
    assert_eq!((sent, text.as_str()), (true, "the connection failed: reset"));

    let known = broken("refused").map_err(TransportError::connect);
    let (sent, text) = transport_error(call(TowerTransport::new(known), Post));
    assert_eq!((sent, text.as_str()), (false, "could not connect: refused"));

    #[derive(Clone)]
    struct Closed;
    impl Service<http::Request<Body>> for Closed {
        type Response = http::Response<Full<Bytes>>;
        type Error = &'static str;
        type Future = Ready<Result<Self::Response, &'static str>>;
        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), &'static str>> {
            Poll::Ready(Err("closed"))
        }
        fn call(&mut self, _: http::Request<Body>) -> Self::Future {
            panic!("it is not ready");
        }
    }
    let (sent, text) = transport_error(call(TowerTransport::new(Closed), Post));
    assert_eq!((sent, text.as_str()), (false, "could not connect: closed"));
}

type Part = Result<Frame<Bytes>, &'static str>;

#[test]
fn a_response_comes_in_chunks_and_may_break() {
    let answers = |parts: fn() -> Vec<Part>| {
        let body = move || StreamBody::new(Parts(parts().into_iter()));
        TowerTransport::new(service_fn(move |_: http::Request<Body>| {
            ready(Ok::<_, Infallible>(http::Response::new(body())))
        }))
    };
    let whole = answers(|| {
        let data = |text: &'static str| Ok(Frame::data(Bytes::from(text)));
        vec![data("{\"x\""), data(":5}"), Ok(Frame::trailers(http::HeaderMap::new()))]
    });
    assert_eq!(call(whole, Get).unwrap().x, 5);
    let broken = answers(|| vec![Ok(Frame::data(Bytes::from("{"))), Err("reset")]);
    let (sent, text) = transport_error(call(broken, Get));
    assert_eq!((sent, text.as_str()), (true, "the connection failed: reset"));
}

struct Parts<T>(std::vec::IntoIter<T>);

impl<T: Unpin> futures_core::Stream for Parts<T> {
    type Item = T;

    fn poll_next(mut self: std::pin::Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<T>> {
        Poll::Ready(self.0.next())
    }
}

#[test]
fn a_real_client_sends_over_loopback() {
    let answer =
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n7\r\n{\"x\":1}\r\n0\r\n\r\n";
    let exchange = |method: &'static str, body: Body, length: usize| {
        let (port, server) = server::serve(length, answer);
        let uri = format!("http://127.0.0.1:{port}/x?q=a%20b");
        let request = http::Request::builder().method(method).uri(uri).header("x-test", "a b").body(body).unwrap();
        let body = server::run(async {
            let client: legacy::Client<_, Body> = legacy::Client::builder(TokioExecutor::new()).build_http();
            let response = TowerTransport::new(client).send(request).await.unwrap();
            assert_eq!(response.status(), 200);
            response.into_body().collect(100).await.unwrap()
        });
        assert_eq!(body, r#"{"x":1}"#);
        server.seen()
    };
    let seen = exchange("GET", Body::from(Bytes::new()), 0);
    assert!(seen.starts_with("GET /x?q=a%20b HTTP/1.1\r\n") && seen.contains("x-test: a b\r\n"), "{seen}");
    assert!(!seen.contains("content-length") && !seen.contains("transfer-encoding"), "{seen}");
    let seen = exchange("POST", Body::from(Bytes::from("hi")), 2);
    assert!(seen.contains("content-length: 2\r\n") && seen.ends_with("\r\n\r\nhi"), "{seen}");
    let chunks = vec![Ok(Bytes::from("ab")), Ok(Bytes::from("c"))];
    let seen = exchange("POST", Body::stream(Parts(chunks.into_iter())), 18);
    assert!(seen.contains("transfer-encoding: chunked\r\n"), "{seen}");
    assert!(seen.ends_with("\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n"), "{seen}");
}
