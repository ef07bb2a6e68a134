//! `cargo xtask diff` and `codegen --bump` in a repository of git.

use std::fs;
use std::path::Path;
use std::process::Command;

use crategen::cli::diff::{Deny, Flags, Format, run};
use crategen::cli::{bump, codegen};
use serde_json::Value;

const DOCUMENT: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: All.
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}, tag: {type: string}}}
";

const CONFIG: &str = "\
document = 'api.yaml'
overlays = ['overlay.yaml']
out = '../crate' # beside us

[crate]
name = \"pets\"
version = '0.3.1' # as released
";

const OVERLAY: &str = "overlay: 1.0.0\ninfo: {title: O, version: '1'}\nactions:\n  - target: $.components.schemas.Pet\n    update: {description: A pet.}\n";

struct Repository {
    folder: tempfile::TempDir,
}

impl Repository {
    fn new() -> Self {
        let repository = Self { folder: tempfile::tempdir().unwrap() };
        repository.put("spec/api.yaml", DOCUMENT);
        repository.put("spec/codegen.toml", CONFIG);
        repository.put("spec/overlay.yaml", OVERLAY);
        repository.git(&["init", "--quiet"]);
        repository.commit();
        repository
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    fn git(&self, arguments: &[&str]) {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
        let done = Command::new("git").args(identity).args(arguments).current_dir(self.root()).status().unwrap();
        assert!(done.success(), "git {arguments:?}");
    }

    fn commit(&self) {
        self.git(&["add", "."]);
        self.git(&["commit", "--quiet", "--message", "all"]);
    }

    fn path(&self, path: &str) -> String {
        self.root().join(path).to_string_lossy().into_owned()
    }

    /// The report of the sides, as a program gets it.
    fn diff(&self, old: Option<&str>, new: Option<&str>) -> Value {
        let flags = Flags { format: Some(Format::Json), ..self.flags(old, new) };
        run(self.root(), &flags).unwrap_or_else(|error| panic!("{error}"));
        serde_json::from_str(&fs::read_to_string(flags.out.unwrap()).unwrap()).unwrap()
    }

    fn flags(&self, old: Option<&str>, new: Option<&str>) -> Flags {
        let owned = |side: Option<&str>| side.map(str::to_owned);
        Flags { old: owned(old), new: owned(new), out: Some(self.root().join("report")), ..Flags::default() }
    }

    fn refusal(&self, old: Option<&str>, new: Option<&str>) -> String {
        run(self.root(), &self.flags(old, new)).expect_err("a refusal").to_string()
    }

    fn without_tag(&self) {
        self.put("spec/api.yaml", &DOCUMENT.replace(", tag: {type: string}", ""));
    }
}

/// The names of what changed for Rust code.
fn api(report: &Value) -> Vec<&str> {
    let changes = report["changes"].as_array().unwrap().iter();
    changes.filter(|change| change["level"] == "api").filter_map(|change| change["name"].as_str()).collect()
}

#[test]
fn what_is_committed_is_compared_with_what_is_there() {
    let repository = Repository::new();
    assert_eq!(repository.diff(None, None)["verdict"], "none");
    repository.without_tag();
    let report = repository.diff(None, None);
    assert_eq!((&report["verdict"], &report["next_version"]), (&"major".into(), &"0.4.0".into()));
    assert_eq!(api(&report), ["models::Pet.tag"]);
    assert_eq!((&report["title"], &report["old"]["name"]), (&"pets".into(), &"HEAD".into()));
    let change = report["changes"].as_array().unwrap().iter().find(|change| change["level"] == "api").unwrap();
    assert_eq!((&change["old"]["file"], &change["old"]["line"]), (&"spec/api.yaml".into(), &13.into()));
}

#[test]
fn each_side_has_its_own_overlays_and_configuration() {
    let repository = Repository::new();
    repository.git(&["tag", "one"]);
    let action = "  - target: $.components.schemas.Pet.properties\n    update: {age: {type: integer}}\n";
    repository.put("spec/overlay.yaml", &format!("{OVERLAY}{action}"));
    repository.put("spec/codegen.toml", &CONFIG.replace("0.3.1", "0.9.0"));
    repository.commit();
    repository.without_tag();
    let report = repository.diff(Some("one"), Some("HEAD"));
    assert_eq!(api(&report), ["models::Pet.age"]);
    assert_eq!((&report["old"]["version"], &report["new"]["version"]), (&"0.3.1".into(), &"0.9.0".into()));
    assert_eq!(api(&repository.diff(Some("one"), None)), ["models::Pet.tag", "models::Pet.age"]);
}

#[test]
fn documents_are_compared_without_overlays_and_configuration() {
    let repository = Repository::new();
    repository.put("other.yaml", &DOCUMENT.replace("tag:", "label:"));
    let report = repository.diff(Some(&repository.path("spec/api.yaml")), Some(&repository.path("other.yaml")));
    assert_eq!(api(&report), ["models::Pet.tag", "models::Pet.label"]);
    assert_eq!(report["title"], "pets");
    assert_eq!(report["old"]["version"], "0.1.0", "what the document says of itself is no version of a crate");
}

#[test]
fn a_document_alone_is_compared_with_what_was_committed_of_it() {
    let repository = Repository::new();
    repository.without_tag();
    let file = repository.path("spec/api.yaml");
    assert_eq!(api(&repository.diff(Some(&file), None)), ["models::Pet.tag"]);
    let committed = format!("HEAD:{file}");
    assert_eq!(api(&repository.diff(Some(&file), Some(&committed))), ["models::Pet.tag"]);
}

#[test]
fn parts_come_from_the_same_commit() {
    let repository = Repository::new();
    let document = DOCUMENT.replace(
        "Pet: {type: object, properties: {name: {type: string}, tag: {type: string}}}",
        "Pet: {$ref: 'parts.yaml#/Animal'}",
    );
    repository.put("spec/api.yaml", &document);
    repository
        .put("spec/parts.yaml", "Animal: {type: object, properties: {name: {type: string}, tag: {type: string}}}\n");
    repository.commit();
    repository.put("spec/parts.yaml", "Animal: {type: object, properties: {name: {type: string}}}\n");
    assert_eq!(api(&repository.diff(None, None)), ["models::Animal.tag"]);
}

#[test]
fn what_is_denied_is_an_error_once_the_report_is_written() {
    let repository = Repository::new();
    repository.without_tag();
    let denied = |deny: Vec<Deny>| run(repository.root(), &Flags { deny, ..repository.flags(None, None) });
    assert!(denied(Vec::new()).is_ok());
    let error = denied(vec![Deny::Major]).unwrap_err().to_string();
    assert_eq!(error, "the change is more than `--deny major` allows");
    assert!(repository.text("report").starts_with("pets 0.3.1 → 0.4.0 (major: 1 change breaks code"));
    repository.put("spec/api.yaml", DOCUMENT);
    assert!(denied(vec![Deny::Patch, Deny::Wire]).is_ok());
    assert!(run(repository.root(), &Flags { exit_code: true, ..repository.flags(None, None) }).is_ok());
}

#[test]
fn the_ending_of_the_file_says_how_the_report_is_written() {
    let repository = Repository::new();
    for (name, start) in
        [("a.html", "<!doctype html>"), ("a.md", "## pets: none"), ("a.json", "{\n"), ("a.txt", "pets 0.3.1 (")]
    {
        let flags = Flags { out: Some(repository.root().join(name)), ..Flags::default() };
        run(repository.root(), &flags).unwrap();
        assert!(repository.text(name).starts_with(start), "{name}");
    }
}

#[test]
fn what_cannot_be_compared_says_why() {
    let repository = Repository::new();
    let unknown = repository.refusal(Some("v9"), None);
    assert!(unknown.starts_with("`v9` is no file, and git knows no revision of that name"), "{unknown}");
    let option = repository.refusal(Some("--output=x"), None);
    assert!(option.starts_with("`--output=x` is no file"), "{option}");
    let mixed = repository.refusal(Some("HEAD"), Some(&repository.path("spec/api.yaml")));
    assert!(mixed.contains("= help: write `REVISION:PATH`"), "{mixed}");

    repository.git(&["rm", "--quiet", "--cached", "spec/overlay.yaml"]);
    repository.git(&["-c", "user.name=a", "commit", "--quiet", "--message", "less"]);
    let missing = repository.refusal(None, None);
    assert!(missing.starts_with("cannot read `spec/overlay.yaml`: there is none at `HEAD`"), "{missing}");

    let elsewhere = tempfile::tempdir().unwrap();
    let error = run(elsewhere.path(), &Flags::default()).unwrap_err().to_string();
    assert!(error.contains("is in no git repository") && error.contains("compare two files"), "{error}");
}

#[test]
fn a_bump_sets_the_version_and_writes_the_changelog() {
    let repository = Repository::new();
    repository.put("CHANGELOG.md", "# Changelog\n\n## Unreleased\n\n- by hand\n\n## 0.3.1\n");
    bump::run(repository.root(), "HEAD").unwrap();
    assert_eq!(repository.text("spec/codegen.toml"), CONFIG, "nothing changed");

    repository.without_tag();
    let flags = codegen::Flags { bump: Some("HEAD".to_owned()), ..codegen::Flags::default() };
    codegen::run(repository.root(), &flags).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(repository.text("spec/codegen.toml"), CONFIG.replace("0.3.1", "0.4.0"));
    assert!(repository.text("crate/Cargo.toml").contains("version = \"0.4.0\""));
    let log = repository.text("CHANGELOG.md");
    assert!(log.contains("- by hand\n\n<!-- ") && log.ends_with("-->\n\n## 0.3.1\n"), "{log}");
    assert!(log.contains("### pets 0.4.0: major\n") && log.contains("- removed field `models::Pet.tag`"), "{log}");

    bump::run(repository.root(), "HEAD").unwrap();
    assert_eq!(repository.text("CHANGELOG.md"), log, "a second run says the same");
    repository.put("spec/codegen.toml", &CONFIG.replace("0.3.1", "1.0.0"));
    bump::run(repository.root(), "HEAD").unwrap();
    assert!(repository.text("spec/codegen.toml").contains("'1.0.0'"), "a version that is far enough stays");
}
