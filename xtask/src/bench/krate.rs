//! A crate that is compiled alone: cargo builds what it depends on first, and is measured only afterwards.
//!
//! Cargo does it for everybody, as it would for a user, so that a crate may depend on whatever it likes.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::args::Verb;
use crate::corpus::child::tag_features;
use crategen::cli::error::{Error, Result};

/// What a manifest may have beside a library.
const BESIDE: &[&str] = &["bench", "bin", "dev-dependencies", "example", "test"];

/// A crate, and where cargo puts what it makes of it.
#[derive(Debug)]
pub(super) struct Krate {
    folder: PathBuf,
    target: PathBuf,
    name: String,
    /// Those that are on beside the default ones.
    features: Vec<String>,
}

/// Which of a crate's features are on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Features {
    /// The default ones.
    Default,
    /// Those of all tags, too: all operations, as in a crate without features.
    Tags,
}

impl Krate {
    /// The crate in a folder: a workspace of its own from now on, with nothing but its library.
    ///
    /// # Errors
    /// When it has no manifest.
    pub(super) fn new(folder: PathBuf, target: PathBuf, features: Features) -> Result<Self> {
        let path = folder.join("Cargo.toml");
        let text = fs::read_to_string(&path).map_err(|error| Error::io("read", &path, &error))?;
        let wrong = |error: String| Error::new(format!("cannot read `{}`: {error}", path.display()));
        let mut manifest: toml::Table = text.parse().map_err(|error: toml::de::Error| wrong(error.to_string()))?;
        manifest.retain(|name, _| !BESIDE.contains(&name));
        manifest.entry("workspace").or_insert_with(|| toml::Table::new().into());
        let name = manifest.get("package").and_then(|package| package.get("name")?.as_str());
        let name = name.ok_or_else(|| wrong("it names no package".to_owned()))?.to_owned();
        fs::write(&path, manifest.to_string()).map_err(|error| Error::io("write", &path, &error))?;
        let features = match features {
            Features::Default => Vec::new(),
            Features::Tags => tag_features(&text),
        };
        Ok(Self { folder, target, name, features })
    }

    /// Builds what it depends on, for a crate without code in its place.
    ///
    /// # Errors
    /// When that cannot be built.
    pub(super) fn build_dependencies(&self, verb: Verb) -> Result<()> {
        let (src, aside) = (self.folder.join("src"), self.folder.join("src.aside"));
        let failed = |verb: &'static str| move |error| Error::io(verb, &self.folder, &error);
        fs::rename(&src, &aside).map_err(failed("move the code of"))?;
        let built = fs::create_dir(&src)
            .and_then(|()| fs::write(src.join("lib.rs"), "//! Nothing.\n"))
            .and_then(|()| self.cargo(verb).output());
        fs::remove_dir_all(&src).map_err(failed("remove the stand-in in"))?;
        fs::rename(&aside, &src).map_err(failed("move back the code of"))?;
        let output = built.map_err(failed("build the dependencies of"))?;
        match output.status.success() {
            true => Ok(()),
            false => {
                let errors = String::from_utf8_lossy(&output.stderr);
                let error = errors.lines().find(|line| line.starts_with("error")).unwrap_or_default();
                Err(Error::new(format!("the dependencies of `{}` do not compile: {error}", self.name)))
            }
        }
    }

    /// How it is compiled. What it was compiled to before is out of date then.
    ///
    /// # Errors
    /// When it has no code.
    pub(super) fn command(&self, verb: Verb) -> Result<Command> {
        let library = self.folder.join("src/lib.rs");
        let touched = File::options().write(true).open(&library).and_then(|file| file.set_modified(SystemTime::now()));
        touched.map_err(|error| Error::io("touch", &library, &error))?;
        Ok(self.cargo(verb))
    }

    /// Removes what it was compiled to, which may be gigabytes.
    pub(super) fn clean(&self) {
        // It stays there then.
        let _ = self.bare("clean").args(["--package", &self.name]).output();
    }

    fn cargo(&self, verb: Verb) -> Command {
        let mut command = self.bare(verb.name());
        command.args(["--lib", "--features", &self.features.join(",")]);
        command
    }

    fn bare(&self, verb: &str) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args([verb, "--quiet"]).current_dir(&self.folder).env("CARGO_TARGET_DIR", &self.target);
        // All of it each time, and nothing kept for a next time.
        command.env("CARGO_INCREMENTAL", "0");
        command
    }
}

/// Copies a crate that stays as it is.
///
/// # Errors
/// When it cannot be read or written.
pub(super) fn copy(from: &Path, to: &Path) -> Result<()> {
    let failed = |error| Error::io("copy", from, &error);
    fs::create_dir_all(to).map_err(failed)?;
    for entry in fs::read_dir(from).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        match entry.file_type().map_err(failed)?.is_dir() {
            true => copy(&path, &target)?,
            false => fs::copy(&path, &target).map(drop).map_err(failed)?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn krate(manifest: &str, features: Features) -> (tempfile::TempDir, Result<Krate>) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
        let krate = Krate::new(folder.path().to_owned(), folder.path().join("target"), features);
        (folder, krate)
    }

    #[test]
    fn only_the_library_is_left_in_a_workspace_of_its_own() {
        let manifest =
            "[package]\nname = 'pets'\n[features]\ncats = []\n[[example]]\nname = 'chat'\n[dev-dependencies]\n";
        let (folder, krate) = krate(manifest, Features::Tags);
        let krate = krate.unwrap();
        assert_eq!((krate.name.as_str(), krate.features.as_slice()), ("pets", ["cats".to_owned()].as_slice()));
        let manifest: toml::Table = fs::read_to_string(folder.path().join("Cargo.toml")).unwrap().parse().unwrap();
        assert_eq!(manifest.keys().collect::<Vec<_>>(), ["features", "package", "workspace"]);
    }

    #[test]
    fn a_manifest_without_a_package_is_refused() {
        let (_folder, krate) = krate("[workspace]\n", Features::Default);
        assert!(krate.unwrap_err().to_string().contains("it names no package"));
    }
}
