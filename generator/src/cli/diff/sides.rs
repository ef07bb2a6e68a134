//! What the two sides of a comparison are: the workspace or a document, now or at a revision.

use std::fmt;
use std::path::{Path, PathBuf};

use super::Flags;
use crate::Input;
use crate::cli::codegen::Job;
use crate::cli::error::{Error, Result};
use crate::cli::texts::{Commit, Texts};
use crate::cli::workspace;

/// One side.
#[derive(Clone, Debug)]
pub struct Side {
    name: String,
    texts: Texts,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    /// What `spec/codegen.toml` of the workspace in this folder describes.
    Workspace(PathBuf),
    /// A document, with what the command line gives it.
    Document {
        path: PathBuf,
        overlays: Vec<PathBuf>,
        config: Option<PathBuf>,
        root: Option<PathBuf>,
        allow_outside: bool,
    },
}

/// What an argument of the command line is.
enum Argument {
    Revision(String),
    Document { path: PathBuf, revision: Option<String> },
}

impl Side {
    /// Both sides, as the command line names them.
    ///
    /// # Errors
    /// What it cannot mean.
    pub fn both(root: &Path, flags: &Flags) -> Result<(Self, Self)> {
        let head = || "HEAD".to_owned();
        let old = flags.old.as_deref().map(Argument::of);
        let new = flags.new.as_deref().map(Argument::of);
        match (old, new) {
            (None, _) => Ok((Self::at(root, &head())?, Self::now(root))),
            (Some(Argument::Revision(old)), None) => Ok((Self::at(root, &old)?, Self::now(root))),
            (Some(Argument::Revision(old)), Some(Argument::Revision(new))) => {
                Ok((Self::at(root, &old)?, Self::at(root, &new)?))
            }
            (Some(Argument::Document { path, revision }), None) => {
                let revision = revision.unwrap_or_else(head);
                Ok((Self::document(&path, Some(&revision), flags)?, Self::document(&path, None, flags)?))
            }
            (
                Some(Argument::Document { path: old, revision: was }),
                Some(Argument::Document { path: new, revision: is }),
            ) => Ok((Self::document(&old, was.as_deref(), flags)?, Self::document(&new, is.as_deref(), flags)?)),
            (Some(Argument::Revision(_)), _) | (_, Some(Argument::Revision(_))) => {
                Err(Error::new("one side is a document and the other a revision of the whole workspace")
                    .help("write `REVISION:PATH` for a document as it was at a revision"))
            }
        }
    }

    /// The workspace as it is.
    pub fn now(root: &Path) -> Self {
        Self { name: "now".to_owned(), texts: Texts::Disk, what: What::Workspace(root.to_owned()) }
    }

    /// The workspace as it was at a revision.
    ///
    /// # Errors
    /// When git knows no such revision.
    pub fn at(root: &Path, revision: &str) -> Result<Self> {
        let commit = Commit::of(root, revision)?;
        Ok(Self { name: revision.to_owned(), texts: Texts::Commit(commit), what: What::Workspace(root.to_owned()) })
    }

    fn document(path: &Path, revision: Option<&str>, flags: &Flags) -> Result<Self> {
        let here = std::env::current_dir().map_err(|error| Error::io("find", Path::new("."), &error))?;
        let shown = workspace::name(path, &here);
        let folder = path.parent().filter(|folder| folder.is_dir()).unwrap_or(&here);
        let (name, texts) = match revision {
            Some(revision) => (format!("{shown} at {revision}"), Texts::Commit(Commit::of(folder, revision)?)),
            None => (shown, Texts::Disk),
        };
        let what = What::Document {
            path: path.to_owned(),
            overlays: flags.overlay.clone(),
            config: flags.config.clone(),
            root: flags.root.clone(),
            allow_outside: flags.allow_outside,
        };
        Ok(Self { name, texts, what })
    }

    /// Reads all that it consists of.
    ///
    /// # Errors
    /// What cannot be read.
    pub(super) fn read(&self) -> Result<Input> {
        let job = match &self.what {
            What::Workspace(root) => Job::of_workspace_in(root, self.texts.clone())?,
            What::Document { path, overlays, config, root, allow_outside } => {
                // No crate is written, wherever it would go.
                Job::stand_alone(path, overlays, config.as_deref(), Path::new("."))?
                    .reaching(root.as_deref(), *allow_outside)?
                    .with_document_from(self.texts.clone())
            }
        };
        Ok(job.read()?.input)
    }
}

/// What it is called in a report: a revision or `now`, or a file.
impl fmt::Display for Side {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name)
    }
}

impl Argument {
    /// A file if there is one of that name, or a document at a revision if it has a colon; a revision otherwise.
    fn of(text: &str) -> Self {
        if Path::new(text).is_file() {
            return Self::Document { path: PathBuf::from(text), revision: None };
        }
        // A drive of Windows has a colon, too, and a text that looks like a path is one, even of a file that is not there.
        match text.split_once(':') {
            Some((revision, path)) if revision.len() > 1 => {
                Self::Document { path: PathBuf::from(path), revision: Some(revision.to_owned()) }
            }
            _ if [".yaml", ".yml", ".json"].iter().any(|end| text.ends_with(end)) => {
                Self::Document { path: PathBuf::from(text), revision: None }
            }
            _ => Self::Revision(text.to_owned()),
        }
    }
}
