//! The program that makes the requests, and reads the answers, with the emitted operations.
//!
//! It does no I/O but with files and its own output: the emitted operations are values that become requests, so that they
//! can be tried without any of the crate's HTTP.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crategen::{Call, CallField, Holds};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::samples::Samples;
use crategen::cli::error::{Error, Result};
use xtask::corpus::compile::{Compiler, Dependencies, compile};
use xtask::corpus::watch::{Limits, run};

/// The limits of running the program once.
const RUNNING: Limits = Limits { time: Duration::from_secs(120), memory: 2_000_000_000 };

const MAIN: &str = r#"//! Prints the request of every operation, or reads an answer to each.
mod generated;
use bytes::Bytes;
use generated::{models, operations, runtime};
use runtime::{Operation, json, model::Field};
use serde_json::{Value, json as value};

type Build = fn() -> Result<http::Request<Bytes>, String>;
type Read = fn(http::Response<Bytes>) -> Result<(), String>;

fn main() {
    let mut arguments = std::env::args().skip(1);
    match arguments.next() {
        None => CALLS.iter().for_each(|(build, _)| println!("{}", request(build()))),
        Some(path) => {
            let lines = std::fs::read_to_string(path).unwrap();
            for ((_, read), line) in CALLS.iter().zip(lines.lines()) {
                println!("{}", serde_json::to_string(&answer(*read, line)).unwrap());
            }
        }
    }
}

fn request(request: Result<http::Request<Bytes>, String>) -> Value {
    match request {
        Err(problem) => value!({"Err": problem}),
        Ok(request) => {
            let text = |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
            let headers: Vec<(String, String)> =
                request.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect();
            value!({"Ok": {
                "method": request.method().as_str(), "target": request.uri().to_string(), "headers": headers,
                "body": request.body().to_vec(),
            }})
        }
    }
}

fn answer(read: Read, line: &str) -> Result<(), String> {
    let reply: Value = serde_json::from_str(line).unwrap();
    let Some(status) = reply["status"].as_u64() else { return Ok(()) };
    let mut response = http::Response::builder().status(u16::try_from(status).unwrap());
    for header in reply["headers"].as_array().unwrap() {
        response = response.header(header[0].as_str().unwrap(), header[1].as_str().unwrap());
    }
    let body: Vec<u8> = serde_json::from_value(reply["body"].clone()).unwrap();
    read(response.body(Bytes::from(body)).map_err(|error| error.to_string())?)
}

fn build<O: Operation>(operation: Result<O, String>) -> Result<http::Request<Bytes>, String> {
    operation?.request().map_err(|error| error.to_string())
}

fn read<O: Operation>(response: http::Response<Bytes>) -> Result<(), String> {
    O::output(response).map(drop).map_err(|error| error.to_string())
}

fn value<T: Field>(text: &str) -> Result<T, String> {
    json::decode(text.as_bytes()).map_err(|problem| format!("the sample is not read: {problem}: {text}"))
}

"#;

/// A request that an operation became.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) target: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Request {
    /// The same, answered with what Prism makes of the schemas instead of with examples.
    pub(super) fn made(mut self) -> Self {
        self.headers.push(("prefer".to_owned(), "dynamic=true".to_owned()));
        self
    }
}

/// What Prism answered.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Reply {
    /// The value of a header, by its name in small letters.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// Writes the program into the folder of a crate.
///
/// # Errors
/// When it cannot be written.
pub(super) fn write(krate: &Path, calls: &[Call], samples: &[Samples]) -> Result<()> {
    let mut text = format!("{MAIN}static CALLS: &[(Build, Read)] = &[\n");
    for (index, call) in calls.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "    (call_{index}, read::<operations::{}>),", call.name);
    }
    text += "];\n";
    for (index, (call, samples)) in calls.iter().zip(samples).enumerate() {
        let _ = writeln!(text, "\nfn call_{index}() -> Result<http::Request<Bytes>, String> {{");
        let _ = writeln!(text, "    build((|| Ok(operations::{} {{", call.name);
        for (field, sample) in call.fields.iter().zip(samples) {
            let _ = writeln!(text, "        {}: {},", field.name, expression(field, sample.as_ref()));
        }
        text += "    }))())\n}\n";
    }
    let path = source(krate);
    fs::write(&path, text).map_err(|error| Error::io("write", &path, &error))
}

/// What a field of an operation is set to.
fn expression(field: &CallField, sample: Option<&Value>) -> String {
    let Some(value) = held(field, sample) else {
        return match field.required {
            true => format!("return Err({:?}.to_owned())", format!("no value was found for `{}`", field.wire)),
            false => "None".to_owned(),
        };
    };
    let value = match &field.variant {
        Some(variant) => format!("operations::{variant}({value})"),
        None => value,
    };
    if field.required { value } else { format!("Some({value})") }
}

fn held(field: &CallField, sample: Option<&Value>) -> Option<String> {
    match field.holds {
        Holds::Value => sample.map(|value| format!("value({:?})?", value.to_string())),
        Holds::Text => Some("\"text\".to_owned()".to_owned()),
        Holds::Bytes => Some("runtime::Payload::from(\"bytes\")".to_owned()),
        Holds::Parts => None,
    }
}

/// Compiles the program.
///
/// # Errors
/// When it does not compile.
pub(super) fn build(krate: &Path, features: &[String], dependencies: &Dependencies, limits: Limits) -> Result<()> {
    let arguments = ["--crate-type", "bin", "--cap-lints", "allow", "--emit=link", "-o"].map(Into::into);
    let arguments: Vec<std::ffi::OsString> = arguments.into_iter().chain([file(krate).into()]).collect();
    let built = compile(Compiler::Rustc, &source(krate), &arguments, krate, features, dependencies, limits)?;
    match built.failure {
        None => Ok(()),
        Some(failure) => Err(Error::new(format!("the program does not compile: {failure}\n{}", built.errors))),
    }
}

/// The requests of all operations, in order.
///
/// # Errors
/// When the program fails.
pub(super) fn requests(krate: &Path) -> Result<Vec<std::result::Result<Request, String>>> {
    lines(&ran(krate, Command::new(file(krate)))?)
}

/// Whether the answers can be read, in order.
///
/// # Errors
/// When the program fails.
pub(super) fn read(krate: &Path, replies: &[Option<&Reply>]) -> Result<Vec<std::result::Result<(), String>>> {
    let path = krate.join("replies.jsonl");
    let mut text = String::new();
    for reply in replies {
        text += &serde_json::to_string(reply).map_err(|error| Error::new(error.to_string()))?;
        text.push('\n');
    }
    fs::write(&path, text).map_err(|error| Error::io("write", &path, &error))?;
    let mut command = Command::new(file(krate));
    command.arg(&path);
    lines(&ran(krate, command)?)
}

fn ran(krate: &Path, mut command: Command) -> Result<String> {
    let ended = run(&mut command, krate, RUNNING)?;
    match ended.failure {
        None => Ok(ended.output),
        Some(failure) => Err(Error::new(format!("the program failed: {failure}\n{}", ended.errors))),
    }
}

fn lines<T: for<'de> Deserialize<'de>>(text: &str) -> Result<Vec<T>> {
    let read = |line: &str| serde_json::from_str(line).map_err(|error| Error::new(format!("{error}: {line}")));
    text.lines().map(read).collect()
}

fn source(krate: &Path) -> PathBuf {
    krate.join("src/prism.rs")
}

fn file(krate: &Path) -> PathBuf {
    krate.join(format!("prism{}", std::env::consts::EXE_SUFFIX))
}
