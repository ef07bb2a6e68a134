//! Lines that a report says to paste do what it says.

use std::fs;
use std::path::Path;

use crategen::Input;
use crategen::diagnostics::{Diagnostics, Format, Look};
use crategen::document::{Source, Sources};

/// A document of `testdata/fail/lower` with a configuration and an overlay; what is said of them.
fn run(document: &str, config: &str, overlay: &str) -> (Diagnostics, Sources) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/fail/lower").join(document);
    let mut input = Input::default();
    let mut add = |name: &str, text: String| input.sources.add(Source { name: name.to_owned(), text });
    let document = add("document.yaml", fs::read_to_string(path).expect("the document"));
    let config = (!config.is_empty()).then(|| add("codegen.toml", config.to_owned()));
    let overlay = (!overlay.is_empty()).then(|| add("overlay.yaml", overlay.to_owned()));
    (input.document, input.config, input.overlays) = (document, config, overlay.into_iter().collect());
    let said = crategen::generate(&input).map_or_else(|diagnostics| diagnostics, |output| output.diagnostics);
    (said, input.sources)
}

#[test]
fn entries_that_accept_a_warning_accept_it() {
    for document in ["ten-problems.yaml", "without-effect.yaml", "names-of-parts.yaml", "media-types.yaml"] {
        let (diagnostics, sources) = run(document, "", "");
        assert!(!diagnostics.list.is_empty());
        let look = Look { format: Format::Json, ..Look::default() };
        let mut config = String::new();
        for line in diagnostics.render_as(&sources, &look).lines() {
            let report: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
            let allow = report["allow"].as_str().expect("an entry");
            config.push_str(&format!("{allow}\n"));
            for other in report["others"].as_array().expect("other places") {
                let (code, pointer) = (report["code"].as_str().unwrap(), other["pointer"].as_str().unwrap());
                config.push_str(&format!(
                    "[[allow]]\ncode = '{code}'\npointer = '{pointer}'\nreason = 'it is there too'\n"
                ));
            }
        }
        let (left, sources) = run(document, &config, "");
        assert!(left.list.is_empty(), "{document} with\n{config}\n{}", left.render(&sources, false));
    }
}

#[test]
fn names_that_are_filled_in_are_taken() {
    for document in ["names-of-parts.yaml", "name-clash.yaml"] {
        let (diagnostics, _) = run(document, "", "");
        let (mut config, mut overlay) = ("[names]\n".to_owned(), String::new());
        for (index, diagnostic) in diagnostics.list.iter().enumerate() {
            let help = diagnostic.help.as_deref().expect("help");
            let (_, pasted) = help.split_once('\n').expect("lines to paste");
            let pasted = pasted.replace('…', &format!("Name{index}"));
            match pasted.strip_prefix("[names]\n") {
                Some(line) => config.push_str(&format!("{line}\n")),
                None => overlay.extend(pasted.lines().map(|line| format!("  {line}\n"))),
            }
        }
        if !overlay.is_empty() {
            overlay.insert_str(0, "overlay: 1.0.0\ninfo: {title: Names, version: '1'}\nactions:\n");
        }
        let (left, sources) = run(document, &config, &overlay);
        assert!(left.list.is_empty(), "{document} with\n{config}\n{overlay}\n{}", left.render(&sources, false));
    }
}
