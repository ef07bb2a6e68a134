//! `cargo xtask …`, for this workspace and for anyone's: what a person calls, reads and watches.
//!
//! The only part of crategen that touches files, clock, signals and terminal, and there only with the feature `cli`. It
//! decides nothing about documents: it reads what [`generate`](crate::generate) and its like want, and shows or writes
//! what they give.
//!
//! The whole `xtask` of a repository that has a `spec/codegen.toml`:
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     crategen::cli::main(env!("CARGO_MANIFEST_DIR"))
//! }
//! ```
//!
//! One that has chores of its own flattens [`Command`] into its subcommands and calls [`run`] and [`exit_code`]:
//!
//! ```no_run
//! use clap::Parser as _;
//!
//! #[derive(clap::Parser)]
//! #[command(name = "cargo xtask", bin_name = "cargo xtask")]
//! enum Chore {
//!     #[command(flatten)]
//!     Crategen(crategen::cli::Command),
//!     /// Tell the world.
//!     Release,
//! }
//!
//! fn main() -> std::process::ExitCode {
//!     let root = crategen::cli::workspace::root(env!("CARGO_MANIFEST_DIR").as_ref());
//!     crategen::cli::exit_code(match Chore::parse() {
//!         Chore::Crategen(command) => crategen::cli::run(&root, &command),
//!         Chore::Release => Ok(()),
//!     })
//! }
//! ```
//!
//! A command is a module: its flags, and a function `run` that gets the workspace and them. All of it needs Rust 1.89, for
//! the lock that keeps two runs apart; the generator without it is content with the version that its manifest says.

pub mod bump;
pub mod codegen;
pub mod diff;
pub mod document;
pub mod error;
pub mod explain;
pub mod locate;
pub mod new;
pub mod overlay;
pub mod reports;
pub mod side_by_side;
pub mod terminal;
pub mod texts;
pub mod workspace;

use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;

use error::{Error, Result};

/// What crategen does for the people of a repository.
#[derive(Clone, Debug, clap::Subcommand)]
pub enum Command {
    /// Make a crate from an OpenAPI document: the one that `spec/codegen.toml` names, or any.
    Codegen(codegen::Flags),
    /// Say which line of the document an item comes from, or which items come from a place in it.
    Where(locate::Flags),
    /// Say what changed: of the document, on the wire and for Rust code, and what the next version must be.
    Diff(diff::Flags),
    /// Say what a code of a report means, with an example and what to do; without a code, list all.
    Explain(explain::Flags),
    /// Look after overlays, the corrections of a document that is somebody else's.
    #[command(subcommand)]
    Overlay(overlay::Command),
    /// Make a workspace of its own around a document: the crate, its tests, and the commands.
    New(new::Flags),
}

/// A command line that has nothing but crategen's commands.
#[derive(Debug, clap::Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about = "The chores of this workspace")]
struct Args {
    #[command(subcommand)]
    command: Command,
}

/// The `main` of an `xtask` that adds nothing: reads the command line and does what it says.
///
/// `package` is the folder of that `xtask`, `env!("CARGO_MANIFEST_DIR")`: [`workspace::root`] finds the rest from there.
pub fn main(package: impl AsRef<Path>) -> ExitCode {
    let Args { command } = Args::parse();
    exit_code(run(&workspace::root(package.as_ref()), &command))
}

/// Runs a command in the workspace with this folder.
///
/// # Errors
/// What stops it.
pub fn run(root: &Path, command: &Command) -> Result<()> {
    match command {
        Command::Codegen(flags) => codegen::run(root, flags),
        Command::Where(flags) => locate::run(root, flags),
        Command::Diff(flags) => diff::run(root, flags),
        Command::Explain(flags) => explain::run(flags),
        Command::Overlay(command) => overlay::run(root, command),
        Command::New(flags) => new::run(flags),
    }
}

/// How the process ends: says what went wrong, if something did.
pub fn exit_code(done: Result<()>) -> ExitCode {
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

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_flags_agree_with_each_other() {
        super::Args::command().debug_assert();
    }
}
