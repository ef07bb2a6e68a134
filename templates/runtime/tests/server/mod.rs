//! A server of a few lines on loopback, and a runtime to call it in.
#![allow(dead_code, reason = "each test file uses some of it")]

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    thread::{self, JoinHandle},
};

/// Serves one connection: reads a request of so many bytes after its head, writes the answer, and gives the request.
pub(crate) fn serve(body: usize, answer: &'static [u8]) -> (u16, JoinHandle<String>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let thread = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let request = read(&mut stream, body);
        stream.write_all(answer).unwrap();
        request
    });
    (port, thread)
}

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

pub(crate) fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}
