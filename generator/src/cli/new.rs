//! `cargo xtask new`: a workspace of its own around a document, for somebody else's repository.
//!
//! All is made in memory first, so that a document that is refused leaves nothing behind. What is written belongs to whoever
//! asked for it, but for the crate's emitted half.

mod call;
mod files;

use std::fs;
use std::path::{Path, PathBuf};

use crate::Input;
use crate::cli::codegen::{self, Job};
use crate::cli::error::{Error, Refusal, Result};
use crate::cli::terminal;
use crate::document::Source;
use files::Made;

/// The flags of `new`.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Flags {
    /// The document. It is copied, with the files below its folder that it refers to.
    #[arg(value_name = "DOCUMENT")]
    pub document: PathBuf,
    /// The folder of the workspace: a new one, or an empty one.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// The name of the crate; made of the document's title without this flag.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// The folder of the crategen that the workspace uses; a release of this version without this flag.
    #[arg(long, value_name = "PATH")]
    pub crategen: Option<PathBuf>,
}

/// Makes a workspace.
///
/// # Errors
/// All that stops it; nothing is written then, unless it is the disk that stops it.
pub fn run(flags: &Flags) -> Result<()> {
    let folder = &flags.folder;
    refuse_what_is_there(folder)?;
    let job = Job::stand_alone(&flags.document, &[], None, folder)?;
    terminal::status("Reading", job.describe());
    let read = job.read()?;
    let parts = job.copied(&read)?;
    let crategen = flags.crategen.as_deref().map(absolute).transpose()?;
    let made = Made::new(&parts, &name(flags, &read.input)?, crategen.as_deref());
    let input = with_config(read.input, made.config());
    let output = terminal::progress("Lowering", &job.document_name(), || crate::generate(&input));
    let output = output.map_err(|diagnostics| {
        let sources = input.sources;
        Error::Refused(Box::new(Refusal { diagnostics, sources }))
    })?;
    for (path, text) in made.files(&output) {
        let path = folder.join(path);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|error| Error::io("create", parent, &error))?;
        fs::write(&path, text).map_err(|error| Error::io("write", &path, &error))?;
    }
    codegen::run(folder, &codegen::Flags::default())?;
    terminal::status("Made", format!("a workspace in `{}`: see its README.md; `cargo test` there", folder.display()));
    Ok(())
}

/// Refuses a folder that has something in it, or a file.
fn refuse_what_is_there(folder: &Path) -> Result<()> {
    let mut entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Error::io("read", folder, &error).help("name a folder that is new or empty")),
    };
    match entries.next() {
        None => Ok(()),
        Some(_) => Err(Error::new(format!("`{}` is not empty", folder.display()))
            .help("name a folder that is new or empty; nothing was changed")),
    }
}

/// The crate's name, as it was asked for or from the document.
fn name(flags: &Flags, input: &Input) -> Result<String> {
    let of_title = || crate::lower::crate_name(&crate::title(input).unwrap_or_default());
    let name = flags.name.clone().unwrap_or_else(of_title);
    if !crate::config::is_crate_name(&name) {
        return Err(
            Error::new(format!("`{name}` is no name of a crate")).help("letters, digits and `-`, and a letter first")
        );
    }
    match name.as_str() {
        "xtask" => Err(Error::new("the workspace has a package `xtask` already").help("name the crate with `--name`")),
        _ => Ok(name),
    }
}

fn with_config(mut input: Input, text: String) -> Input {
    let source = Source { name: "spec/codegen.toml".to_owned(), text };
    input.config = Some(input.sources.add(source));
    input
}

fn absolute(path: &Path) -> Result<PathBuf> {
    fs::canonicalize(path).map_err(|error| Error::io("find", path, &error))
}
