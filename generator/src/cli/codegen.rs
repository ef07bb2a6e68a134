//! `cargo xtask codegen`: documents in, a crate out.
//!
//! Reads what a [`Job`] names, asks `crategen` for the files, and either [writes](write()) them or
//! [checks](compare_with_disk) that they are there already. Knows nothing of OpenAPI.

mod compare;
mod incoming;
mod interrupt;
mod job;
mod news;
mod owned;
mod parts;
mod report;
mod staging;
mod swap;
mod watch;
mod write;

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::Decided;
use crate::Summary;
use crate::files::{Files, Sink};
use crate::lock::Lock;
use crate::parallel;

use crate::cli::bump;
use crate::cli::document::DocumentFlags;
use crate::cli::error::{Error, Refusal, Result};
use crate::cli::{reports, terminal};

pub use compare::State;
pub use interrupt::Interrupt;
pub use job::Job;
pub use report::{Report, compare_with_disk};
pub use write::{Written, write};

/// The flags of `codegen`.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(group = clap::ArgGroup::new("stand-alone").arg("spec").requires("out"))]
pub struct Flags {
    /// Write nothing: say what would be different, and exit with 1 if anything would.
    #[arg(long)]
    pub check: bool,
    /// Stay, and do it again whenever one of the texts is saved; Ctrl-C ends it.
    #[arg(long, conflicts_with = "check")]
    pub watch: bool,
    /// What the crate is made from.
    #[command(flatten)]
    pub document: DocumentFlags,
    /// Take every warning that the configuration does not allow for an error.
    #[arg(long)]
    pub strict: bool,
    /// First set the version to what the changes since a revision ask for, HEAD without one, and write them into
    /// CHANGELOG.md.
    #[arg(
        long,
        value_name = "REVISION",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "HEAD",
        conflicts_with_all = ["check", "spec", "watch"]
    )]
    pub bump: Option<String>,
    /// The folder of the crate that is made from `--spec`; made if it does not exist.
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub out: Option<PathBuf>,
    /// How reports are shown.
    #[command(flatten)]
    pub reports: reports::ReportFlags,
}

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
pub fn run(root: &Path, flags: &Flags) -> Result<()> {
    let interrupt = Interrupt::install();
    reports::choose(&flags.reports, flags.document.folder(root));
    if flags.watch {
        return watch::run(root, flags, &interrupt);
    }
    let start = Instant::now();
    if let Some(revision) = &flags.bump {
        bump::run(root, revision)?;
    }
    let job = job(root, flags)?;
    let read = read(&job, flags)?;
    if !flags.check {
        news::inputs(&job, &read);
    }
    let made = make(&job, &read)?;
    // Nothing is asked of the texts any more.
    drop(read);
    if flags.check {
        let report = compare_with_disk(&job, &made.wanted())?;
        if !report.is_fresh() {
            return Err(Error::Stale(report.to_string()));
        }
        terminal::timed_status("Checked", &report.to_string(), start.elapsed());
        return Ok(());
    }
    let old_api = news::api_on_disk(&job);
    put(&job, &made, start, &interrupt)?;
    if old_api.is_some_and(|old| news::api(&old, &made)) && flags.document.spec.is_none() {
        terminal::help("`cargo xtask diff` says what that asks of the next version");
    }
    Ok(())
}

/// Whether the committed crate is what the generator makes of `spec/` today.
///
/// # Errors
/// All that stops the generator. A difference is no error: the report has it.
pub fn check(root: &Path) -> Result<Report> {
    let job = Job::of_workspace(root)?;
    let read = job.read()?;
    compare_with_disk(&job, &Made::new(&read, decide(&read)?).wanted())
}

fn job(root: &Path, flags: &Flags) -> Result<Job> {
    flags.document.job(root, flags.out.as_deref().unwrap_or(root))
}

/// Reads the texts and says so.
fn read(job: &Job, flags: &Flags) -> Result<job::Read> {
    terminal::status("Reading", job.describe());
    let mut read = job.read()?;
    read.input.strict = flags.strict;
    Ok(read)
}

/// Makes the crate and says so, with all warnings.
fn make(job: &Job, read: &job::Read) -> Result<Made> {
    let decided = terminal::progress("Lowering", &job.document_name(), || decide(read))?;
    terminal::status("Lowering", describe(decided.summary));
    reports::show(&decided.diagnostics, &read.input.sources);
    Ok(Made::new(read, decided))
}

/// Writes the crate and says so.
fn put(job: &Job, made: &Made, start: Instant, interrupt: &Interrupt) -> Result<Written> {
    let written = terminal::progress("Writing", &job.out.display().to_string(), || {
        let tree = |sink: &Sink<'_>| made.decided.tree(sink);
        let parts = write::Parts { beside: &made.beside, scaffold: &made.scaffold, lock: &made.lock, tree: &tree };
        write::write_parts(&job.out, &job.lock, &parts, interrupt)
    })?;
    let (verb, what) = written.describe();
    terminal::timed_status(verb, &what, start.elapsed());
    Ok(written)
}

/// What a run made: all but the files of `src/generated`, which are not made before somebody takes them.
struct Made {
    decided: Decided,
    /// Files that belong to the generator beside that folder.
    beside: Files,
    scaffold: Files,
    lock: Lock,
}

impl Made {
    fn new(read: &job::Read, decided: Decided) -> Self {
        let (beside, scaffold) = (decided.beside(), decided.scaffold());
        let lock = Lock { owned: owned::beside_the_tree(&beside), ..read.lock().clone() };
        Self { decided, beside, scaffold, lock }
    }

    /// With all files.
    fn wanted(&self) -> Wanted {
        let files = self.beside.clone().collect(|sink| self.decided.tree(sink));
        Wanted { files, scaffold: self.scaffold.clone(), lock: self.lock.clone() }
    }
}

/// Decides what the crate is, and meanwhile hashes what it is made from.
fn decide(read: &job::Read) -> Result<Decided> {
    let (_, decided) = parallel::both(|| read.lock(), || crate::decide(&read.input));
    decided
        .map_err(|diagnostics| Error::Refused(Box::new(Refusal { diagnostics, sources: read.input.sources.clone() })))
}

fn describe(summary: Summary) -> String {
    let Summary { operations_in_document: all, operations, types, .. } = summary;
    let types = terminal::count(types, "type");
    if operations < all {
        return format!("{} of {}, {types}", terminal::grouped(operations), terminal::count(all, "operation"));
    }
    format!("{}, {types}", terminal::count(operations, "operation"))
}
