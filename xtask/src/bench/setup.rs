//! `cargo xtask bench setup`: installs the peers, each with its pinned version in a folder of its own.
//!
//! What is there is left alone. What cannot be installed is said and skipped: benchmarks compare with what there is.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::peers::{PEERS, Peer, Source};
use super::python;
use crategen::cli::error::{Error, Result};
use crategen::cli::terminal;

/// Installs all peers that can be.
///
/// # Errors
/// When one that should be installable is not.
pub(super) fn run(root: &Path) -> Result<()> {
    let mut failed = 0;
    for peer in PEERS {
        match (peer.program(root), obstacle(peer)) {
            (Some(_), _) => terminal::status("Installed", peer.title()),
            (None, Some(obstacle)) => terminal::status("Skipping", format!("{}: {obstacle}", peer.title())),
            (None, None) => {
                terminal::status("Installing", format!("{}, once, which takes minutes", peer.title()));
                if let Err(error) = install(peer, root) {
                    error.print();
                    failed += 1;
                }
            }
        }
    }
    terminal::status("Installing", "the official SDK for Python");
    if let Err(error) = python::setup(root) {
        error.print();
        failed += 1;
    }
    match failed {
        0 => Ok(()),
        failed => Err(Error::new(format!("{} cannot be installed", terminal::count(failed, "thing")))),
    }
}

/// Why a peer cannot be on this machine.
fn obstacle(peer: &Peer) -> Option<&'static str> {
    match peer.source {
        Source::Cargo(_) => None,
        Source::Python(..) if !runs("java", "-version") => Some("there is no `java`"),
        Source::Python(..) if !runs("python3", "--version") => Some("there is no `python3`"),
        Source::Python(..) => None,
    }
}

fn runs(program: &str, argument: &str) -> bool {
    let status = Command::new(program).arg(argument).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

fn install(peer: &Peer, root: &Path) -> Result<()> {
    let home = peer.home(root);
    match peer.source {
        Source::Cargo(_) => {
            let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
            let mut command = Command::new(cargo);
            command.args(["install", "--locked", "--quiet", "--version", &format!("={}", peer.version), "--root"]);
            // They share what they depend on.
            let target = root.join("target/bench/peers/target");
            command.arg(&home).arg(peer.name).arg("--target-dir").arg(target);
            // Not this workspace's settings: it is somebody else's program.
            done(command.current_dir(std::env::temp_dir()))?;
        }
        Source::Python(..) => {
            done(Command::new("python3").args(["-m", "venv"]).arg(&home))?;
            let python = home.join("bin/python");
            let package = format!("{}=={}", peer.name, peer.version);
            done(Command::new(python).args(["-m", "pip", "install", "--quiet", &package]))?;
        }
    }
    match peer.program(root) {
        Some(_) => Ok(()),
        None => {
            // Half of it would be taken for all of it.
            let _ = fs::remove_dir_all(&home);
            Err(Error::new(format!("{} is installed, but its program is not where it should be", peer.title())))
        }
    }
}

fn done(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_owned();
    let status = command.status().map_err(|error| Error::io("run", program.as_ref(), &error))?;
    match status.success() {
        true => Ok(()),
        false => Err(Error::new(format!("`{}` ended with {status}", program.to_string_lossy()))),
    }
}
