//! What a user of acs-sdk compiles beside it, against one of reqwest alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::measure::fresh;
use super::table::{Limit, Row};
use crategen::cli::error::{Error, Result};

/// How many crates more there may be.
const MORE: f64 = 10.0;

/// What a build script has that compiles or looks for something that is not Rust.
const NATIVE: &[&str] = &["autotools", "bindgen", "cc", "cmake", "nasm-rs", "pkg-config", "vcpkg"];

/// The one that may: TLS has to come from somewhere.
const ALLOWED: &str = "ring";

/// The rows, and which crates they are about.
///
/// # Errors
/// When cargo does not tell.
pub(super) fn rows(root: &Path) -> Result<(Vec<Row>, Vec<String>)> {
    let ours = Tree::of(root, &["--package", "acs-sdk"])?;
    let theirs = Tree::of(&bare_user(root, &ours)?, &[])?;
    let counts = [&ours, &theirs].map(|tree| tree.crates.len() as f64);
    let native = [&ours, &theirs].map(|tree| tree.native.iter().filter(|name| *name != ALLOWED).count() as f64);
    let rows = vec![
        Row::of_counts("crates beside it", counts, Limit::Value(counts[1] + MORE)),
        Row::of_counts(format!("not only Rust, but for {ALLOWED}"), native, Limit::Value(0.0)),
    ];
    let list = |names: &BTreeSet<String>| names.iter().cloned().collect::<Vec<_>>().join(", ");
    let sys = ours.crates.iter().filter_map(|krate| krate.split(' ').next()).filter(|name| name.ends_with("-sys"));
    let notes = vec![
        format!("acs-sdk, not only Rust: {}", list(&ours.native)),
        format!("reqwest, not only Rust: {}", list(&theirs.native)),
        format!("acs-sdk, bindings: {}", list(&sys.map(str::to_owned).collect())),
    ];
    Ok((rows, notes))
}

/// A package that depends on reqwest as it is by default, at our versions.
fn bare_user(root: &Path, ours: &Tree) -> Result<std::path::PathBuf> {
    let folder = root.join("target/bench/compile/bare-user");
    fresh(&folder.join("src"))?;
    let version = ours.crates.iter().find_map(|krate| krate.strip_prefix("reqwest v"));
    let version = version.ok_or_else(|| Error::new("acs-sdk does not depend on reqwest"))?;
    let manifest = format!(
        "[package]\nname = \"user\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\nreqwest = \"={version}\"\n\n[workspace]\n"
    );
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| Error::io("write", &path, &error))
    };
    write("Cargo.toml", &manifest)?;
    write("src/lib.rs", "")?;
    let lock = root.join("Cargo.lock");
    write("Cargo.lock", &fs::read_to_string(&lock).map_err(|error| Error::io("read", &lock, &error))?)?;
    Ok(folder)
}

/// What a package depends on to be compiled, on this machine.
#[derive(Debug, Default)]
struct Tree {
    /// Each as `name vVERSION`, without the package itself.
    crates: BTreeSet<String>,
    /// The names of those that build something that is not Rust.
    native: BTreeSet<String>,
}

impl Tree {
    fn of(folder: &Path, arguments: &[&str]) -> Result<Self> {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let output = Command::new(&cargo)
            .args(["tree", "--edges", "normal,build", "--prefix", "depth", "--format", " {p}"])
            .args(arguments)
            .current_dir(folder)
            .output()
            .map_err(|error| Error::io("run", cargo.as_ref(), &error))?;
        match output.status.success() {
            true => Ok(Self::parse(&String::from_utf8_lossy(&output.stdout))),
            false => Err(Error::new(format!("`cargo tree` says {}", String::from_utf8_lossy(&output.stderr).trim()))),
        }
    }

    /// Reads lines such as `2 ring v0.17.14`, each below the one before it with a smaller number.
    fn parse(text: &str) -> Self {
        let mut tree = Self::default();
        let mut above: Vec<&str> = Vec::new();
        for line in text.lines() {
            let mut words = line.split_whitespace();
            let depth = words.next().and_then(|depth| depth.parse::<usize>().ok());
            let (Some(depth), Some(name), Some(version)) = (depth, words.next(), words.next()) else { continue };
            above.truncate(depth);
            if let (true, Some(parent)) = (NATIVE.contains(&name), above.last()) {
                tree.native.insert((*parent).to_owned());
            }
            above.push(name);
            if depth > 0 {
                tree.crates.insert(format!("{name} {version}"));
            }
        }
        tree
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_are_counted_once_and_those_with_other_languages_are_named() {
        let text =
            "0 sdk v0.1.0 (/sdk)\n1 ring v0.17.1\n2 cc v1.2.0\n3 shlex v1.3.0\n2 libc v0.2.1\n1 libc v0.2.1 (*)\n";
        let tree = Tree::parse(text);
        assert_eq!(
            tree.crates.iter().collect::<Vec<_>>(),
            ["cc v1.2.0", "libc v0.2.1", "ring v0.17.1", "shlex v1.3.0"]
        );
        assert_eq!(tree.native.iter().collect::<Vec<_>>(), ["ring"]);
    }
}
