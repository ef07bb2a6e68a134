//! What is refused, and in which words.
//!
//! A case is a file under `testdata/fail/<stage>`, or a folder with a document and an overlay under
//! `testdata/fail/overlay`; beside it stands what the user reads. The cases of `lower`, `config` and `check` go through all
//! stages: those of `lower` are documents with a configuration beside them where they need one, those of the other two
//! are configurations with a document beside them where `document.yaml` does not do. To add a case, add the file and run
//! `UPDATE_EXPECT=1 cargo test -p crategen --test fail`.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use crategen::diagnostics::Diagnostics;
use crategen::document::{FileId, Node, Source, Sources, read};
use crategen::{Input, bundle, normalize, overlay, parse, resolve};

#[test]
fn documents_are_refused_in_the_expected_words() {
    check(&entries(&root().join("document"), is_document), 12, |case| {
        let mut sources = Sources::default();
        let file = add(&mut sources, case);
        let mut diagnostics = Diagnostics::default();
        read(&sources, file, &mut diagnostics);
        diagnostics.render(&sources, false)
    });
}

#[test]
fn overlays_are_refused_in_the_expected_words() {
    let cases = entries(&root().join("overlay"), Path::is_dir);
    check(&cases, 8, |case| {
        let mut sources = Sources::default();
        let document = add(&mut sources, &case.join("document.yaml"));
        let overlay = add(&mut sources, &case.join("overlay.yaml"));
        let mut diagnostics = Diagnostics::default();
        let trees = (read(&sources, document, &mut diagnostics), read(&sources, overlay, &mut diagnostics));
        if let (Some(mut document), Some(overlay)) = trees {
            overlay::apply(&mut document, &overlay, &mut diagnostics);
        }
        diagnostics.render(&sources, false)
    });
}

#[test]
fn bundle_says_which_references_it_does_not_follow() {
    let cases = entries(&root().join("bundle"), Path::is_dir);
    check(&cases, 3, |case| {
        let mut input = support::input(&case.join("inner/document.yaml"));
        let mut diagnostics = Diagnostics::default();
        let mut node = read(&input.sources, input.document, &mut diagnostics).expect("a document that reads well");
        input.parts.allow_outside = case.ends_with("allowed");
        support::take_in_parts(&mut input, &case.join("inner"));
        bundle::bundle(&mut node, &input, &mut diagnostics);
        diagnostics.render(&input.sources, false)
    });
}

#[test]
fn normalize_says_what_it_repairs_and_leaves_out() {
    check(&entries(&root().join("normalize"), is_document), 15, |case| {
        staged(case, |node, diagnostics| {
            normalize::normalize(node, diagnostics);
        })
    });
}

#[test]
fn parse_says_what_the_typed_document_refuses() {
    check(&entries(&root().join("parse"), is_document), 9, |case| {
        staged(case, |node, diagnostics| {
            parse::parse(node, diagnostics);
        })
    });
}

#[test]
fn resolve_says_which_references_lead_nowhere() {
    check(&entries(&root().join("resolve"), is_document), 10, |case| {
        staged(case, |node, diagnostics| {
            normalize::normalize(node, diagnostics).expect("a version that can be read");
            let openapi = parse::parse(node, diagnostics).expect("a root that can be read");
            resolve::resolve(&openapi, node, diagnostics);
        })
    });
}

#[test]
fn lower_says_what_it_leaves_out() {
    let cases = entries(&root().join("lower"), |path| has_extension(path, "yaml"));
    check(&cases, 15, |case| generated(case, Some(case.with_extension("toml")).filter(|config| config.exists())));
}

