//! What holds for the comparison of any two documents.

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crategen::Input;
use crategen::diff::{Change, Kind, Level, Snapshot, compare};
use crategen::document::Source;
use serde_json::{Map, Value};

#[test]
fn a_document_does_not_differ_from_itself() {
    for (name, snapshot) in documents() {
        let changes = compare(&snapshot, &snapshot).changes;
        assert!(changes.is_empty(), "{name}: {changes:#?}");
    }
}

#[test]
fn the_order_of_members_does_not_matter() {
    for (case, old, new) in pairs() {
        let expected = told(&old, &new);
        for seed in 1..3 {
            let (old, new) = (shuffled(&case, &old, seed), shuffled(&case, &new, seed + 7));
            assert_eq!(told(&old, &new), expected, "{} with seed {seed}", case.display());
        }
    }
}

#[test]
fn what_comes_one_way_goes_the_other_way() {
    for (case, old, new) in pairs() {
        let (there, back) = (compare(&old, &new).changes, compare(&new, &old).changes);
        let mut swapped = back.clone();
        for change in &mut swapped {
            change.kind = match change.kind {
                Kind::Added => Kind::Removed,
                Kind::Removed => Kind::Added,
                Kind::Changed => Kind::Changed,
            };
        }
        assert_eq!(counted(&there), counted(&swapped), "{}", case.display());
    }
}

#[test]
fn long_chains_and_many_branches_are_compared_to_their_end() {
    let links = 3_000;
    let document = |last: &str| {
        let mut text = String::from(
            "openapi: 3.0.3\ninfo: {title: Chains, version: '1'}\npaths:\n  /chain:\n    get:\n      operationId: chain\n      responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/S0'}}}}}\ncomponents:\n  schemas:\n",
        );
        for link in 0..links {
            let next = format!("{{$ref: '#/components/schemas/S{}'}}", link + 1);
            text.push_str(&format!("    S{link}: {{type: object, properties: {{a: {next}, b: {next}}}}}\n"));
        }
        // Parts of parts, each twice.
        for link in links..links + 60 {
            let next = format!("{{$ref: '#/components/schemas/S{}'}}", link + 1);
            text.push_str(&format!("    S{link}: {{allOf: [{next}, {next}]}}\n"));
        }
        text.push_str(&format!("    S{}: {last}\n", links + 60));
        text
    };
    let side = |last: &str| {
        let mut input = Input::default();
        input.document = input.sources.add(Source { name: "chain.yaml".to_owned(), text: document(last) });
        snapshot(&input, Path::new("chain.yaml"))
    };
    let (old, new) = (side("{type: object, nullable: true}"), side("{type: object, required: [a]}"));
    let changes = compare(&old, &new).changes;
    assert!(changes.iter().any(|change| change.rule == "response-property-became-required"), "{changes:#?}");
}

/// How often each thing came or went, and how many others there are of each rule.
fn counted(changes: &[Change]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for change in changes.iter().filter(|change| change.level == Level::Document) {
        let key = match change.kind {
            // What is changed is called by its new name.
            Kind::Changed => change.rule.to_owned(),
            kind => format!("{kind:?} {} {}", change.subject, change.name),
        };
        *counts.entry(key).or_default() += 1;
    }
    counts
}

/// What is said of the document and the wire, without places. The order of properties is the order of arguments, so that
/// code may well see it.
fn told(old: &Snapshot, new: &Snapshot) -> Vec<String> {
    let changes = compare(old, new).changes.into_iter().filter(|change| change.level != Level::Api);
    changes.map(|change| format!("{} {} {}", change.rule, change.name, change.detail)).collect()
}

fn pairs() -> Vec<(PathBuf, Snapshot, Snapshot)> {
    let cases = support::cases("diff", "diff");
    assert!(cases.len() >= 80, "only {} cases were found", cases.len());
    let snapshots = |case: PathBuf| {
        let (old, new) = support::pair(&case);
        let (old, new) = (snapshot(&old, &case), snapshot(&new, &case));
        (case, old, new)
    };
    cases.into_iter().map(snapshots).collect()
}

/// The documents of other tests, which have every construct.
fn documents() -> Vec<(String, Snapshot)> {
    let cases = support::cases("pass", "yaml");
    assert!(cases.len() >= 20, "only {} cases were found", cases.len());
    let named = |case: PathBuf| {
        let mut input = support::input(&case);
        support::take_in_parts(&mut input, case.parent().unwrap_or(&case));
        (case.display().to_string(), snapshot(&input, &case))
    };
    cases.into_iter().filter(|case| !case.with_extension("toml").exists()).map(named).collect()
}

fn snapshot(input: &Input, case: &Path) -> Snapshot {
    let refused = |problems: crategen::diagnostics::Diagnostics| problems.render(&input.sources, false);
    Snapshot::of(input).unwrap_or_else(|problems| panic!("{}: {}", case.display(), refused(problems)))
}

/// The same document with its members in another order.
fn shuffled(case: &Path, snapshot: &Snapshot, seed: u64) -> Snapshot {
    let mut sources = snapshot.sources.iter();
    let text = sources.next().map(|(_, source)| source.text.clone()).unwrap_or_default();
    let mut document = support::write(&support::read(&text));
    shuffle(&mut document, &mut (seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1));
    let mut input = Input::default();
    input.document = input.sources.add(Source { name: "shuffled.json".to_owned(), text: document.to_string() });
    self::snapshot(&input, case)
}

fn shuffle(value: &mut Value, state: &mut u64) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| shuffle(item, state)),
        Value::Object(members) => {
            let mut entries: Vec<(String, Value)> = std::mem::take(members).into_iter().collect();
            for index in (1..entries.len()).rev() {
                *state ^= *state << 13;
                *state ^= *state >> 7;
                *state ^= *state << 17;
                entries.swap(index, usize::try_from(*state % (index as u64 + 1)).expect("small"));
            }
            entries.iter_mut().for_each(|(_, member)| shuffle(member, state));
            *members = entries.into_iter().collect::<Map<String, Value>>();
        }
        _ => {}
    }
}
