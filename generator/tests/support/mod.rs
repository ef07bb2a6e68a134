//! Text to nodes and back, for tests that care for neither files nor places; and documents of several files.

#![allow(dead_code, reason = "each test uses a part")]

use std::fs;
use std::path::Path;

use crategen::Input;
use crategen::diagnostics::Diagnostics;
use crategen::document::{self, Node, Source, Sources, Value};

/// Reads a YAML document that has nothing wrong with it.
pub(crate) fn read(text: &str) -> Node {
    let mut sources = Sources::default();
    let file = sources.add(Source { name: "test.yaml".to_owned(), text: text.to_owned() });
    let mut diagnostics = Diagnostics::default();
    let node = document::read(&sources, file, &mut diagnostics);
    assert!(diagnostics.list.is_empty(), "{}", diagnostics.render(&sources, false));
    node.expect("a document")
}

/// Writes a node as JSON, for comparing.
pub(crate) fn write(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => (*value).into(),
        Value::Number(number) => match serde_json::from_str(&number.0) {
            Ok(number) => serde_json::Value::Number(number),
            Err(_) => number.0.as_str().into(),
        },
        Value::String(text) => text.as_str().into(),
        Value::Array(items) => items.iter().map(write).collect(),
        Value::Object(entries) => entries.iter().map(|entry| (entry.key.to_string(), write(&entry.node))).collect(),
    }
}

/// A document alone, under its bare name.
pub(crate) fn input(document: &Path) -> Input {
    let mut input = Input::default();
    let text = fs::read_to_string(document).unwrap_or_else(|error| panic!("{}: {error}", document.display()));
    let name = document.file_name().unwrap().to_string_lossy().into_owned();
    input.document = input.sources.add(Source { name, text });
    input
}

/// Takes in what the document refers to, as far as it stands below its folder.
pub(crate) fn take_in_parts(input: &mut Input, folder: &Path) {
    loop {
        let wanted = crategen::wanted(input);
        if wanted.is_empty() {
            return;
        }
        for name in wanted {
            match fs::read_to_string(folder.join(&name)) {
                Ok(text) => {
                    input.sources.add(Source { name, text });
                }
                Err(_) => {
                    input.parts.unreadable.insert(name, "there is no such file".to_owned());
                }
            }
        }
    }
}

/// The two documents of a file that shows the one as changes of the other: lines begin with `-` for the old one only, with `+` for
/// the new one only, with a space for both, and with `#` for neither.
pub(crate) fn pair(file: &Path) -> (Input, Input) {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let side = |sign: char, name: &str| {
        let lines = text.lines().filter(|line| line.is_empty() || line.starts_with([' ', sign]));
        let text = lines.map(|line| format!("{}\n", line.get(1..).unwrap_or_default())).collect();
        let mut input = Input::default();
        input.document = input.sources.add(Source { name: name.to_owned(), text });
        input
    };
    (side('-', "old.yaml"), side('+', "new.yaml"))
}

/// All files of a folder of `testdata` with that ending, in order.
pub(crate) fn cases(folder: &str, extension: &str) -> Vec<std::path::PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata").join(folder);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut cases: Vec<_> = entries.map(|entry| entry.expect("a folder entry").path()).collect();
    cases.retain(|path| path.extension().is_some_and(|ending| ending == extension));
    cases.sort();
    cases
}
