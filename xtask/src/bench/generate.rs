//! `cargo xtask bench generate`: what it takes to make a crate of a document, against the peers.
//!
//! Everyone runs as a user would run it, into a folder that is new each time.

use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader};
use std::path::Path;
use std::time::Duration;

use super::contender::{self, Contender};
use super::documents::{self, Document};
use super::measure::{Taken, fresh, rows};
use super::statistics::geometric_mean;
use super::table::{Limit, Row, Table, Unit};
use crate::args::GenerateFlags;
use crate::corpus::watch::Limits;
use crategen::cli::error::Result;
use crategen::cli::terminal;

/// How many times the time of the fastest peer a document may take.
const EACH: f64 = 0.5;

/// And all of them, in the geometric mean.
const MEAN: f64 = 0.333;

/// The largest document, and how many seconds it may take.
const LARGEST: (&str, f64) = ("github", 1.0);

/// How many times the size of the document memory may be.
const MEMORY: f64 = 12.0;

/// The program itself takes as much memory as that is for a document of so many bytes.
const SMALL: u64 = 500_000;

/// How far one run may go.
const LIMITS: Limits = Limits { time: Duration::from_secs(300), memory: 8_000_000_000 };

/// Measures all documents.
///
/// # Errors
/// When something cannot be run.
pub(super) fn run(root: &Path, flags: &GenerateFlags) -> Result<Vec<Table>> {
    let documents = documents::choose(root, flags.contest.folder.as_deref(), &flags.contest.only)?;
    let contenders = contender::all(root, &flags.contest.peer)?;
    let mut tables = Vec::new();
    let (mut wall, mut cpu) = (Vec::new(), Vec::new());
    let work = root.join("target/bench/generate");
    fresh(&work)?;
    for document in &documents {
        terminal::status("Generating", &document.name);
        let table = measure(&work.join(&document.name), document, &contenders, flags.rounds)?;
        let ratio = |name: &str| table.row(name).and_then(Row::ratio);
        wall.extend(ratio("wall"));
        cpu.extend(ratio("CPU"));
        tables.push(table);
    }
    fresh(&work)?;
    let rows = vec![
        Row::of_ratio("wall, geometric mean", geometric_mean(&wall), Limit::Ratio(MEAN)),
        Row::of_ratio("CPU, geometric mean", geometric_mean(&cpu), Limit::None),
    ];
    tables.push(Table { title: "all documents".to_owned(), rows, ..Table::default() });
    Ok(tables)
}

/// One document: rows of wall time, CPU time and so on.
///
/// What a run wrote stays until all have run: a file system may look for a minute at each place of a file that went before it
/// gives it to another (ext4 does), and who writes many files would wait for what was removed between the runs.
fn measure(work: &Path, document: &Document, contenders: &[Contender], rounds: usize) -> Result<Table> {
    let mut taken = vec![Taken::default(); contenders.len()];
    let mut lines = vec![Vec::new(); contenders.len()];
    let mut with_overlays = Taken::default();
    for round in 0..rounds.max(1) {
        for ((contender, taken), lines) in contenders.iter().zip(&mut taken).zip(&mut lines) {
            if taken.failure.is_some() {
                continue;
            }
            let folder = work.join(contender.name()).join(round.to_string());
            let out = folder.join("crate");
            fresh(&out)?;
            taken.run(&mut contender.command(document, &out), &folder, LIMITS)?;
            if taken.failure.is_none() {
                lines.push(lines_below(&out) as f64);
            }
        }
        let ours = contenders.iter().find(|contender| contender.peer.is_none() && with_overlays.failure.is_none());
        let folder = work.join("overlays").join(round.to_string());
        let out = folder.join("crate");
        if let Some(mut command) = ours.and_then(|ours| ours.with_overlays(document, &out)) {
            fresh(&out)?;
            with_overlays.run(&mut command, &folder, LIMITS)?;
        }
    }
    let size = document.size();
    let mut rows = rows(&taken, "", [Limit::Ratio(EACH), Limit::None, Limit::None]);
    if document.name == LARGEST.0 {
        let ours = taken.iter().take(1).map(|taken| taken.wall.clone()).collect();
        rows.push(Row::of_rounds("wall by itself", Unit::Seconds, ours, Limit::Value(LARGEST.1)));
    }
    if document.written.is_some() {
        let name = "wall from YAML and overlays";
        rows.push(Row::of_rounds(name, Unit::Seconds, vec![with_overlays.wall], Limit::None));
    }
    let per_byte = |memory: &f64| memory / size as f64;
    let relative = taken.iter().map(|taken| taken.memory.iter().map(per_byte).collect()).collect();
    let limit = if size < SMALL { Limit::None } else { Limit::Value(MEMORY) };
    rows.push(Row::of_rounds("memory / document", Unit::Times, relative, limit));
    rows.push(Row::of_rounds("lines", Unit::Count, lines, Limit::None));
    Ok(Table {
        title: format!("{}, {}", document.name, terminal::bytes(usize::try_from(size).unwrap_or(usize::MAX))),
        contenders: contenders.iter().map(Contender::title).collect(),
        rows,
        notes: notes(contenders, &taken)
            .into_iter()
            .chain(with_overlays.failure.map(|failure| format!("with overlays: {failure}")))
            .collect(),
    })
}

/// Who failed, and why.
pub(super) fn notes(contenders: &[Contender], taken: &[Taken]) -> Vec<String> {
    let failures =
        contenders.iter().zip(taken).filter_map(|(contender, taken)| Some((contender, taken.failure.as_ref()?)));
    failures.map(|(contender, failure)| format!("{}: {failure}", contender.title())).collect()
}

/// The lines of Rust in a folder.
pub(super) fn lines_below(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    // Bit by bit: who is measured begins with the most memory that this program ever had.
    let lines = |path: &Path| {
        File::open(path).map_or(0, |file| BufReader::new(file).split(b'\n').map_while(io::Result::ok).count())
    };
    entries
        .flatten()
        .map(|entry| entry.path())
        .map(|path| match path.extension() {
            _ if path.is_dir() => lines_below(&path),
            Some(end) if end == "rs" => lines(&path),
            _ => 0,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_rust_are_counted_in_all_folders() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("src/deep")).unwrap();
        fs::write(folder.path().join("src/lib.rs"), "a\nb\n").unwrap();
        fs::write(folder.path().join("src/deep/more.rs"), "c\n").unwrap();
        fs::write(folder.path().join("README.md"), "d\n").unwrap();
        assert_eq!(lines_below(folder.path()), 3);
    }
}
