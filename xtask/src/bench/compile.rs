//! `cargo xtask bench compile`: what it takes to compile the crates that are made of a document, alone, against those of
//! the peers; and what it takes to compile acs-sdk.
//!
//! Ours has all of its operations on, as theirs have.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::contender::{self, Contender};
use super::documents::{self, Document};
use super::generate::{lines_below, notes};
use super::krate::{self, Features, Krate};
use super::measure::{Taken, fresh, rows};
use super::statistics::geometric_mean;
use super::table::{Limit, Row, Table, Unit};
use super::weight;
use crate::args::{CompileFlags, Verb};
use crate::corpus::lanes;
use crate::corpus::watch::Limits;
use crategen::cli::error::{Error, Result};
use crategen::cli::terminal;

/// How many times what the best peer's crate takes ours may take, in the geometric mean: CPU time and memory.
const MEAN: f64 = 0.35;

/// How many seconds of CPU time checking acs-sdk may take.
const OWN: f64 = 2.0;

/// How far making a crate may go.
const GENERATING: Limits = Limits { time: Duration::from_secs(300), memory: 8_000_000_000 };

/// How long compiling one may take.
const COMPILING: Duration = Duration::from_secs(1200);

/// And how much memory, if there is so much.
const MEMORY: u64 = 20_000_000_000;

/// Measures all documents, and acs-sdk.
///
/// # Errors
/// When something cannot be run.
pub(super) fn run(root: &Path, flags: &CompileFlags) -> Result<Vec<Table>> {
    let documents = documents::choose(root, flags.contest.folder.as_deref(), &flags.contest.only)?;
    let contenders = contender::all(root, &flags.contest.peer)?;
    let mut tables = Vec::new();
    let verbs = if flags.verb.is_empty() { &[Verb::Check, Verb::Build] } else { flags.verb.as_slice() };
    for document in &documents {
        let table = measure(root, document, &contenders, verbs, flags.rounds)?;
        // All of them may take hours, of which nothing should be lost.
        terminal::plain(&table.render());
        tables.push(table);
    }
    tables.push(means(&tables, verbs));
    tables.push(own(root, flags.rounds)?);
    Ok(tables)
}

/// The geometric means of the tables' rows of CPU time and memory.
fn means(tables: &[Table], verbs: &[Verb]) -> Table {
    let mut rows = Vec::new();
    for verb in verbs {
        for what in ["CPU", "memory"] {
            let name = format!("{}: {what}", verb.name());
            let ratios: Vec<f64> = tables.iter().filter_map(|table| table.row(&name)?.ratio()).collect();
            rows.push(Row::of_ratio(format!("{name}, geometric mean"), geometric_mean(&ratios), Limit::Ratio(MEAN)));
        }
    }
    Table { title: "all documents".to_owned(), rows, ..Table::default() }
}

/// One document.
fn measure(root: &Path, document: &Document, contenders: &[Contender], verbs: &[Verb], rounds: usize) -> Result<Table> {
    let mut taken = vec![vec![Taken::default(); contenders.len()]; verbs.len()];
    let mut lines = vec![Vec::new(); contenders.len()];
    let mut crates = Vec::new();
    for (index, contender) in contenders.iter().enumerate() {
        let folder = work(root, contender.name());
        terminal::status("Preparing", format!("{} of {}", document.name, contender.title()));
        match prepare(&folder, contender, document, verbs) {
            Ok(krate) => {
                lines
                    .get_mut(index)
                    .into_iter()
                    .for_each(|lines| lines.push(lines_below(&folder.join("crate")) as f64));
                crates.push(Some(krate));
            }
            Err(error) => {
                for taken in taken.iter_mut().filter_map(|taken| taken.get_mut(index)) {
                    taken.failure = Some(error.to_string());
                }
                crates.push(None);
            }
        }
    }
    for _ in 0..rounds.max(1) {
        for ((contender, krate), index) in contenders.iter().zip(&crates).zip(0..) {
            let Some(krate) = krate else { continue };
            for (verb, taken) in verbs.iter().zip(&mut taken) {
                let Some(taken) = taken.get_mut(index).filter(|taken| taken.failure.is_none()) else { continue };
                terminal::status(verb.gerund(), format!("{} of {}", document.name, contender.title()));
                taken.run(&mut krate.command(*verb)?, &work(root, contender.name()), compiling())?;
            }
        }
    }
    crates.iter().flatten().for_each(Krate::clean);
    let mut table = Table {
        title: document.name.clone(),
        contenders: contenders.iter().map(Contender::title).collect(),
        ..Table::default()
    };
    for (verb, taken) in verbs.iter().zip(&taken) {
        table.rows.extend(rows(taken, &format!("{}: ", verb.name()), [Limit::None; 3]));
        let failures = notes(contenders, taken).into_iter().map(|note| format!("{}: {note}", verb.name()));
        table.notes.extend(failures);
    }
    table.rows.push(Row::of_rounds("lines", Unit::Count, lines, Limit::None));
    Ok(table)
}

/// Makes the crate and builds what it depends on.
fn prepare(folder: &Path, contender: &Contender, document: &Document, verbs: &[Verb]) -> Result<Krate> {
    let out = folder.join("crate");
    fresh(&out)?;
    let mut generated = Taken::default();
    generated.run(&mut contender.command(document, &out), folder, GENERATING)?;
    if let Some(failure) = generated.failure {
        return Err(Error::new(failure));
    }
    let features = match contender.peer {
        Some(peer) => peer.finish(&out).map(|()| Features::Default)?,
        None => Features::Tags,
    };
    let krate = Krate::new(out, target(folder), features)?;
    for verb in verbs {
        krate.build_dependencies(*verb)?;
    }
    Ok(krate)
}

/// acs-sdk with its hand-written half and its default features, and what a user of it compiles.
fn own(root: &Path, rounds: usize) -> Result<Table> {
    let folder = work(root, "acs-sdk");
    terminal::status("Preparing", "acs-sdk");
    fresh(&folder.join("crate"))?;
    krate::copy(&root.join("generated"), &folder.join("crate"))?;
    let krate = Krate::new(folder.join("crate"), target(&folder), Features::Default)?;
    krate.build_dependencies(Verb::Check)?;
    let mut taken = Taken::default();
    for _ in 0..rounds.max(1) {
        terminal::status(Verb::Check.gerund(), "acs-sdk");
        taken.run(&mut krate.command(Verb::Check)?, &folder, compiling())?;
    }
    let notes = taken.failure.clone().into_iter();
    let mut rows = rows(&[taken], "check: ", [Limit::None, Limit::Value(OWN), Limit::None]);
    let (weights, more) = weight::rows(root)?;
    rows.extend(weights);
    let contenders = ["acs-sdk", "reqwest alone"].map(str::to_owned).to_vec();
    Ok(Table { title: "acs-sdk".to_owned(), contenders, rows, notes: notes.chain(more).collect() })
}

fn work(root: &Path, name: &str) -> PathBuf {
    root.join("target/bench/compile").join(name)
}

/// Where all of them are compiled to: much of what they depend on is the same.
fn target(folder: &Path) -> PathBuf {
    folder.with_file_name("target")
}

/// How far compiling may go. What does not fit into this machine's memory would take others down with it.
fn compiling() -> Limits {
    let there = lanes::memory().map_or(MEMORY, |memory| memory / 10 * 9);
    Limits { time: COMPILING, memory: there.min(MEMORY) }
}
