//! `cargo xtask overlay …`: corrections of documents that are somebody else's.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::Suggestion;
use crate::cli::codegen::Job;
use crate::cli::document::DocumentFlags;
use crate::cli::error::{Error, Refusal, Result};
use crate::cli::{reports, terminal};
use crate::diagnostics::Diagnostics;
use crate::document::Sources;

/// What can be done about overlays.
#[derive(Clone, Debug, clap::Subcommand)]
pub enum Command {
    /// Write the document as its overlays make it, as JSON, for programs that know nothing of overlays.
    ///
    /// What it refers to in other files stays there: such a document belongs into the folder of the one that it was made of.
    Apply(Flags),
    /// Write an overlay that repairs what can be repaired mechanically, for you to review.
    ///
    /// It applies after the overlays that there are, and says of each action why, and what to look at.
    Suggest(Flags),
}

/// The flags of each.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Flags {
    /// Which document.
    #[command(flatten)]
    pub document: DocumentFlags,
    /// Where to write it; standard output without this flag. A file that is there already is left alone by `suggest`.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// How reports are shown.
    #[command(flatten)]
    pub reports: reports::ReportFlags,
}

/// Runs what the command line asks for.
///
/// # Errors
/// All that stops it.
pub fn run(root: &Path, command: &Command) -> Result<()> {
    match command {
        Command::Apply(flags) => apply(root, flags),
        Command::Suggest(flags) => suggest(root, flags),
    }
}

fn apply(root: &Path, flags: &Flags) -> Result<()> {
    reports::choose(&flags.reports, flags.document.folder(root));
    let job = flags.document.job(root, root)?;
    if let Some(input) = flags.out.as_deref().and_then(|out| job.input(out)) {
        return Err(Error::new(format!("`{}` is what the document is made of", job.name(input)))
            .help("name another file: this one would have the overlays in it, and get them once more"));
    }
    terminal::status("Reading", job.describe());
    let input = job.read()?.input;
    match crate::effective(&input) {
        Ok((text, warnings)) => {
            reports::show(&warnings, &input.sources);
            put(&text, flags.out.as_deref())
        }
        Err(diagnostics) => Err(refused(diagnostics, input.sources)),
    }
}

fn suggest(root: &Path, flags: &Flags) -> Result<()> {
    if let Some(out) = flags.out.as_deref().filter(|out| out.exists()) {
        return Err(Error::new(format!("there is a `{}` already", out.display()))
            .help("somebody may have reviewed it: name another file, or delete that one"));
    }
    let job = flags.document.job(root, root)?;
    terminal::status("Reading", job.describe());
    let input = job.read()?.input;
    let suggestion = terminal::progress("Looking", &job.document_name(), || crate::suggest(&input));
    let suggestion = suggestion.map_err(|diagnostics| refused(diagnostics, input.sources))?;
    if suggestion.actions == 0 && suggestion.names.is_empty() {
        terminal::status("Found", "nothing that can be repaired mechanically");
        return Ok(());
    }
    write(&suggestion, flags, &job)
}

fn write(suggestion: &Suggestion, flags: &Flags, job: &Job) -> Result<()> {
    if suggestion.actions > 0 {
        put(&suggestion.overlay, flags.out.as_deref())?;
        let file = flags.out.as_deref().map(|out| format!(" in `{}`", job.name(out))).unwrap_or_default();
        terminal::status("Suggested", format!("{}{file}", terminal::count(suggestion.actions, "action")));
        terminal::plain("           review each of them, and list the file under `overlays` in the configuration");
    }
    if !suggestion.names.is_empty() {
        terminal::status(
            "Suggested",
            format!("{} for `[names]` in the configuration", terminal::count(suggestion.names.len(), "line")),
        );
        for line in &suggestion.names {
            terminal::plain(&format!("           {line}"));
        }
    }
    Ok(())
}

/// Writes a text to a file, or to standard output.
fn put(text: &str, out: Option<&Path>) -> Result<()> {
    match out {
        Some(out) => fs::write(out, text).map_err(|error| Error::io("write", out, &error)),
        None => std::io::stdout()
            .write_all(text.as_bytes())
            .map_err(|error| Error::io("write", Path::new("standard output"), &error)),
    }
}

fn refused(diagnostics: Diagnostics, sources: Sources) -> Error {
    Error::Refused(Box::new(Refusal { diagnostics, sources }))
}
