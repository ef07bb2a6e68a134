//! The program that reads and writes values with the emitted types.
//!
//! It is the emitted models and runtime as they are, below a `main` with one entry for each model. What talks HTTP is left
//! out, since it decides nothing about values and takes most of the time that compiling takes.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crategen::cli::error::{Error, Result};
use xtask::corpus::compile::{Compiler, Dependencies, compile};
use xtask::corpus::watch::{Ended, Limits, run};

const MAIN: &str = "\
//! Reads lines, each the position of a model and a JSON text, and answers each with a line.
mod generated { pub mod models; pub mod runtime; }
use generated::models;
use generated::runtime::{json, model::Field};

type Trip = fn(&[u8]) -> Result<String, String>;

fn main() {
    let path = std::env::args_os().nth(1).unwrap();
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let (model, text) = line.split_once('\\t').unwrap();
        match MODELS[model.parse::<usize>().unwrap()](text.as_bytes()) {
            Ok(written) => println!(\"{written}\"),
            Err(problem) => println!(\"{}\", problem.replace('\\n', \" \")),
        }
    }
}

fn trip<T: Field>(text: &[u8]) -> Result<String, String> {
    written(&json::decode::<T>(text).map_err(|problem| problem.to_string())?)
}

fn written(value: &dyn Field) -> Result<String, String> {
    let mut whole = Vec::new();
    json::serialize(value, &mut serde_json::Serializer::new(&mut whole)).map_err(|problem| problem.to_string())?;
    let text = |bytes| String::from_utf8(bytes).map_err(|problem| problem.to_string());
    Ok(format!(\"\\t{}\\t{}\", text(whole)?, text(json::encode(value))?))
}

";

/// What the program says of a value.
#[derive(Clone, Debug)]
pub(super) enum Answer {
    /// The value written again, all of it, and as it is sent.
    Written { whole: String, sent: String },
    /// Why it could not be read.
    Refused(String),
}

/// Writes the program into the folder of a crate.
///
/// # Errors
/// When it cannot be written.
pub(super) fn write<'a>(krate: &Path, models: impl Iterator<Item = &'a str>) -> Result<()> {
    let mut text = format!("{MAIN}static MODELS: &[Trip] = &[\n");
    for model in models {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "    trip::<models::{model}>,");
    }
    text += "];\n";
    let path = source(krate);
    fs::write(&path, text).map_err(|error| Error::io("write", &path, &error))
}

/// Compiles the program.
///
/// # Errors
/// When the compiler cannot be started.
pub(super) fn build(krate: &Path, features: &[String], dependencies: &Dependencies, limits: Limits) -> Result<Ended> {
    let arguments = ["--crate-type", "bin", "--cap-lints", "allow", "--emit=link", "-o"].map(Into::into);
    let arguments: Vec<std::ffi::OsString> = arguments.into_iter().chain([file(krate).into()]).collect();
    compile(Compiler::Rustc, &source(krate), &arguments, krate, features, dependencies, limits)
}

/// What the program says of each of these values: the position of a model and a JSON text. A value that ends the program
/// gets that as its answer.
///
/// # Errors
/// When the program cannot be started.
pub(super) fn ask(krate: &Path, values: &[(usize, String)], limits: Limits) -> Result<Vec<Answer>> {
    let input = krate.join("values.txt");
    let mut answers = Vec::new();
    while let Some(rest) = values.get(answers.len()..).filter(|rest| !rest.is_empty()) {
        let lines: String = rest.iter().map(|(model, text)| format!("{model}\t{text}\n")).collect();
        fs::write(&input, lines).map_err(|error| Error::io("write", &input, &error))?;
        let ended = run(Command::new(file(krate)).arg(&input), krate, limits)?;
        let before = answers.len();
        answers.extend(ended.output.lines().take(rest.len()).map(answer));
        if answers.len() < before + rest.len() {
            let why = ended.failure.unwrap_or_else(|| "it said nothing".to_owned());
            answers.push(Answer::Refused(format!("the program did not get over it: {why}")));
        }
    }
    Ok(answers)
}

fn answer(line: &str) -> Answer {
    let mut parts = line.split('\t');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(""), Some(whole), Some(sent)) => Answer::Written { whole: whole.to_owned(), sent: sent.to_owned() },
        _ => Answer::Refused(line.to_owned()),
    }
}

fn source(krate: &Path) -> PathBuf {
    krate.join("src/roundtrip.rs")
}

/// The file of the program.
pub(super) fn file(krate: &Path) -> PathBuf {
    krate.join(format!("roundtrip{}", std::env::consts::EXE_SUFFIX))
}
