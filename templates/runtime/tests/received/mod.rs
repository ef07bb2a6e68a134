//! A server on loopback that reads one request whole, as it came over the wire.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};

use crategen_runtime::{Payload, Transport as _};

use crate::server;

/// A request that arrived.
pub(crate) struct Received {
    /// The headers, with small names.
    headers: Vec<(String, String)>,
    /// The body, without the framing of its chunks.
    pub(crate) body: Vec<u8>,
}

impl Received {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Sends a request as the client does, and gives what the server read.
pub(crate) fn exchange(request: http::Request<Payload>) -> Received {
    let (port, server) = server::start(|listener| {
        let stream = server::accept(listener);
        let mut reader = BufReader::new(&stream);
        let received = read(&mut reader);
        (&stream).write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n").unwrap();
        received
    });
    let (mut parts, payload) = request.into_parts();
    parts.uri = format!("http://127.0.0.1:{port}{}", parts.uri).parse().unwrap();
    if let Some(length) = payload.length() {
        // What the client says of every body whose length it knows.
        parts.headers.insert(http::header::CONTENT_LENGTH, length.into());
    }
    let request = http::Request::from_parts(parts, payload.open().unwrap());
    assert_eq!(server::run(server::transport().send(request)).unwrap().status(), 204);
    server.seen()
}

fn read(reader: &mut BufReader<&std::net::TcpStream>) -> Received {
    let mut headers = Vec::new();
    assert!(line(reader).ends_with(" HTTP/1.1"));
    loop {
        let line = line(reader);
        let Some((name, value)) = line.split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut received = Received { headers, body: Vec::new() };
    match received.header("content-length").map(|length| length.parse::<u64>().unwrap()) {
        Some(length) => drop(reader.take(length).read_to_end(&mut received.body).unwrap()),
        None => loop {
            let length = u64::from_str_radix(&line(reader), 16).unwrap();
            reader.take(length).read_to_end(&mut received.body).unwrap();
            assert_eq!(line(reader), "");
            if length == 0 {
                break;
            }
        },
    }
    received
}

fn line(reader: &mut BufReader<&std::net::TcpStream>) -> String {
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    line.trim_end_matches(['\r', '\n']).to_owned()
}
