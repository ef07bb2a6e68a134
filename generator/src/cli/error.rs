//! What can go wrong in a chore, said so that the reader knows what to do next.

use std::fmt;
use std::io;
use std::path::Path;

use crate::diagnostics::Diagnostics;
use crate::document::Sources;

use crate::cli::{reports, terminal};

/// Why a chore stopped.
#[derive(Debug)]
pub enum Error {
    /// Something outside the documents is wrong.
    Failed {
        /// What is wrong: lower case, no full stop, names the thing.
        message: String,
        /// What to do about it.
        help: Option<String>,
    },
    /// The generator refuses the input.
    Refused(Box<Refusal>),
    /// What is on disk is not what the generator makes today.
    Stale(String),
    /// The user pressed Ctrl-C; everything is as it was.
    Interrupted,
}

/// What the generator says about an input that it refuses.
#[derive(Debug)]
pub struct Refusal {
    /// What is wrong.
    pub diagnostics: Diagnostics,
    /// The texts that it is about.
    pub sources: Sources,
}

/// What a chore gives.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Something that is not a matter of documents.
    pub fn new(message: impl Into<String>) -> Self {
        Self::Failed { message: message.into(), help: None }
    }

    /// What the operating system did not do (`read`, `write`) and with which file.
    pub fn io(verb: &str, path: &Path, error: &io::Error) -> Self {
        let failed = Self::new(format!("cannot {verb} `{}`: {error}", path.display()));
        match error.kind() {
            io::ErrorKind::PermissionDenied => failed.help("see who owns it and whether it is write-protected"),
            io::ErrorKind::StorageFull => failed.help("make room on the disk; nothing was changed"),
            io::ErrorKind::NotADirectory => failed.help("a file is where a folder has to be: move it away"),
            io::ErrorKind::InvalidData => failed.help("save the file as UTF-8"),
            _ => failed,
        }
    }

    /// Says what to do about it, instead of what was said before.
    #[must_use]
    pub fn help(self, text: impl Into<String>) -> Self {
        match self {
            Self::Failed { message, .. } => Self::Failed { message, help: Some(text.into()) },
            other => other,
        }
    }

    /// Prints it for a person.
    pub fn print(&self) {
        match self {
            Self::Failed { message, help } => terminal::error(message, help.as_deref()),
            Self::Refused(refusal) => refusal.print(),
            Self::Stale(report) => terminal::error(report, None),
            Self::Interrupted => terminal::error("interrupted, nothing was changed", None),
        }
    }
}

impl Refusal {
    fn print(&self) {
        reports::show(&self.diagnostics, &self.sources);
        terminal::error(self.conclusion(), None);
    }

    fn conclusion(&self) -> &'static str {
        match self.diagnostics.has_errors() {
            true => "nothing was written",
            false => "nothing was generated and no reason given: this is a bug in crategen",
        }
    }
}

/// The same words without colours, for the message of a test.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed { message, help: Some(help) } => write!(f, "{message}\n  = help: {help}"),
            Self::Failed { message, help: None } => f.write_str(message),
            Self::Refused(refusal) => {
                let reports = refusal.diagnostics.render(&refusal.sources, false);
                write!(f, "{reports}error: {}", refusal.conclusion())
            }
            Self::Stale(report) => f.write_str(report),
            Self::Interrupted => f.write_str("interrupted, nothing was changed"),
        }
    }
}

impl std::error::Error for Error {}
