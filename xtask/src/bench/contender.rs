//! Who generates: this project's own program, as a user has it, and the peers that are installed.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::documents::{Document, Written};
use super::peers::{PEERS, Peer};
use super::program::Program;
use crategen::cli::error::{Error, Result};
use crategen::cli::terminal;

/// Something that makes Rust of a document.
#[derive(Debug)]
pub(super) struct Contender {
    pub(super) program: PathBuf,
    /// None for ourselves.
    pub(super) peer: Option<&'static Peer>,
}

impl Contender {
    /// Its name as a folder has it.
    pub(super) fn name(&self) -> &'static str {
        self.peer.map_or("crategen", |peer| peer.name)
    }

    /// Its name with its version.
    pub(super) fn title(&self) -> String {
        self.peer.map_or_else(|| "crategen".to_owned(), Peer::title)
    }

    /// How it makes a crate of a document.
    pub(super) fn command(&self, document: &Document, out: &Path) -> Command {
        if let Some(peer) = self.peer {
            return peer.command(&self.program, &document.path, out);
        }
        self.codegen(&document.path, &[], document, out)
    }

    /// How we make the same crate of the document as it was written and its overlays, if it has any.
    pub(super) fn with_overlays(&self, document: &Document, out: &Path) -> Option<Command> {
        let Written { path, overlays } = document.written.as_ref()?;
        Some(self.codegen(path, overlays, document, out))
    }

    fn codegen(&self, path: &Path, overlays: &[PathBuf], document: &Document, out: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("codegen").arg("--spec").arg(path).arg("--out").arg(out);
        for overlay in overlays {
            command.arg("--overlay").arg(overlay);
        }
        if let Some(config) = &document.config {
            command.arg("--config").arg(config);
        }
        command
    }
}

/// Ourselves and the peers that are installed, or those of them that are asked for.
///
/// # Errors
/// When our own program cannot be built, or one that is asked for is none.
pub(super) fn all(root: &Path, only: &[String]) -> Result<Vec<Contender>> {
    let mut contenders = vec![ours(root)?];
    if let Some(unknown) = only.iter().find(|name| PEERS.iter().all(|peer| peer.name != **name)) {
        let names: Vec<&str> = PEERS.iter().map(|peer| peer.name).collect();
        return Err(Error::new(format!("there is no peer `{unknown}`")).help(format!("there are {}", names.join(", "))));
    }
    for peer in PEERS.iter().filter(|peer| only.is_empty() || only.iter().any(|name| name == peer.name)) {
        match peer.program(root) {
            Some(program) => contenders.push(Contender { program, peer: Some(peer) }),
            None => terminal::status("Skipping", format!("{}: it is not installed", peer.title())),
        }
    }
    if contenders.len() == 1 {
        terminal::help("`cargo xtask bench setup` installs what to compare with");
    }
    Ok(contenders)
}

/// Ourselves, built as for a user.
///
/// # Errors
/// When we cannot be built.
pub(super) fn ours(root: &Path) -> Result<Contender> {
    terminal::status("Building", "crategen");
    Ok(Contender { program: Program::build(root, "xtask")?.path, peer: None })
}
