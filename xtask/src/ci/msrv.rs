//! The promised `rust-version` is the one that the dependencies need: no lower, which would be untrue, and no higher,
//! which would shut out users for nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::metadata::{Metadata, Package};
use crategen::cli::error::{Error, Result};
use crategen::cli::terminal;

/// What edition 2024 needs, whatever the dependencies say.
const EDITION: Version = Version([1, 85, 0]);

/// A version of Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Version([u32; 3]);

/// The highest version that something needs, and what.
#[derive(Debug, PartialEq, Eq)]
struct Need {
    version: Version,
    by: Vec<String>,
}

/// Compares what the published crates promise with what their dependencies need.
pub(super) fn check(root: &Path) -> Result<()> {
    let metadata = Metadata::of_workspace(root)?;
    let need = need(&metadata);
    terminal::status("Needed", format!("Rust {}, by {}", need.version, need.by.join(", ")));
    let wrong: Vec<_> = published(&metadata)
        .filter(|package| promise(package) != Some(need.version))
        .map(|package| format!("`{}` promises {}", package.name, package.rust_version.as_deref().unwrap_or("nothing")))
        .collect();
    if wrong.is_empty() {
        return Ok(());
    }
    let message = format!("rust-version: {}, the dependencies need {}", wrong.join(", "), need.version);
    Err(Error::new(message).help(format!("write `rust-version = \"{}\"` in Cargo.toml", need.version)))
}

/// The members of the workspace that go to a registry.
fn published(metadata: &Metadata) -> impl Iterator<Item = &Package> {
    metadata.members().into_iter().filter(|package| package.publish.as_ref().is_none_or(|to| !to.is_empty()))
}

/// The highest version that a normal dependency of a published crate needs, on any system, with all features.
fn need(metadata: &Metadata) -> Need {
    let nodes: BTreeMap<_, _> = metadata.resolve.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
    let mut to_visit: Vec<_> = published(metadata).map(|package| package.id.as_str()).collect();
    let mut reached = BTreeSet::new();
    while let Some(id) = to_visit.pop() {
        if reached.insert(id) {
            let dependencies = nodes.get(id).into_iter().flat_map(|node| &node.deps);
            let normal = dependencies.filter(|dependency| dependency.dep_kinds.iter().any(|kind| kind.kind.is_none()));
            to_visit.extend(normal.map(|dependency| dependency.pkg.as_str()));
        }
    }
    let foreign = metadata
        .packages
        .iter()
        .filter(|package| reached.contains(package.id.as_str()) && !metadata.workspace_members.contains(&package.id));
    let mut need = Need { version: EDITION, by: vec!["edition 2024".to_owned()] };
    for package in foreign {
        let Some(version) = promise(package) else { continue };
        if version > need.version {
            need = Need { version, by: Vec::new() };
        }
        if version == need.version {
            need.by.push(format!("{} {}", package.name, package.version));
        }
    }
    need
}

fn promise(package: &Package) -> Option<Version> {
    Version::parse(package.rust_version.as_deref()?)
}

impl Version {
    /// `1.88` and `1.88.0` are the same.
    fn parse(text: &str) -> Option<Self> {
        let mut numbers = [0; 3];
        for (index, part) in text.split('.').enumerate() {
            *numbers.get_mut(index)? = part.parse().ok()?;
        }
        Some(Self(numbers))
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self([major, minor, patch]) = self;
        write!(f, "{major}.{minor}")?;
        if *patch == 0 { Ok(()) } else { write!(f, ".{patch}") }
    }
}

#[cfg(test)]
mod tests {
    use super::super::metadata::{Dependency, Kind, Node, Resolve};
    use super::*;

    fn package(name: &str, rust_version: &str, publish: Option<Vec<String>>) -> Package {
        Package {
            id: name.to_owned(),
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            rust_version: Some(rust_version.to_owned()),
            publish,
            ..Package::default()
        }
    }

    fn node(id: &str, dependencies: &[(&str, Option<&str>)]) -> Node {
        let deps = dependencies
            .iter()
            .map(|(name, kind)| Dependency {
                pkg: (*name).to_owned(),
                dep_kinds: vec![Kind { kind: kind.map(str::to_owned) }],
            })
            .collect();
        Node { id: id.to_owned(), deps }
    }

    #[test]
    fn only_normal_dependencies_of_published_crates_count() {
        let metadata = Metadata {
            packages: vec![
                package("sdk", "1.86", None),
                package("xtask", "1.95", Some(Vec::new())),
                package("direct", "1.70", None),
                package("indirect", "1.88.0", None),
                package("also", "1.88", None),
                package("tester", "1.93", None),
                package("chore", "1.94", None),
            ],
            workspace_members: vec!["sdk".to_owned(), "xtask".to_owned()],
            resolve: Resolve {
                nodes: vec![
                    node("sdk", &[("direct", None), ("tester", Some("dev"))]),
                    node("xtask", &[("chore", None), ("sdk", None)]),
                    node("direct", &[("indirect", None), ("also", None)]),
                ],
            },
        };
        let by = vec!["indirect 1.0.0".to_owned(), "also 1.0.0".to_owned()];
        assert_eq!(need(&metadata), Need { version: Version([1, 88, 0]), by });
    }

    #[test]
    fn without_dependencies_the_edition_decides() {
        assert_eq!(need(&Metadata::default()).version, EDITION);
    }

    #[test]
    fn versions_are_numbers() {
        assert_eq!(Version::parse("1.9").map(|version| version.to_string()), Some("1.9".to_owned()));
        assert!(Version::parse("1.9") < Version::parse("1.10.1"));
        assert_eq!([Version::parse("stable"), Version::parse("1.2.3.4")], [None, None]);
    }
}
