//! `cargo xtask ci`: all that continuous integration runs, in the same order, on any machine.
//!
//! The steps are a table. Every step runs even when an earlier one failed, so that one run shows all there is to mend.

mod features;
mod metadata;
mod msrv;
mod new;
mod wasm;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::args::{CiFlags, ConfirmFlags};
use crate::confirm;
use crategen::cli::codegen;
use crategen::cli::error::{Error, Result};
use crategen::cli::terminal;

/// One step.
struct Step {
    /// What the summary calls it.
    name: &'static str,
    /// Whether `--fast` runs it too.
    fast: bool,
    action: Action,
}

/// What a step does.
enum Action {
    /// Calls cargo with these arguments.
    Cargo(&'static [&'static str]),
    /// Calls a function; the text is what to type for the same.
    Call(&'static str, fn(&Path) -> Result<()>),
}

const STEPS: &[Step] = &[
    step("format", true, Action::Cargo(&["fmt", "--all", "--check"])),
    step(
        "clippy",
        true,
        Action::Cargo(&["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"]),
    ),
    step("freshness", true, Action::Call("cargo xtask codegen --check", codegen_is_fresh)),
    step(TESTS, false, Action::Cargo(&["test", "--workspace", "--all-features"])),
    step(
        "features",
        false,
        Action::Call("cargo check --package acs-sdk --lib --examples, one feature at a time", features::check_each),
    ),
    // All other steps have the feature `cli`, since `xtask` needs it.
    step("library", false, Action::Cargo(&["check", "--package", "crategen"])),
    step("wasm", false, Action::Call("cargo check --package acs-sdk --target wasm32-unknown-unknown", wasm::check)),
    step("confirm", false, Action::Call("cargo xtask confirm", confirm_diff)),
    step("new", false, Action::Call("cargo xtask new, and cargo test in what it makes", new::check)),
    step("documentation", false, Action::Cargo(&["doc", "--no-deps", "--workspace", "--all-features"])),
    step("rust-version", false, Action::Call("the rust-version is what the dependencies need", msrv::check)),
];

const TESTS: &str = "tests";

const fn step(name: &'static str, fast: bool, action: Action) -> Step {
    Step { name, fast, action }
}

/// Runs the steps that the flags ask for.
///
/// # Errors
/// When at least one of them fails, after all of them have run.
pub fn run(root: &Path, flags: &CiFlags) -> Result<()> {
    let start = Instant::now();
    let mut done = Vec::new();
    for step in STEPS.iter().filter(|step| is_asked_for(step, flags)) {
        let step_start = Instant::now();
        terminal::status("Running", step.action.command());
        let result = step.action.run(root);
        let took = step_start.elapsed();
        match &result {
            Ok(()) => terminal::timed_status("Finished", step.name, took),
            Err(error) => {
                error.print();
                terminal::timed_failure("Failed", step.name, took);
            }
        }
        done.push((step.name, result.is_ok(), took));
    }
    summarize(&done, start.elapsed())
}

fn is_asked_for(step: &Step, flags: &CiFlags) -> bool {
    (step.fast || !flags.fast) && !(flags.after_tests && step.name == TESTS)
}

fn summarize(done: &[(&str, bool, Duration)], took: Duration) -> Result<()> {
    terminal::plain("");
    for (name, is_ok, took) in done {
        if *is_ok {
            terminal::timed_status("ok", name, *took);
        } else {
            terminal::timed_failure("FAILED", name, *took);
        }
    }
    let failed: Vec<_> = done.iter().filter(|(_, is_ok, _)| !is_ok).map(|(name, _, _)| *name).collect();
    if failed.is_empty() {
        terminal::timed_status("Passed", &format!("all {}", terminal::count(done.len(), "step")), took);
        return Ok(());
    }
    let of_all = terminal::count(done.len(), "step");
    Err(Error::new(format!("{} of {of_all} failed: {}", failed.len(), failed.join(", "))))
}

impl Action {
    /// What to type to do only this.
    fn command(&self) -> String {
        match self {
            Self::Cargo(arguments) => format!("cargo {}", arguments.join(" ")),
            Self::Call(what, _) => (*what).to_owned(),
        }
    }

    fn run(&self, root: &Path) -> Result<()> {
        match self {
            Self::Cargo(arguments) => cargo(root, arguments),
            Self::Call(_, function) => function(root),
        }
    }
}

/// Calls cargo, whose output goes where ours goes. Warnings of rustdoc are errors, as those of clippy are.
fn cargo(root: &Path, arguments: &[&str]) -> Result<()> {
    let status = Command::new(program())
        .args(arguments)
        .current_dir(root)
        .env("RUSTDOCFLAGS", "-D warnings")
        .status()
        .map_err(|error| Error::io("run", program().as_ref(), &error))?;
    let failed = || Error::new(format!("`cargo {}` failed", arguments.join(" ")));
    if status.success() { Ok(()) } else { Err(failed()) }
}

/// The cargo that runs us, or the one on the path.
fn program() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

fn codegen_is_fresh(root: &Path) -> Result<()> {
    let report = codegen::check(root)?;
    if report.is_fresh() { Ok(()) } else { Err(Error::Stale(report.to_string())) }
}

fn confirm_diff(root: &Path) -> Result<()> {
    confirm::run(root, &ConfirmFlags::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(flags: CiFlags) -> Vec<&'static str> {
        STEPS.iter().filter(|step| is_asked_for(step, &flags)).map(|step| step.name).collect()
    }

    #[test]
    fn flags_choose_steps() {
        let all = names(CiFlags::default());
        assert_eq!(all.len(), STEPS.len());
        assert_eq!(names(CiFlags { fast: true, after_tests: false }), all[..3]);
        let but_tests: Vec<_> = all.into_iter().filter(|name| *name != TESTS).collect();
        assert_eq!(names(CiFlags { fast: false, after_tests: true }), but_tests);
    }

    #[test]
    fn the_summary_names_what_failed() {
        let time = Duration::ZERO;
        assert!(summarize(&[("a", true, time)], time).is_ok());
        let error = summarize(&[("a", false, time), ("b", true, time), ("c", false, time)], time).unwrap_err();
        assert_eq!(error.to_string(), "2 of 3 steps failed: a, c");
    }
}
