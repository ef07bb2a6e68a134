//! What the configuration says about the package, in `Cargo.toml`; and in which words it is refused.

use crategen::Input;
use crategen::document::Source;

const DOCUMENT: &str = "openapi: 3.0.3\ninfo: {title: Pets, version: 1.0.0}\npaths: {}\n";

/// The manifest, or what the user reads instead.
fn manifest(config: &str) -> Result<String, String> {
    manifest_of(DOCUMENT, config)
}

/// The same for another document.
fn manifest_of(document: &str, config: &str) -> Result<String, String> {
    let mut input = Input::default();
    let mut add = |name: &str, text: &str| input.sources.add(Source { name: name.to_owned(), text: text.to_owned() });
    let (document, config) = (add("pets.yaml", document), add("codegen.toml", config));
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

/// Operations of the tags `cats` and `dogs`, and two without a tag.
const GROUPS: &str = "openapi: 3.0.3
info: {title: Pets, version: 1.0.0}
paths:
  /v1/cats: {get: {tags: [cats], responses: {'204': {description: Fine.}}}}
  /v1/dogs: {get: {tags: [dogs], responses: {'204': {description: Fine.}}}}
  /v1/birds/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {responses: {'204': {description: Fine.}}}
  /v2/birds: {get: {responses: {'204': {description: Fine.}}}}
";

/// The features that are on by default.
fn defaults(config: &str) -> Vec<String> {
    let manifest = manifest_of(GROUPS, config).unwrap().parse::<toml::Table>().expect("a manifest");
    let features = manifest["features"]["default"].as_array().expect("a list");
    features.iter().filter_map(toml::Value::as_str).map(str::to_owned).collect()
}

#[test]
fn every_group_is_on_by_default_unless_compiling_all_takes_too_much_memory() {
    assert_eq!(defaults(""), ["reqwest", "api", "cats", "dogs"]);
    assert_eq!(defaults("[crate]\nmemory-budget = 1\n"), ["reqwest"]);
    assert_eq!(defaults("[crate]\nmemory-budget = 1_000\n"), ["reqwest", "api", "cats", "dogs"]);
}

#[test]
fn whoever_makes_the_crate_says_what_is_on_by_default() {
    let config = "[crate.features]\ndefault = ['blocking', 'dogs', 'mine']\nmine = []\n";
    assert_eq!(defaults(config), ["blocking", "dogs", "mine"]);
    let text = manifest_of(GROUPS, config).unwrap();
    assert_eq!(text.matches("\ndefault = ").count(), 1, "{text}");
    let text = manifest_of(GROUPS, "[crate.features]\ndefault = ['dog']\n").unwrap_err();
    assert!(text.contains("the crate has no feature `dog`") && text.contains("codegen.toml:2:12"), "{text}");
    let text = manifest("[crate]\nmemory-budget = -1\n").unwrap_err();
    assert!(
        text.contains("`memory-budget` is an integer, where a whole number that is not negative is needed"),
        "{text}"
    );
}

#[test]
fn operations_without_a_tag_are_grouped_by_their_paths_if_that_is_asked_for() {
    let by_path = "[crate]\nuntagged = 'by-path'\n";
    assert_eq!(defaults(by_path), ["reqwest", "birds", "cats", "dogs"]);
    assert_eq!(defaults("[crate]\nuntagged = 'together'\n"), defaults(""));
    let text = manifest(by_path).unwrap_err();
    assert!(text.contains("every operation has a tag") && text.contains("codegen.toml:2:12"), "{text}");
    let text = manifest("[crate]\nuntagged = 'never'\n").unwrap_err();
    assert!(text.contains("`never` is no way to group operations"), "{text}");
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
