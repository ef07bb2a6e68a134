//! Which document a command is about: the workspace's, or any.
//!
//! The flags are the same for every command that reads one, and so is what they mean.

use std::path::{Path, PathBuf};

use super::codegen::Job;
use super::error::Result;

/// The flags that name a document, and what belongs to it.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct DocumentFlags {
    /// A document, instead of the one in `spec/codegen.toml`.
    #[arg(long, value_name = "FILE")]
    pub spec: Option<PathBuf>,
    /// An overlay for that document; several apply in the order in which they are given.
    #[arg(long, value_name = "FILE", requires = "spec")]
    pub overlay: Vec<PathBuf>,
    /// The configuration for that document; without one everything has its default.
    #[arg(long, value_name = "FILE", requires = "spec")]
    pub config: Option<PathBuf>,
    /// The folder that all files must be in that the document refers to; its own without this flag.
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub root: Option<PathBuf>,
    /// Read files wherever the document refers to; only for documents that you trust.
    #[arg(long, requires = "spec")]
    pub allow_outside: bool,
}

impl DocumentFlags {
    /// The folder that names of files start from in messages: the workspace's, or the current one.
    pub fn folder<'a>(&self, workspace: &'a Path) -> &'a Path {
        if self.spec.is_some() { Path::new("") } else { workspace }
    }

    /// What is to be read; `out` is the folder of the crate if it is not the workspace's.
    ///
    /// # Errors
    /// When there is no such job, see [`Job`].
    pub fn job(&self, workspace: &Path, out: &Path) -> Result<Job> {
        match &self.spec {
            Some(spec) => Job::stand_alone(spec, &self.overlay, self.config.as_deref(), out)?
                .reaching(self.root.as_deref(), self.allow_outside),
            None => Job::of_workspace(workspace),
        }
    }
}
