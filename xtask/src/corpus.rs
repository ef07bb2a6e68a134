//! `cargo xtask corpus DIR`: what the generator makes of other people's documents.
//!
//! Every document is generated in a process of its own and compiled, and becomes a row of a table. Nothing here knows
//! OpenAPI: what a document is and what it lost are `crategen`'s answers.

pub mod child;
pub mod compile;
mod family;
pub mod find;
pub(crate) mod lanes;
mod row;
mod table;
pub mod watch;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

pub use child::generate_one;

use crate::args::CorpusFlags;
use compile::{Compiler, Dependencies, Purpose};
use crategen::cli::error::{Error, Result};
use crategen::cli::terminal;
use row::{Compiled, Row};
use watch::{Ended, Limits};

/// The limits of generating: far more than any real document needs.
const GENERATING: Limits = Limits { time: Duration::from_secs(120), memory: 4_000_000_000 };

/// The limits of compiling.
const COMPILING: Limits = Limits { time: Duration::from_secs(900), memory: 12_000_000_000 };

/// A crate of more lines than this compiles alone, since its compiler takes gigabytes.
const LARGE: usize = 400_000;

/// Runs the chore as the command line asks for it.
///
/// # Errors
/// When a document is refused without a reason, stops the generator, or becomes a crate that does not compile.
pub fn run(root: &Path, flags: &CorpusFlags) -> Result<()> {
    let start = Instant::now();
    let work = root.join("target/corpus");
    let documents = find::documents(&flags.folder, flags.only.as_deref())?;
    terminal::status("Generating", terminal::count(documents.len(), "file"));
    let rows = lanes::side_by_side(documents, |path| generate(&path, flags, &work));
    let rows: Vec<Row> = rows.into_iter().collect::<Result<_>>()?;
    let mut rows: Vec<Row> =
        rows.into_iter().filter(|row| row.failure.is_some() || row.found.version.is_some()).collect();
    if !flags.no_compile {
        compile_all(root, &work, flags, &mut rows)?;
    }
    print!("{}", table::render(&rows));
    if let Some(path) = &flags.json {
        let json = serde_json::to_string_pretty(&rows).map_err(|error| Error::new(error.to_string()))?;
        fs::write(path, json).map_err(|error| Error::io("write", path, &error))?;
    }
    let failed = rows.iter().filter(|row| row.problem().is_some()).count();
    if failed > 0 {
        return Err(Error::new(format!("{failed} of {} failed", terminal::count(rows.len(), "document"))));
    }
    terminal::timed_status("Passed", &terminal::count(rows.len(), "document"), start.elapsed());
    Ok(())
}

/// Generates a document in a process of its own.
fn generate(path: &Path, flags: &CorpusFlags, work: &Path) -> Result<Row> {
    let name = name_of(path, &flags.folder);
    let out = out_of(work, &name);
    // What an earlier run left must not be compiled.
    let _ = fs::remove_dir_all(&out);
    fs::create_dir_all(&out).map_err(|error| Error::io("make", &out, &error))?;
    let program = std::env::current_exe().map_err(|error| Error::io("find", Path::new("xtask"), &error))?;
    let mut command = Command::new(program);
    command.arg("corpus-one").arg(path).arg(&out);
    let Ended { failure, output, errors, memory, .. } = watch::run(&mut command, &out, GENERATING)?;
    let mut row = Row { name, memory, ..Row::default() };
    match (failure, serde_json::from_str(output.trim())) {
        (None, Ok(found)) => row.found = found,
        (failure, _) => {
            let why = failure.unwrap_or_else(|| "it said nothing".to_owned());
            let said = errors.lines().find(|line| line.contains("panicked") || line.contains("overflowed"));
            row.failure = Some(said.map(|said| format!("{why}: {said}")).unwrap_or(why));
        }
    }
    Ok(row)
}

/// Compiles all crates, small ones first and very large ones alone.
fn compile_all(root: &Path, work: &Path, flags: &CorpusFlags, rows: &mut [Row]) -> Result<()> {
    let mut order: Vec<usize> =
        rows.iter().enumerate().filter(|(_, row)| row.found.generated).map(|(index, _)| index).collect();
    order.sort_by_key(|index| rows[*index].found.lines);
    // Crates that read XML need what the others need, and a library for it.
    let with_xml = order.iter().find(|index| {
        let manifest = fs::read_to_string(out_of(work, &rows[**index].name).join("Cargo.toml"));
        manifest.is_ok_and(|manifest| manifest.contains("\nquick-xml = "))
    });
    let Some(widest) = with_xml.or_else(|| order.first()) else { return Ok(()) };
    terminal::status("Building", "the dependencies of all crates");
    let widest = out_of(work, &rows[*widest].name);
    let dependencies = compile::dependencies(&widest, &root.join("Cargo.lock"), work, Purpose::Check)?;
    terminal::status("Compiling", terminal::count(order.len(), "crate"));
    let (small, large): (Vec<usize>, Vec<usize>) =
        order.into_iter().partition(|index| rows[*index].found.lines < LARGE);
    let one = |index: usize| (index, compile_one(work, &rows[index], flags, &dependencies));
    let mut done = lanes::side_by_side(small, one);
    done.extend(large.into_iter().map(one));
    for (index, result) in done {
        (rows[index].compiled, rows[index].clippy) = result?;
    }
    Ok(())
}

type Said = (Option<Compiled>, Option<Compiled>);

fn compile_one(work: &Path, row: &Row, flags: &CorpusFlags, dependencies: &Dependencies) -> Result<Said> {
    let krate = out_of(work, &row.name);
    let check = |compiler| {
        compile::check(&krate, &row.found.features, dependencies, compiler, COMPILING).map(|ended| compiled(&ended))
    };
    let plain = check(Compiler::Rustc)?;
    let clippy = match flags.clippy && plain.compiles {
        true => Some(check(Compiler::Clippy)?),
        false => None,
    };
    Ok((Some(plain), clippy))
}

fn compiled(ended: &Ended) -> Compiled {
    let is_headline = |line: &&str| line.starts_with("error") || line.starts_with("warning");
    let is_sum = |line: &&str| line.starts_with("warning: `") || line.contains(" emitted");
    let heads = ended.errors.lines().filter(is_headline).filter(|line| !is_sum(line));
    let mut says: Vec<String> = heads.clone().filter(|line| line.starts_with("error")).map(str::to_owned).collect();
    if says.is_empty() {
        says.extend(ended.failure.clone());
        says.extend(heads.clone().map(str::to_owned));
    }
    says.truncate(20);
    Compiled {
        compiles: ended.failure.is_none(),
        warnings: heads.filter(|line| line.starts_with("warning")).count(),
        says,
        seconds: ended.took.as_secs_f64(),
        memory: ended.memory,
    }
}

/// What a document is called: its path below the folder.
pub fn name_of(path: &Path, folder: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// The folder of a document's crate.
pub fn out_of(work: &Path, name: &str) -> PathBuf {
    work.join("crates").join(name.replace('/', "__"))
}
