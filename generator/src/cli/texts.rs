//! Where texts are read from: the disk, or a commit of the repository around it.
//!
//! Paths are the same for both: what a commit has is asked for where it would be in the working tree.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use super::error::{Error, Result};
use super::workspace::tidy;

/// Where texts are read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Texts {
    /// The working tree.
    #[default]
    Disk,
    /// A commit.
    Commit(Commit),
}

/// A commit of the repository that a folder is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// What the user calls it.
    pub name: String,
    /// Its hash.
    hash: String,
    /// The folder that paths are told from.
    folder: PathBuf,
}

impl Texts {
    /// The text of a file.
    ///
    /// # Errors
    /// When there is none, or it is no UTF-8.
    pub fn read(&self, path: &Path) -> io::Result<String> {
        match self {
            Self::Disk => fs::read_to_string(path),
            Self::Commit(commit) => commit.read(path),
        }
    }
}

impl Commit {
    /// The commit that a revision names, in the repository that `folder` is in.
    ///
    /// # Errors
    /// When git is not there, the folder is in no repository, or nothing has that name.
    pub fn of(folder: &Path, revision: &str) -> Result<Self> {
        let two_files = "compare two files instead: `cargo xtask diff OLD NEW`";
        let is_repository = git(folder, &["rev-parse", "--git-dir"]).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => {
                Error::new("git is not there, so that nothing is known of what was committed").help(two_files)
            }
            _ => Error::io("run", "git".as_ref(), &error),
        })?;
        if is_repository.is_err() {
            let message = format!("`{}` is in no git repository, so that nothing was committed", folder.display());
            return Err(Error::new(message).help(two_files));
        }
        let wanted = format!("{revision}^{{commit}}");
        match git(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted]) {
            Ok(Ok(hash)) => Ok(Self {
                name: revision.to_owned(),
                hash: String::from_utf8_lossy(&hash).trim().to_owned(),
                folder: absolute(folder).map_err(|error| Error::io("find", folder, &error))?,
            }),
            _ => Err(Error::new(format!("`{revision}` is no file, and git knows no revision of that name"))
                .help("a revision is a commit, a tag or a branch; `REVISION:PATH` is a document as it was there")),
        }
    }

    fn read(&self, path: &Path) -> io::Result<String> {
        let none = || io::Error::new(io::ErrorKind::NotFound, format!("there is none at `{}`", self.name));
        let name = relative(&self.folder, &absolute(path)?).ok_or_else(none)?;
        let entry = git(&self.folder, &["ls-tree", &self.hash, "--", &name])?.map_err(|_| none())?;
        // A link is a text that says where it leads.
        if !entry.starts_with(b"100") {
            return Err(none());
        }
        let bytes = git(&self.folder, &["cat-file", "blob", &format!("{}:{name}", self.hash)])?.map_err(|_| none())?;
        String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.utf8_error()))
    }
}

fn absolute(path: &Path) -> io::Result<PathBuf> {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    std::path::absolute(path).map(|path| tidy(&path))
}

/// The way from a folder to a file as git takes it, `./a/b` or `./../c`.
fn relative(folder: &Path, file: &Path) -> Option<String> {
    let (from, to): (Vec<_>, Vec<_>) = (folder.components().collect(), file.components().collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut name = ".".to_owned();
    for _ in common..from.len() {
        name.push_str("/..");
    }
    for step in to.iter().skip(common) {
        let Component::Normal(step) = step else { return None };
        name.push('/');
        name.push_str(step.to_str()?);
    }
    Some(name)
}

/// What git answers; what it complains about, if it does not do what it is asked for.
fn git(folder: &Path, arguments: &[&str]) -> io::Result<std::result::Result<Vec<u8>, String>> {
    // An empty path means here, which only the folder's other name says.
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let output = Command::new("git").args(arguments).current_dir(folder).env("LC_ALL", "C").output()?;
    match output.status.success() {
        true => Ok(Ok(output.stdout)),
        false => Ok(Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::relative;

    #[test]
    fn git_is_told_the_way_from_its_folder() {
        let way = |folder: &str, file: &str| relative(Path::new(folder), Path::new(file));
        assert_eq!(way("/a/b", "/a/b/c/d.yaml").as_deref(), Some("./c/d.yaml"));
        assert_eq!(way("/a/b", "/a/c.yaml").as_deref(), Some("./../c.yaml"));
    }
}
