//! Every feature of acs-sdk builds without the others, and every example with no more than it says it needs.

use std::path::Path;

use super::cargo;
use super::metadata::Metadata;
use crategen::cli::error::{Error, Result};
use crategen::cli::terminal;

const PACKAGE: &str = "acs-sdk";

/// Checks the crate without features, with each single one, and with just those that an example says it needs.
pub(super) fn check_each(root: &Path) -> Result<()> {
    let metadata = Metadata::of_workspace(root)?;
    let mut failed = Vec::new();
    for features in choices(&metadata)? {
        let name = if features.is_empty() { "no feature" } else { &features };
        terminal::status("Checking", format!("{PACKAGE} with {name}"));
        // Cargo leaves out the examples that need other features than these.
        let arguments = ["check", "--package", PACKAGE, "--lib", "--examples", "--no-default-features", "--features"];
        let with: Vec<&str> = arguments.into_iter().chain([features.as_str()]).collect();
        if cargo(root, &with).is_err() {
            failed.push(name.to_owned());
        }
    }
    if failed.is_empty() {
        return Ok(());
    }
    Err(Error::new(format!("{PACKAGE} does not build with only: {}", failed.join("; "))))
}

/// What to choose of the features, as cargo takes it: none, each but `default`, and what targets need.
fn choices(metadata: &Metadata) -> Result<Vec<String>> {
    let members = metadata.members();
    let package = members
        .iter()
        .find(|package| package.name == PACKAGE)
        .ok_or_else(|| Error::new(format!("the workspace has no package `{PACKAGE}`")))?;
    let single = package.features.keys().filter(|name| *name != "default").cloned();
    let mut choices: Vec<_> = [String::new()].into_iter().chain(single).collect();
    for needed in package.targets.iter().map(|target| target.required_features.join(",")) {
        if !choices.contains(&needed) {
            choices.push(needed);
        }
    }
    Ok(choices)
}

#[cfg(test)]
mod tests {
    use super::super::metadata::{Metadata, Package, Target};
    use super::choices;

    #[test]
    fn features_are_chosen_alone_and_as_targets_need_them() {
        let features = ["sms", "default", "chat"].map(|name| (name.to_owned(), Vec::new())).into();
        let target = |needed: &[&str]| Target { required_features: needed.iter().map(|&name| name.into()).collect() };
        let targets = vec![target(&[]), target(&["sms"]), target(&["chat", "sms"]), target(&["chat", "sms"])];
        let package =
            Package { id: "1".to_owned(), name: "acs-sdk".to_owned(), features, targets, ..Package::default() };
        let metadata =
            Metadata { packages: vec![package], workspace_members: vec!["1".to_owned()], ..Metadata::default() };
        assert_eq!(choices(&metadata).unwrap(), ["", "chat", "sms", "chat,sms"]);
        assert!(choices(&Metadata::default()).is_err());
    }
}
