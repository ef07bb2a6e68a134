//! What became of one document.

use serde::Serialize;

use super::child::Found;

/// A row of the table.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Row {
    /// The file, relative to the folder.
    pub(super) name: String,
    /// What the generator says.
    #[serde(flatten)]
    pub(super) found: Found,
    /// The most memory that generating took, in bytes.
    pub(super) memory: u64,
    /// Why the generator did not come to an end.
    pub(super) failure: Option<String>,
    /// What the compiler says; none if it was not asked.
    pub(super) compiled: Option<Compiled>,
    /// What clippy says; none if it was not asked.
    pub(super) clippy: Option<Compiled>,
}

/// What a compiler says.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Compiled {
    /// Whether there is a library.
    pub(super) compiles: bool,
    /// How many warnings there are.
    pub(super) warnings: usize,
    /// The first lines of what it says.
    pub(super) says: Vec<String>,
    pub(super) seconds: f64,
    /// The most memory that it took, in bytes.
    pub(super) memory: u64,
}

impl Row {
    /// What is wrong, in a few words; none if all is well.
    pub(super) fn problem(&self) -> Option<String> {
        if let Some(failure) = &self.failure {
            return Some(failure.clone());
        }
        if !self.found.generated && self.found.errors == 0 {
            return Some("refused without a diagnostic".to_owned());
        }
        let bug = self.found.reports.iter().find(|report| report.contains("this is a bug in crategen"));
        if let Some(bug) = bug {
            return Some(bug.clone());
        }
        let compiled = self.compiled.as_ref().filter(|compiled| !compiled.compiles)?;
        Some(compiled.says.first().cloned().unwrap_or_else(|| "does not compile".to_owned()))
    }

    /// Whether the document was refused with a reason.
    pub(super) fn is_refused(&self) -> bool {
        self.failure.is_none() && !self.found.generated
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_refusal_with_a_reason_is_no_problem() {
        let mut row = Row::default();
        assert_eq!(row.problem().as_deref(), Some("refused without a diagnostic"));
        row.found.errors = 1;
        assert_eq!(row.problem(), None);
        assert!(row.is_refused());
        row.found.reports = vec!["E0790 this is a bug in crategen: a".to_owned()];
        assert!(row.problem().is_some());
        row.failure = Some("it ended".to_owned());
        assert_eq!(row.problem().as_deref(), Some("it ended"));
    }
}
