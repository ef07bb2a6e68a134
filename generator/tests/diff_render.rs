//! Reports as text, Markdown, JSON and HTML: what they say, and that nothing that a document says is obeyed.
//!
//! `UPDATE_EXPECT=1` writes the expected files.

use std::{fs, path::Path};

use crategen::Item;
use crategen::diagnostics::Place;
use crategen::diff::render::Comparison;
use crategen::diff::{Change, Kind, Level, Report, Snapshot, Verdict};
use crategen::document::{Node, Source, Sources, Span};

const LEVELS: &[Level] = &[Level::Document, Level::Wire, Level::Api];

/// What would be obeyed by one reader or another.
const HOSTILE: &str = "</code></li><script>alert(1)</script><img src=x onerror=alert(1)>\" ' `` ](javascript:x) \u{1b}[31m\u{202e}\r\n# {{ 7 * 7 }}{% raw %}";

#[test]
fn a_report_reads_well_in_every_form() {
    let (old, new) = (snapshot("spec/api.yaml at HEAD"), snapshot("spec/api.yaml"));
    let report = sample();
    let comparison = comparison(&old, &new, &report);
    expect("report.txt", &comparison.text(false, 3));
    expect("report.md", &comparison.markdown(2));
    expect("report.json", &comparison.json());
    expect("report.html", &comparison.html());
}

#[test]
fn a_report_of_nothing_says_so() {
    let snapshot = snapshot("spec/api.yaml");
    let report = Report::default();
    let comparison = comparison(&snapshot, &snapshot, &report);
    let text = comparison.text(false, 3);
    assert!(text.starts_with("pets-client 0.3.1 (none: nothing changed)\n"), "{text}");
    assert!(comparison.markdown(2).starts_with("## pets-client: none\n"));
    assert!(comparison.html().contains("Nothing changed here."));
    let json: serde_json::Value = serde_json::from_str(&comparison.json()).unwrap();
    assert_eq!((&json["verdict"], &json["next_version"]), (&"none".into(), &"0.3.1".into()));
}

#[test]
fn only_the_levels_that_are_asked_for_are_shown() {
    let snapshot = snapshot("spec/api.yaml");
    let report = sample();
    let comparison = Comparison { levels: &[Level::Wire], ..comparison(&snapshot, &snapshot, &report) };
    let text = comparison.text(false, 3);
    assert!(text.contains("\nWire: ") && !text.contains("Rust API") && !text.contains("\nDocument"), "{text}");
    assert!(text.contains("major"), "the verdict is that of all levels: {text}");
}

#[test]
fn colours_are_only_drawn_where_they_are_wanted() {
    let snapshot = snapshot("spec/api.yaml");
    let report = sample();
    let comparison = comparison(&snapshot, &snapshot, &report);
    assert!(!comparison.text(false, 3).contains('\u{1b}'));
    assert!(comparison.text(true, 3).contains("\u{1b}["));
}

#[test]
fn a_hostile_document_injects_nothing() {
    let report = hostile();
    let snapshot = Snapshot { version: HOSTILE.to_owned(), ..snapshot(HOSTILE) };
    let comparison = Comparison { title: HOSTILE, ..comparison(&snapshot, &snapshot, &report) };

    let html = comparison.html();
    let shown = html.replace("<wbr>", "");
    assert!(shown.contains("&lt;script&gt;"), "it is shown");
    assert!(!shown.contains("<script") && !shown.contains("<img"), "{html}");
    assert!(!html.contains('\u{202e}') && !html.contains('\u{1b}'));
    let body = html.split_once("</style>").map_or("", |(_, body)| body);
    assert_eq!(body.matches('<').count(), body.matches('>').count(), "no tag is cut or made");
    assert!(shown.contains("{{ 7 * 7 }}{% raw %}"), "a template in a name is a name");

    let text = comparison.text(false, 100);
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}') && !text.contains('\r'), "{text:?}");
    assert!(text.lines().all(|line| !line.starts_with('#')));

    for line in comparison.markdown(2).lines() {
        assert!(!line.contains('\u{1b}') && !line.contains('\u{202e}'), "{line:?}");
        for (index, part) in outside_of_code(line).iter().enumerate() {
            let tags = part
                .replace("<details>", "")
                .replace("<summary>", "")
                .replace("</summary>", "")
                .replace("</details>", "");
            let is_inert = !tags.replace("\\<", "").contains('<') && !tags.replace("\\]", "").contains("](");
            assert!(is_inert, "part {index} of {line:?}");
        }
    }

    let json: serde_json::Value = serde_json::from_str(&comparison.json()).unwrap();
    assert_eq!(json["changes"][0]["name"], HOSTILE, "a program gets what there is");
}

#[test]
fn the_page_needs_nothing_beside_itself() {
    let snapshot = snapshot("spec/api.yaml");
    let report = sample();
    let html = comparison(&snapshot, &snapshot, &report).html();
    for sign in ["http:", "https:", "//", "url(", "@import", "<script", "<link", "<img", "<iframe", "src=", "href="] {
        assert!(!html.contains(sign), "`{sign}` in {html}");
    }
    assert!(html.contains("Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\""));
    assert!(html.contains("width=device-width") && html.contains("prefers-color-scheme: dark"));
}

