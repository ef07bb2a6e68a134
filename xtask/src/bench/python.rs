//! The official SDK for Python, which acs-sdk is held against: `bench/client/python` has the program that makes the calls.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use crategen::cli::error::{Error, Result};

/// What there is in this repository of it.
const FOLDER: &str = "bench/client/python";

/// Where it is installed.
fn home(root: &Path) -> PathBuf {
    root.join("target/bench/python")
}

/// Installs the SDK, with pinned versions of all that it needs, into a folder of its own.
///
/// # Errors
/// When there is no Python, or its packages cannot be had.
pub(super) fn setup(root: &Path) -> Result<()> {
    let home = home(root);
    said(Command::new("python3").args(["-m", "venv"]).arg(&home))?;
    let requirements = root.join(FOLDER).join("requirements.txt");
    let mut pip = Command::new(home.join("bin/python"));
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(requirements);
    said(&mut pip).map(drop)
}

/// The SDK, as it is installed.
pub(super) struct Python {
    program: PathBuf,
    script: PathBuf,
    /// What the calls are made with, as JSON.
    given: String,
}

/// What the script says of a run.
#[derive(Deserialize)]
struct Measured {
    seconds: f64,
}

impl Python {
    /// None if it is not installed.
    pub(super) fn find(root: &Path, given: String) -> Option<Self> {
        let program = home(root).join("bin/python");
        let script = root.join(FOLDER).join("calls.py");
        let is_there = Command::new(&program)
            .args(["-c", "import azure.communication.sms, azure.communication.chat"])
            .output()
            .is_ok_and(|output| output.status.success());
        is_there.then_some(Self { program, script, given })
    }

    /// Makes so many calls, and says how many seconds they took.
    pub(super) fn run(&self, call: &str, address: &str, calls: u32) -> Result<f64> {
        let mut command = Command::new(&self.program);
        let text = said(command.arg(&self.script).args([call, address, &calls.to_string(), &self.given]))?;
        let measured: Measured = serde_json::from_str(&text)
            .map_err(|error| Error::new(format!("`{}` said {text}: {error}", self.script.display())))?;
        Ok(measured.seconds)
    }
}

fn said(command: &mut Command) -> Result<String> {
    let program = command.get_program().to_owned();
    let output = command.output().map_err(|error| Error::io("run", program.as_ref(), &error))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => {
            let errors = String::from_utf8_lossy(&output.stderr);
            Err(Error::new(format!("`{}` failed: {}", program.to_string_lossy(), errors.trim())))
        }
    }
}
