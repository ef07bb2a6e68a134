//! What is suggested repairs what it says and nothing else, and leaves nothing to suggest.
//!
//! A document in `testdata/suggest/` is a case: its first line names the codes that are reported before and not after, and
//! `*.overlay.yaml` beside it is what is suggested (`UPDATE_EXPECT=1` writes it).

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use crategen::diagnostics::Diagnostics;
use crategen::document::{self, Node, Source, Value};
use crategen::{Input, overlay};

#[test]
fn a_suggestion_repairs_what_it_says_and_nothing_else() {
    for path in cases() {
        let input = support::input(&path);
        let name = path.display();
        let suggestion =
            crategen::suggest(&input).unwrap_or_else(|found| panic!("{}", found.render(&input.sources, false)));
        expect(&path.with_extension("overlay.yaml"), &suggestion.overlay);
        if suggestion.actions == 0 {
            assert!(repaired_codes(&input).is_empty(), "{name} has nothing to repair");
            continue;
        }
        let mut applied = input.clone();
        let text = suggestion.overlay.clone();
        let overlay = applied.sources.add(Source { name: "suggested.yaml".to_owned(), text });
        applied.overlays.push(overlay);
        let (before, after) = (reported(&input), reported(&applied));
        for code in repaired_codes(&input) {
            let has = |list: &BTreeSet<(String, String)>| list.iter().any(|(other, _)| *other == code);
            assert!(has(&before), "{name}: {code} is not reported before");
            // Schemas are named in the configuration.
            let left: Vec<_> =
                after.iter().filter(|(other, message)| *other == code && !message.starts_with("schema ")).collect();
            assert!(left.is_empty(), "{name}: {left:?} is still reported");
        }
        let new: Vec<_> = after.difference(&before).collect();
        assert!(new.is_empty(), "{name}: {new:?} was not reported before");
        only_targets_differ(&input, &applied, &suggestion.overlay);
        let again = crategen::suggest(&applied).expect("a document that can be read");
        assert_eq!(again.actions, 0, "{name}: {}", again.overlay);
    }
}

#[test]
fn the_same_document_gets_the_same_suggestion_whatever_the_threads() {
    let path = cases().into_iter().find(|path| path.ends_with("mistakes.yaml")).expect("the case");
    let input = support::input(&path);
    let once = crategen::suggest(&input).expect("a document that can be read");
    let again = std::thread::scope(|scope| scope.spawn(|| crategen::suggest(&input)).join());
    assert_eq!(again.expect("no panic").expect("a document that can be read"), once);
}

#[test]
fn what_cannot_be_read_is_reported() {
    let mut input = Input::default();
    input.document = input.sources.add(Source { name: "broken.yaml".to_owned(), text: "openapi: [".to_owned() });
    assert!(crategen::suggest(&input).expect_err("no document").has_errors());
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/suggest");
    let entries = fs::read_dir(folder).expect("cases").map(|entry| entry.expect("a case").path());
    entries.filter(|path| !path.to_string_lossy().ends_with(".overlay.yaml")).collect()
}

fn repaired_codes(input: &Input) -> Vec<String> {
    let text = &input.sources.get(input.document).expect("the document").text;
    let line = text.lines().next().and_then(|line| line.strip_prefix("# repairs:")).expect("what is repaired");
    line.split_whitespace().map(str::to_owned).collect()
}

/// What is said of a document: codes and messages.
fn reported(input: &Input) -> BTreeSet<(String, String)> {
    let diagnostics = match crategen::generate(input) {
        Ok(output) => output.diagnostics,
        Err(diagnostics) => panic!("{}", diagnostics.render(&input.sources, false)),
    };
    diagnostics.list.into_iter().map(|found| (found.code.to_owned(), found.message)).collect()
}

/// Checks that trees differ only where an action says so.
fn only_targets_differ(before: &Input, after: &Input, text: &str) {
    let suggested = support::read(text);
    let targets: Vec<String> = suggested.get("actions").expect("actions").items().iter().map(target).collect();
    let mut places = Vec::new();
    differences(&tree(before), &tree(after), String::new(), &mut places);
    for place in places {
        assert!(
            targets.iter().any(|target| place.starts_with(target.as_str())),
            "{place} differs, and no action says so"
        );
    }
}

fn tree(input: &Input) -> Node {
    let mut diagnostics = Diagnostics::default();
    let mut tree = document::read(&input.sources, input.document, &mut diagnostics).expect("a document");
    for file in &input.overlays {
        let actions = document::read(&input.sources, *file, &mut diagnostics).expect("an overlay");
        overlay::apply(&mut tree, &actions, &mut diagnostics);
    }
    assert!(diagnostics.list.is_empty(), "{}", diagnostics.render(&input.sources, false));
    tree
}

/// The innermost places at which two trees differ.
fn differences(one: &Node, two: &Node, at: String, found: &mut Vec<String>) {
    match (&one.value, &two.value) {
        _ if one == two => {}
        (Value::Object(members), Value::Object(others)) => {
            let keys: BTreeSet<&str> = members.iter().chain(others).map(|entry| entry.key.as_str()).collect();
            for key in keys {
                let at = format!("{at}/{}", document::escape(key));
                match (one.get(key), two.get(key)) {
                    (Some(one), Some(two)) => differences(one, two, at, found),
                    _ => found.push(at),
                }
            }
        }
        (Value::Array(items), Value::Array(others)) if items.len() == others.len() => {
            for (index, (one, two)) in items.iter().zip(others).enumerate() {
                differences(one, two, format!("{at}/{index}"), found);
            }
        }
        _ => found.push(at),
    }
}

/// The pointer of what an action changes; of what it takes out of a list, that of the list.
fn target(action: &Node) -> String {
    let path = action.get("target").and_then(Node::as_str).expect("a target");
    let mut pointer = String::new();
    let mut rest = path.strip_prefix('$').expect("a path from the root");
    while !rest.is_empty() {
        let (part, tail) = match rest.strip_prefix("['") {
            Some(quoted) => quoted.split_once("']").expect("an end"),
            None if rest.starts_with('[') => rest.trim_start_matches('[').split_once(']').expect("an end"),
            None => {
                let name = rest.trim_start_matches('.');
                name.split_at(name.find(['.', '[']).unwrap_or(name.len()))
            }
        };
        pointer = format!("{pointer}/{}", document::escape(part));
        rest = tail;
    }
    match pointer.rsplit_once('/') {
        Some((list, index)) if action.get("remove").is_some() && index.parse::<usize>().is_ok() => list.to_owned(),
        _ => pointer,
    }
}

fn expect(path: &Path, actual: &str) {
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(path, actual).expect("a file that can be written");
        return;
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    assert!(expected == actual, "{} is not what is suggested; UPDATE_EXPECT=1 writes it:\n{actual}", path.display());
}
