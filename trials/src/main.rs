//! `cargo xtask roundtrip` and `cargo xtask prism`: emitted crates, held against programs that others wrote.
//!
//! A package of its own, since a validator of JSON Schema with all that it needs would be a quarter of `xtask` and a third of
//! the work of building it, and nobody who makes a crate needs one. What it shares with the other chores is in the library
//! `xtask`, whose program starts it.

mod judge;
mod original;
mod prism;
mod roundtrip;
mod sample;
mod schemas;

use std::process::ExitCode;

use clap::Parser as _;
use xtask::args::Trial;

/// The command line, as `cargo xtask` passes it on.
#[derive(Debug, clap::Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Args {
    #[command(subcommand)]
    trial: Trial,
}

fn main() -> ExitCode {
    let root = &xtask::root();
    crategen::cli::exit_code(match Args::parse().trial {
        Trial::Roundtrip(flags) => roundtrip::run(root, &flags),
        Trial::RoundtripOne(flags) => roundtrip::try_one(root, &flags.document, &flags.out),
        Trial::Prism(flags) => prism::run(root, &flags),
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_flags_agree_with_each_other() {
        super::Args::command().debug_assert();
    }
}
