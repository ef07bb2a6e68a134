//! `cargo xtask bench scale`: whether generating takes time in proportion to the document.
//!
//! The documents are made here, see [`synthetic`], and stay in `target/bench/scale` for whoever wants a profile.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::contender;
use super::documents::Document;
use super::measure::{Taken, fresh, rows};
use super::synthetic;
use super::table::{Limit, Row, Table, Unit};
use crate::args::ScaleFlags;
use crate::corpus::watch::Limits;
use crategen::cli::error::{Error, Result};
use crategen::cli::terminal;

/// How many operations the smallest document has; each of the others has ten times as many as the one before.
const FEWEST: usize = 1_000;

/// What ten times as many operations may cost.
const LIMIT: f64 = 11.0;

/// How far one run may go.
const LIMITS: Limits = Limits { time: Duration::from_secs(1800), memory: 16_000_000_000 };

/// Measures all sizes.
///
/// # Errors
/// When something cannot be run, or the generator fails.
pub(super) fn run(root: &Path, flags: &ScaleFlags) -> Result<Vec<Table>> {
    let ours = contender::ours(root)?;
    let work = root.join("target/bench/scale");
    fresh(&work)?;
    let sizes: Vec<usize> = std::iter::successors(Some(FEWEST), |size| Some(size * 10))
        .take_while(|size| *size <= flags.operations)
        .collect();
    let documents: Vec<Document> = sizes.iter().map(|size| document(&work, *size)).collect::<Result<_>>()?;
    let mut taken = vec![Taken::default(); sizes.len()];
    for round in 1..=flags.rounds.max(1) {
        for ((document, size), taken) in documents.iter().zip(&sizes).zip(&mut taken) {
            terminal::status("Generating", format!("{} operations, round {round}", terminal::grouped(*size)));
            // It stays until all have run, as those of `bench generate` do.
            let out = work.join(format!("{size}-{round}"));
            fresh(&out)?;
            taken.run(&mut ours.command(document, &out), &work, LIMITS)?;
            if let Some(failure) = &taken.failure {
                return Err(Error::new(format!("`{}` is not generated: {failure}", document.path.display())));
            }
        }
    }
    fresh(&work)?;
    let per_operation = sizes
        .iter()
        .zip(&taken)
        .map(|(size, taken)| taken.cpu.iter().map(|seconds| seconds * 1e6 / *size as f64).collect::<Vec<_>>());
    let mut all = rows(&taken, "", [Limit::None; 3]);
    all.push(Row::of_rounds("CPU microseconds an operation", Unit::Count, per_operation.collect(), Limit::None));
    let all = Table {
        title: "crategen".to_owned(),
        contenders: sizes.iter().map(|size| format!("{} operations", terminal::grouped(*size))).collect(),
        rows: all.into_iter().map(Row::without_ratio).collect(),
        ..Table::default()
    };
    let mut growth = Table {
        title: "growth".to_owned(),
        contenders: ["ten times as many", "so many"].map(str::to_owned).to_vec(),
        ..Table::default()
    };
    for (size, pair) in sizes.iter().zip(taken.windows(2)) {
        let mut pair = pair.to_vec();
        pair.reverse();
        let what = format!("{} operations and ten times as many: ", terminal::grouped(*size));
        growth.rows.extend(rows(&pair, &what, [Limit::Ratio(LIMIT), Limit::Ratio(LIMIT), Limit::None]));
    }
    Ok(vec![all, growth])
}

fn document(work: &Path, operations: usize) -> Result<Document> {
    let path: PathBuf = work.join(format!("{operations}.json"));
    let failed = |error| Error::io("write", &path, &error);
    let mut file = BufWriter::new(File::create(&path).map_err(failed)?);
    synthetic::write(operations, &mut file).and_then(|()| file.flush()).map_err(failed)?;
    Ok(Document { name: operations.to_string(), path: path.clone(), ..Document::default() })
}
