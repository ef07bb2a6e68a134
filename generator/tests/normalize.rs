//! What normalization makes of each construct: adding a case is adding a file.
//!
//! `testdata/normalize/<construct>.in.yaml` has an `.out.yaml` beside it; `UPDATE_EXPECT=1` writes it.

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crategen::diagnostics::Diagnostics;
use crategen::document::Node;
use crategen::{normalize, parse};

#[test]
fn every_construct_is_brought_into_the_one_dialect() {
    let mut failures = String::new();
    for path in files("normalize", ".in.yaml") {
        let mut node = read(&path);
        normalize::normalize(&mut node, &mut Diagnostics::default()).unwrap();
        let output = serde_yaml::to_string(&support::write(&node)).unwrap();
        let expected = PathBuf::from(path.to_str().unwrap().replace(".in.yaml", ".out.yaml"));
        compare(&expected, &output, &mut failures);
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn what_is_normalized_stays_as_it_is() {
    for path in files("normalize", ".in.yaml").into_iter().chain(files("fail/normalize", ".yaml")) {
        let mut once = read(&path);
        if normalize::normalize(&mut once, &mut Diagnostics::default()).is_none() {
            continue;
        }
        let mut twice = once.clone();
        normalize::normalize(&mut twice, &mut Diagnostics::default()).unwrap();
        assert_eq!(support::write(&twice), support::write(&once), "{}", path.display());
    }
}

#[test]
fn the_typed_document_accepts_what_is_normalized() {
    for path in files("normalize", ".in.yaml") {
        let mut node = read(&path);
        normalize::normalize(&mut node, &mut Diagnostics::default()).unwrap();
        let mut diagnostics = Diagnostics::default();
        let mut typed = parse::parse(&node, &mut diagnostics).unwrap();
        // Operations with a method that the typed document does not have stand beside the paths.
        typed.openapi.paths.paths.retain(|path, _| path.starts_with('/'));
        assert!(diagnostics.list.is_empty(), "{}: {:?}", path.display(), diagnostics.list);
        // The same as when it is read at once, without holes; but for examples, of which no code is made; schemas stand beside the rest.
        let mut whole: openapiv3::OpenAPI = serde_json::from_value(support::write(&node)).unwrap();
        let schemas = whole.components.iter_mut().flat_map(|components| std::mem::take(&mut components.schemas));
        let schemas: Vec<_> = schemas.map(|(name, schema)| (name, parse::schema_of(schema))).collect();
        assert_eq!(typed.components.into_iter().collect::<Vec<_>>(), schemas, "{}", path.display());
        assert_eq!(without_schemas(&typed.openapi), without_schemas(&whole), "{}", path.display());
    }
}

fn without_schemas(openapi: &openapiv3::OpenAPI) -> serde_json::Value {
    fn strip(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(members) => {
                members.retain(|key, _| key != "example" && key != "examples" && key != "schema");
                members.values_mut().for_each(strip);
            }
            serde_json::Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(openapi).unwrap();
    strip(&mut value);
    value
}

fn compare(expected: &Path, actual: &str, failures: &mut String) {
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(expected, actual).unwrap();
    }
    let text = fs::read_to_string(expected).unwrap_or_default().replace("\r\n", "\n");
    if text != actual {
        let _ = writeln!(failures, "{} is not\n{actual}", expected.display());
        failures.push_str("run the test with UPDATE_EXPECT=1 and look at the difference\n");
    }
}

fn read(path: &Path) -> Node {
    support::read(&fs::read_to_string(path).unwrap())
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata").join(folder);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = paths.filter(|path| path.to_str().is_some_and(|path| path.ends_with(ending))).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{} has no cases", folder.display());
    paths
}