#[test]
fn ten_problems_of_one_document_are_told_at_once() {
    let mut input = Input::default();
    input.document = add(&mut input.sources, &root().join("lower/ten-problems.yaml"));
    let output = crategen::generate(&input).expect("a crate of what is left");
    let kinds: Vec<&str> = output.diagnostics.list.iter().map(|diagnostic| diagnostic.code).collect();
    let text = output.diagnostics.render(&input.sources, false);
    for problem in [
        "the info object has no `title`",
        "`tags` is a string",
        "unknown keyword `operationID`",
        "`integr` is no type",
        "parameter `limit` is declared twice",
        "reference `#/components/schemas/Thnig` to a schema leads nowhere",
        "`ok` is no status",
        "parameter `id` of path `/things/{id}` is not declared",
        "security scheme `key` is not declared",
        "`required` names `nmae`, which is no property",
        "`enum` lists `1`, which is a number",
    ] {
        assert!(text.contains(problem), "{problem} is not told of:\n{text}");
    }
    assert!(kinds.iter().collect::<std::collections::BTreeSet<_>>().len() >= 10, "{kinds:?}");
}

#[test]
fn configurations_are_refused_in_the_expected_words() {
    for (stage, at_least) in [("config", 8), ("check", 9)] {
        let folder = root().join(stage);
        check(&entries(&folder, |path| has_extension(path, "toml")), at_least, |case| {
            let own = case.with_extension("yaml");
            let document = if own.exists() { own } else { folder.join("document.yaml") };
            generated(&document, Some(case.to_owned()))
        });
    }
}

fn has_extension(path: &Path, wanted: &str) -> bool {
    path.extension().is_some_and(|extension| extension == wanted)
}

/// What is said when a document goes through all stages.
fn generated(document: &Path, config: Option<PathBuf>) -> String {
    let mut input = Input::default();
    input.document = add(&mut input.sources, document);
    input.config = config.map(|config| add(&mut input.sources, &config));
    let diagnostics = crategen::generate(&input).map_or_else(|diagnostics| diagnostics, |output| output.diagnostics);
    diagnostics.render(&input.sources, false)
}

fn is_document(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension != "stderr")
}

/// What is said when a stage is run on a document that reads well.
fn staged(case: &Path, stage: impl Fn(&mut Node, &mut Diagnostics)) -> String {
    let mut sources = Sources::default();
    let file = add(&mut sources, case);
    let mut diagnostics = Diagnostics::default();
    let mut node = read(&sources, file, &mut diagnostics).expect("a document that reads well");
    assert!(diagnostics.list.is_empty(), "{}", diagnostics.render(&sources, false));
    stage(&mut node, &mut diagnostics);
    let helpless = diagnostics.list.iter().find(|diagnostic| diagnostic.help.is_none());
    assert!(helpless.is_none(), "{helpless:?} says not what to do");
    diagnostics.render(&sources, false)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/fail")
}

fn entries(folder: &Path, wanted: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("a folder entry").path())
        .filter(|path| wanted(path))
        .collect();
    paths.sort();
    paths
}

fn add(sources: &mut Sources, path: &Path) -> FileId {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    sources.add(Source { name, text })
}

/// Compares what is rendered for each case with the file beside it, or writes that file.
fn check(cases: &[PathBuf], at_least: usize, render: impl Fn(&Path) -> String) {
    assert!(cases.len() >= at_least, "only {} cases were found", cases.len());
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for case in cases {
        let actual = render(case);
        assert!(!actual.is_empty(), "{} is not refused at all", case.display());
        let expected_path = PathBuf::from(format!("{}.stderr", case.display()));
        if update {
            fs::write(&expected_path, &actual).expect("the expected file can be written");
            continue;
        }
        let expected = fs::read_to_string(&expected_path).unwrap_or_default();
        if actual != expected {
            wrong.push(format!("{}\n--- expected\n{expected}\n--- actual\n{actual}", case.display()));
        }
    }
    let command = "UPDATE_EXPECT=1 cargo test -p crategen --test fail";
    assert!(wrong.is_empty(), "if these changes are wanted, run `{command}`\n\n{}", wrong.join("\n"));
}
