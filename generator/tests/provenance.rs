//! Every public item knows what it was made from, and the documentation that is emitted says so.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use crategen::Input;
use crategen::diff::Snapshot;
use crategen::document::{FileId, Source};

/// What is made from no one thing of a document.
const OF_THE_WHOLE: &[&str] = &[
    "const operations::ALL",
    "const operations::SERVER",
    "const servers::ALL",
    "default ",
    "feature ",
    "mod runtime::",
    "struct credentials::Credentials",
    "trait api::",
];

#[test]
fn every_item_has_a_place_in_the_document() {
    let mut parts = 0;
    for case in cases() {
        let input = input(&case);
        let snapshot = Snapshot::of(&input).unwrap_or_else(|wrong| panic!("{}", wrong.render(&input.sources, false)));
        for item in &snapshot.items {
            let what = format!("{}: {} ({})", case.display(), item.line, item.pointer);
            if item.pointer.is_empty() {
                assert!(OF_THE_WHOLE.iter().any(|start| item.line.starts_with(start)), "{what}");
                continue;
            }
            assert!(snapshot.document.at(&item.pointer).is_some(), "{what} leads nowhere");
            let source = input.sources.get(item.span.file).expect(&what);
            let text = source.text.get(item.span.start as usize..item.span.end as usize).expect(&what);
            assert!(!text.is_empty(), "{what} is nowhere");
            // What a member of an object is made from is shown by its name.
            let last = item.pointer.rsplit('/').next().map(crategen::document::unescape).unwrap_or_default();
            parts += usize::from(item.line.starts_with("field models::") && text.trim_matches(['\'', '"']) == last);
        }
    }
    assert!(parts > 100, "only {parts} fields are where their properties are");
}

#[test]
fn documentation_ends_with_the_place() {
    for case in cases() {
        let output = crategen::generate(&input(&case)).unwrap();
        for model in &output.models {
            let place = format!("/// `{}`\n", model.pointer.replace("x-oas31-", "").replace('`', "_"));
            let is_there = output.files.iter().any(|(path, text)| path.contains("/models/") && text.contains(&place));
            assert!(is_there, "{}: {place} is nowhere", case.display());
        }
        for call in &output.calls {
            let place = format!("/// `{}`\n", call.pointer.replace("x-oas31-", "").replace('`', "_"));
            let is_there =
                output.files.iter().any(|(path, text)| path.contains("/operations/") && text.contains(&place));
            assert!(is_there, "{}: {place} is nowhere", case.display());
        }
    }
}

#[test]
fn a_part_says_its_place_only_where_that_is_not_inside_of_the_whole() {
    let output = crategen::generate(&input(&folder().join("all_of_merges.yaml"))).unwrap();
    let file = output.files.get("src/generated/models/car.rs").expect("the model");
    let (car, _) = file.split_once("\nimpl ").expect("an implementation after the struct");
    assert!(car.contains("    ///\n    /// `/components/schemas/Vehicle/properties/colour`\n    pub colour:"), "{car}");
    assert!(!car.contains("/components/schemas/Car/properties"), "{car}");
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/pass")
}

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).expect("the folder of the cases");
    let mut cases: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a folder entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    cases.sort();
    cases
}

fn input(case: &Path) -> Input {
    let mut input = support::input(case);
    let config = case.with_extension("toml");
    if let Ok(text) = fs::read_to_string(&config) {
        let file: FileId = input.sources.add(Source { name: "codegen.toml".to_owned(), text });
        input.config = Some(file);
    }
    input
}
