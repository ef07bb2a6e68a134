//! How many instructions a program executes, counted by Valgrind: the same in every run, whatever else the machine does.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crategen::cli::error::{Error, Result};

/// Whether Valgrind is there.
pub(super) fn is_there() -> bool {
    Command::new("valgrind").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

/// The instructions that a program executes. Where they go is in the profile, for `callgrind_annotate`.
pub(super) fn instructions(program: &Path, arguments: &[&str], profile: &Path) -> Result<u64> {
    let output = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}", profile.display()))
        .arg(program)
        .args(arguments)
        .output()
        .map_err(|error| Error::io("run", Path::new("valgrind"), &error))?;
    if !output.status.success() {
        return Err(Error::new(format!("valgrind failed: {}", String::from_utf8_lossy(&output.stderr).trim())));
    }
    let text = fs::read_to_string(profile).map_err(|error| Error::io("read", profile, &error))?;
    total(&text).ok_or_else(|| Error::new(format!("`{}` does not say how many instructions", profile.display())))
}

/// What a profile says of the whole run.
fn total(profile: &str) -> Option<u64> {
    let line = |name: &str| profile.lines().find_map(|line| line.strip_prefix(name)?.trim().parse().ok());
    line("summary:").or_else(|| line("totals:"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_profile_says_how_many_instructions_there_were() {
        assert_eq!(super::total("events: Ir\nsummary: 1234\n\nfn=(1) main\n1 2\n"), Some(1234));
        assert_eq!(super::total("events: Ir\nfn=(1) main\n1 2\ntotals: 12\n"), Some(12));
        assert_eq!(super::total("events: Ir\n"), None);
    }
}
