//! The real document, its overlays and the real crate, in a folder of their own: what one wrong byte does.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crategen::cli::codegen::{Flags, check, run};
use crategen::cli::document::DocumentFlags;

/// A copy of what `cargo xtask codegen` reads and writes.
struct Copy {
    folder: tempfile::TempDir,
}

impl Copy {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for part in ["spec", "generated/src/generated", "generated/API.txt", "generated/Cargo.toml"] {
            copy(&xtask::root().join(part), &folder.path().join(part));
        }
        Self { folder }
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn change(&self, path: &str, change: impl FnOnce(String) -> String) {
        let path = self.root().join(path);
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let changed = change(text.clone());
        assert_ne!(text, changed, "nothing was changed in {}", path.display());
        fs::write(path, changed).unwrap();
    }

    fn generated(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.root().join("generated")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true => folders.push(path),
                    false => drop(files.insert(path.clone(), fs::read(path).unwrap())),
                }
            }
        }
        files
    }

    /// What a user reads when `codegen` refuses to run.
    fn refusal(&self) -> String {
        let before = self.generated();
        let error = run(self.root(), &Flags::default()).expect_err("a refusal");
        assert!(self.generated() == before, "a refused run changed the crate");
        error.to_string()
    }
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
    }
}

#[test]
fn one_changed_byte_anywhere_is_noticed_and_the_command_is_named() {
    for path in [
        "generated/API.txt",
        "generated/Cargo.toml",
        "generated/src/generated/mod.rs",
        "generated/src/generated/models/chat_message.rs",
        "generated/src/generated/operations/sms/send_sms.rs",
        "generated/src/generated/runtime/client.rs",
        "spec/acs.yaml",
        "spec/codegen.toml",
        "spec/codegen.lock",
        "spec/overlays/10-info-and-server.yaml",
        "spec/overlays/69-chat-security-and-errors.yaml",
    ] {
        let copy = Copy::new();
        copy.change(path, |text| text + "#");
        let report = check(copy.root()).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(!report.is_fresh(), "{path}");
        let text = report.to_string();
        assert!(text.contains("cargo xtask codegen"), "{path}: {text}");
        let name = path.rsplit('/').next().unwrap();
        assert!(text.contains(name), "{path}: {text}");
    }
}

#[test]
fn a_run_puts_right_what_was_changed_and_a_second_one_finds_nothing_to_do() {
    let copy = Copy::new();
    let before = copy.generated();
    copy.change("generated/src/generated/mod.rs", |text| text + "// mine\n");
    fs::write(copy.root().join("generated/src/generated/orphan.rs"), "").unwrap();
    run(copy.root(), &Flags::default()).unwrap();
    let scaffold = ["src/lib.rs", "README.md", ".gitignore"].map(|path| copy.root().join("generated").join(path));
    let mut after = copy.generated();
    after.retain(|path, _| !scaffold.contains(path));
    assert!(after == before);
    assert!(check(copy.root()).unwrap().is_fresh());
}

#[test]
fn malformed_input_is_refused_with_a_place_and_help_and_changes_nothing() {
    type Change = fn(String) -> String;
    let cases: [(&str, Change, &str); 8] = [
        ("spec/acs.yaml", |text| text + "cut: [off", "error[E0101]"),
        ("spec/acs.yaml", |text| text.replace("maxLength: 2048", "maxLength: many"), "maxLength"),
        ("spec/acs.yaml", |_| bomb(), "error[E0104]"),
        ("spec/acs.yaml", |_| "[".repeat(10_000), "error[E0103]"),
        ("spec/acs.yaml", |text| text + "info: {}\n", "error[E0102]"),
        ("spec/overlays/50-email.yaml", |text| text.replace("schemas/EmailErrorResponse'", "schemas/Nope'"), "Nope"),
        (
            "spec/overlays/50-email.yaml",
            |text| text + "\n  - target: $.paths['/nowhere']\n    description: None.\n    remove: true\n",
            "error[E0202]",
        ),
        ("spec/codegen.toml", |text| text + "\n[names]\n", "codegen.toml"),
    ];
    for (path, change, expected) in cases {
        let copy = Copy::new();
        copy.change(path, change);
        let text = copy.refusal();
        assert!(text.contains(expected), "{path}: {text}");
        assert!(text.contains(&format!("{path}:")), "no place in {path}: {text}");
        assert!(text.contains("help: "), "no help for {path}: {text}");
    }
}

