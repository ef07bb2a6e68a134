//! `cargo xtask where`: what is printed for a question.
//!
//! A case is `testdata/where/questions/<name>.txt`: its first line is the question after `$ cargo xtask where `, and what
//! follows is the answer, or the error. To add one, write the first line and run
//! `UPDATE_EXPECT=1 cargo test -p crategen --features cli --test cli`.

use std::fs;
use std::path::Path;

use crategen::cli::document::DocumentFlags;
use crategen::cli::locate::answer;
use crategen::origins::Origins;

const PROMPT: &str = "$ cargo xtask where ";

#[test]
fn questions_are_answered_in_the_expected_words() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/where");
    let flags = DocumentFlags {
        spec: Some(folder.join("zoo.yaml")),
        overlay: vec![folder.join("overlay.yaml")],
        ..DocumentFlags::default()
    };
    let input = flags.job(&folder, &folder).unwrap().read().unwrap().input;
    let origins = Origins::of(&input).unwrap_or_else(|wrong| panic!("{}", wrong.render(&input.sources, false)));
    let prefix = format!("{}/", folder.strip_prefix(std::env::current_dir().unwrap()).unwrap_or(&folder).display());
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(folder.join("questions")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let question = text.lines().next().and_then(|line| line.strip_prefix(PROMPT));
        let question = question.unwrap_or_else(|| panic!("{} has no question", path.display()));
        let answer = answer(&origins, question, false).unwrap_or_else(|error| format!("error: {error}"));
        let answer = answer.replace(&prefix, "");
        let said =
            format!("{PROMPT}{question}\n{}\n", answer.lines().map(str::trim_end).collect::<Vec<_>>().join("\n"));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&path, said).unwrap();
        } else if said != text {
            wrong.push(format!("{}:\n{said}", path.display()));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 15, "only {count} questions");
}

#[test]
fn pointers_are_those_of_the_documents_writer() {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/pass/swagger_2.yaml");
    let flags = DocumentFlags { spec: Some(document), ..DocumentFlags::default() };
    let input = flags.job("".as_ref(), "".as_ref()).unwrap().read().unwrap().input;
    let origins = Origins::of(&input).unwrap_or_else(|wrong| panic!("{}", wrong.render(&input.sources, false)));
    let said = |question: &str| answer(&origins, question, false).unwrap_or_else(|error| error.to_string());
    for (question, expected) in [
        ("models::Pet", "at /definitions/Pet"),
        ("/definitions/Pet", "union models::Pet"),
        ("/components/schemas/Pet", "/definitions/Pet\n"),
        ("/definitions/Pett", "did you mean `/definitions/Pet`"),
    ] {
        let said = said(question);
        assert!(said.contains(expected), "{question}: {said}");
    }
}
