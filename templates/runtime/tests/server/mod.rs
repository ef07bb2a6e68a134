//! A server of a few lines on loopback, and a runtime to call it in. Nobody waits for ever: a test that would hang fails.
#![allow(dead_code, reason = "each test file uses some of it")]

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::mpsc,
    thread,
    time::Duration,
};

/// How long each side waits for the other, which is longer than any machine is busy.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// A server in a thread of its own.
pub(crate) struct Server<T>(mpsc::Receiver<T>);

impl<T> Server<T> {
    /// What it has seen, when it is done.
    pub(crate) fn seen(self) -> T {
        self.0.recv_timeout(PATIENCE).expect("the server is done, and all went as it expects")
    }
}

/// Starts a server on a port of its own.
pub(crate) fn start<T: Send + 'static>(serve: impl FnOnce(&TcpListener) -> T + Send + 'static) -> (u16, Server<T>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let (done, is_done) = mpsc::channel();
    // Nobody listens any more where the test has failed already.
    thread::spawn(move || drop(done.send(serve(&listener))));
    (port, Server(is_done))
}

/// The next connection.
pub(crate) fn accept(listener: &TcpListener) -> TcpStream {
    let (stream, _) = listener.accept().unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_write_timeout(Some(PATIENCE)).unwrap();
    stream
}

/// Serves one connection: reads a request of so many bytes after its head, writes the answer, and gives the request.
pub(crate) fn serve(body: usize, answer: &'static [u8]) -> (u16, Server<String>) {
    start(move |listener| {
        let mut stream = accept(listener);
        let request = read(&mut stream, body);
        stream.write_all(answer).unwrap();
        request
    })
}

/// A request of so many bytes after its head.
pub(crate) fn read(stream: &mut TcpStream, body: usize) -> String {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let length = stream.read(&mut buffer).unwrap();
        request.extend_from_slice(&buffer[..length]);
        let text = String::from_utf8_lossy(&request);
        if length == 0 || text.find("\r\n\r\n").is_some_and(|end| request.len() >= end + 4 + body) {
            return text.into_owned();
        }
    }
}

/// Writes until the client hangs up, which it does in a while.
pub(crate) fn write_without_end(stream: &mut TcpStream, chunk: &[u8]) {
    for _ in 0..(1 << 30) / chunk.len() {
        if stream.write_all(chunk).is_err() {
            return;
        }
    }
    panic!("the client reads without end");
}

pub(crate) fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// A transport that no proxy of the environment comes between, and that keeps no connection.
#[cfg(feature = "reqwest")]
pub(crate) fn transport() -> crategen_runtime::ReqwestTransport {
    drop(crategen_runtime::ReqwestTransport::new().expect("the platform's certificates"));
    // Of several tests in one process, the first one installs it.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
    crategen_runtime::ReqwestTransport::with_client(client.pool_max_idle_per_host(0).build().unwrap())
}
