//! Reports for people who have many of them, for programs and for workflows; and that no document speaks through them.

use crategen::Input;
use crategen::diagnostics::{Diagnostic, Diagnostics, Format, Links, Look, Place, Severity};
use crategen::document::{FileId, Source, Sources, Span};

/// What a document would write to speak to a terminal or a workflow.
const HOSTILE: &str = "\u{1b}]8;;https://evil.example\u{1b}\\\n::error file=a,line=1::%0A::set-output\r\n##[stop-commands]x\u{7}\u{9b}\u{202e}\u{e000}\u{e001}\u{2028},:";

fn sources(name: &str, text: &str) -> (Sources, FileId) {
    let mut sources = Sources::default();
    let file = sources.add(Source { name: name.to_owned(), text: text.to_owned() });
    (sources, file)
}

fn place(file: FileId, start: u32, end: u32, pointer: &str) -> Place {
    Place { span: Span { file, start, end }, pointer: pointer.to_owned() }
}

fn look(format: Format) -> Look {
    Look { format, ..Look::default() }
}

fn list(list: Vec<Diagnostic>) -> Diagnostics {
    Diagnostics { list }
}

/// One report, all of whose texts are hostile.
fn hostile() -> (Diagnostics, Sources) {
    let (sources, file) = sources(HOSTILE, &format!("a: {HOSTILE}\nb: 1\n"));
    let report = Diagnostic::warning("W0613", HOSTILE)
        .at(place(file, 3, 30, &format!("/{HOSTILE}")))
        .also(place(file, 0, 1, HOSTILE), HOSTILE)
        .help(HOSTILE);
    (list(vec![report]), sources)
}

fn is_visible(text: &str) -> bool {
    !text.chars().any(|character| {
        (character.is_control() && character != '\n')
            || matches!(character, '\u{202e}' | '\u{2028}' | '\u{e000}' | '\u{e001}')
    })
}

#[test]
fn json_says_all_that_is_known_in_a_line_each() {
    let (sources, file) = sources("spec/a.yaml", "one: 1\ntwö: [2,\n  3]\n");
    let mut report = Diagnostic::warning("W0613", "`not` has no effect")
        .at(place(file, 13, 21, "/two"))
        .also(place(file, 0, 3, "/one"), "first here")
        .help("say so");
    report.others.push(place(file, 5, 6, "/one"));
    let text = list(vec![report, Diagnostic::error("E0101", "lost")]).render_as(&sources, &look(Format::Json));
    let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let start = |line: u32, column: u32, end: (u32, u32), pointer: &str| {
        serde_json::json!({
            "file": "spec/a.yaml", "line": line, "column": column,
            "end": {"line": end.0, "column": end.1}, "pointer": pointer
        })
    };
    let mut first = start(2, 6, (3, 5), "/two");
    let mut related = start(1, 1, (1, 4), "/one");
    related["message"] = "first here".into();
    for (key, value) in [
        ("code", "W0613".into()),
        ("severity", "warning".into()),
        ("message", "`not` has no effect".into()),
        ("help", "say so".into()),
        ("related", serde_json::json!([related])),
        ("others", serde_json::json!([start(1, 6, (1, 7), "/one")])),
        ("allow", "[[allow]]\ncode = \"W0613\"\npointer = \"/two\"\nreason = \"…\"".into()),
    ] {
        first[key] = value;
    }
    assert_eq!(lines[0], first);
    assert_eq!((&lines[1]["severity"], &lines[1]["line"]), (&"error".into(), &serde_json::Value::Null));
    assert_eq!(lines[1]["allow"], serde_json::Value::Null, "an error cannot be accepted");
}

#[test]
fn json_keeps_hostile_text_and_shows_none_of_it() {
    let (diagnostics, sources) = hostile();
    let text = diagnostics.render_as(&sources, &look(Format::Json));
    assert_eq!(text.lines().count(), 1);
    assert!(is_visible(&text), "{text:?}");
    let line: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&line["message"], &line["help"], &line["file"]), (&HOSTILE.into(), &HOSTILE.into(), &HOSTILE.into()));
}

