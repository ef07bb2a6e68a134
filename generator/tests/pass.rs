//! What is emitted, construct by construct, and that it compiles.
//!
//! A case is `testdata/pass/<construct>.yaml`, with `<construct>.toml` beside it if it needs a configuration; beside it
//! stands `<construct>.rs`: all emitted files but the runtime, one after the other. A document of several files is a
//! folder, `<construct>/document.yaml` with its parts. To add a case, add the document and run `UPDATE_EXPECT=1 cargo test -p crategen --test pass`, then read what was written.

mod support;

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crategen::{
    Input, Output,
    document::{Source, Sources},
};

const COMMAND: &str = "UPDATE_EXPECT=1 cargo test -p crategen --test pass";

/// What stands before each file's text.
const MARK: &str = "//=== ";

#[test]
fn constructs_are_emitted_as_expected() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let actual = joined(&emitted(&case));
        let path = case.with_extension("rs");
        if update {
            fs::write(&path, actual).expect("the expected file can be written");
            continue;
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if let Some(line) = first_difference(&expected, &actual) {
            wrong.push(format!("{}: {line}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "if these changes are wanted, run `{COMMAND}`\n{}", wrong.join("\n"));
}

#[test]
fn what_is_expected_compiles_and_clippy_agrees() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pass");
    let _ = fs::remove_dir_all(root.join("cases"));
    let mut members = String::new();
    for case in cases() {
        let name = stem(&case);
        let text = fs::read_to_string(case.with_extension("rs")).expect("the expected file is there");
        write_crate(&root.join("cases").join(&name), &name, &text, &emitted(&case));
        let _ = writeln!(members, "    \"cases/{name}\",");
    }
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n");
    fs::write(root.join("Cargo.toml"), manifest).expect("the workspace can be written");
    fs::copy(workspace.join("Cargo.lock"), root.join("Cargo.lock")).expect("the lock can be copied");
    let output = Command::new(env!("CARGO"))
        .args(["clippy", "--quiet", "--workspace", "--all-features", "--", "-D", "warnings"])
        .current_dir(&root)
        .env("CARGO_TARGET_DIR", root.join("target"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/pass");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder of the cases")
        .map(|entry| entry.expect("a folder entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml") || path.is_dir())
        .collect();
    cases.sort();
    assert!(cases.len() >= 20, "only {} cases were found", cases.len());
    cases
}

fn stem(case: &Path) -> String {
    case.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn emitted(case: &Path) -> Output {
    let mut sources = Sources::default();
    let mut add = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        sources.add(Source { name, text })
    };
    let document = add(if case.is_dir() { case.join("document.yaml") } else { case.to_owned() }.as_path());
    let config = case.with_extension("toml");
    let config = config.exists().then(|| add(&config));
    let mut input = Input { sources, document, config, ..Input::default() };
    support::take_in_parts(&mut input, case);
    crategen::generate(&input)
        .unwrap_or_else(|diagnostics| panic!("{}: {}", case.display(), diagnostics.render(&input.sources, false)))
}

/// All files that differ from crate to crate, and the warnings.
fn joined(output: &Output) -> String {
    let mut text = String::new();
    for diagnostic in &output.diagnostics.list {
        let _ = writeln!(text, "// {}: {}", diagnostic.code, diagnostic.message);
    }
    for (path, content) in output.files.iter().filter(|(path, _)| !path.starts_with("src/generated/runtime/")) {
        let comment = if path.ends_with(".rs") { "" } else { "// " };
        let _ = writeln!(text, "{MARK}{path}");
        for line in content.lines() {
            let _ = writeln!(text, "{}", format!("{comment}{line}").trim_end());
        }
    }
    text
}

/// Writes the files of a case as a crate over the runtime that it is emitted with.
fn write_crate(folder: &Path, name: &str, text: &str, output: &Output) {
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    };
    let mut features = String::new();
    for part in text.split(MARK).skip(1) {
        let (path, content) = part.split_once('\n').unwrap_or((part, ""));
        match path {
            "Cargo.toml" => {
                let tags = content.lines().filter(|line| line.ends_with(" = []") && !line.contains("testing"));
                features = tags.map(|line| format!("{}\n", line.trim_start_matches("// "))).collect();
            }
            path if path.ends_with(".rs") => write(path, content),
            _ => {}
        }
    }
    for (path, text) in output.files.iter().filter(|(path, _)| path.starts_with("src/generated/runtime/")) {
        write(path, text);
    }
    write(
        "src/lib.rs",
        "//! An expected crate.\n\nmod generated;\n\npub use generated::*;\n\
         pub use runtime::{Client, Error};\n",
    );
    let manifest = fs::read_to_string(RUNTIME.to_owned() + "/Cargo.toml").expect("the runtime's manifest");
    let (_, dependencies) = manifest.split_once("[dependencies]").expect("its dependencies");
    let (dependencies, _) = dependencies.split_once("\n[").expect("those of some platforms after it");
    let is_needed = |line: &&str| {
        line.contains(" = ")
            && (!line.contains("optional") || line.starts_with("quick-xml") || line.starts_with("regex-lite"))
    };
    let required = dependencies.lines().filter(is_needed);
    let required: String = required.map(|line| format!("{line}\n")).collect();
    write(
        "Cargo.toml",
        &format!(
            "[package]\nname = \"case-{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[features]\n{features}\
             testing = []\nvalidate = [\"dep:regex-lite\"]\nxml = [\"dep:quick-xml\"]\n\n[dependencies]\n{required}\n\
             [lints.rust]\nmissing_docs = \"warn\"\nunreachable_pub = \"warn\"\nunsafe_code = \"forbid\"\n\
             unexpected_cfgs = {{ level = \"warn\", check-cfg = ['cfg(feature, values(\"blocking\", \"reqwest\", \"tower\", \"tracing\"))'] }}\n"
        ),
    );
}

const RUNTIME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../templates/runtime");

fn first_difference(expected: &str, actual: &str) -> Option<String> {
    if expected == actual {
        return None;
    }
    let mut number = 1;
    let (mut left, mut right) = (expected.lines(), actual.lines());
    loop {
        match (left.next(), right.next()) {
            (Some(left), Some(right)) if left == right => number += 1,
            (left, right) => {
                let (left, right) = (left.unwrap_or("(end)"), right.unwrap_or("(end)"));
                return Some(format!("line {number}\n  expected: {left}\n  emitted:  {right}"));
            }
        }
    }
}
