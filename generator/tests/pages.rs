//! The page of every code is documentation, example and snapshot in one.
//!
//! What stands under a page's *Example* is given to the generator, which has to report that code, and no other that the
//! page does not link to, in the words that the page shows. What stands under *What to do* is added to it, or stands in its
//! place, and has to help. To add a page, write all of it but the words, and run `UPDATE_EXPECT=1 cargo test -p crategen --test pages`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crategen::Input;
use crategen::diagnostics::{Code, Diagnostics, all_codes};
use crategen::document::Source;

/// What no page can show an example of, and why.
const WITHOUT_EXAMPLE: [(&str, &str); 4] = [
    ("E0109", "it would have to be of 4 GiB"),
    ("E0401", "only `parse` alone reports it: testdata/fail/parse has examples"),
    ("W0402", "only `parse` alone reports it: testdata/fail/parse has examples"),
    ("E0790", "only a bug of the generator's own leads to it"),
];

/// Held by who reads or writes a page, so that no test sees half of one.
static DISK: Mutex<()> = Mutex::new(());

/// The parts of every page.
const HEADINGS: [&str; 3] = ["## Example", "## What to do", "## What becomes of the crate"];

/// How wide the prose of a page may be.
const WIDTH: usize = 100;

#[test]
fn every_page_is_of_a_code_and_has_all_that_a_page_has() {
    let mut pages = BTreeSet::new();
    for entry in fs::read_dir(folder()).expect("the folder of the pages") {
        let path = entry.expect("an entry of the folder").path();
        pages.insert(path.file_stem().expect("a name").to_string_lossy().into_owned());
    }
    let declared: BTreeSet<String> = all_codes().iter().map(|code| code.id.to_owned()).collect();
    assert_eq!(pages, declared);
    assert_eq!(declared.len(), all_codes().len(), "a code is declared twice");
    assert!(declared.len() >= 60, "there are only {} kinds of diagnostics", declared.len());
    let mut wrong = Vec::new();
    for code in all_codes() {
        let (id, text) = (code.id, text_of(code));
        let page = Page::read(&text);
        let headings: Vec<&str> = page.prose.iter().copied().filter(|line| line.starts_with("## ")).collect();
        if headings != HEADINGS {
            wrong.push(format!("{id} has the parts {headings:?}"));
        }
        let too_wide = page.prose.iter().filter(|line| line.chars().count() > WIDTH);
        wrong.extend(too_wide.map(|line| format!("{id} has a line that a terminal has no room for: {line}")));
        let unknown = linked(&text).into_iter().filter(|other| !declared.contains(*other));
        wrong.extend(unknown.map(|other| format!("{id} links to {other}, which is no code")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_example_is_reported_in_the_words_of_its_page() {
    let mut wrong = Vec::new();
    for code in all_codes() {
        let (id, text) = (code.id, text_of(code));
        let page = Page::read(&text);
        let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
        let heading = format!("# {id}: {}\n", code.title.trim_end_matches('.'));
        let exempt = WITHOUT_EXAMPLE.iter().find(|(exempt, _)| *exempt == id);
        assert_eq!(page.example.is_empty(), exempt.is_some(), "whether {id} has an example; {exempt:?}");
        let body = if page.example.is_empty() {
            rest.to_owned()
        } else {
            let (diagnostics, rendered) = run(&page.example);
            wrong.extend(unexpected(code, &text, &diagnostics).map(|what| format!("{id}: {what}\n{rendered}")));
            with_words(rest, &rendered).unwrap_or_else(|| panic!("{id} has no ```text block"))
        };
        let actual = heading + &body;
        if actual == text {
            continue;
        }
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            let _alone = DISK.lock().unwrap_or_else(PoisonError::into_inner);
            fs::write(path_of(code), &actual).expect("the page can be written");
        } else {
            wrong.push(format!("--- {id} as it should be\n{actual}"));
        }
    }
    let command = "UPDATE_EXPECT=1 cargo test -p crategen --test pages";
    assert!(wrong.is_empty(), "if these changes are wanted, run `{command}`\n\n{}", wrong.join("\n"));
}

/// What is wrong with the reports of a page's example.
fn unexpected(code: &Code, text: &str, diagnostics: &Diagnostics) -> impl Iterator<Item = String> {
    let allowed = linked(text);
    let mut found = Vec::new();
    if !diagnostics.list.iter().any(|diagnostic| diagnostic.code == code.id) {
        found.push("its example does not give it".to_owned());
    }
    for diagnostic in &diagnostics.list {
        let own = diagnostic.code == code.id;
        if !own && !allowed.contains(diagnostic.code) {
            found.push(format!("its example gives {} too, which it does not link to", diagnostic.code));
        }
        if diagnostic.help.is_none() {
            found.push(format!("{} does not say what to do", diagnostic.code));
        }
        if own && diagnostic.severity != code.severity() {
            found.push(format!("its severity is {:?}", diagnostic.severity));
        }
    }
    found.into_iter()
}

#[test]
fn what_a_page_says_to_do_helps() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for code in all_codes() {
        let (id, text) = (code.id, text_of(code));
        let page = Page::read(&text);
        for remedy in &page.remedies {
            tried += 1;
            let mut files = page.example.clone();
            match files.iter_mut().find(|(name, _)| *name == remedy.0) {
                Some(other) => *other = *remedy,
                None => files.push(*remedy),
            }
            let (diagnostics, rendered) = run(&files);
            if diagnostics.has_errors() || diagnostics.list.iter().any(|diagnostic| diagnostic.code == id) {
                wrong.push(format!("{id} is not helped by\n{}\n{rendered}", remedy.1));
            }
        }
        if page.remedies.is_empty() && !page.example.is_empty() {
            wrong.push(format!("{id} shows nothing that helps"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried >= 80, "only {tried} remedies were tried");
}

#[test]
fn the_list_of_all_pages_is_fresh() {
    let mut list = "\
# Diagnostics

What crategen says about documents, overlays and its configuration: `E…` stops a run, `W…` does not. `cargo xtask explain`
shows the same in a terminal, `cargo xtask explain CODE` a page.
"
    .to_owned();
    let mut stage = "";
    for code in all_codes() {
        if code.stage() != stage {
            stage = code.stage();
            let _ = write!(list, "\n## {stage}\n\n");
        }
        let _ = writeln!(list, "- [`{0}`](../generator/src/diagnostics/pages/{0}.md) {1}", code.id, code.title);
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diagnostics.md");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &list).expect("the list can be written");
    }
    let command = "UPDATE_EXPECT=1 cargo test -p crategen --test pages";
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(committed, list, "docs/diagnostics.md is not fresh: run `{command}`");
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostics/pages")
}

fn path_of(code: &Code) -> PathBuf {
    folder().join(format!("{}.md", code.id))
}

/// The page as it is on the disk, where `UPDATE_EXPECT` may just have written it.
fn text_of(code: &Code) -> String {
    let _alone = DISK.lock().unwrap_or_else(PoisonError::into_inner);
    fs::read_to_string(path_of(code)).expect("the page can be read")
}

/// A file's name and text.
type File<'a> = (&'a str, &'a str);

#[derive(Default)]
struct Page<'a> {
    /// The lines outside of blocks.
    prose: Vec<&'a str>,
    /// The files of the example.
    example: Vec<File<'a>>,
    /// The files each of which helps, added to those of the example or in the place of one.
    remedies: Vec<File<'a>>,
}

impl<'a> Page<'a> {
    fn read(text: &'a str) -> Self {
        let mut page = Self::default();
        let (mut heading, mut rest) = ("", text);
        while let Some((line, after)) = rest.split_once('\n') {
            rest = after;
            let Some(info) = line.strip_prefix("```") else {
                heading = if line.starts_with("## ") { line } else { heading };
                page.prose.push(line);
                continue;
            };
            let end = if rest.starts_with("```") { 0 } else { rest.find("\n```").expect("the end of a block") + 1 };
            let (block, after) = rest.split_at(end);
            rest = after.split_once('\n').map_or("", |(_, after)| after);
            match (info.split_once(' '), heading) {
                (Some((_, name)), "## Example") => page.example.push((name, block)),
                (Some((_, name)), "## What to do") => page.remedies.push((name, block)),
                (Some((_, name)), _) => panic!("`{name}` stands outside of example and remedies"),
                (None, _) => {}
            }
        }
        page
    }
}

/// The codes that a page links to.
fn linked(page: &str) -> BTreeSet<&str> {
    page.match_indices("](").filter_map(|(at, _)| page.get(at + 2..)?.split_once(".md)")).map(|(id, _)| id).collect()
}

/// The page with other words in its block of them.
fn with_words(page: &str, words: &str) -> Option<String> {
    let (before, rest) = page.split_once("```text\n")?;
    let (_, after) = if rest.starts_with("```") { ("", rest) } else { rest.split_at(rest.find("\n```")? + 1) };
    Some(format!("{before}```text\n{words}{after}"))
}

/// What is said of the files of a page.
fn run(files: &[File<'_>]) -> (Diagnostics, String) {
    let mut input = Input::default();
    for (name, text) in files {
        let id = input.sources.add(Source { name: (*name).to_owned(), text: (*text).to_owned() });
        match *name {
            "codegen.toml" => input.config = Some(id),
            name if name.starts_with("document.") => input.document = id,
            name if name.starts_with("overlay") => input.overlays.push(id),
            _ => {}
        }
    }
    for name in crategen::wanted(&input) {
        input.parts.unreadable.insert(name, "there is no such file".to_owned());
    }
    let diagnostics = crategen::generate(&input).map_or_else(|diagnostics| diagnostics, |output| output.diagnostics);
    let rendered = diagnostics.render(&input.sources, false);
    (diagnostics, rendered)
}
