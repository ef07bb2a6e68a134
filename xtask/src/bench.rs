//! `cargo xtask bench …`: what this project's promises about speed are worth, on this machine.
//!
//! One file per benchmark, which measures and gives tables; the tables say whether the promises hold. What a benchmark
//! runs is a package of its own below `bench/`, so that nothing else builds it, or a program that others made
//! (`peers`), in the same run.

mod callgrind;
mod client;
mod codec;
mod compile;
mod contender;
mod documents;
mod generate;
mod krate;
mod machine;
mod measure;
mod peers;
mod program;
mod python;
mod report;
mod scale;
mod setup;
mod statistics;
mod synthetic;
mod table;
mod weight;

use std::path::Path;

use crate::args::{BenchFlags, Benchmark};
use crategen::cli::error::Result;
use report::Report;

/// Runs a benchmark and shows what it measured.
///
/// # Errors
/// When it cannot be run, and when something is beyond its limit.
pub fn run(root: &Path, flags: &BenchFlags) -> Result<()> {
    let (name, tables) = match &flags.benchmark {
        Benchmark::Setup => return setup::run(root),
        Benchmark::Generate(flags) => ("generate", generate::run(root, flags)?),
        Benchmark::Compile(flags) => ("compile", compile::run(root, flags)?),
        Benchmark::Scale(flags) => ("scale", scale::run(root, flags)?),
        Benchmark::Client => ("client", client::run(root)?),
        Benchmark::Codec => ("codec", vec![codec::run(root)?]),
    };
    Report::new(name, tables).show(flags.json.as_deref())
}
