//! `cargo xtask new`: what it makes passes its own tests at once, is formatted, and has nothing that clippy minds.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::program;
use crategen::cli::error::{Error, Result};
use crategen::cli::new::{self, Flags};

/// What is done in the workspace that is made.
const COMMANDS: &[&[&str]] = &[
    &["fmt", "--all", "--check"],
    &["test", "--workspace", "--all-features"],
    &["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"],
];

/// Makes a workspace, and does what somebody does next.
pub(super) fn check(root: &Path) -> Result<()> {
    let folder = root.join("target/new-workspace");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| Error::io("delete", &folder, &error))?;
    }
    new::run(&Flags {
        document: root.join("generator/testdata/edits/letters.yaml"),
        folder: folder.clone(),
        name: None,
        crategen: Some(root.join("generator")),
    })?;
    // The same versions in the same folder as ours, so that most is built already.
    let (ours, theirs) = (root.join("Cargo.lock"), folder.join("Cargo.lock"));
    fs::copy(&ours, &theirs).map_err(|error| Error::io("copy", &ours, &error))?;
    for arguments in COMMANDS {
        let mut command = Command::new(program());
        command.args(*arguments).current_dir(&folder).env("CARGO_TARGET_DIR", root.join("target"));
        let status = command.status().map_err(|error| Error::io("run", program().as_ref(), &error))?;
        if !status.success() {
            return Err(Error::new(format!("`cargo {}` failed in `{}`", arguments.join(" "), folder.display())));
        }
    }
    Ok(())
}
