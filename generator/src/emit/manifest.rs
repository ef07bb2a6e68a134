//! `Cargo.toml` and the files that a new crate starts with: text from templates.

use serde_json::json;

use super::{credentials, docs, runtime, xml};
use crate::{
    files::{Files, Sink},
    ir::{Api, Type, TypeKind},
    templates,
};

/// The oldest Rust that the runtime and what it depends on build with.
const RUNTIME_RUST: &str = "1.88";

const MANIFEST: &str = include_str!("../../../templates/Cargo.toml.j2");
const LIBRARY: &str = include_str!("../../../templates/lib.rs.j2");
const README: &str = include_str!("../../../templates/README.md.j2");

/// Writes `Cargo.toml`.
pub(super) fn emit(api: &Api, files: &mut Files) {
    files.add("Cargo.toml", render(MANIFEST, api));
}

/// Writes the root of the emitted modules.
pub(super) fn emit_root(api: &Api, files: &Sink<'_>) {
    files.add("src/generated/mod.rs", root(api));
}

/// Writes what a new crate starts with.
pub(super) fn scaffold(api: &Api) -> Files {
    let mut files = Files::default();
    files.add("src/lib.rs", render(LIBRARY, api));
    files.add("README.md", render(README, api));
    files.add(".gitignore", "/target\n");
    files
}

/// A text on one line, without characters that do not show.
fn one_line(text: &str) -> String {
    let words: Vec<String> =
        text.split_whitespace().map(|word| word.chars().filter(|letter| docs::is_shown(*letter)).collect()).collect();
    words.join(" ")
}

/// Where the parts of the runtime are left out that use it, something is there for nobody.
const SOME_UNUSED: &str =
    "#[allow(dead_code, unused_imports, reason = \"which parts are here depends on the document\")]\n";

fn root(api: &Api) -> String {
    let mut text = super::rust_file::header(&api.krate.source);
    text.push_str("//! What the document says, in Rust. All of this folder is emitted; what is written by hand stands beside it.\n\n");
    let allow = match mentions_deprecated(api) {
        true => "#[allow(deprecated, reason = \"what the document deprecates is still made of each other\")]\n",
        false => "",
    };
    text.push_str(&format!("{allow}pub mod api;\n"));
    if credentials::are_emitted(api) {
        text.push_str("pub mod credentials;\n");
    }
    text.push_str(&format!("{allow}pub mod models;\n{allow}pub mod operations;\n{SOME_UNUSED}pub mod runtime;\n"));
    if !api.servers.is_empty() {
        text.push_str("pub mod servers;\n");
    }
    if !api.webhooks.is_empty() {
        text.push_str(&format!("#[cfg(feature = \"webhooks\")]\n{allow}pub mod webhooks;\n"));
    }
    text
}

fn mentions_deprecated(api: &Api) -> bool {
    let fields = |ty: &Type| match &ty.kind {
        TypeKind::Struct(body) => body.fields.iter().any(|field| field.deprecated),
        _ => false,
    };
    api.types.values().any(|ty| ty.deprecated || fields(ty))
        || api
            .operations
            .values()
            .any(|operation| operation.deprecated || operation.parameters.iter().any(|parameter| parameter.deprecated))
        || api.webhooks.iter().any(|webhook| webhook.deprecated)
}

fn render(template: &str, api: &Api) -> String {
    let mut tags: Vec<&str> = api.tags.values().filter_map(|tag| tag.feature.as_deref()).collect();
    if !api.webhooks.is_empty() {
        tags.push("webhooks");
    }
    tags.sort_unstable();
    let krate = &api.krate;
    let own_features: Vec<String> = runtime_lines("features")
        .into_iter()
        .filter(|line| !line.starts_with("default") && !line.starts_with("xml"))
        .collect();
    let examples: Vec<_> =
        krate.examples.iter().map(|example| json!({ "name": example.name, "features": example.features })).collect();
    let context = json!({
        "name": krate.name,
        "ident": krate.name.replace('-', "_"),
        "version": krate.version,
        "description": one_line(&krate.description),
        "license": krate.license,
        "repository": krate.repository,
        "rust_version": if krate.rust_version.is_empty() { RUNTIME_RUST } else { &krate.rust_version },
        "title": one_line(&krate.title),
        "source": krate.source,
        "docs": krate.docs.lines().collect::<Vec<_>>(),
        "tags": tags,
        "runtime_features": own_features,
        "features": krate.features,
        "default_features": krate.default_features,
        "dependencies": merged(&dependencies(api), &krate.dependencies),
        "targets": targets(&krate.dependencies),
        "dev_dependencies": krate.dev_dependencies,
        "examples": examples,
    });
    templates::render(template, &context)
}

/// What the runtime depends on: on the library for XML only if the document has XML, and then always.
fn dependencies(api: &Api) -> Vec<String> {
    let has_xml = xml::is_used(api);
    let lines = runtime_lines("dependencies").into_iter();
    lines
        .filter(|line| has_xml || !line.starts_with("quick-xml"))
        .map(|line| if line.starts_with("quick-xml") { line.replace(", optional = true", "") } else { line })
        .collect()
}

/// The lines of a table of the runtime's manifest, without comments.
fn runtime_lines(table: &str) -> Vec<String> {
    runtime::MANIFEST
        .lines()
        .skip_while(|line| line.trim() != format!("[{table}]"))
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

/// What the runtime depends on where only some platforms need it: the table's name, and its lines. What the configuration
/// says of a dependency holds for all platforms.
fn targets(theirs: &[String]) -> Vec<serde_json::Value> {
    let tables = runtime::MANIFEST.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'));
    tables
        .filter(|table| table.starts_with("target."))
        .map(|table| json!({ "table": table, "dependencies": without(&runtime_lines(table), theirs) }))
        .collect()
}

/// Both lists of dependency lines by name; what the configuration says wins.
fn merged(ours: &[String], theirs: &[String]) -> Vec<String> {
    let mut lines = without(ours, theirs);
    lines.extend_from_slice(theirs);
    lines.sort();
    lines
}

/// The dependency lines that the others say nothing about.
fn without(ours: &[String], theirs: &[String]) -> Vec<String> {
    let name = |line: &str| line.split(['=', '.']).next().unwrap_or_default().trim().to_owned();
    ours.iter().filter(|line| !theirs.iter().any(|other| name(other) == name(line))).cloned().collect()
}
