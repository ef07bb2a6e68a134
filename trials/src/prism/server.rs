//! Prism itself: installed once, started for a document, stopped at the end.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

use crategen::cli::error::{Error, Result};
use crategen::cli::terminal;

/// The version that is installed.
const PACKAGE: &str = "@stoplight/prism-cli@5.14.2";

/// A server that runs as long as this lives.
pub(super) struct Prism {
    child: Child,
    port: u16,
}

impl Prism {
    /// Starts it for a document, and waits until it listens.
    ///
    /// # Errors
    /// When it cannot be installed (Node and its `npm` are needed), or refuses the document.
    pub(super) fn start(work: &Path, document: &Path) -> Result<Self> {
        let program = work.join("node_modules/.bin/prism");
        if !program.exists() {
            install(work)?;
        }
        let port = TcpListener::bind(("127.0.0.1", 0))
            .and_then(|listener| listener.local_addr())
            .map_err(|error| Error::new(format!("no port is free: {error}")))?
            .port();
        let document = fs::canonicalize(document).map_err(|error| Error::io("find", document, &error))?;
        let mut child = Command::new(&program)
            .args(["mock", "--host", "127.0.0.1", "--port", &port.to_string()])
            .arg(&document)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| Error::io("start", &program, &error))?;
        let mut lines = child.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines);
        let mut log = Vec::new();
        while let Some(Ok(line)) = lines.next() {
            if line.contains("listening") {
                // It would end if nobody listened to it any more.
                thread::spawn(move || lines.for_each(drop));
                return Ok(Self { child, port });
            }
            log.push(line);
        }
        let _ = child.wait();
        Err(Error::new(format!("Prism does not take the document:\n{}", log.join("\n"))))
    }

    /// Where it listens.
    pub(super) fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn install(work: &Path) -> Result<()> {
    fs::create_dir_all(work).map_err(|error| Error::io("make", work, &error))?;
    terminal::status("Installing", PACKAGE);
    let status = Command::new("npm")
        .args(["install", "--silent", "--no-audit", "--no-fund", "--prefix"])
        .arg(work)
        .arg(PACKAGE)
        .status()
        .map_err(|error| Error::new(format!("`npm` cannot be started ({error}): install Node, which Prism needs")))?;
    match status.success() {
        true => Ok(()),
        false => Err(Error::new(format!("`npm install {PACKAGE}` failed: {status}"))),
    }
}
