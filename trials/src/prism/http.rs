//! One request over plain HTTP to this machine, byte for byte as it was written.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use super::{Reply, Request};

/// How long Prism may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends a request, and reads the whole answer.
pub(super) fn send(port: u16, request: &Request) -> Result<Reply, String> {
    exchange(port, request).map_err(|error| format!("no answer: {error}"))
}

fn exchange(port: u16, request: &Request) -> std::io::Result<Reply> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut head =
        format!("{} {} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nconnection: close\r\n", request.method, request.target);
    for (name, value) in &request.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("content-length: {}\r\n\r\n", request.body.len()));
    stream.write_all(head.as_bytes())?;
    stream.write_all(&request.body)?;
    read(&mut BufReader::new(stream))
}

fn read(reader: &mut BufReader<TcpStream>) -> std::io::Result<Reply> {
    let status = line(reader)?.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    let mut reply = Reply { status, headers: Vec::new(), body: Vec::new() };
    loop {
        let line = line(reader)?;
        let Some((name, value)) = line.split_once(':') else { break };
        reply.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    if reply.header("transfer-encoding") != Some("chunked") {
        reader.read_to_end(&mut reply.body)?;
        return Ok(reply);
    }
    loop {
        let length = u64::from_str_radix(line(reader)?.split(';').next().unwrap_or_default(), 16).unwrap_or(0);
        reader.take(length).read_to_end(&mut reply.body)?;
        line(reader)?;
        if length == 0 {
            return Ok(reply);
        }
    }
}

fn line(reader: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
