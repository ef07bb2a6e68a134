//! `overlay suggest`: a file that applies, and that is never overwritten; `overlay apply`: what overlays make of a document.

use std::fs;
use std::path::Path;

use crategen::cli::document::DocumentFlags;
use crategen::cli::overlay::{Command, Flags, run};

const DOCUMENT: &str = "openapi: 3.0.3
info: {title: Harbour, version: '1'}
paths:
  /ships:
    get: {responses: {'204': {description: None.}}}
";

fn suggest(folder: &Path) -> Result<(), String> {
    let document = DocumentFlags { spec: Some(folder.join("harbour.yaml")), ..DocumentFlags::default() };
    let command = Command::Suggest(Flags { document, out: Some(folder.join("suggested.yaml")), ..Flags::default() });
    run(folder, &command).map_err(|error| error.to_string())
}

#[test]
fn what_was_suggested_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("harbour.yaml"), DOCUMENT).unwrap();
    suggest(folder).unwrap();
    let text = fs::read_to_string(folder.join("suggested.yaml")).unwrap();
    assert!(text.contains("update: {\"operationId\":\"getShips\"}"), "{text}");
    fs::write(folder.join("suggested.yaml"), "reviewed").unwrap();
    assert!(suggest(folder).unwrap_err().contains("already"));
    assert_eq!(fs::read_to_string(folder.join("suggested.yaml")).unwrap(), "reviewed");
}

#[test]
fn nothing_to_repair_is_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let document = DOCUMENT.replace("get: {", "get: {operationId: listShips, ");
    fs::write(folder.join("harbour.yaml"), document).unwrap();
    suggest(folder).unwrap();
    assert!(!folder.join("suggested.yaml").exists());
}

const OVERLAY: &str = "overlay: 1.0.0
info: {title: Names, version: '1'}
actions:
  - target: $.paths['/ships'].get
    update: {operationId: listShips}
";

fn apply(folder: &Path, out: &str) -> Result<String, String> {
    let spec = Some(folder.join("harbour.yaml"));
    let document = DocumentFlags { spec, overlay: vec![folder.join("names.yaml")], ..DocumentFlags::default() };
    let out = folder.join(out);
    run(folder, &Command::Apply(Flags { document, out: Some(out.clone()), ..Flags::default() }))
        .map_err(|error| error.to_string())?;
    fs::read_to_string(out).map_err(|error| error.to_string())
}

#[test]
fn what_overlays_make_of_a_document_is_a_document() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("harbour.yaml"), DOCUMENT).unwrap();
    fs::write(folder.join("names.yaml"), OVERLAY).unwrap();
    let text = apply(folder, "effective.json").unwrap();
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["paths"]["/ships"]["get"]["operationId"], "listShips");
    assert_eq!(document["info"]["title"], "Harbour");
}

#[test]
fn an_overlay_that_does_not_apply_leaves_no_document() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("harbour.yaml"), DOCUMENT).unwrap();
    fs::write(folder.join("names.yaml"), OVERLAY.replace("/ships", "/boats")).unwrap();
    assert!(apply(folder, "effective.json").is_err());
    assert!(!folder.join("effective.json").exists());
}

#[test]
fn what_the_document_is_made_of_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("harbour.yaml"), DOCUMENT).unwrap();
    fs::write(folder.join("names.yaml"), OVERLAY).unwrap();
    for input in ["harbour.yaml", "names.yaml", "./harbour.yaml"] {
        assert!(apply(folder, input).unwrap_err().contains("is what the document is made of"));
    }
    assert_eq!(fs::read_to_string(folder.join("harbour.yaml")).unwrap(), DOCUMENT);
}
