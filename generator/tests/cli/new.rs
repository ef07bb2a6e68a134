//! `new`: what is made, and what is never touched. That it passes its own tests is a step of `cargo xtask ci`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crategen::cli::codegen;
use crategen::cli::new::{Flags, run};

const DOCUMENT: &str = "openapi: 3.0.3
info: {title: Harbour, version: '1'}
paths:
  /ships:
    get:
      operationId: listShips
      responses:
        '200': {description: All., content: {application/json: {schema: {$ref: 'parts/ship.yaml#/Ship'}}}}
";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("vendor/parts")).unwrap();
    fs::write(folder.path().join("vendor/harbour.yaml"), DOCUMENT).unwrap();
    let part = "Ship: {type: object, properties: {name: {type: string}}}\n";
    fs::write(folder.path().join("vendor/parts/ship.yaml"), part).unwrap();
    folder
}

fn flags(folder: &Path) -> Flags {
    Flags { document: folder.join("vendor/harbour.yaml"), folder: folder.join("made"), name: None, crategen: None }
}

fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => waiting.push(path),
                false => {
                    let text = fs::read_to_string(&path).unwrap();
                    found.insert(path.strip_prefix(folder).unwrap().to_owned(), text);
                }
            }
        }
    }
    found
}

#[test]
fn a_workspace_has_the_document_with_its_parts_and_a_fresh_crate() {
    let folder = folder();
    run(&flags(folder.path())).unwrap();
    let made = folder.path().join("made");
    let files = files(&made);
    let others: Vec<String> = files
        .keys()
        .map(|path| path.to_string_lossy().replace('\\', "/"))
        .filter(|path| !path.contains("/src/generated/"))
        .collect();
    assert_eq!(
        others,
        [
            ".cargo/config.toml",
            ".github/workflows/ci.yml",
            ".gitignore",
            "Cargo.toml",
            "README.md",
            "harbour/.gitignore",
            "harbour/API.txt",
            "harbour/Cargo.toml",
            "harbour/README.md",
            "harbour/src/lib.rs",
            "harbour/tests/in_memory.rs",
            "spec/codegen.lock",
            "spec/codegen.toml",
            "spec/harbour.yaml",
            "spec/overlays/README.md",
            "spec/parts/ship.yaml",
            "xtask/Cargo.toml",
            "xtask/src/main.rs",
            "xtask/tests/freshness.rs",
        ]
    );
    assert_eq!(files[Path::new("spec/harbour.yaml")], DOCUMENT, "it is as its publisher wrote it");
    assert!(codegen::check(&made).unwrap().is_fresh());
    let test = &files[Path::new("harbour/tests/in_memory.rs")];
    assert!(test.contains("client.send(ListShips::new())") && !test.contains("rustfmt::skip"), "{test}");
    assert!(files.values().all(|text| !text.contains("{{")), "every template was filled in");
}

#[test]
fn a_folder_with_something_in_it_is_left_as_it_is() {
    let folder = folder();
    fs::create_dir(folder.path().join("made")).unwrap();
    fs::write(folder.path().join("made/notes.txt"), "mine").unwrap();
    let error = run(&flags(folder.path())).unwrap_err().to_string();
    assert!(error.contains("is not empty"), "{error}");
    assert_eq!(files(&folder.path().join("made")), [("notes.txt".into(), "mine".to_owned())].into());
    let of_file = Flags { folder: folder.path().join("made/notes.txt"), ..flags(folder.path()) };
    assert!(run(&of_file).is_err());
    assert_eq!(fs::read_to_string(folder.path().join("made/notes.txt")).unwrap(), "mine");
}

#[test]
fn an_empty_folder_is_as_good_as_none() {
    let folder = folder();
    fs::create_dir(folder.path().join("made")).unwrap();
    run(&flags(folder.path())).unwrap();
    assert!(folder.path().join("made/Cargo.toml").is_file());
}

#[test]
fn a_document_that_is_refused_leaves_nothing_behind() {
    let folder = folder();
    fs::write(folder.path().join("vendor/harbour.yaml"), "openapi: [").unwrap();
    run(&flags(folder.path())).unwrap_err();
    assert!(!folder.path().join("made").exists());
    let named = Flags { name: Some("not a name".to_owned()), ..flags(folder.path()) };
    assert!(run(&named).is_err() && !folder.path().join("made").exists());
}

#[test]
fn names_and_places_are_as_they_are_asked_for() {
    let folder = folder();
    let crategen = Path::new(env!("CARGO_MANIFEST_DIR"));
    run(&Flags { name: Some("xtask".to_owned()), crategen: Some(crategen.to_owned()), ..flags(folder.path()) })
        .unwrap_err();
    let asked = Flags { name: Some("spec".to_owned()), crategen: Some(crategen.to_owned()), ..flags(folder.path()) };
    run(&asked).unwrap();
    let made = folder.path().join("made");
    assert!(made.join("spec-crate/Cargo.toml").is_file(), "the document has the folder `spec`");
    let manifest = fs::read_to_string(made.join("xtask/Cargo.toml")).unwrap();
    let crategen = manifest.lines().find(|line| line.starts_with("crategen")).unwrap();
    assert!(crategen.contains("path = ") && !crategen.contains("version"), "{manifest}");
}
