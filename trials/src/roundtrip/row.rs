//! What became of the models of one document.

use serde::{Deserialize, Serialize};

use crategen::cli::terminal;

/// A row of the table.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Row {
    /// The document.
    pub(super) name: String,
    /// Whether there is a crate.
    pub(super) generated: bool,
    /// Why nothing could be tried.
    pub(super) problem: Option<String>,
    /// How long everything took.
    pub(super) seconds: f64,
    /// The models.
    pub(super) models: Vec<Tried>,
}

/// What became of a model.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tried {
    /// Its name.
    pub(super) name: String,
    /// The pointer of its schema in the document as it was written.
    pub(super) pointer: String,
    /// How many different valid instances were tried.
    pub(super) instances: usize,
    /// How many of them did not come out as they went in.
    pub(super) failed: usize,
    /// The first of those.
    pub(super) failures: Vec<Failure>,
    /// Whether there is an instance only if its schema is not read by the letter.
    #[serde(default)]
    pub(super) loosely: bool,
    /// Why there is no instance, if there is none.
    pub(super) untried: Option<String>,
}

/// An instance that does not come out as it went in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Failure {
    /// What is wrong.
    pub(super) problem: String,
    /// What went in.
    pub(super) instance: String,
    /// What came out, if anything did.
    pub(super) written: String,
}

impl Row {
    /// How many models had at least one instance.
    pub(super) fn tried(&self) -> usize {
        self.models.iter().filter(|model| model.instances > 0).count()
    }

    /// How many models had instances only by a loose reading of their schemas.
    pub(super) fn loosely(&self) -> usize {
        self.models.iter().filter(|model| model.loosely).count()
    }

    /// How many models failed.
    pub(super) fn failed(&self) -> usize {
        self.models.iter().filter(|model| model.failed > 0).count()
    }

    /// How many instances there were.
    pub(super) fn instances(&self) -> usize {
        self.models.iter().map(|model| model.instances).sum()
    }

    /// How many instances failed.
    pub(super) fn failed_instances(&self) -> usize {
        self.models.iter().map(|model| model.failed).sum()
    }

    /// How many models had fewer instances than are wanted.
    pub(super) fn short(&self) -> usize {
        self.models.iter().filter(|model| (1..super::trial::WANTED).contains(&model.instances)).count()
    }

    /// The row in a few words.
    pub(super) fn describe(&self) -> String {
        match &self.problem {
            Some(problem) => format!("{}: {problem}", self.name),
            None => {
                let instances = terminal::count(self.instances(), "instance");
                let failed = terminal::grouped(self.failed());
                format!("{}: {}, {instances}, {failed} failed", self.name, terminal::count(self.models.len(), "model"))
            }
        }
    }
}
