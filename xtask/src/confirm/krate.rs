//! The emitted crates: written, compiled as a dependency, and described by rustdoc.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crategen::Output;
use crategen::cli::error::{Error, Result};

use super::cases::Case;
use crate::corpus::compile::Dependencies;
use crate::corpus::watch::{Ended, Limits, run};

/// How long a compiler may take for one small crate, on a busy machine.
pub(super) const LIMITS: Limits = Limits { time: Duration::from_secs(600), memory: 4_000_000_000 };

/// What cargo-semver-checks asks of rustdoc. The flag is unstable, which the environment allows on any toolchain.
const RUSTDOC: &[&str] = &[
    "-Zunstable-options",
    "--output-format=json",
    "--document-private-items",
    "--document-hidden-items",
    "--cap-lints=allow",
];

/// Which crate of a pair.
#[derive(Clone, Copy, Debug)]
pub(super) enum Side {
    Old,
    New,
}

impl Side {
    pub(super) fn of(self, case: &Case) -> &Output {
        match self {
            Self::Old => &case.old,
            Self::New => &case.new,
        }
    }
}

/// The folder of a crate.
pub(super) fn folder(case: &Case, side: Side, work: &Path) -> PathBuf {
    work.join("crates").join(&case.name).join(match side {
        Side::Old => "old",
        Side::New => "new",
    })
}

/// Writes both crates of a pair.
pub(super) fn write(case: &Case, work: &Path) -> Result<()> {
    for side in [Side::Old, Side::New] {
        let (folder, output) = (folder(case, side, work), side.of(case));
        for (path, text) in output.files.iter().chain(output.scaffold.iter()) {
            let path = folder.join(path);
            let parent = path.parent().unwrap_or(&folder);
            fs::create_dir_all(parent).map_err(|error| Error::io("make", parent, &error))?;
            fs::write(&path, text).map_err(|error| Error::io("write", &path, &error))?;
        }
    }
    Ok(())
}

/// Compiles a crate so that others can use it, and gives the file.
pub(super) fn compile(case: &Case, side: Side, work: &Path, dependencies: &Dependencies) -> Result<PathBuf> {
    let folder = folder(case, side, work);
    let file = folder.join("libemitted.rmeta");
    let mut command = Command::new("rustc");
    command.arg(format!("--emit=metadata={}", file.display())).args(["--crate-type", "lib", "--cap-lints", "allow"]);
    finish(&mut command, side.of(case), &folder, dependencies);
    expect(run(&mut command, &folder, LIMITS)?, &case.name, "does not compile")?;
    Ok(file)
}

/// Describes a crate as cargo-semver-checks reads it, and gives the file.
pub(super) fn describe(case: &Case, side: Side, work: &Path, dependencies: &Dependencies) -> Result<PathBuf> {
    let folder = folder(case, side, work);
    let out = folder.join("doc");
    let mut command = Command::new("rustdoc");
    command.args(RUSTDOC).arg("--out-dir").arg(&out).args(["--crate-type", "lib"]).env("RUSTC_BOOTSTRAP", "1");
    finish(&mut command, side.of(case), &folder, dependencies);
    expect(run(&mut command, &folder, LIMITS)?, &case.name, "is nothing that rustdoc can describe")?;
    Ok(out.join("emitted.json"))
}

/// The arguments that every compiler of a crate takes: all its features but those that bring dependencies.
fn finish(command: &mut Command, output: &Output, folder: &Path, dependencies: &Dependencies) {
    command.args(["--crate-name", "emitted", "--edition", "2024", "--color", "never"]);
    command.args(dependencies.arguments());
    for feature in output.items.iter().filter_map(|item| item.line.strip_prefix("feature ")) {
        command.arg("--cfg").arg(format!("feature={feature:?}"));
    }
    command.arg(folder.join("src/lib.rs")).env("CARGO_PKG_NAME", "emitted").env("CARGO_PKG_VERSION", "0.0.0");
}

fn expect(ended: Ended, name: &str, what: &str) -> Result<()> {
    match ended.failure {
        None => Ok(()),
        Some(why) => Err(Error::new(format!("a crate of `{name}` {what}: {why}\n{}", ended.errors.trim_end()))),
    }
}
