//! `cargo xtask prism FILE`: whether a mock server that others wrote takes what the emitted operations send.
//!
//! Prism answers requests as a document describes, and says what is wrong with each. Every operation is called once with
//! values that its schemas describe; what Prism answers is read with the emitted types. Prism is installed from its
//! registry into `target/`, with Node's own tools.

mod http;
mod program;
mod samples;
mod security;
mod server;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::original;
use crategen::cli::codegen::Job;
use crategen::cli::error::{Error, Result};
use crategen::cli::terminal;
use program::{Reply, Request};
use xtask::args::PrismFlags;
use xtask::corpus::child;
use xtask::corpus::compile::{self, Purpose};
use xtask::corpus::watch::Limits;

/// The limits of compiling the program.
const COMPILING: Limits = Limits { time: Duration::from_secs(1800), memory: 12_000_000_000 };

/// How many calls of a hundred Prism has to take.
const ENOUGH: usize = 95;

/// How a call went.
enum Verdict {
    /// Prism took it, and its answer was read.
    Fine,
    /// Prism took it; what it answered with, the document's own example, is not what the document promises.
    BadExample(String),
    /// Prism took it, and its answer could not be read.
    Unread(String),
    /// It could not be made or sent, or Prism did not take it.
    Refused(String),
}

/// Runs the chore as the command line asks for it.
///
/// # Errors
/// When too many operations fail, or nothing could be tried.
pub(crate) fn run(root: &Path, flags: &PrismFlags) -> Result<()> {
    let start = Instant::now();
    let work = root.join("target/prism");
    let name = flags.document.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let out = work.join("crates").join(&name);
    let _ = fs::remove_dir_all(&out);
    fs::create_dir_all(&out).map_err(|error| Error::io("make", &out, &error))?;

    let input = Job::stand_alone(&flags.document, &[], None, &out)?.read()?.input;
    let output =
        crategen::generate(&input).map_err(|diagnostics| Error::new(diagnostics.render(&input.sources, false)))?;
    let original = original::read(&input).ok_or_else(|| Error::new("the document cannot be read"))?;
    child::write_crate(&output.files, &output.scaffold, &out)?;
    let samples = samples::of(&original.tree, &output.calls)?;
    program::write(&out, &output.calls, &samples)?;
    let dependencies = compile::dependencies(&out, &root.join("Cargo.lock"), &work, Purpose::Run)?;
    let features = output.files.get("Cargo.toml").map(child::tag_features).unwrap_or_default();
    program::build(&out, &features, &dependencies, COMPILING)?;

    let server = server::Prism::start(&work, &flags.document)?;
    let requests: Vec<std::result::Result<Request, String>> = program::requests(&out)?
        .into_iter()
        .zip(&output.calls)
        .map(|(request, call)| Ok(security::authorize(&original.tree, &call.pointer, request?)))
        .collect();
    let mut verdicts = exchange(&out, &server, &requests)?;
    // Where the document's own example does not fit its schema, Prism makes an answer of the schema.
    let made: Vec<_> = requests.iter().map(|request| Ok(request.clone()?.made())).collect();
    for (verdict, made) in verdicts.iter_mut().zip(exchange(&out, &server, &made)?) {
        if let (Verdict::Unread(example), Verdict::Fine) = (&*verdict, made) {
            *verdict = Verdict::BadExample(example.clone());
        }
    }
    report(&name, &output.calls, &verdicts, start)
}

/// Sends all requests, and reads the answers.
fn exchange(
    krate: &Path,
    server: &server::Prism,
    requests: &[std::result::Result<Request, String>],
) -> Result<Vec<Verdict>> {
    let send = |request: &std::result::Result<Request, String>| {
        let reply = http::send(server.port(), request.as_ref().map_err(String::clone)?)?;
        refusal(&reply).map_or(Ok(reply), Err)
    };
    let sent: Vec<std::result::Result<Reply, String>> = requests.iter().map(send).collect();
    let replies: Vec<Option<&Reply>> = sent.iter().map(|reply| reply.as_ref().ok()).collect();
    let read = program::read(krate, &replies)?;
    let verdict = |(sent, read)| match (sent, read) {
        (Err(problem), _) => Verdict::Refused(problem),
        (Ok(_), Err(problem)) => Verdict::Unread(problem),
        (Ok(_), Ok(())) => Verdict::Fine,
    };
    Ok(sent.into_iter().zip(read).map(verdict).collect())
}

/// What Prism has against a request.
fn refusal(reply: &Reply) -> Option<String> {
    if let Some(violations) = reply.header("sl-violations")
        && violations.contains("\"request\"")
    {
        return Some(format!("Prism refuses it: {violations}"));
    }
    let is_error = String::from_utf8_lossy(&reply.body).contains("stoplight.io/prism/errors");
    is_error.then(|| format!("Prism answers {}: {}", reply.status, String::from_utf8_lossy(&reply.body)))
}

fn report(name: &str, calls: &[crategen::Call], verdicts: &[Verdict], start: Instant) -> Result<()> {
    let mut fine = 0;
    for (call, verdict) in calls.iter().zip(verdicts) {
        let (what, problem) = match verdict {
            Verdict::Fine => {
                fine += 1;
                continue;
            }
            Verdict::BadExample(problem) => {
                fine += 1;
                ("the document's example does not fit its schema; an answer made of the schema is read", problem)
            }
            Verdict::Unread(problem) => ("the answer is not read", problem),
            Verdict::Refused(problem) => ("not taken", problem),
        };
        let problem: String = problem.chars().take(600).collect();
        terminal::plain(&format!("{} {}: {what}\n    {problem}", call.method, call.path));
    }
    let said = format!("{name}: {fine} of {} taken and read", terminal::count(calls.len(), "call"));
    match fine * 100 >= calls.len() * ENOUGH && fine > 0 {
        true => {
            terminal::timed_status("Passed", &said, start.elapsed());
            Ok(())
        }
        false => Err(Error::new(said)),
    }
}
