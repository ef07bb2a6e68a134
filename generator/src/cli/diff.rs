//! `cargo xtask diff`: what changed, and what that asks of the next version.
//!
//! Reads two sides, asks [`crate::diff`] how they differ, and shows that. Judges nothing.

mod sides;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use crate::cli::error::{Error, Refusal, Result};
use crate::cli::terminal;
use crate::diff::render::Comparison;
use crate::diff::{Level, Report, Snapshot, Verdict, compare};

pub use sides::Side;

/// Of how many changes of a kind the text shows a line.
const MOST: usize = 20;

/// The flags of `diff`.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(after_help = "\
A side is a file, a document at a revision (`REVISION:PATH`), or a revision of git: then it is the workspace as it was \
there, with its overlays and its configuration. Without NEW it is the workspace, or the file OLD, as it is now; without \
OLD, too, it is compared with HEAD.")]
pub struct Flags {
    /// What was: a revision, a file, or REVISION:PATH.
    pub old: Option<String>,
    /// What is.
    pub new: Option<String>,
    /// How the report is written; without it as the ending of `--out` says, or as text.
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// The file that it is written to, instead of standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Only these views of it; the verdict is that of all.
    #[arg(long = "level", value_name = "LEVEL", value_enum, value_delimiter = ',')]
    pub levels: Vec<Shown>,
    /// Show every change, not only the first of many of a kind.
    #[arg(long)]
    pub all: bool,
    /// Exit with 1 if anything changed.
    #[arg(long)]
    pub exit_code: bool,
    /// Exit with 1 if the verdict is this or more; `wire` if old clients may fail.
    #[arg(long, value_name = "VERDICT", value_enum, value_delimiter = ',')]
    pub deny: Vec<Deny>,
    /// An overlay for documents that are files; several apply in the order in which they are given.
    #[arg(long, value_name = "FILE", requires = "old")]
    pub overlay: Vec<PathBuf>,
    /// The configuration for documents that are files; without one everything has its default.
    #[arg(long, value_name = "FILE", requires = "old")]
    pub config: Option<PathBuf>,
    /// The folder that all files must be in that a document refers to; its own without this flag.
    #[arg(long, value_name = "DIR", requires = "old")]
    pub root: Option<PathBuf>,
    /// Read files wherever a document refers to; only for documents that you trust.
    #[arg(long, requires = "old")]
    pub allow_outside: bool,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For a terminal.
    Text,
    /// For a pull request or a changelog.
    Markdown,
    /// For a program.
    Json,
    /// One page to look at.
    Html,
}

/// A view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Shown {
    /// What the document says.
    Document,
    /// What is sent and received.
    Wire,
    /// What Rust code sees.
    Api,
}

/// What is too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Deny {
    /// Any change of the crate.
    Patch,
    /// New items.
    Minor,
    /// What breaks code.
    Major,
    /// What breaks old clients.
    Wire,
}

/// Two sides and how they differ.
#[derive(Clone, Debug)]
pub struct Compared {
    /// What was.
    pub old: Snapshot,
    /// What is.
    pub new: Snapshot,
    /// The differences.
    pub report: Report,
}

/// Runs the command.
///
/// # Errors
/// What stops it, and what the flags do not want.
pub fn run(root: &Path, flags: &Flags) -> Result<()> {
    let (old, new) = Side::both(root, flags)?;
    let compared = terminal::progress("Comparing", &format!("{old} with {new}"), || between(&old, &new))?;
    let written = compared.render(flags, flags.out.is_none() && terminal::color_on_stdout());
    match &flags.out {
        Some(file) => {
            fs::write(file, written).map_err(|error| Error::io("write", file, &error))?;
            terminal::status("Wrote", file.display());
        }
        None => terminal::print(&written)?,
    }
    refuse(&compared.report, flags)
}

/// Compares two sides.
///
/// # Errors
/// What cannot be read, and what is wrong with a document.
pub fn between(old: &Side, new: &Side) -> Result<Compared> {
    let (old, new) = thread::scope(|scope| {
        let other = scope.spawn(|| snapshot(old));
        let new = snapshot(new);
        (other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), new)
    });
    let (old, new) = (old?, new?);
    let report = compare(&old, &new);
    Ok(Compared { old, new, report })
}

fn snapshot(side: &Side) -> Result<Snapshot> {
    let input = side.read()?;
    match Snapshot::of(&input) {
        Ok(snapshot) => Ok(Snapshot { name: side.to_string(), ..snapshot }),
        Err(diagnostics) => Err(Error::Refused(Box::new(Refusal { diagnostics, sources: input.sources }))),
    }
}

impl Compared {
    fn render(&self, flags: &Flags, color: bool) -> String {
        let levels: Vec<Level> = match flags.levels.is_empty() {
            true => vec![Level::Api, Level::Wire, Level::Document],
            false => flags.levels.iter().map(|level| level.level()).collect(),
        };
        let comparison = self.comparison(&levels);
        match flags.format.unwrap_or_else(|| Format::of(flags.out.as_deref())) {
            Format::Text => comparison.text(color, if flags.all { usize::MAX } else { MOST }),
            Format::Markdown => comparison.markdown(2),
            Format::Json => comparison.json(),
            Format::Html => comparison.html(),
        }
    }

    /// These views of it, to be rendered.
    pub fn comparison<'a>(&'a self, levels: &'a [Level]) -> Comparison<'a> {
        Comparison { title: &self.new.krate, old: &self.old, new: &self.new, report: &self.report, levels }
    }
}

impl Format {
    /// What the ending of a file says.
    fn of(file: Option<&Path>) -> Self {
        match file.and_then(Path::extension).and_then(|ending| ending.to_str()) {
            Some("md") => Self::Markdown,
            Some("json") => Self::Json,
            Some("html") => Self::Html,
            _ => Self::Text,
        }
    }
}

impl Shown {
    fn level(self) -> Level {
        match self {
            Self::Document => Level::Document,
            Self::Wire => Level::Wire,
            Self::Api => Level::Api,
        }
    }
}

/// # Errors
/// When something changed that the flags deny.
fn refuse(report: &Report, flags: &Flags) -> Result<()> {
    let verdict = report.verdict();
    if flags.deny.contains(&Deny::Wire) && !report.is_compatible_on_the_wire() {
        return Err(Error::Stale("old clients may fail, which `--deny wire` does not allow".to_owned()));
    }
    let denied = flags.deny.iter().filter_map(|deny| match deny {
        Deny::Patch => Some((Verdict::Patch, "patch")),
        Deny::Minor => Some((Verdict::Minor, "minor")),
        Deny::Major => Some((Verdict::Major, "major")),
        Deny::Wire => None,
    });
    match denied.min().filter(|(least, _)| verdict >= *least) {
        Some((_, name)) => Err(Error::Stale(format!("the change is more than `--deny {name}` allows"))),
        None if flags.exit_code && !report.changes.is_empty() => Err(Error::Stale("something changed".to_owned())),
        None => Ok(()),
    }
}
