//! What normalization makes of each construct: adding a case is adding a file.
//!
//! `testdata/normalize/<construct>.in.yaml` has an `.out.yaml` beside it; `UPDATE_EXPECT=1` writes it.

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use indexmap::IndexMap;
use openapiv3::ReferenceOr;

use crategen::diagnostics::Diagnostics;
use crategen::document::{Node, Text};
use crategen::normalize;
use crategen::parse::{self, Keep, PathItem};

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
        assert!(diagnostics.list.is_empty(), "{}: {:?}", path.display(), diagnostics.list);
        // Operations with a method that the typed document does not have stand beside the paths.
        typed.paths.retain(|path, _| path.starts_with('/'));
        // The same as when it is read at once, without holes.
        let whole: openapiv3::OpenAPI = serde_json::from_value(support::write(&node)).unwrap();
        assert_eq!(in_one_order(typed.paths), in_one_order(kept(whole.paths.paths)), "{}", path.display());
        let (typed, whole) = (typed.components, whole.components.unwrap_or_default());
        let schemas: IndexMap<_, _> =
            whole.schemas.into_iter().map(|(name, schema)| (Text::from(name), parse::schema_of(schema))).collect();
        assert_eq!(typed.schemas, schemas, "{}", path.display());
        assert_eq!(typed.responses, kept(whole.responses), "{}", path.display());
        assert_eq!(typed.parameters, kept(whole.parameters), "{}", path.display());
        assert_eq!(typed.request_bodies, kept(whole.request_bodies), "{}", path.display());
        assert_eq!(typed.headers, kept(whole.headers), "{}", path.display());
    }
}

fn kept<T: Keep>(members: IndexMap<String, T>) -> IndexMap<Text, T::Kept> {
    members.into_iter().map(|(name, member)| (name.into(), member.keep(&mut parse::schema_of))).collect()
}

fn in_one_order(mut paths: IndexMap<Text, ReferenceOr<PathItem>>) -> IndexMap<Text, ReferenceOr<PathItem>> {
    for item in paths.values_mut() {
        if let ReferenceOr::Item(item) = item {
            item.operations.sort_by_key(|(keyword, _)| *keyword);
        }
    }
    paths
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
