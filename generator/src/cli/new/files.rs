//! The files of a new workspace, from templates.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use super::call;
use crate::{Output, templates};

/// The templates, by the paths of the files.
const TEMPLATES: &[(&str, &str)] = &[
    (".cargo/config.toml", include_str!("../../../../templates/workspace/cargo-config.toml")),
    (".github/workflows/ci.yml", include_str!("../../../../templates/workspace/ci.yml")),
    (".gitignore", include_str!("../../../../templates/workspace/gitignore")),
    ("Cargo.toml", include_str!("../../../../templates/workspace/Cargo.toml.j2")),
    ("README.md", include_str!("../../../../templates/workspace/README.md.j2")),
    ("spec/overlays/README.md", include_str!("../../../../templates/workspace/overlays.md")),
    ("xtask/Cargo.toml", include_str!("../../../../templates/workspace/xtask.toml.j2")),
    ("xtask/src/main.rs", include_str!("../../../../templates/workspace/main.rs")),
    ("xtask/tests/freshness.rs", include_str!("../../../../templates/workspace/freshness.rs")),
];

const CONFIG: &str = include_str!("../../../../templates/workspace/codegen.toml.j2");

/// Folders that the workspace has beside the crate.
const TAKEN: &[&str] = &["spec", "target", "xtask"];

/// What a workspace is made of.
pub(super) struct Made<'a> {
    /// The document's file and then its parts, by their paths below `spec/`.
    parts: &'a [(String, String)],
    context: Value,
}

impl<'a> Made<'a> {
    /// A workspace for a document, whose crate has that name and which uses crategen at a path, or its release.
    pub(super) fn new(parts: &'a [(String, String)], name: &str, crategen: Option<&Path>) -> Self {
        let folder = if TAKEN.contains(&name) { format!("{name}-crate") } else { name.to_owned() };
        let context = json!({
            "document": parts.first().map(|(path, _)| path),
            "name": name,
            "ident": name.replace('-', "_"),
            "folder": folder,
            "version": env!("CARGO_PKG_VERSION"),
            "crategen": crategen.map(Path::to_string_lossy),
        });
        Self { parts, context }
    }

    /// The configuration.
    pub(super) fn config(&self) -> String {
        templates::render(CONFIG, &self.context)
    }

    /// All files but those of the crate that are emitted, by their paths.
    pub(super) fn files(&self, output: &Output) -> BTreeMap<String, String> {
        let mut files: BTreeMap<String, String> =
            TEMPLATES.iter().map(|(path, text)| ((*path).to_owned(), templates::render(text, &self.context))).collect();
        files.insert("spec/codegen.toml".to_owned(), self.config());
        files.extend(self.parts.iter().map(|(path, text)| (format!("spec/{path}"), text.clone())));
        let text = |key: &str| self.context.get(key).and_then(Value::as_str).unwrap_or_default();
        if let Some(test) = call::test(output, text("ident")) {
            files.insert(format!("{}/tests/in_memory.rs", text("folder")), test);
        }
        files
    }
}