fn bomb() -> String {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let below = format!("*a{}, ", level - 1).repeat(10);
        text += &format!("a{level}: &a{level} [{}]\n", below.trim_end_matches(", "));
    }
    text
}

#[test]
fn a_folder_that_cannot_be_written_is_refused_and_nothing_changes() {
    let copy = Copy::new();
    copy.change("spec/codegen.toml", |text| text.replace("\"../generated\"", "\"acs.yaml/generated\""));
    let text = copy.refusal();
    assert!(text.contains("acs.yaml"), "{text}");
}

#[test]
fn the_exit_code_is_1_for_diagnostics_and_2_for_a_wrong_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().join("broken.yaml");
    fs::write(&spec, "openapi: [").unwrap();
    let out = folder.path().join("out");
    let xtask = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).env("NO_COLOR", "1").output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, text) = xtask(&["codegen", "--spec", &spec.to_string_lossy(), "--out", &out.to_string_lossy()]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("error[E0101]") && !text.contains('\u{1b}'), "{text}");
    assert!(!out.exists());
    let (code, text) = xtask(&["codegen", "--spec"]);
    assert_eq!(code, Some(2), "{text}");
}

#[test]
fn a_warning_is_an_error_only_where_it_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().join("gaps.yaml");
    let document = "openapi: 3.0.3\ninfo: {title: Gaps, version: 1.0.0}\npaths:\n  /a:\n    get:\n      operationId: a\n      \
                    responses:\n        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Gone'}}}}\n";
    fs::write(&spec, document).unwrap();
    let flags = |strict| Flags {
        document: DocumentFlags { spec: Some(spec.clone()), ..DocumentFlags::default() },
        out: Some(folder.path().join("out")),
        strict,
        ..Flags::default()
    };
    let error = run(folder.path(), &flags(true)).expect_err("a refusal").to_string();
    assert!(error.contains("error[W0501]") && error.contains("gaps.yaml:8:"), "{error}");
    assert!(!folder.path().join("out").exists());
    run(folder.path(), &flags(false)).unwrap();
    assert!(folder.path().join("out/src/generated/mod.rs").exists());
}

#[test]
fn a_run_tells_which_input_moved_and_what_changed_of_the_api() {
    let folder = tempfile::tempdir().unwrap();
    let document = "openapi: 3.0.3\ninfo: {title: Pets, version: 1.0.0}\npaths:\n  /pets:\n    get:\n      operationId: listPets\n      \
                    responses:\n        '200': {description: ok, content: {application/json: {schema: \
                    {$ref: '#/components/schemas/Pet'}}}}\ncomponents: {schemas: {Pet: {type: object, properties: \
                    {name: {type: string}}}}}\n";
    let codegen = || {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["codegen", "--spec", "pets.yaml", "--out", "pets"])
            .current_dir(folder.path())
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    fs::write(folder.path().join("pets.yaml"), document).unwrap();
    let said = codegen();
    assert!(!said.contains("+ ") && !said.contains("pets.yaml changed"), "{said}");
    fs::write(folder.path().join("pets.yaml"), document.replace("name:", "title:")).unwrap();
    let said = codegen();
    for needed in [
        "the document pets.yaml changed since the crate was generated",
        "- field models::Pet.name: Option<String>",
        "+ field models::Pet.title: Option<String>",
    ] {
        assert!(said.contains(needed), "{needed}: {said}");
    }
    let said = codegen();
    assert!(said.contains("Unchanged") && !said.contains("pets.yaml changed"), "{said}");
}