#[test]
fn github_gets_a_command_for_each_report() {
    let (sources, file) = sources("spec/a.yaml", "one: 1\ntwo: [2,\n  3]\n");
    let text = list(vec![
        Diagnostic::warning("W0613", "100% of it").at(place(file, 5, 6, "")).help("a, b"),
        Diagnostic::error("E0102", "twice").at(place(file, 12, 20, "/two")).also(place(file, 0, 3, ""), "first here"),
        Diagnostic::error("E0999", "bare"),
    ])
    .render_as(&sources, &look(Format::Github));
    let expected = "\
::warning file=spec/a.yaml,line=1,col=6,endColumn=7,title=W0613%3A A keyword of a schema has no effect on the emitted type::100%25 of it%0Ahelp: a, b%0Ato accept it, add to the configuration:%0A[[allow]]%0Acode = \"W0613\"%0Areason = \"…\"
::error file=spec/a.yaml,line=2,col=6,title=E0102%3A A member stands twice in one object; the first is kept::twice%0Aspec/a.yaml:1: first here
::error title=E0999::bare
";
    assert_eq!(text, expected);
}

#[test]
fn no_document_gives_a_command_of_its_own() {
    let (diagnostics, sources) = hostile();
    let text = diagnostics.render_as(&sources, &look(Format::Github));
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(text.starts_with("::warning file="), "{text}");
    assert!(is_visible(&text), "{text:?}");
    let (properties, message) = text["::warning ".len()..].split_once("::").expect("a message");
    assert_eq!(properties.matches(',').count(), 4, "a name made a property of its own: {properties}");
    assert!(message.contains("%250A"), "a percent sign stands for itself: {message}");
}

#[test]
fn no_report_for_a_person_or_a_program_is_a_command_in_a_log() {
    let (diagnostics, sources) = hostile();
    for format in [Format::Human, Format::Json] {
        let text = diagnostics.render_as(&sources, &look(format));
        let command = text.lines().find(|line| line.trim_start().starts_with("::") || line.contains("##["));
        assert_eq!(command, None, "{format:?}");
    }
}

#[test]
fn many_warnings_of_a_kind_are_counted_and_errors_come_last() {
    let (sources, file) = sources("a.yaml", "a: 1\n");
    let warning = |code, number| Diagnostic::warning(code, format!("number {number}")).at(place(file, 0, 1, "/a"));
    let mut reports = vec![Diagnostic::error("E0102", "the error")];
    reports.extend((0..40).map(|number| warning("W0613", number)));
    reports.extend((0..5).map(|number| warning("W0601", number)));
    let diagnostics = list(reports);
    let text = diagnostics.render_as(&sources, &Look::default());
    assert_eq!(text.matches("warning[W0613]: number").count(), 3, "{text}");
    assert_eq!(text.matches("warning[W0601]: number").count(), 5, "five are few: {text}");
    let counted = "warning[W0613]: 37 more of these: a keyword of a schema has no effect on the emitted type\n";
    assert!(text.contains(counted), "{text}");
    let end = "\
error[E0102]: the error

1 error, 45 warnings; 9 of them are shown, `--all` shows the others
`cargo xtask explain E0102` says what that means, and so for every code
";
    assert!(text.ends_with(end), "{text}");
    let all = diagnostics.render_as(&sources, &Look { all: true, ..Look::default() });
    assert_eq!(all.matches("number ").count(), 45, "{all}");
    let github = diagnostics.render_as(&sources, &look(Format::Github));
    assert_eq!(github.lines().count(), 3 + 1 + 5 + 1, "{github}");
    assert_eq!(diagnostics.render_as(&sources, &look(Format::Json)).lines().count(), 46);
}

#[test]
fn a_warning_comes_with_the_lines_that_accept_it() {
    let (sources, file) = sources("a.yaml", "a: 1\n");
    let warnings = list(vec![
        Diagnostic::warning("W0305", "everywhere").at(place(file, 0, 1, "")),
        Diagnostic::warning("W0613", "here").at(place(file, 0, 1, "/a\"b\u{1b}")),
    ]);
    let end = "
2 warnings
`cargo xtask explain W0613` says what that means, and so for every code
to accept a warning, add its code and place to the configuration:

    [[allow]]
    code = \"W0613\"
    pointer = \"/a\\\"b\\U0000001B\"
    reason = \"…\"
";
    let text = warnings.render_as(&sources, &Look::default());
    assert!(text.ends_with(end), "{text}");
}

