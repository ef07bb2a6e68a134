//! One document in a process of its own, so that whatever it does to that process is a row of the table.
//!
//! The child writes what it found as one line of JSON; a child that ends without that line failed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Instant;

use crategen::diagnostics::{Diagnostic, Diagnostics, Severity};
use crategen::files::Files;
use crategen::{CrateFiles, Summary};
use serde::{Deserialize, Serialize};

use crategen::cli::codegen::Job;
use crategen::cli::error::{Error, Result};
use crategen::cli::side_by_side;

/// What the generator says of a document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Found {
    /// The version of OpenAPI or Swagger; none if the file is no such document.
    pub(super) version: Option<String>,
    /// Whether there is a crate.
    pub(super) generated: bool,
    /// Reports by severity.
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// The reports that say what was lost, and the errors, each as `code message`.
    pub(super) reports: Vec<String>,
    pub(super) operations_in_document: usize,
    pub(super) operations: usize,
    pub(super) types: usize,
    pub(super) schemas: usize,
    pub(super) schemas_as_json: usize,
    pub(super) properties: usize,
    pub(super) properties_as_json: usize,
    /// Lines of the emitted files without the runtime, which is the same everywhere.
    pub(super) lines: usize,
    /// The features that the emitted modules have conditions on.
    pub(super) features: Vec<String>,
    /// How long the generator took.
    pub(super) seconds: f64,
}

/// Generates a document into a folder and prints what was found.
///
/// # Errors
/// When a file cannot be read or written; what is wrong with the document is no error.
pub fn generate_one(document: &Path, out: &Path) -> Result<()> {
    let input = Job::stand_alone(document, &[], None, out)?.read()?.input;
    let mut found = Found { version: crategen::declared_version(&input), ..Found::default() };
    if found.version.is_some() {
        let start = Instant::now();
        let result = crategen::files(&input);
        found.seconds = start.elapsed().as_secs_f64();
        match result {
            Ok(output) => found.take(&output, out)?,
            Err(diagnostics) => found.take_reports(&diagnostics),
        }
    }
    let line = serde_json::to_string(&found).map_err(|error| Error::new(error.to_string()))?;
    println!("{line}");
    Ok(())
}

impl Found {
    fn take(&mut self, output: &CrateFiles, out: &Path) -> Result<()> {
        let Summary { operations_in_document, operations, types, schemas, .. } = output.summary;
        let Summary { schemas_as_json, properties, properties_as_json, .. } = output.summary;
        self.generated = true;
        (self.operations_in_document, self.operations) = (operations_in_document, operations);
        (self.types, self.schemas, self.schemas_as_json) = (types, schemas, schemas_as_json);
        (self.properties, self.properties_as_json) = (properties, properties_as_json);
        self.take_reports(&output.diagnostics);
        for (path, text) in output.files.iter().chain(output.scaffold.iter()) {
            if !path.starts_with("src/generated/runtime/") {
                self.lines += text.lines().count();
            }
        }
        write_crate(&output.files, &output.scaffold, out)?;
        self.features = output.files.get("Cargo.toml").map(tag_features).unwrap_or_default();
        Ok(())
    }

    fn take_reports(&mut self, diagnostics: &Diagnostics) {
        self.errors = diagnostics.count(Severity::Error);
        self.warnings = diagnostics.count(Severity::Warning);
        let text = |diagnostic: &Diagnostic| format!("{} {}", diagnostic.code, diagnostic.message);
        self.reports = diagnostics.list.iter().map(text).collect();
    }
}

/// Writes all files of a crate into a folder.
///
/// # Errors
/// When one cannot be written.
pub fn write_crate(files: &Files, scaffold: &Files, out: &Path) -> Result<()> {
    let files: Vec<_> = files.iter().chain(scaffold.iter()).collect();
    let folders: BTreeSet<_> =
        files.iter().map(|(path, _)| path.rsplit_once('/').map_or("", |(folder, _)| folder)).collect();
    for folder in folders {
        let folder = out.join(folder);
        fs::create_dir_all(&folder).map_err(|error| Error::io("make", &folder, &error))?;
    }
    let write = |(path, text): &(&str, &str)| {
        let file = out.join(path);
        fs::write(&file, text).map_err(|error| Error::io("write", &file, &error))
    };
    side_by_side::map(&files, write).map(drop)
}

/// The features of a manifest that nothing but conditions name: those of the tags.
pub fn tag_features(manifest: &str) -> Vec<String> {
    let table: toml::Table = manifest.parse().unwrap_or_default();
    let features = table.get("features").and_then(toml::Value::as_table);
    let is_bare = |value: &toml::Value| value.as_array().is_some_and(Vec::is_empty);
    let bare = features.into_iter().flatten().filter(|(name, value)| is_bare(value) && *name != "testing");
    bare.map(|(name, _)| name.clone()).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn features_of_tags_are_those_that_need_nothing() {
        let manifest =
            "[features]\ndefault = ['reqwest', 'chat']\nchat = []\nreqwest = ['dep:reqwest']\ntesting = []\n";
        assert_eq!(super::tag_features(manifest), ["chat"]);
    }
}
