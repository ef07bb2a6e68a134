//! cargo-semver-checks: where it is, and what it says.

use std::path::{Path, PathBuf};
use std::process::Command;

use crategen::cli::error::{Error, Result};
use crategen::cli::terminal;

use super::krate::LIMITS;
use crate::corpus::watch::run;

/// The version that reads what rustdoc of today's stable Rust writes.
const VERSION: &str = "0.51.0";

/// Building it is most of the work on a machine that has not done it: little optimization, and no way to a registry,
/// since both crates are here.
const FASTER: &[(&str, &str)] = &[
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
];

/// The program, built below `target` if it is not there yet.
///
/// # Errors
/// When it cannot be built, without the network for instance.
pub(super) fn find_or_install(root: &Path) -> Result<PathBuf> {
    let home = root.join("target/semver-checks");
    let program = home.join("bin").join(format!("cargo-semver-checks{}", std::env::consts::EXE_SUFFIX));
    let said = Command::new(&program).args(["semver-checks", "--version"]).output();
    if said.is_ok_and(|said| String::from_utf8_lossy(&said.stdout).trim().ends_with(VERSION)) {
        return Ok(program);
    }
    terminal::status("Installing", format!("cargo-semver-checks {VERSION}, once, which takes minutes"));
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let status = Command::new(&cargo)
        .args(["install", "--locked", "--quiet", "--no-default-features", "--version", VERSION, "--root"])
        .arg(&home)
        .arg("cargo-semver-checks")
        // Not this workspace's settings: it is somebody else's program.
        .current_dir(std::env::temp_dir())
        .envs(FASTER.iter().copied())
        .status()
        .map_err(|error| Error::io("run", cargo.as_ref(), &error))?;
    match status.success() {
        true => Ok(program),
        false => Err(Error::new(format!("cargo-semver-checks {VERSION} cannot be installed"))),
    }
}

/// The lints by which it says that the new crate breaks users of the old one.
///
/// # Errors
/// When it does not come to an answer.
pub(super) fn breaking(program: &Path, old: &Path, new: &Path, folder: &Path) -> Result<Vec<String>> {
    let mut command = Command::new(program);
    command.args(["semver-checks", "--color", "never", "--release-type", "minor"]);
    command.arg("--baseline-rustdoc").arg(old).arg("--current-rustdoc").arg(new);
    let ended = run(&mut command, folder, LIMITS)?;
    let lints = lints(&ended.output);
    let is_answer = format!("{}{}", ended.output, ended.errors).contains("Summary");
    match is_answer && ended.failure.is_none() == lints.is_empty() {
        true => Ok(lints),
        false => {
            Err(Error::new(format!("cargo-semver-checks does not say whether it breaks\n{}", ended.errors.trim_end())))
        }
    }
}

fn lints(output: &str) -> Vec<String> {
    let heads = output.lines().filter_map(|line| line.strip_prefix("--- failure "));
    heads.filter_map(|head| Some(head.split_once(':')?.0.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::lints;

    #[test]
    fn failures_are_read_from_what_it_says() {
        let output = "\n--- failure struct_missing: pub struct removed or renamed ---\n\nDescription:\nA failure ---\n";
        assert_eq!(lints(output), ["struct_missing"]);
    }
}
