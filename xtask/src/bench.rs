//! `cargo xtask bench …`: what this project's promises about speed are worth, on this machine.
//!
//! One file per benchmark, which measures and gives a table; the table says whether the promises hold. What a benchmark
//! runs is a package of its own below `bench/`, so that nothing else builds it.

mod callgrind;
mod client;
mod codec;
mod machine;
mod program;
mod python;
mod table;

use std::path::Path;

use crate::args::Benchmark;
use crategen::cli::error::{Error, Result};
use crategen::cli::terminal;
use table::Table;

/// Runs a benchmark and prints what it measured.
///
/// # Errors
/// When it cannot be run, and when something is beyond its limit.
pub fn run(root: &Path, benchmark: Benchmark) -> Result<()> {
    let tables: Vec<Table> = match benchmark {
        Benchmark::Setup => return python::setup(root),
        Benchmark::Client => client::run(root)?,
        Benchmark::Codec => vec![codec::run(root)?],
    };
    println!("{}", machine::describe());
    for table in &tables {
        print!("\n{}", table.render());
    }
    match tables.iter().map(Table::beyond).sum() {
        0 => Ok(()),
        beyond => Err(Error::new(format!("{} beyond the limit", terminal::count(beyond, "measure")))),
    }
}
