//! The part of `cargo metadata` that the checks need.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::Deserialize;

use super::program;
use crategen::cli::error::{Error, Result};

/// What cargo knows of the workspace and all that it depends on.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Metadata {
    pub(super) packages: Vec<Package>,
    pub(super) workspace_members: Vec<String>,
    pub(super) resolve: Resolve,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Package {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) version: String,
    pub(super) rust_version: Option<String>,
    /// The registries it may go to; an empty list is `publish = false`.
    pub(super) publish: Option<Vec<String>>,
    #[serde(default)]
    pub(super) features: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(super) targets: Vec<Target>,
}

/// A library, an example, a test.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Target {
    #[serde(default, rename = "required-features")]
    pub(super) required_features: Vec<String>,
}

/// Who depends on whom.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Resolve {
    pub(super) nodes: Vec<Node>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Node {
    pub(super) id: String,
    pub(super) deps: Vec<Dependency>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Dependency {
    /// The id of the package depended on.
    pub(super) pkg: String,
    pub(super) dep_kinds: Vec<Kind>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Kind {
    /// `dev` or `build`; nothing for a normal dependency.
    pub(super) kind: Option<String>,
}

impl Metadata {
    /// Asks cargo, with all features.
    pub(super) fn of_workspace(root: &Path) -> Result<Self> {
        let output = Command::new(program())
            .args(["metadata", "--format-version", "1", "--all-features"])
            .current_dir(root)
            .stderr(Stdio::inherit())
            .output()
            .map_err(|error| Error::io("run", program().as_ref(), &error))?;
        if !output.status.success() {
            return Err(Error::new("`cargo metadata` failed"));
        }
        serde_json::from_slice(&output.stdout)
            .map_err(|error| Error::new(format!("reading what `cargo metadata` says: {error}")))
    }

    /// The packages of the workspace, in the order of their names.
    pub(super) fn members(&self) -> Vec<&Package> {
        let mut members: Vec<_> =
            self.packages.iter().filter(|package| self.workspace_members.contains(&package.id)).collect();
        members.sort_by_key(|package| &package.name);
        members
    }
}
