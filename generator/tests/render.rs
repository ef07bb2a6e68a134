//! What diagnostics look like, and what they cost.

use std::time::{Duration, Instant};

use crategen::diagnostics::{Diagnostic, Diagnostics, Place};
use crategen::document::{FileId, Source, Sources, Span, read};

fn source(name: &str, text: &str) -> Source {
    Source { name: name.to_owned(), text: text.to_owned() }
}

fn place(file: FileId, start: u32, end: u32) -> Place {
    Place { span: Span { file, start, end }, pointer: String::new() }
}

fn render(diagnostic: Diagnostic, sources: &Sources) -> String {
    Diagnostics { list: vec![diagnostic] }.render(sources, false)
}

#[test]
fn related_places_in_other_files_are_shown_below() {
    let mut sources = Sources::default();
    let first = sources.add(source("spec/one.yaml", "a: 1\nb: 2\n"));
    let second = sources.add(source("spec/two.yaml", "c: 3\n"));
    let problem = Diagnostic::error("E0999", "two things do not fit")
        .at(Place { pointer: "/b".to_owned(), ..place(first, 8, 9) })
        .also(place(second, 3, 4), "the other thing")
        .help("change one of them");
    let expected = "\
error[E0999]: two things do not fit
 --> spec/one.yaml:2:4
  |
2 | b: 2
  |    ^
  |
 ::: spec/two.yaml:1:4
  |
1 | c: 3
  |    - the other thing
  |
  = note: at /b
  = help: change one of them

1 error
";
    assert_eq!(render(problem, &sources), expected);
}

#[test]
fn a_diagnostic_without_a_place_or_of_an_unknown_file_is_still_shown() {
    let sources = Sources::default();
    let bare = render(Diagnostic::warning("W0999", "look at this"), &sources);
    assert_eq!(bare, "warning[W0999]: look at this\n\n1 warning\n");
    assert!(render(Diagnostic::error("E0999", "lost").at(place(FileId(7), 1, 2)), &sources).contains("lost"));
}

#[test]
fn places_that_lie_outside_of_their_text_do_no_harm() {
    let mut sources = Sources::default();
    let file = sources.add(source("a.yaml", "é: ü\r\n"));
    for (start, end) in [(0, 0), (1, 1), (1, 2), (5, 90), (90, 95), (4, 2), (u32::MAX, u32::MAX)] {
        assert!(render(Diagnostic::error("E0999", "odd").at(place(file, start, end)), &sources).contains("a.yaml:1:"));
    }
}

#[test]
fn nothing_but_text_reaches_the_terminal() {
    let mut sources = Sources::default();
    let nasty = "\u{1b}[31m\u{7}\u{9b}\u{202e}\u{e000}:1:1\u{200b}\r";
    let file = sources.add(source(&format!("{nasty}.yaml"), &format!("a: {nasty}x\n")));
    let problem = Diagnostic::error("E0999", nasty)
        .at(Place { pointer: nasty.to_owned(), ..place(file, 3, 8) })
        .also(place(file, 0, 1), nasty)
        .help(nasty);
    let text = render(problem, &sources);
    let raw = text.chars().find(|&character| character != '\n' && (character.is_control() || character == '\u{202e}'));
    assert_eq!(raw, None, "{text:?}");
}

#[test]
fn names_of_any_length_fit_the_screen() {
    let mut sources = Sources::default();
    let long = "n".repeat(100_000);
    let file = sources.add(source(&long, &format!("{long}: 1")));
    let problem = Diagnostic::error("E0999", format!("key `{long}` is long"))
        .at(Place { pointer: format!("/{long}"), ..place(file, 0, 100_000) })
        .also(place(file, 50_000, 100_000), long.as_str())
        .help(long.as_str());
    assert!(render(problem, &sources).len() < 5_000);
}

#[test]
fn many_places_of_one_diagnostic_are_counted_rather_than_shown() {
    let mut sources = Sources::default();
    let file = sources.add(source("a.yaml", &"a: 1\n".repeat(1000)));
    let problem = (0..1000).fold(Diagnostic::error("E0999", "everywhere"), |problem, line| {
        problem.also(place(file, line * 5, line * 5 + 1), "here")
    });
    assert!(render(problem, &sources).contains("and at 994 more places"));
}

#[test]
fn many_diagnostics_in_one_long_line_cost_little() {
    let mut sources = Sources::default();
    let text = format!("[{}0]", "{\"größe\":1,\"größe\":2},".repeat(2_000));
    let file = sources.add(source("minified.json", &text));
    let mut diagnostics = Diagnostics::default();
    read(&sources, file, &mut diagnostics);
    assert_eq!(diagnostics.list.len(), 2_000);
    let start = Instant::now();
    let rendered = diagnostics.render(&sources, true);
    // Unoptimized and on a busy machine this takes about a second; a cost that grows with the square takes minutes.
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert!(rendered.contains("minified.json:1:43991"), "{}", &rendered[rendered.len() - 900..]);
}
