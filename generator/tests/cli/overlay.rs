//! `overlay suggest`: a file that applies, and that is never overwritten.

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
    let command = Command::Suggest(Flags { document, out: Some(folder.join("suggested.yaml")) });
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
