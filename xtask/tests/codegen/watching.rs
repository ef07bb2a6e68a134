//! `cargo xtask codegen --watch`, as a process that a person saves files beside.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// How long a busy machine may take for anything.
const PATIENCE: Duration = Duration::from_secs(120);

const DOCUMENT: &str = "openapi: 3.0.3
info: {title: Pets, version: 1.0.0}
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
components:
  schemas:
    Pet:
      type: object
      properties:
        name: {type: string}
";

fn overlay(target: &str, update: &str) -> String {
    let action = format!("  - target: {target}\n    update: {{{update}}}\n");
    format!("overlay: 1.0.0\ninfo: {{title: Corrections, version: '1'}}\nactions:\n{action}")
}

struct Watch {
    folder: tempfile::TempDir,
    process: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(flags: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("pets.yaml"), DOCUMENT).unwrap();
        fs::write(folder.path().join("overlay.yaml"), overlay("$.info", "description: For their owners.")).unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["codegen", "--watch", "--spec", "pets.yaml", "--out", "pets"])
            .args(flags)
            .current_dir(folder.path())
            .env("NO_COLOR", "1")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stderr = process.stderr.take().unwrap();
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        Self { folder, process, lines }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// All that is said up to a line that begins with that word.
    fn until(&self, word: &str) -> String {
        let mut said = String::new();
        loop {
            let line = self.lines.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|error| panic!("{error} while waiting for `{word}` after:\n{said}"));
            said += &format!("{line}\n");
            if line.trim_start().starts_with(word) {
                return said;
            }
        }
    }

    /// All that is said about one save.
    fn round(&self) -> String {
        self.until("Watching")
    }

    fn interrupt(mut self) -> String {
        let sent = Command::new("kill").args(["-INT", &self.process.id().to_string()]).status().unwrap();
        assert!(sent.success());
        let said = self.until("Stopped");
        assert!(self.process.wait().unwrap().success(), "{said}");
        said
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // It has ended already unless the test failed.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// As editors save: a new file takes the old one's name.
fn replace(path: &Path, text: &str) {
    let new = path.with_extension("swp");
    fs::write(&new, text).unwrap();
    fs::rename(new, path).unwrap();
}

#[test]
fn what_a_save_changes_is_written_and_shown() {
    let watch = Watch::start(&[]);
    let said = watch.round();
    assert!(said.contains("Writing") && said.contains("Watching 1 file, until Ctrl-C"), "{said}");
    replace(&watch.path("pets.yaml"), &format!("{DOCUMENT}        age: {{type: integer}}\n"));
    let said = watch.round();
    for needed in [
        "Saved pets.yaml",
        "changed  API.txt",
        "changed  src/generated/models/pet.rs",
        "+ field models::Pet.age: Option<i64>",
        "Verdict minor",
    ] {
        assert!(said.contains(needed), "{needed}: {said}");
    }
    let model = fs::read_to_string(watch.path("pets/src/generated/models/pet.rs")).unwrap();
    assert!(model.contains("pub age:"), "{model}");
    replace(&watch.path("pets.yaml"), &DOCUMENT.replace("name:", "title:"));
    let said = watch.round();
    for needed in
        ["- field models::Pet.name: Option<String>", "+ field models::Pet.title: Option<String>", "Verdict major"]
    {
        assert!(said.contains(needed), "{needed}: {said}");
    }
    watch.interrupt();
}

#[test]
fn what_is_wrong_is_reported_and_the_next_save_is_waited_for() {
    let watch = Watch::start(&["--overlay", "overlay.yaml"]);
    watch.round();
    let before = fs::read_to_string(watch.path("pets/API.txt")).unwrap();
    replace(&watch.path("pets.yaml"), "openapi: [");
    let said = watch.round();
    assert!(said.contains("error[E0101]") && said.contains("nothing was written"), "{said}");
    replace(&watch.path("pets.yaml"), DOCUMENT);
    let said = watch.round();
    assert!(said.contains("Unchanged"), "{said}");
    fs::remove_file(watch.path("overlay.yaml")).unwrap();
    let said = watch.round();
    assert!(said.contains("Saved overlay.yaml") && said.contains("cannot read `overlay.yaml`"), "{said}");
    let overlay = overlay("$.components.schemas.Pet", "properties: {age: {type: integer}}");
    fs::write(watch.path("overlay.yaml"), overlay).unwrap();
    let said = watch.round();
    assert!(said.contains("+ field models::Pet.age: Option<i64>"), "{said}");
    assert_ne!(fs::read_to_string(watch.path("pets/API.txt")).unwrap(), before);
    watch.interrupt();
}

#[test]
fn a_file_that_the_document_begins_to_refer_to_is_watched_even_before_it_is_there() {
    let watch = Watch::start(&[]);
    watch.round();
    replace(&watch.path("pets.yaml"), &DOCUMENT.replace("#/components/schemas/Pet", "pet.yaml"));
    let said = watch.round();
    assert!(said.contains("cannot be read") && said.contains("Watching 2 files"), "{said}");
    fs::write(watch.path("pet.yaml"), "type: object\nproperties: {wings: {type: integer}}\n").unwrap();
    let said = watch.round();
    assert!(said.contains("Saved pet.yaml") && said.contains("wings: Option<i64>"), "{said}");
    let said = watch.interrupt();
    assert!(said.contains("Stopped watching"), "{said}");
}
