//! What a comparison of two documents reports.
//!
//! A case is `testdata/diff/<what>.diff`: both documents in one text, as a version control system would show the change.
//! Beside it stands the report, `<what>.txt`. To add a case, add the file and run `UPDATE_EXPECT=1 cargo test -p crategen --test diff`.

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crategen::Input;
use crategen::diagnostics::Place;
use crategen::diff::{Change, Kind, Level, Report, Snapshot, compare, rules};
use crategen::document::Source;

const COMMAND: &str = "UPDATE_EXPECT=1 cargo test -p crategen --test diff";

#[test]
fn pairs_are_reported_as_expected() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let cases = support::cases("diff", "diff");
    assert!(cases.len() >= 80, "only {} cases were found", cases.len());
    let mut wrong = Vec::new();
    for case in cases {
        let (old, new) = snapshots(&case);
        let actual = written(&compare(&old, &new), &old, &new);
        let path = case.with_extension("txt");
        if update {
            fs::write(&path, actual).expect("the expected file can be written");
        } else if fs::read_to_string(&path).unwrap_or_default() != actual {
            wrong.push(format!("{}\n{actual}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "if these changes are wanted, run `{COMMAND}`\n{}", wrong.join("\n"));
}

#[test]
fn every_rule_is_met_by_a_case() {
    let mut met = BTreeSet::new();
    for case in support::cases("diff", "diff") {
        let (old, new) = snapshots(&case);
        met.extend(compare(&old, &new).changes.into_iter().map(|change| change.rule));
    }
    let missed: Vec<&str> = rules().map(|rule| rule.id).filter(|id| !met.contains(id)).collect();
    assert!(missed.is_empty(), "no case meets {missed:?}");
}

#[test]
fn rules_have_names_of_their_own_and_those_that_judge_say_why() {
    let mut seen = BTreeSet::new();
    for rule in rules() {
        assert!(seen.insert(rule.id), "`{}` is the name of two rules", rule.id);
        assert_eq!(rule.reason.is_empty(), rule.level == Level::Document, "{}", rule.id);
    }
}

#[test]
fn what_an_overlay_says_has_its_place_in_the_overlay() {
    let document = "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    Pet:\n      type: object\n      properties: {age: {type: integer, format: int32}}\n";
    let overlay = "overlay: 1.0.0\ninfo: {title: Corrections, version: '1'}\nactions:\n  - target: $.components.schemas.Pet.properties\n    update: {age: {format: int64}, name: {type: string}}\n";
    let side = |with_overlay: bool| {
        let mut input = Input::default();
        let mut add =
            |name: &str, text: &str| input.sources.add(Source { name: name.to_owned(), text: text.to_owned() });
        input.document = add("pets.yaml", document);
        let overlay = with_overlay.then(|| add("overlay.yaml", overlay));
        input.overlays.extend(overlay);
        snapshot(&input, Path::new("pets.yaml"))
    };
    let (old, new) = (side(false), side(true));
    let report = compare(&old, &new);
    let at = |rule: &str| {
        let change = report.changes.iter().find(|change| change.rule == rule).expect(rule);
        let place = |place: &Option<Place>, side: &Snapshot| {
            let place = place.as_ref()?;
            let (line, column) = side.sources.line_column(place.span.file, place.span.start);
            Some(format!("{}:{line}:{column}", side.sources.get(place.span.file)?.name))
        };
        (place(&change.old, &old), place(&change.new, &new))
    };
    let some = |place: &str| Some(place.to_owned());
    assert_eq!(at("format-changed"), (some("pets.yaml:8:41"), some("overlay.yaml:5:28")));
    assert_eq!(at("property-added"), (None, some("overlay.yaml:5:36")));
}

fn snapshots(case: &Path) -> (Snapshot, Snapshot) {
    let (old, new) = support::pair(case);
    (snapshot(&old, case), snapshot(&new, case))
}

fn snapshot(input: &Input, case: &Path) -> Snapshot {
    Snapshot::of(input)
        .unwrap_or_else(|problems| panic!("{}: {}", case.display(), problems.render(&input.sources, false)))
}

/// The report, a line for each change, with line and column in both documents.
fn written(report: &Report, old: &Snapshot, new: &Snapshot) -> String {
    let wire = if report.is_compatible_on_the_wire() { "compatible" } else { "not compatible" };
    let mut text = format!("{:?}, {wire} on the wire\n", report.verdict());
    for change in &report.changes {
        let Change { level, kind, subject, name, detail, rule, verdict, .. } = change;
        let place = |place: &Option<Place>, side: &Snapshot| match place {
            Some(place) => {
                let (line, column) = side.sources.line_column(place.span.file, place.span.start);
                format!("{line}:{column}")
            }
            None => "-".to_owned(),
        };
        let places = format!("{} {}", place(&change.old, old), place(&change.new, new));
        let sign = match kind {
            Kind::Added => '+',
            Kind::Removed => '-',
            Kind::Changed => '~',
        };
        let detail = if detail.is_empty() { String::new() } else { format!(": {detail}") };
        let verdict = if *level == Level::Document { String::new() } else { format!(" {verdict:?}") };
        let level = format!("{level:?}").to_lowercase();
        let _ = writeln!(text, "{level} {sign} {subject} {name}{detail} [{rule}{verdict}] {places}");
    }
    text
}
