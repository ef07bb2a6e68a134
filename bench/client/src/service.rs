//! The service on loopback: it has its answers ready, and does as little as it can.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, mpsc},
    thread,
};

use crate::{
    Result,
    answers::{self, Answers},
};

/// Serves until standard input ends, which it does when whoever started this has ended. The first line of standard
/// output is the address.
pub(crate) fn run() -> Result<()> {
    println!("{}", start(None)?);
    std::io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}

/// Serves from now on, and shows each request as it came.
pub(crate) fn start(requests: Option<mpsc::Sender<Vec<u8>>>) -> Result<SocketAddr> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    let address = listener.local_addr()?;
    let answers = Arc::new(answers::all(address));
    thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            let (answers, requests) = (Arc::clone(&answers), requests.clone());
            // A connection that breaks is its client's problem.
            thread::spawn(move || serve(connection, &answers, requests.as_ref()).ok());
        }
    });
    Ok(address)
}

fn serve(mut connection: TcpStream, answers: &Answers, requests: Option<&mpsc::Sender<Vec<u8>>>) -> Result<()> {
    connection.set_nodelay(true)?;
    let mut received = Vec::new();
    let mut chunk = [0; 16 * 1024];
    loop {
        let count = connection.read(&mut chunk)?;
        if count == 0 {
            return Ok(());
        }
        received.extend_from_slice(chunk.get(..count).unwrap_or_default());
        if is_whole(&received) {
            connection.write_all(answers.to(&received))?;
            if let Some(requests) = requests {
                requests.send(received.clone())?;
            }
            received.clear();
        }
    }
}

/// Whether that is a request with all of its body.
fn is_whole(received: &[u8]) -> bool {
    let Some(end) = received.windows(4).position(|four| four == b"\r\n\r\n") else { return false };
    let (head, body) = received.split_at(end + 4);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
    body.len() >= length.unwrap_or(0)
}
