//! acs-sdk, and with it what every emitted crate carries, compiles for browsers.

use std::path::Path;
use std::process::Command;

use super::cargo;
use crategen::cli::error::{Error, Result};
use crategen::cli::terminal;

const TARGET: &str = "wasm32-unknown-unknown";

/// With the default features, and with what is left without a transport.
const CHOICES: &[&[&str]] = &[
    &["--package", "acs-sdk"],
    &["--package", "acs-sdk", "--no-default-features", "--features", "chat,email,identity,sms,testing,tower,tracing"],
];

/// Checks both, if the target is installed or can be.
pub(super) fn check(root: &Path) -> Result<()> {
    if !is_installed() && !rustup(&["target", "add", TARGET]) {
        terminal::status("SKIPPED", format!("nothing was checked for {TARGET}: `rustup target add {TARGET}` failed"));
        return Ok(());
    }
    let mut failed = Vec::new();
    for choice in CHOICES {
        let arguments = [&["check", "--lib", "--target", TARGET], *choice].concat();
        if cargo(root, &arguments).is_err() {
            failed.push(format!("`cargo {}`", arguments.join(" ")));
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(Error::new(format!("{} failed", failed.join(" and ")))) }
}

/// Whether this compiler has the target's standard library, wherever it came from.
fn is_installed() -> bool {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let output = Command::new(rustc).args(["--print", "target-libdir", "--target", TARGET]).output();
    output.is_ok_and(|output| Path::new(String::from_utf8_lossy(&output.stdout).trim()).is_dir())
}

/// Whether rustup is there and has done it.
fn rustup(arguments: &[&str]) -> bool {
    Command::new("rustup").args(arguments).status().is_ok_and(|status| status.success())
}
