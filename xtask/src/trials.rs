//! The chores of the package `crategen-trials`: builds its program and hands it the command line.
//!
//! What they need is large and wanted by nobody who makes a crate. This module knows nothing of them but that.

use std::path::Path;
use std::process::{Command, ExitCode};

use crategen::cli::error::{Error, Result};

/// Runs the program with the arguments of this one, and gives how it ended. It is built as this one was.
///
/// # Errors
/// When cargo cannot be started.
pub fn run(root: &Path) -> Result<ExitCode> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(&cargo);
    command.args(["run", "--quiet", "--package", "crategen-trials", "--manifest-path"]).arg(root.join("Cargo.toml"));
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    let status = command
        .arg("--")
        .args(std::env::args_os().skip(1))
        .status()
        .map_err(|error| Error::io("run", cargo.as_ref(), &error))?;
    // None where a signal ended it.
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
