//! A server of a few lines that does to a connection what a script says, without any HTTP library in between.

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

/// How long it waits for a client that does not go on: a test that would hang fails instead.
const PATIENCE: Duration = Duration::from_secs(30);

/// What becomes of a connection.
#[derive(Clone)]
pub(crate) enum Act {
    /// An answer, after which the connection ends.
    Answer(String),
    /// These bytes, and an orderly end in the middle of what they promise.
    Part(&'static str),
    /// These bytes, and a reset: what the client sent is thrown away unread.
    Reset(&'static str),
    /// These bytes, and then nothing more, for ever.
    Hang(&'static str),
}

/// An answer with a body of JSON, and more lines for its head, each with its end.
pub(crate) fn answer(status: u16, head: &str, body: &str) -> Act {
    typed(status, &format!("Content-Type: application/json\r\n{head}"), body)
}

/// An answer with these lines in its head.
pub(crate) fn typed(status: u16, head: &str, body: &str) -> Act {
    let length = body.len();
    Act::Answer(format!("HTTP/1.1 {status} X\r\n{head}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"))
}

/// The server, and what it has seen.
pub(crate) struct Server {
    pub(crate) port: u16,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Does these to the connections that come, one by one; further ones end at once.
    pub(crate) fn start(script: impl IntoIterator<Item = Act>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("loopback");
        Self::on(listener, script)
    }

    /// The same where somebody listens already, so that answers can name the port.
    pub(crate) fn on(listener: TcpListener, script: impl IntoIterator<Item = Act>) -> Self {
        let port = listener.local_addr().expect("it is bound").port();
        let seen = Arc::<Mutex<Vec<String>>>::default();
        let (mut script, log) = (script.into_iter().collect::<Vec<_>>().into_iter(), Arc::clone(&seen));
        thread::spawn(move || {
            let mut held = Vec::new();
            for stream in listener.incoming() {
                let mut stream = stream.expect("a client");
                stream.set_read_timeout(Some(PATIENCE)).expect("a time limit");
                let act = script.next();
                let line = match act {
                    Some(Act::Reset(_)) => first_byte(&mut stream),
                    _ => request_line(&mut stream),
                };
                log.lock().unwrap().push(line);
                // Who is answered so may have gone already.
                match act {
                    None => {}
                    Some(Act::Answer(text)) => drop(stream.write_all(text.as_bytes())),
                    Some(Act::Part(text) | Act::Reset(text)) => drop(stream.write_all(text.as_bytes())),
                    Some(Act::Hang(text)) => {
                        drop(stream.write_all(text.as_bytes()));
                        held.push(stream);
                    }
                }
            }
        });
        Self { port, seen }
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The first lines of the requests so far, without the version.
    pub(crate) fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }
}

fn first_byte(stream: &mut TcpStream) -> String {
    let mut byte = [0];
    let _ = stream.read(&mut byte);
    "reset".to_owned()
}

fn request_line(stream: &mut TcpStream) -> String {
    let mut received = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let length = stream.read(&mut chunk).unwrap_or(0);
        received.extend_from_slice(&chunk[..length]);
        let text = String::from_utf8_lossy(&received);
        let whole = text.split_once("\r\n\r\n").is_some_and(|(head, body)| body.len() >= promised(head));
        if whole || length == 0 {
            return text.split(" HTTP").next().unwrap_or_default().to_owned();
        }
    }
}

/// How long the body is of which that is the head.
fn promised(head: &str) -> usize {
    let length = |line: &str| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok();
    head.lines().find_map(length).unwrap_or_default()
}
