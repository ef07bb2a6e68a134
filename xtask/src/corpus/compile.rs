//! Whether emitted crates compile, with the dependencies built once.
//!
//! All emitted crates have the same dependencies. Cargo builds them once, for the first crate; after that each crate is
//! one call of the compiler, so that crates compile side by side and each has a time and a memory of its own.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::watch::{Ended, Limits, run};
use crategen::cli::error::{Error, Result};

/// The lints of an emitted manifest.
const LINTS: &[&str] = &["-Wmissing_docs", "-Wunreachable_pub", "-Funsafe_code"];

/// The dependencies, built.
#[derive(Debug)]
pub struct Dependencies {
    /// Each as `name=file`.
    externs: Vec<String>,
    folder: PathBuf,
}

impl Dependencies {
    /// What a compiler is told of them.
    pub fn arguments(&self) -> Vec<String> {
        let mut arguments = vec!["-L".to_owned(), format!("dependency={}", self.folder.display())];
        arguments.extend(self.externs.iter().flat_map(|dependency| ["--extern".to_owned(), dependency.clone()]));
        arguments
    }
}

/// What dependencies are built for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To check crates against them.
    Check,
    /// To run programs with them.
    Run,
}

/// Builds the dependencies that the manifest in `krate` names, with the versions of `lock`, for a crate without code.
///
/// # Errors
/// When a dependency does not compile.
pub fn dependencies(krate: &Path, lock: &Path, work: &Path, purpose: Purpose) -> Result<Dependencies> {
    let folder = work.join("dependencies");
    let read = |path: &Path| fs::read_to_string(path).map_err(|error| Error::io("read", path, &error));
    let write = |path: &Path, text: &str| fs::write(path, text).map_err(|error| Error::io("write", path, &error));
    fs::create_dir_all(folder.join("src")).map_err(|error| Error::io("make", &folder, &error))?;
    // Of its own, whatever workspace is around it.
    let manifest = read(&krate.join("Cargo.toml"))? + "\n[workspace]\n";
    write(&folder.join("Cargo.toml"), &manifest)?;
    write(&folder.join("Cargo.lock"), &read(lock)?)?;
    write(&folder.join("src/lib.rs"), "//! Nothing.\n")?;
    let target = work.join("target");
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let verb = match purpose {
        Purpose::Check => "check",
        Purpose::Run => "build",
    };
    let output = Command::new(&cargo)
        .args([verb, "--no-default-features", "--message-format", "json"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", &target)
        .output()
        .map_err(|error| Error::io("run", cargo.as_ref(), &error))?;
    let mut dependencies = Dependencies { externs: Vec::new(), folder: target.join("debug/deps") };
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        dependencies.externs.extend(serde_json::from_str(line).ok().and_then(|message| artifact(&message)));
    }
    match dependencies.externs.iter().any(|one| one.starts_with("serde_json=")) {
        true => Ok(dependencies),
        false => Err(Error::new(format!(
            "the dependencies of `{}` do not compile:\n{}",
            krate.display(),
            String::from_utf8_lossy(&output.stderr).trim_end()
        ))),
    }
}

/// A library that cargo says it built, as `name=file`.
fn artifact(message: &Value) -> Option<String> {
    if message.get("reason")?.as_str()? != "compiler-artifact" {
        return None;
    }
    let mut files = message.get("filenames")?.as_array()?.iter().filter_map(Value::as_str);
    let is_library = |file: &&str| [".rlib", ".rmeta", ".so", ".dylib", ".dll"].iter().any(|end| file.ends_with(end));
    let file = files.find(is_library)?;
    let name = message.get("target")?.get("name")?.as_str()?.replace('-', "_");
    Some(format!("{name}={file}"))
}

/// Which compiler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compiler {
    /// The one that every user has.
    Rustc,
    /// The one that says more.
    Clippy,
}

/// Compiles the crate in a folder with these features, without machine code.
///
/// # Errors
/// When the compiler cannot be started.
pub fn check(
    krate: &Path,
    features: &[String],
    dependencies: &Dependencies,
    compiler: Compiler,
    limits: Limits,
) -> Result<Ended> {
    let mut arguments: Vec<OsString> = ["--crate-type", "lib"].map(OsString::from).to_vec();
    arguments.push(format!("--emit=metadata={}", krate.join("emitted.rmeta").display()).into());
    arguments.extend(LINTS.iter().map(OsString::from));
    if compiler == Compiler::Clippy {
        arguments.push("-Wclippy::all".into());
    }
    compile(compiler, &krate.join("src/lib.rs"), &arguments, krate, features, dependencies, limits)
}

/// Compiles one file, and those that it names, with these arguments. What the compiler says goes to `folder`.
///
/// # Errors
/// When the compiler cannot be started.
pub fn compile(
    compiler: Compiler,
    source: &Path,
    arguments: &[OsString],
    folder: &Path,
    features: &[String],
    dependencies: &Dependencies,
    limits: Limits,
) -> Result<Ended> {
    let mut command = match compiler {
        Compiler::Rustc => Command::new("rustc"),
        Compiler::Clippy => Command::new("clippy-driver"),
    };
    command.args(["--crate-name", "emitted", "--edition", "2024", "--color", "never"]).args(arguments);
    command.args(dependencies.arguments());
    for feature in features {
        command.arg("--cfg").arg(format!("feature={feature:?}"));
    }
    command.arg(source).env("CARGO_PKG_NAME", "emitted").env("CARGO_PKG_VERSION", "0.0.0");
    run(&mut command, folder, limits)
}
