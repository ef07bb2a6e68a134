//! `cargo xtask confirm`: whether others agree with what `diff` says of the Rust API.
//!
//! For pairs of documents of `generator/testdata/diff`, both crates are emitted. cargo-semver-checks compares them, and a
//! program that uses all of the old one is compiled against the new one. What breaks must be what a rule of ours calls
//! major, by the lint that the rule names; what we call less must compile and pass.
//!
//! Dependencies are built once. The tool is installed below `target` when it is not there; where that cannot be, the
//! compiler is the only judge, and that is said loudly.

mod cases;
mod judge;
mod krate;
mod tool;
mod user;

use std::fs;
use std::path::Path;
use std::time::Instant;

use crategen::cli::error::{Error, Result};
use crategen::cli::terminal;

use crate::args::ConfirmFlags;
use crate::corpus::{compile, lanes};
use cases::Case;
use judge::Judgement;

/// Runs the chore.
///
/// # Errors
/// When somebody disagrees, or something that is needed cannot be had.
pub fn run(root: &Path, flags: &ConfirmFlags) -> Result<()> {
    let start = Instant::now();
    let work = root.join("target/confirm");
    let all = cases::read(&root.join("generator/testdata/diff"))?;
    let chosen: Vec<Case> = match (&flags.only, flags.all) {
        (Some(name), _) => all.into_iter().filter(|case| case.name.contains(name)).collect(),
        (None, true) => all,
        (None, false) => cases::one_for_each_rule(all),
    };
    terminal::status("Confirming", terminal::count(chosen.len(), "pair"));
    let tool = tool::find_or_install(root);
    if let Err(error) = &tool {
        terminal::error(&format!("{error}: only the compiler judges, not cargo-semver-checks"), None);
    }
    let _ = fs::remove_dir_all(work.join("crates"));
    for case in &chosen {
        krate::write(case, &work)?;
    }
    let Some(widest) = chosen.iter().find(|case| case.needs_xml()).or_else(|| chosen.first()) else {
        return Err(Error::new("there is no such pair"));
    };
    terminal::status("Building", "the dependencies of all crates");
    let widest = krate::folder(widest, krate::Side::Old, &work);
    let dependencies = compile::dependencies(&widest, &root.join("Cargo.lock"), &work, compile::Purpose::Check)?;
    let judged = lanes::side_by_side(chosen.iter().collect(), |case: &Case| {
        judge::judge(case, &work, &dependencies, tool.as_ref().ok().map(|path| path.as_path()))
    });
    let judged: Vec<Judgement> = judged.into_iter().collect::<Result<_>>()?;
    print!("{}", judge::table(&judged));
    let wrong = judged.iter().filter(|judgement| !judgement.objections.is_empty()).count();
    if wrong > 0 {
        return Err(Error::new(format!("{wrong} of {} are not confirmed", terminal::count(judged.len(), "pair"))));
    }
    let by = if tool.is_ok() { "cargo-semver-checks and the compiler" } else { "the compiler alone" };
    terminal::timed_status("Confirmed", &format!("{} by {by}", terminal::count(judged.len(), "pair")), start.elapsed());
    Ok(())
}
