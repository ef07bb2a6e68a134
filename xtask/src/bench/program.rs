//! The programs of this workspace that benchmarks run.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crategen::cli::error::{Error, Result};

/// A program that was built as a user would build it.
pub(super) struct Program {
    package: &'static str,
    pub(super) path: PathBuf,
}

impl Program {
    pub(super) fn build(root: &Path, package: &'static str) -> Result<Self> {
        let arguments = ["build", "--release", "--package", package, "--message-format=json-render-diagnostics"];
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(&cargo)
            .args(arguments)
            .current_dir(root)
            .stderr(Stdio::inherit())
            .output()
            .map_err(|error| Error::io("run", cargo.as_ref(), &error))?;
        if !output.status.success() {
            return Err(Error::new(format!("`cargo build --release --package {package}` failed")));
        }
        let text = String::from_utf8_lossy(&output.stdout);
        let messages = text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        let mut programs = messages.filter_map(|message| Some(PathBuf::from(message.get("executable")?.as_str()?)));
        let path = programs.next().ok_or_else(|| Error::new(format!("cargo does not say where `{package}` is")))?;
        Ok(Self { package, path })
    }

    /// Runs it, and gives what it says.
    pub(super) fn said(&self, arguments: &[&str]) -> Result<String> {
        let output =
            Command::new(&self.path).args(arguments).output().map_err(|error| Error::io("run", &self.path, &error))?;
        match output.status.success() {
            true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
            false => {
                let errors = String::from_utf8_lossy(&output.stderr);
                Err(Error::new(format!("`{} {}` failed: {}", self.package, arguments.join(" "), errors.trim())))
            }
        }
    }
}
