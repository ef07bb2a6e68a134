//! That the crates in `wire/`, whose tests send and receive what it says, and in `bench/codec`, which is measured, are what
//! is emitted for their `document.yaml`.
//!
//! Their runtime is `templates/runtime` itself: a copy would change with each change of that. To write it anew, run `UPDATE_EXPECT=1 cargo test -p crategen --test wire`.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use crategen::{
    Input,
    document::{Source, Sources},
};

const COMMAND: &str = "UPDATE_EXPECT=1 cargo test -p crategen --test wire";

#[test]
fn the_crate_that_is_called_is_the_one_that_is_emitted() {
    is_as_emitted(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../wire"), "../../../templates/runtime/src");
}

#[test]
fn the_crate_that_is_measured_is_the_one_that_is_emitted() {
    is_as_emitted(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../bench/codec"), "../../../../templates/runtime/src");
}

/// Compares what is emitted with what is there, or writes it. The runtime is in the folder that is `runtime` as seen
/// from the emitted files.
fn is_as_emitted(root: &Path, runtime: &str) {
    let emitted = emitted(root, runtime);
    let present = present(root);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        for path in present.keys().filter(|path| !emitted.contains_key(*path)) {
            fs::remove_file(root.join(path)).expect("a file can be removed");
        }
        for (path, text) in &emitted {
            let path = root.join(path);
            fs::create_dir_all(path.parent().expect("below the root")).expect("a folder can be made");
            fs::write(path, text).expect("a file can be written");
        }
        return;
    }
    let paths = emitted.keys().chain(present.keys());
    let mut different: Vec<&String> = paths.filter(|path| emitted.get(*path) != present.get(*path)).collect();
    different.dedup();
    assert!(different.is_empty(), "run `{COMMAND}`; what is not as it is emitted: {different:?}");
}

/// What is emitted, with another place for the runtime.
fn emitted(root: &Path, runtime: &str) -> BTreeMap<String, String> {
    let mut sources = Sources::default();
    let mut add = |name: &str| {
        let text = fs::read_to_string(root.join(name)).expect("an input");
        sources.add(Source { name: name.to_owned(), text })
    };
    let (document, config) = (add("document.yaml"), Some(add("codegen.toml")));
    let input = Input { sources, document, config, ..Input::default() };
    let output = crategen::generate(&input).unwrap_or_else(|errors| panic!("{}", errors.render(&input.sources, false)));
    let mut files = BTreeMap::new();
    for (path, text) in output.files.iter() {
        match path.to_string().strip_prefix("src/generated/runtime/") {
            None => drop(files.insert(path.to_string(), text.to_string())),
            Some("mod.rs") => drop(files.insert("src/generated/runtime.rs".to_owned(), in_place(text, runtime))),
            Some(_) => {}
        }
    }
    files
}

/// The root of the runtime, whose modules stand where they are written.
fn in_place(text: &str, runtime: &str) -> String {
    let (documentation, modules) = text.split_once("\n\n").expect("its documentation, and then its modules");
    format!("{documentation}\n\n#[path = \"{runtime}\"]\nmod in_place {{\n{modules}}}\n\npub use in_place::*;\n")
}

/// What is there.
fn present(root: &Path) -> BTreeMap<String, String> {
    let mut folders = vec![root.join("src/generated")];
    let mut paths: Vec<PathBuf> = vec![root.join("Cargo.toml"), root.join("API.txt")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("a folder entry").path();
            if path.is_dir() { folders.push(path) } else { paths.push(path) }
        }
    }
    let name = |path: &Path| path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
    let files = paths.iter().map(|path| (name(path), fs::read_to_string(path).unwrap_or_default()));
    files.filter(|(_, text)| !text.is_empty()).collect()
}
