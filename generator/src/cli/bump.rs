//! `cargo xtask codegen --bump`: the version that a change asks for, and its section in the changelog.
//!
//! Both are edits of files that people write, so that everything else in them stays as it is, byte by byte.

mod changelog;
mod config;

use std::fs;
use std::path::Path;

use crate::cli::diff::{self, Compared, Side};
use crate::cli::error::{Error, Result};
use crate::cli::terminal;
use crate::diff::{Level, Snapshot, Verdict, version};

const CONFIG: &str = "spec/codegen.toml";
const CHANGELOG: &str = "CHANGELOG.md";

/// Sets the version of the workspace's crate to what its changes since a revision ask for, and writes them down.
///
/// A version that somebody has raised far enough already stays.
///
/// # Errors
/// When a side cannot be read or is refused, or a file cannot be edited. Nothing is written then.
pub fn run(root: &Path, revision: &str) -> Result<()> {
    let (old, new) = (Side::at(root, revision)?, Side::now(root));
    let compared = diff::between(&old, &new)?;
    let verdict = compared.report.verdict();
    let (was, is) = (compared.old.version.as_str(), compared.new.version.as_str());
    if verdict == Verdict::None {
        terminal::status("Unchanged", format!("{} {is}: nothing changed since {revision}", compared.new.krate));
        return Ok(());
    }
    let next = version::next(was, verdict);
    let version = if version::is_at_least(is, &next) { is } else { next.as_str() };
    let edited = match version == is {
        true => None,
        false => Some(config::with_version(&read(&root.join(CONFIG))?, version)?),
    };
    let file = root.join(CHANGELOG);
    let log = if file.exists() { read(&file)? } else { changelog::empty() };
    let log = changelog::with_section(&log, &section(&compared, version));
    if let Some(edited) = edited {
        write(&root.join(CONFIG), &edited)?;
    }
    write(&file, &log)?;
    terminal::status(
        "Bumping",
        format!("{} {was} → {version} in {CONFIG}, and its section of {CHANGELOG}", compared.new.krate),
    );
    Ok(())
}

/// What the changelog says: what users of the crate notice, not what the document's writer did.
fn section(compared: &Compared, version: &str) -> String {
    let nameless = |snapshot: &Snapshot| Snapshot { name: String::new(), ..snapshot.clone() };
    let compared =
        Compared { old: nameless(&compared.old), new: nameless(&compared.new), report: compared.report.clone() };
    let title = format!("{} {version}", compared.new.krate);
    let comparison = compared.comparison(&[Level::Api, Level::Wire]);
    crate::diff::render::Comparison { title: &title, ..comparison }.markdown(3)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| Error::io("read", path, &error))
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).map_err(|error| Error::io("write", path, &error))
}
