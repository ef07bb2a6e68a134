//! What else makes Rust of an OpenAPI document: how each is installed, run as its own documentation says, and how what it
//! writes becomes a crate.
//!
//! The list is all there is to know of a peer; what is measured of it is elsewhere.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crategen::cli::error::{Error, Result};

/// Another generator.
#[derive(Debug)]
pub(super) struct Peer {
    pub(super) name: &'static str,
    pub(super) version: &'static str,
    pub(super) source: Source,
    /// Its arguments, in which [`DOCUMENT`] and [`OUT`] stand for the document and the folder of the crate.
    arguments: &'static [&'static str],
    output: Written,
}

/// Where a peer comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// A package that `cargo install` builds, and its program.
    Cargo(&'static str),
    /// A package for Python with a program in Java, and the folder and the file of that.
    Python(&'static str, &'static str),
}

/// What a peer writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    /// A crate.
    Crate,
    /// A module, with what it depends on in a file of its own.
    Module,
}

const DOCUMENT: &str = "{document}";
const OUT: &str = "{out}";

/// The module of a peer that writes one.
const MODULE: &str = "src/generated";

/// All of them. Versions are pinned: what a ratio says is about these.
pub(super) const PEERS: &[Peer] = &[
    Peer {
        name: "openapi-to-rust",
        version: "0.23.0",
        source: Source::Cargo("openapi-to-rust"),
        arguments: &["generate", DOCUMENT, "--output-dir", "{out}/src/generated"],
        output: Written::Module,
    },
    Peer {
        name: "oas3-gen",
        version: "0.29.0",
        source: Source::Cargo("oas3-gen"),
        arguments: &["generate", "client-mod", "--input", DOCUMENT, "--output", OUT, "--workspace"],
        output: Written::Crate,
    },
    Peer {
        name: "ploidy",
        version: "0.15.0",
        source: Source::Cargo("ploidy"),
        arguments: &["generate", "rust", DOCUMENT, "--output", OUT],
        output: Written::Crate,
    },
    Peer {
        name: "cargo-progenitor",
        version: "0.15.1",
        source: Source::Cargo("cargo-progenitor"),
        arguments: &["progenitor", "--input", DOCUMENT, "--output", OUT, "--name", "emitted", "--version", "0.1.0"],
        output: Written::Crate,
    },
    Peer {
        name: "openapi-generator-cli",
        version: "7.26.0",
        source: Source::Python("openapi_generator_cli", "openapi-generator.jar"),
        arguments: &["generate", "-g", "rust", "-i", DOCUMENT, "-o", OUT, "--skip-validate-spec"],
        output: Written::Crate,
    },
];

impl Peer {
    /// `ploidy 0.15.0`.
    pub(super) fn title(&self) -> String {
        format!("{} {}", self.name, self.version)
    }

    /// Where it is installed: a folder of its own, with the version in its name, so that one that is there is the right one.
    pub(super) fn home(&self, root: &Path) -> PathBuf {
        root.join("target/bench/peers").join(format!("{}-{}", self.name, self.version))
    }

    /// Its program, if it is installed.
    pub(super) fn program(&self, root: &Path) -> Option<PathBuf> {
        let home = self.home(root);
        match self.source {
            Source::Cargo(program) => Some(home.join("bin").join(format!("{program}{}", std::env::consts::EXE_SUFFIX))),
            // The folder of the libraries has the version of Python in its name.
            Source::Python(folder, file) => fs::read_dir(home.join("lib"))
                .ok()?
                .flatten()
                .map(|entry| entry.path().join("site-packages").join(folder).join(file))
                .find(|path| path.exists()),
        }
        .filter(|path| path.exists())
    }

    /// How it makes Rust of a document.
    pub(super) fn command(&self, program: &Path, document: &Path, out: &Path) -> Command {
        let mut command = match self.source {
            Source::Cargo(_) => Command::new(program),
            Source::Python(..) => {
                let mut command = Command::new("java");
                // Its default takes no larger YAML than 3 MB.
                command.arg("-DmaxYamlCodePoints=1000000000").arg("-jar").arg(program);
                command
            }
        };
        let (document, out) = (document.to_string_lossy(), out.to_string_lossy());
        command.args(self.arguments.iter().map(|argument| argument.replace(DOCUMENT, &document).replace(OUT, &out)));
        command
    }

    /// Makes a crate of what it wrote.
    ///
    /// # Errors
    /// When it cannot be read or written.
    pub(super) fn finish(&self, out: &Path) -> Result<()> {
        if self.output == Written::Crate {
            return Ok(());
        }
        let list = out.join(MODULE).join("REQUIRED_DEPS.toml");
        let dependencies = fs::read_to_string(&list).map_err(|error| Error::io("read", &list, &error))?;
        let head = "[package]\nname = \"emitted\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n";
        let write = |name: &str, text: String| {
            let path = out.join(name);
            fs::write(&path, text).map_err(|error| Error::io("write", &path, &error))
        };
        write("Cargo.toml", format!("{head}{dependencies}"))?;
        write("src/lib.rs", "pub mod generated;\n".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peer_is_told_document_and_folder() {
        let peer = PEERS.iter().find(|peer| peer.name == "openapi-to-rust").unwrap();
        let command = peer.command(Path::new("peer"), Path::new("pets.yaml"), Path::new("out"));
        let arguments: Vec<_> = command.get_args().collect();
        assert_eq!(arguments, ["generate", "pets.yaml", "--output-dir", "out/src/generated"]);
    }

    #[test]
    fn every_peer_is_told_document_and_folder() {
        for peer in PEERS {
            let has = |what| peer.arguments.iter().any(|argument| argument.contains(what));
            assert!(has(DOCUMENT) && has(OUT), "{}", peer.name);
        }
    }

    #[test]
    fn a_module_with_its_dependencies_becomes_a_crate() {
        let out = tempfile::tempdir().unwrap();
        let module = out.path().join(MODULE);
        fs::create_dir_all(&module).unwrap();
        fs::write(module.join("REQUIRED_DEPS.toml"), "[dependencies]\nserde = \"1\"\n").unwrap();
        PEERS[0].finish(out.path()).unwrap();
        let manifest: toml::Table = fs::read_to_string(out.path().join("Cargo.toml")).unwrap().parse().unwrap();
        assert_eq!(manifest["dependencies"]["serde"].as_str(), Some("1"));
        assert!(out.path().join("src/lib.rs").exists());
    }
}