#[test]
fn json_has_the_form_that_its_schema_says() {
    let snapshot = snapshot("spec/api.yaml");
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../src/diff/render/report.schema.json")).unwrap();
    for report in [sample(), hostile(), Report::default()] {
        let json: serde_json::Value = serde_json::from_str(&comparison(&snapshot, &snapshot, &report).json()).unwrap();
        let members = |value: &serde_json::Value| -> Vec<String> {
            value.as_object().map(|members| members.keys().cloned().collect()).unwrap_or_default()
        };
        let required = |pointer: &str| -> Vec<String> {
            let names = schema.pointer(pointer).and_then(|names| names.as_array()).expect("the schema has it");
            names.iter().filter_map(|name| name.as_str()).map(str::to_owned).collect()
        };
        assert_eq!(members(&json), required("/required"));
        assert_eq!(members(&json["old"]), required("/$defs/side/required"));
        for change in json["changes"].as_array().unwrap() {
            assert_eq!(members(change), required("/properties/changes/items/required"));
            for side in ["old", "new"].iter().filter(|side| !change[**side].is_null()) {
                assert_eq!(members(&change[*side]), required("/$defs/place/required"));
            }
        }
    }
}

/// The parts of a line of Markdown that stand in no code span, by the rule that a span ends at as many backticks.
fn outside_of_code(line: &str) -> Vec<String> {
    let (mut parts, mut rest) = (vec![String::new()], line);
    while let Some(start) = rest.find('`') {
        let last = parts.last_mut().unwrap();
        if rest[..start].ends_with('\\') {
            last.push_str(&rest[..=start]);
            rest = &rest[start + 1..];
            continue;
        }
        last.push_str(&rest[..start]);
        let fence: String = rest[start..].chars().take_while(|letter| *letter == '`').collect();
        let after = &rest[start + fence.len()..];
        let mut from = 0;
        let end = loop {
            let Some(found) = after[from..].find(&fence).map(|found| found + from) else { break None };
            let length = after[found..].chars().take_while(|letter| *letter == '`').count();
            if length == fence.len() {
                break Some(found);
            }
            from = found + length;
        };
        let Some(end) = end else { break };
        rest = &after[end + fence.len()..];
        parts.push(String::new());
    }
    parts.last_mut().unwrap().push_str(rest);
    parts
}

fn comparison<'a>(old: &'a Snapshot, new: &'a Snapshot, report: &'a Report) -> Comparison<'a> {
    Comparison { title: "pets-client", old, new, report, levels: LEVELS }
}

fn snapshot(name: &str) -> Snapshot {
    let mut sources = Sources::default();
    sources.add(Source { name: "spec/api.yaml".to_owned(), text: "openapi: 3.1.0\n  größe: 1\n".repeat(40) });
    Snapshot {
        name: name.to_owned(),
        krate: "pets-client".to_owned(),
        sources,
        document: Node::object(Span::default()),
        items: Vec::<Item>::new(),
        version: "0.3.1".to_owned(),
    }
}

fn place(start: u32, pointer: &str) -> Option<Place> {
    Some(Place { span: Span { start, end: start + 4, ..Span::default() }, pointer: pointer.to_owned() })
}

fn change(level: Level, kind: Kind, subject: &'static str, name: &str, detail: &str, verdict: Verdict) -> Change {
    let (rule, reason) = match (level, kind, verdict) {
        (Level::Api, _, Verdict::Major) => ("api-field-removed", "code that uses the field no longer compiles"),
        (Level::Api, Kind::Added, _) => {
            ("api-field-added", "the struct is non-exhaustive, so that nobody outside writes it as a literal")
        }
        (Level::Api, ..) => ("api-deprecated", "code that uses it compiles with a warning"),
        (Level::Wire, ..) => ("request-property-became-required", "the service may refuse what old clients leave out"),
        (Level::Document, ..) => ("operation-added", ""),
    };
    let (old, new) = match kind {
        Kind::Added => (None, place(120, "/components/schemas/Pet")),
        Kind::Removed => (place(60, "/components/schemas/Pet/properties/tag"), None),
        Kind::Changed => (place(23, "/paths/~1pets/get"), place(80, "/paths/~1pets/get")),
    };
    let (name, detail, reason) = (name.to_owned(), detail.to_owned(), reason.to_owned());
    Change { level, kind, subject, name, detail, rule, verdict, reason, old, new }
}

fn sample() -> Report {
    use Kind::{Added, Changed, Removed};
    let mut changes = vec![
        change(Level::Document, Added, "operation", "POST /pets/{petId}/images", "", Verdict::None),
        change(Level::Document, Changed, "property", "Pet.age", "integer → string", Verdict::None),
        change(Level::Wire, Changed, "property", "POST /pets body.name", "optional → required", Verdict::Major),
        change(Level::Api, Removed, "field", "models::Pet.tag", "Option<String>", Verdict::Major),
        change(Level::Api, Removed, "field", "models::Pet.nickname", "String", Verdict::Major),
        change(Level::Api, Added, "field", "models::Pet.policy", "Option<models::Policy>", Verdict::Minor),
        change(Level::Api, Changed, "struct", "models::Owner", "", Verdict::Minor),
    ];
    let more = (0..6).map(|index| {
        change(
            Level::Api,
            Added,
            "field",
            &format!("models::Owner.address_line_{index}"),
            "Option<String>",
            Verdict::Minor,
        )
    });
    changes.extend(more);
    Report { changes }
}

fn hostile() -> Report {
    let levels = [Level::Api, Level::Wire, Level::Document];
    let changes = levels.into_iter().map(|level| Change {
        reason: HOSTILE.to_owned(),
        ..change(level, Kind::Changed, "field", HOSTILE, &format!("{HOSTILE} → {HOSTILE}"), Verdict::Major)
    });
    Report { changes: changes.collect() }
}

fn expect(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/render").join(name);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, actual).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        expected == actual,
        "{name} differs; if that is meant: UPDATE_EXPECT=1 cargo test -p crategen --test diff_render\n{actual}"
    );
}
