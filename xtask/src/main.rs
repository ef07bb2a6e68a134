//! `cargo xtask …`: reads the command line and calls the chore.

use std::process::ExitCode;

use clap::Parser as _;
use xtask::args::{Args, Chore};
use xtask::error::Error;
use xtask::{bench, ci, codegen, corpus, prism, roundtrip, workspace};

fn main() -> ExitCode {
    let done = match Args::parse().chore {
        Chore::Codegen(flags) => codegen::run(workspace::root(), &flags),
        Chore::Ci(flags) => ci::run(workspace::root(), &flags),
        Chore::Corpus(flags) => corpus::run(workspace::root(), &flags),
        Chore::CorpusOne(flags) => corpus::generate_one(&flags.document, &flags.out),
        Chore::Roundtrip(flags) => roundtrip::run(workspace::root(), &flags),
        Chore::RoundtripOne(flags) => roundtrip::try_one(workspace::root(), &flags.document, &flags.out),
        Chore::Prism(flags) => prism::run(workspace::root(), &flags),
        Chore::Bench(benchmark) => bench::run(workspace::root(), benchmark),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            error.print();
            match error {
                Error::Interrupted => ExitCode::from(130),
                _ => ExitCode::FAILURE,
            }
        }
    }
}
