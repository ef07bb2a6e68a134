//! What the configuration says about the package, in `Cargo.toml`; and in which words it is refused.

use crategen::Input;
use crategen::document::Source;

const DOCUMENT: &str = "openapi: 3.0.3\ninfo: {title: Pets, version: 1.0.0}\npaths: {}\n";

/// The manifest, or what the user reads instead.
fn manifest(config: &str) -> Result<String, String> {
    let mut input = Input::default();
    let mut add = |name: &str, text: &str| input.sources.add(Source { name: name.to_owned(), text: text.to_owned() });
    let (document, config) = (add("pets.yaml", DOCUMENT), add("codegen.toml", config));
    (input.document, input.config) = (document, Some(config));
    match crategen::generate(&input) {
        Ok(output) => Ok(output.files.get("Cargo.toml").expect("a manifest").to_owned()),
        Err(diagnostics) => Err(diagnostics.render(&input.sources, false)),
    }
}

#[test]
fn examples_say_which_features_they_need() {
    let text = manifest("[crate.examples]\ntwo_pets = ['reqwest', 'testing']\none = []\n").unwrap();
    let expected = "\n\n[[example]]\nname = \"two_pets\"\nrequired-features = [\"reqwest\", \"testing\"]\n\n[[example]]\n\
                    name = \"one\"\nrequired-features = []\n\n[lints.rust]\n";
    assert!(text.contains(expected), "{text}");
    assert!(text.parse::<toml::Table>().is_ok(), "{text}");
    assert!(!manifest("").unwrap().contains("example"));
}

#[test]
fn examples_of_another_shape_are_refused_with_their_place() {
    for (line, expected) in [
        ("chat = 'reqwest'", "`chat` is a string, where a list of strings is needed"),
        ("chat = { features = ['reqwest'] }", "`chat` is a table, where a list of strings is needed"),
        ("chat = ['reqwest', 1]", "an item of `chat` is an integer, where a string is needed"),
        ("chat = ['']", "`` is no name of a feature"),
        ("chat = ['a b']", "`a b` is no name of a feature"),
        ("'../chat' = []", "`../chat` is no name of an example"),
    ] {
        let text = manifest(&format!("[crate.examples]\n{line}\n")).unwrap_err();
        assert!(text.contains(expected) && text.contains("codegen.toml:2:"), "{line}: {text}");
        assert!(text.contains("help: "), "{line}: {text}");
    }
    let text = manifest("[crate]\nexamples = ['chat']\n").unwrap_err();
    assert!(text.contains("`[examples]` is a list, where a table is needed"), "{text}");
}

#[test]
fn what_only_some_platforms_need_is_in_tables_of_its_own() {
    let table = |text: &str| text.parse::<toml::Table>().unwrap_or_else(|error| panic!("{error}: {text}"));
    let depends = |text: &str, platform: &str, name: &str| {
        let all = table(text);
        let targets = all["target"].as_table().expect("platforms");
        let (_, some) = targets.iter().find(|(cfg, _)| cfg.starts_with(platform)).expect("the platform");
        (all["dependencies"].get(name).is_some(), some["dependencies"].get(name).is_some())
    };
    let ours = manifest("").unwrap();
    assert_eq!(depends(&ours, "cfg(not(", "reqwest"), (false, true));
    assert_eq!(depends(&ours, "cfg(all(", "web-sys"), (false, true));
    // What somebody says of a dependency holds everywhere.
    let theirs = manifest("[crate.dependencies]\nreqwest = { version = '0.13', optional = true }\n").unwrap();
    assert_eq!(depends(&theirs, "cfg(not(", "reqwest"), (true, false));
    assert_eq!(depends(&theirs, "cfg(not(", "rustls"), (false, true));
}