#[test]
fn no_error_is_counted_instead_of_shown() {
    let (sources, _) = sources("a.yaml", "a: 1\n");
    let mut diagnostics =
        list((0..40).map(|number| Diagnostic::warning("W0613", format!("number {number}"))).collect());
    diagnostics.promote();
    assert_eq!(diagnostics.count(Severity::Error), 40);
    for format in [Format::Human, Format::Github, Format::Json] {
        assert_eq!(diagnostics.render_as(&sources, &look(format)).matches("number ").count(), 40, "{format:?}");
    }
}

#[test]
fn nothing_is_said_of_nothing() {
    for format in [Format::Human, Format::Github, Format::Json] {
        assert_eq!(Diagnostics::default().render_as(&Sources::default(), &look(format)), "");
    }
}

#[test]
fn names_and_codes_are_links_where_they_can_be_followed() {
    let (mut sources, file) = sources("spec/my api.yaml", "a: 1\nb: 2\n");
    let empty = sources.add(Source { name: "empty.yaml".to_owned(), text: String::new() });
    let links = Links::new("/home", Some("/pages"));
    let report = Diagnostic::error("E0102", "twice").at(place(file, 0, 1, "")).also(place(empty, 0, 0, ""), "here");
    let look = Look { links: Some(links), ..Look::default() };
    let text = list(vec![report.clone()]).render_as(&sources, &look);
    let link = |url: &str, shown: &str| format!("\u{1b}]8;;{url}\u{1b}\\{shown}\u{1b}]8;;\u{1b}\\");
    for link in [
        link("file:///pages/E0102.md", "E0102"),
        link("file:///home/spec/my%20api.yaml", "spec/my api.yaml:1:1"),
        link("file:///home/empty.yaml", "empty.yaml"),
    ] {
        assert!(text.contains(&link), "{text:?}");
    }
    let plain = list(vec![report]).render_as(&sources, &Look::default());
    assert!(!plain.contains('\u{1b}'), "{plain:?}");
}

#[test]
fn a_hostile_name_ends_no_link() {
    let (diagnostics, sources) = hostile();
    let links = Links::new("/home", None);
    let text = diagnostics.render_as(&sources, &Look { links: Some(links), ..Look::default() });
    // Every escape is the beginning or the end of a link of ours.
    let ours = text.matches("\u{1b}]8;;file:///home/").count();
    assert!(ours > 0, "{text:?}");
    assert_eq!(text.matches("\u{1b}]8;;\u{1b}\\").count(), ours, "{text:?}");
    assert_eq!(text.matches('\u{1b}').count(), 4 * ours, "{text:?}");
    let rest = text.replace('\u{1b}', "");
    assert!(is_visible(&rest), "{rest:?}");
}

#[test]
fn what_an_overlay_put_there_is_shown_in_the_overlay() {
    let mut input = Input::default();
    let mut add = |name: &str, text: &str| input.sources.add(Source { name: name.to_owned(), text: text.to_owned() });
    let document = add("document.yaml", "openapi: 3.0.3\ninfo: {title: Things, version: '1'}\npaths: {}\n");
    let overlay = add(
        "overlay.yaml",
        "overlay: 1.0.0\ninfo: {title: More, version: '1'}\nactions:\n  - target: $\n    update:\n      components:\n        schemas: {Name: {type: string, not: {enum: [none]}}}\n",
    );
    (input.document, input.overlays) = (document, vec![overlay]);
    let diagnostics = crategen::generate(&input).expect("a crate").diagnostics;
    assert_eq!(diagnostics.list.len(), 1);
    let human = diagnostics.render_as(&input.sources, &Look::default());
    assert!(human.contains(" --> overlay.yaml:7:45\n"), "{human}");
    assert!(human.contains("7 |         schemas: {Name: {type: string, not: {enum: [none]}}}\n"), "{human}");
    let github = diagnostics.render_as(&input.sources, &look(Format::Github));
    assert!(github.starts_with("::warning file=overlay.yaml,line=7,col=45,"), "{github}");
    let json = diagnostics.render_as(&input.sources, &look(Format::Json));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["file"], &json["line"], &json["column"]), (&"overlay.yaml".into(), &7.into(), &45.into()));
}
