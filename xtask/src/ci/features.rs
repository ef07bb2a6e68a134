//! Every feature of acs-sdk builds without the others.

use std::path::Path;

use super::cargo;
use super::metadata::Metadata;
use crate::error::{Error, Result};
use crate::terminal;

const PACKAGE: &str = "acs-sdk";

/// Checks the crate without features and with each single one.
pub(super) fn check_each(root: &Path) -> Result<()> {
    let metadata = Metadata::of_workspace(root)?;
    let arguments = ["check", "--package", PACKAGE, "--no-default-features"];
    let mut failed = Vec::new();
    for feature in single_features(&metadata)? {
        terminal::status("Checking", format!("{PACKAGE} with {}", feature.unwrap_or("no feature")));
        let with: Vec<&str> = match feature {
            Some(feature) => arguments.into_iter().chain(["--features", feature]).collect(),
            None => arguments.to_vec(),
        };
        if cargo(root, &with).is_err() {
            failed.push(feature.unwrap_or("no feature"));
        }
    }
    if failed.is_empty() {
        return Ok(());
    }
    Err(Error::new(format!("{PACKAGE} does not build with only: {}", failed.join(", "))))
}

/// None, and then each feature but `default`.
fn single_features(metadata: &Metadata) -> Result<Vec<Option<&str>>> {
    let members = metadata.members();
    let package = members
        .iter()
        .find(|package| package.name == PACKAGE)
        .ok_or_else(|| Error::new(format!("the workspace has no package `{PACKAGE}`")))?;
    let names = package.features.keys().map(String::as_str).filter(|name| *name != "default");
    Ok([None].into_iter().chain(names.map(Some)).collect())
}

#[cfg(test)]
mod tests {
    use super::super::metadata::{Metadata, Package};
    use super::single_features;

    #[test]
    fn default_is_not_a_single_feature() {
        let features = ["sms", "default", "chat"].map(|name| (name.to_owned(), Vec::new())).into();
        let package = Package { id: "1".to_owned(), name: "acs-sdk".to_owned(), features, ..Package::default() };
        let metadata =
            Metadata { packages: vec![package], workspace_members: vec!["1".to_owned()], ..Metadata::default() };
        assert_eq!(single_features(&metadata).unwrap(), [None, Some("chat"), Some("sms")]);
        assert!(single_features(&Metadata::default()).is_err());
    }
}
