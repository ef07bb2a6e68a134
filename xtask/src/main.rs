//! `cargo xtask …`: reads the command line and calls the chore.

use std::process::ExitCode;

use clap::Parser as _;
use crategen::cli;
use xtask::args::{Args, Chore};
use xtask::{bench, ci, confirm, corpus, trials};

// Most of what a run does is to make small things and to let them go.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let root = &xtask::root();
    cli::exit_code(match Args::parse().chore {
        Chore::Crategen(command) => cli::run(root, &command),
        Chore::Ci(flags) => ci::run(root, &flags),
        Chore::Corpus(flags) => corpus::run(root, &flags),
        Chore::CorpusOne(flags) => corpus::generate_one(&flags.document, &flags.out),
        Chore::Trial(_) => match trials::run(root) {
            Ok(code) => return code,
            Err(error) => Err(error),
        },
        Chore::Confirm(flags) => confirm::run(root, &flags),
        Chore::Bench(flags) => bench::run(root, &flags),
    })
}
