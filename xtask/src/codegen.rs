//! `cargo xtask codegen`: documents in, a crate out.
//!
//! Reads what a [`Job`] names, asks `crategen` for the files, and either [writes](write()) them or
//! [checks](compare_with_disk) that they are there already. Knows nothing of OpenAPI.

mod compare;
mod interrupt;
mod job;
mod owned;
mod parts;
mod report;
mod staging;
mod swap;
mod write;

use std::path::Path;
use std::time::Instant;

use crategen::files::Files;
use crategen::lock::Lock;
use crategen::{Input, Output, Summary};

use crate::args::CodegenFlags;
use crate::error::{Error, Refusal, Result};
use crate::terminal;

pub use interrupt::Interrupt;
pub use job::Job;
pub use report::{Report, compare_with_disk};
pub use write::{Written, write};

/// What belongs on the disk for one crate.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Files that belong to the generator.
    pub files: Files,
    /// Files that are written only where there are none.
    pub scaffold: Files,
    /// What the crate was made from.
    pub lock: Lock,
}

/// Runs the chore as the command line asks for it.
///
/// # Errors
/// All that stops it, and with `--check` that something is different.
pub fn run(root: &Path, flags: &CodegenFlags) -> Result<()> {
    let start = Instant::now();
    let job = match (&flags.spec, &flags.out) {
        (Some(spec), Some(out)) => Job::stand_alone(spec, &flags.overlay, flags.config.as_deref(), out)?
            .reaching(flags.root.as_deref(), flags.allow_outside)?,
        _ => Job::of_workspace(root)?,
    };
    terminal::status("Reading", job.describe());
    let mut input = job.read()?;
    input.input.strict = flags.strict;
    let output = terminal::progress("Lowering", &job.document_name(), || generate(input))?;
    terminal::status("Lowering", describe(output.summary));
    if !output.diagnostics.list.is_empty() {
        terminal::plain(&output.diagnostics.render(&output.sources, terminal::color()));
    }
    if flags.check {
        let report = compare_with_disk(&job, &output.wanted)?;
        if !report.is_fresh() {
            return Err(Error::Stale(report.to_string()));
        }
        terminal::timed_status("Checked", &report.to_string(), start.elapsed());
    } else {
        let interrupt = Interrupt::install();
        let written = terminal::progress("Writing", &job.out.display().to_string(), || {
            write(&job.out, &job.lock, &output.wanted, &interrupt)
        })?;
        let (verb, what) = written.describe();
        terminal::timed_status(verb, &what, start.elapsed());
    }
    Ok(())
}

/// Whether the committed crate is what the generator makes of `spec/` today.
///
/// # Errors
/// All that stops the generator. A difference is no error: the report has it.
pub fn check(root: &Path) -> Result<Report> {
    let job = Job::of_workspace(root)?;
    let output = generate(job.read()?)?;
    compare_with_disk(&job, &output.wanted)
}

/// What a run made, beside the texts that its warnings are about.
struct Generated {
    wanted: Wanted,
    summary: Summary,
    diagnostics: crategen::diagnostics::Diagnostics,
    sources: crategen::document::Sources,
}

fn generate(read: job::Read) -> Result<Generated> {
    let job::Read { input, mut lock } = read;
    match crategen::generate(&input) {
        Ok(Output { files, scaffold, summary, diagnostics, .. }) => {
            lock.owned = owned::beside_the_tree(&files);
            let Input { sources, .. } = input;
            Ok(Generated { wanted: Wanted { files, scaffold, lock }, summary, diagnostics, sources })
        }
        Err(diagnostics) => Err(Error::Refused(Box::new(Refusal { diagnostics, sources: input.sources }))),
    }
}

fn describe(summary: Summary) -> String {
    let Summary { operations_in_document: all, operations, types, .. } = summary;
    let types = terminal::count(types, "type");
    if operations < all {
        return format!("{} of {}, {types}", terminal::grouped(operations), terminal::count(all, "operation"));
    }
    format!("{}, {types}", terminal::count(operations, "operation"))
}
