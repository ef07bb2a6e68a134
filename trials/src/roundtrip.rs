//! `cargo xtask roundtrip DIR|FILE`: whether values survive the emitted types.
//!
//! For every model of a document, instances are made from its schema as the author wrote it, and held against that schema
//! with a validator that has nothing to do with this project. The emitted types read them and write them; what comes out
//! must fit the schema again and mean the same. Every document has a process of its own.

mod compare;
mod program;
mod row;
mod table;
mod trial;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::original;
use crategen::cli::codegen::Job;
use crategen::cli::error::{Error, Result};
use crategen::cli::terminal;
use row::Row;
use xtask::args::RoundtripFlags;
use xtask::corpus::compile::{self, Purpose};
use xtask::corpus::watch::{self, Ended, Limits};
use xtask::corpus::{child, find, name_of, out_of};

/// The limits of all that is done for a document, less its compiler's memory.
const TRYING: Limits = Limits { time: Duration::from_secs(3600), memory: 6_000_000_000 };

/// The limits of compiling.
const COMPILING: Limits = Limits { time: Duration::from_secs(1800), memory: 12_000_000_000 };

/// Runs the chore as the command line asks for it.
///
/// # Errors
/// When a model fails, or nothing could be tried.
pub(crate) fn run(root: &Path, flags: &RoundtripFlags) -> Result<()> {
    let start = Instant::now();
    let work = root.join("target/roundtrip");
    let rows: Vec<Row> =
        documents(flags)?.into_iter().map(|(name, path)| one(&name, &path, &work)).collect::<Result<_>>()?;
    let rows: Vec<Row> = rows.into_iter().filter(|row| row.problem.is_some() || row.generated).collect();
    print!("{}", table::render(&rows));
    if let Some(path) = &flags.json {
        let json = serde_json::to_string_pretty(&rows).map_err(|error| Error::new(error.to_string()))?;
        fs::write(path, json).map_err(|error| Error::io("write", path, &error))?;
    }
    let failed = rows.iter().filter(|row| row.problem.is_some() || row.failed() > 0).count();
    if failed > 0 {
        return Err(Error::new(format!("{failed} of {} failed", terminal::count(rows.len(), "document"))));
    }
    terminal::timed_status("Passed", &terminal::count(rows.len(), "document"), start.elapsed());
    Ok(())
}

/// The documents with their names, small ones first.
fn documents(flags: &RoundtripFlags) -> Result<Vec<(String, PathBuf)>> {
    let folder = match flags.path.is_file() {
        true => flags.path.parent().unwrap_or(&flags.path),
        false => &flags.path,
    };
    let mut paths = match flags.path.is_file() {
        true => vec![flags.path.clone()],
        false => find::documents(folder, flags.only.as_deref())?,
    };
    paths.sort_by_key(|path| fs::metadata(path).map_or(0, |metadata| metadata.len()));
    Ok(paths.into_iter().map(|path| (name_of(&path, folder), path)).collect())
}

/// Tries one document in a process of its own.
fn one(name: &str, path: &Path, work: &Path) -> Result<Row> {
    let out = out_of(work, name);
    let _ = fs::remove_dir_all(&out);
    fs::create_dir_all(&out).map_err(|error| Error::io("make", &out, &error))?;
    let program = std::env::current_exe().map_err(|error| Error::io("find", Path::new("crategen-trials"), &error))?;
    let mut command = Command::new(program);
    command.arg("roundtrip-one").arg(path).arg(&out);
    let folder = work.join("output").join(name.replace('/', "__"));
    fs::create_dir_all(&folder).map_err(|error| Error::io("make", &folder, &error))?;
    let Ended { failure, output, errors, took, .. } = watch::run(&mut command, &folder, TRYING)?;
    let row = match (failure, serde_json::from_str::<Row>(output.trim())) {
        (None, Ok(row)) => row,
        (failure, _) => {
            let why = failure.unwrap_or_else(|| "it said nothing".to_owned());
            let said = errors.lines().find(|line| line.contains("panicked") || line.contains("error"));
            Row { problem: Some(said.map(|said| format!("{why}: {said}")).unwrap_or(why)), ..Row::default() }
        }
    };
    // Programs are large, and nothing more is wanted of them; sources of those that failed are worth a look.
    let _ = fs::remove_file(program::file(&out));
    let row = Row { name: name.to_owned(), seconds: took.as_secs_f64(), ..row };
    if row.generated || row.problem.is_some() {
        terminal::timed_status("Tried", &row.describe(), took);
    }
    Ok(row)
}

/// Generates a document into a folder, compiles the program beside it, tries all models, and prints the row.
///
/// # Errors
/// When something cannot be read, written or started; what is wrong with the document is no error.
pub(crate) fn try_one(root: &Path, document: &Path, out: &Path) -> Result<()> {
    let input = Job::stand_alone(document, &[], None, out)?.read()?.input;
    let mut row = Row::default();
    if crategen::declared_version(&input).is_some()
        && let Ok(output) = crategen::generate(&input)
        && let Some(original) = original::read(&input)
    {
        row.generated = true;
        child::write_crate(&output.files, &output.scaffold, out)?;
        program::write(out, output.models.iter().map(|model| model.name.as_str()))?;
        let work = root.join("target/roundtrip");
        let dependencies = compile::dependencies(out, &root.join("Cargo.lock"), &work, Purpose::Run)?;
        let features = output.files.get("Cargo.toml").map(child::tag_features).unwrap_or_default();
        let built = program::build(out, &features, &dependencies, COMPILING)?;
        match built.failure {
            None => row.models = trial::try_all(&original, &output.models, out)?,
            Some(failure) => {
                let said = built.errors.lines().find(|line| line.starts_with("error")).unwrap_or_default();
                row.problem = Some(format!("the program does not compile: {failure} {said}"));
            }
        }
    }
    let line = serde_json::to_string(&row).map_err(|error| Error::new(error.to_string()))?;
    println!("{line}");
    Ok(())
}
