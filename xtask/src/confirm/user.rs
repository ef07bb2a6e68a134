//! A program that uses all of a crate, as far as `API.txt` lists it: it names every item, reads every field, writes every
//! struct that may be written as a literal, makes and matches every variant, calls every constructor and setter, and
//! asks every operation for what it gives.
//!
//! What the program does not compile with is no longer what it was. It is never run.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crategen::Output;
use crategen::cli::error::{Error, Result};

use super::cases::Case;
use super::krate::LIMITS;
use crate::corpus::compile::Dependencies;
use crate::corpus::watch::run;

const HEAD: &str = "\
#![allow(dead_code, unused, deprecated)]
use bytes::Bytes;
use emitted::{models, operations, runtime, runtime::model};
use std::collections::BTreeMap;
";

/// Fields whose setters have another name, since their own is that of a method which all types have.
const RENAMED: &[&str] = &[
    "new",
    "clone",
    "add",
    "bitand",
    "bitor",
    "bitxor",
    "div",
    "mul",
    "rem",
    "shl",
    "shr",
    "sub",
    "build",
    "output",
    "headers",
    "failure",
    "request",
    "send",
    "items",
    "next_link",
];

/// Writes the program for the old crate of a pair.
pub(super) fn write(case: &Case, folder: &Path) -> Result<PathBuf> {
    let path = folder.join("user.rs");
    fs::write(&path, text(&case.old.items)).map_err(|error| Error::io("write", &path, &error))?;
    Ok(path)
}

/// What the compiler complains about, with the crate in a file.
pub(super) fn compile(program: &Path, krate: &Path, dependencies: &Dependencies) -> Result<Vec<String>> {
    let folder = krate.parent().unwrap_or(krate);
    let mut command = Command::new("rustc");
    command.args(["--crate-name", "user", "--crate-type", "lib", "--edition", "2024", "--color", "never"]);
    command.arg(format!("--emit=metadata={}", folder.join("user.rmeta").display()));
    command.arg("--extern").arg(format!("emitted={}", krate.display())).args(dependencies.arguments()).arg(program);
    let ended = run(&mut command, folder, LIMITS)?;
    match ended.failure {
        None => Ok(Vec::new()),
        Some(why) => {
            let mut heads: Vec<String> = Vec::new();
            let mut lines = ended.errors.lines().peekable();
            while let Some(line) = lines.next() {
                if line.starts_with("error") && !line.starts_with("error: aborting") {
                    heads.push(format!("{line} {}", lines.peek().unwrap_or(&"").trim()));
                }
            }
            if heads.is_empty() {
                heads.push(why);
            }
            Ok(heads)
        }
    }
}

/// The features that a user's manifest may ask for, and that are gone.
pub(super) fn features_that_went(case: &Case) -> Vec<String> {
    let features = |output: &Output| -> BTreeSet<String> {
        output.items.iter().filter_map(|item| item.line.strip_prefix("feature ")).map(str::to_owned).collect()
    };
    let gone: Vec<String> = features(&case.old).difference(&features(&case.new)).cloned().collect();
    gone.iter().map(|feature| format!("the crate has no feature `{feature}`")).collect()
}

/// What belongs to a path: its lines, without what they begin with.
#[derive(Default)]
struct Item<'a> {
    word: &'a str,
    rest: &'a str,
    fields: Vec<(&'a str, &'a str)>,
    variants: Vec<(&'a str, &'a str)>,
    arguments: Option<Vec<&'a str>>,
    is_open: bool,
    read_only: BTreeSet<&'a str>,
}

fn text(all: &[crategen::Item]) -> String {
    let mut items: BTreeMap<&str, Item<'_>> = BTreeMap::new();
    let mut loose = Vec::new();
    for item in all {
        read(&item.line, &mut items, &mut loose);
    }
    // Types that stand beside an operation are written without a path.
    let mut modules: BTreeMap<String, String> = BTreeMap::new();
    for (path, item) in &items {
        let module = path.rsplit_once("::").map_or("", |(module, _)| module);
        let text = modules.entry(module.to_owned()).or_default();
        use_of(path, item, text);
    }
    for (module, use_) in loose {
        modules.entry(module).or_default().push_str(&use_);
    }
    let mut text = String::from(HEAD);
    for (index, (module, body)) in modules.iter().enumerate() {
        let glob = if module.is_empty() { String::new() } else { format!("    use emitted::{module}::*;\n") };
        // Writing to a string cannot fail.
        let _ = write!(text, "mod in_{index} {{\n    use super::*;\n{glob}{body}}}\n");
    }
    text
}

/// Takes a line in.
fn read<'a>(line: &'a str, items: &mut BTreeMap<&'a str, Item<'a>>, loose: &mut Vec<(String, String)>) {
    let Some((word, rest)) = line.split_once(' ') else { return };
    let (text, attributes) = rest.split_once(" #[").unwrap_or((rest, ""));
    match word {
        "struct" | "operation" | "webhook" | "enum" | "union" | "trait" | "type" | "const" => {
            let path = text.split([' ', ':']).next().filter(|_| word == "enum").map(|_| before(text, ": "));
            let path = path.unwrap_or_else(|| before(text, " = "));
            if word == "type" && path.starts_with("operations::") {
                let (owner, name) = path.rsplit_once("::").unwrap_or((path, ""));
                let ty = text.get(path.len() + 3..).unwrap_or("");
                let use_ = format!(
                    "    fn {}(it: <emitted::{owner} as runtime::Operation>::{name}) -> {ty} {{ it }}\n",
                    function(path)
                );
                return loose.push((module_of(owner), use_));
            }
            let item = items.entry(path).or_default();
            item.word = word;
            item.rest = text.get(path.len()..).unwrap_or("").trim_start_matches(" = ").trim_start_matches(": ");
            item.is_open = attributes.contains("non_exhaustive") || word == "webhook";
        }
        "field" => {
            let Some((path, ty)) = text.split_once(": ") else { return };
            let Some((owner, name)) = path.rsplit_once('.') else { return };
            let item = items.entry(owner).or_default();
            item.fields.push((name, ty));
            if attributes.contains("read_only") {
                item.read_only.insert(name);
            }
        }
        "variant" => {
            let path = before(before(text, " = "), "(");
            let Some((owner, name)) = path.rsplit_once("::") else { return };
            let held = text.get(path.len()..).filter(|rest| rest.starts_with('(')).unwrap_or("");
            items.entry(owner).or_default().variants.push((name, held));
        }
        "fn" => {
            let path = before(before(text, " -> "), "(");
            let Some((owner, name)) = path.rsplit_once("::") else { return };
            let arguments = text.get(path.len()..).unwrap_or("").trim_start_matches('(').trim_end_matches(')');
            match name {
                "new" => items.entry(owner).or_default().arguments = Some(list(arguments)),
                _ if owner.starts_with("credentials::") || owner.starts_with("servers::") => {
                    let count = if owner.starts_with("servers::") { 1 } else { list(arguments).len() };
                    let blanks = vec!["todo!()"; count].join(", ");
                    // What a credential is cannot be told from a blank, a key and a token can.
                    if arguments != "credential" && !arguments.contains("scopes") {
                        let typed = blanks.replace("todo!()", "String::new()");
                        let use_ =
                            format!("    fn {}(it: emitted::{owner}) {{ it.{name}({typed}); }}\n", function(path));
                        loose.push((module_of(owner), use_));
                    }
                }
                _ => {}
            }
        }
        "impl" => {
            let Some((what, path)) = text.rsplit_once(" for ") else { return };
            let inner = |prefix: &str| what.strip_prefix(prefix).and_then(|rest| rest.strip_suffix('>'));
            let name = function(&format!("{path}_{what}"));
            let use_ = match (inner("From<"), inner("Paged<"), inner("Streamed<")) {
                (Some(ty), ..) => format!("    fn {name}(it: {ty}) -> emitted::{path} {{ it.into() }}\n"),
                (_, Some(ty), _) => {
                    format!("    fn {name}(it: <emitted::{path} as runtime::Paged>::Item) -> {ty} {{ it }}\n")
                }
                (.., Some(ty)) => {
                    format!("    fn {name}(it: <emitted::{path} as runtime::Streamed>::Event) -> {ty} {{ it }}\n")
                }
                _ => {
                    format!("    fn {name}(_: &dyn Fn(emitted::{path})) where emitted::{path}: runtime::{what} {{}}\n")
                }
            };
            loose.push((module_of(path), use_));
        }
        "mod" => loose.push((String::new(), format!("    use emitted::{text} as _;\n"))),
        _ => {}
    }
}

/// What a user does with an item.
fn use_of(path: &str, item: &Item<'_>, text: &mut String) {
    let name = function(path);
    // Writing to a string cannot fail.
    let _ = match item.word {
        "trait" => {
            writeln!(
                text,
                "    struct {0}_; impl emitted::{path} for {0}_ {{}} fn {name}(_: &dyn emitted::{path}) {{}}",
                name
            )
        }
        "const" => writeln!(text, "    fn {name}() {{ let _ = emitted::{path}; }}"),
        "type" => writeln!(text, "    fn {name}(it: emitted::{path}) -> {} {{ it }}", item.rest),
        "enum" | "union" => {
            variants(path, item, text);
            match item.rest {
                "String" => writeln!(text, "    fn {name}_text(it: &emitted::{path}) -> &str {{ it.as_str() }}"),
                "i64" | "u64" => writeln!(
                    text,
                    "    fn {name}_number(it: emitted::{path}) -> {0} {{ let _twice = (it, it); it.as_{0}() }}",
                    item.rest
                ),
                _ => Ok(()),
            }
        }
        _ => {
            structure(path, item, text);
            Ok(())
        }
    };
}

fn variants(path: &str, item: &Item<'_>, text: &mut String) {
    let name = function(path);
    for (index, (variant, held)) in item.variants.iter().enumerate() {
        let _ = match held.trim_start_matches('(').trim_end_matches(')') {
            "" if held.is_empty() => {
                writeln!(
                    text,
                    "    fn {name}_{index}(it: &emitted::{path}) -> bool {{ let _ = emitted::{path}::{variant}; matches!(it, emitted::{path}::{variant}) }}"
                )
            }
            _ => {
                let ty = held.strip_prefix('(').and_then(|held| held.strip_suffix(')')).unwrap_or(held);
                writeln!(
                    text,
                    "    fn {name}_{index}(it: {ty}) -> emitted::{path} {{ emitted::{path}::{variant}(it) }}"
                )
            }
        };
    }
}

fn structure(path: &str, item: &Item<'_>, text: &mut String) {
    let name = function(path);
    let parameters: Vec<String> = item.fields.iter().map(|(field, ty)| format!("{field}: {ty}")).collect();
    let names: Vec<&str> = item.fields.iter().map(|(field, _)| *field).collect();
    let (parameters, names) = (parameters.join(", "), names.join(", "));
    if matches!(item.word, "struct" | "operation") && !item.is_open && !has_private_fields(path) {
        let _ = writeln!(
            text,
            "    fn {name}_literal({parameters}) -> emitted::{path} {{ emitted::{path} {{ {names} }} }}"
        );
        let _ =
            writeln!(text, "    fn {name}_pattern(it: emitted::{path}) {{ let emitted::{path} {{ {names} }} = it; }}");
    } else {
        let _ = writeln!(text, "    fn {name}_type(it: emitted::{path}) {{}}");
    }
    for (index, (field, ty)) in item.fields.iter().enumerate() {
        let _ = writeln!(text, "    fn {name}_field_{index}(it: emitted::{path}) -> {ty} {{ it.{field} }}");
    }
    let Some(arguments) = &item.arguments else { return };
    // The argument for a field that is always there; how one is passed that is there only when sent, no line says.
    let passed: Option<Vec<String>> = arguments
        .iter()
        .map(|argument| {
            let (_, ty) = item.fields.iter().find(|(field, _)| field == argument)?;
            let is_plain = !ty.starts_with("Option<") && !ty.starts_with("model::Nullable<");
            let ty = ty.strip_prefix("Box<").and_then(|ty| ty.strip_suffix('>')).unwrap_or(ty);
            is_plain.then(|| format!("{argument}: {ty}"))
        })
        .collect();
    if let Some(passed) = passed {
        let (passed, arguments) = (passed.join(", "), arguments.join(", "));
        let _ =
            writeln!(text, "    fn {name}_new({passed}) -> emitted::{path} {{ emitted::{path}::new({arguments}) }}");
    }
    for (index, (field, ty)) in item.fields.iter().enumerate() {
        let plain = field.trim_start_matches("r#");
        let Some(inner) = ty.strip_prefix("Option<").and_then(|ty| ty.strip_suffix('>')) else { continue };
        let inner = inner.strip_prefix("Box<").and_then(|ty| ty.strip_suffix('>')).unwrap_or(inner);
        if !arguments.contains(field) && !item.read_only.contains(field) && !RENAMED.contains(&plain) {
            let _ = writeln!(
                text,
                "    fn {name}_setter_{index}(it: emitted::{path}, value: {inner}) -> emitted::{path} {{ it.{field}(value) }}"
            );
        }
    }
}

/// Whether a struct is made by its methods only.
fn has_private_fields(path: &str) -> bool {
    path.starts_with("credentials::") || path.starts_with("servers::")
}

fn module_of(path: &str) -> String {
    path.rsplit_once("::").map_or("", |(module, _)| module).to_owned()
}

/// A name for a function that is about a path.
fn function(path: &str) -> String {
    path.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }).collect()
}

fn list(arguments: &str) -> Vec<&str> {
    arguments.split(", ").filter(|argument| !argument.is_empty()).collect()
}

fn before<'a>(text: &'a str, sign: &str) -> &'a str {
    text.split_once(sign).map_or(text, |(before, _)| before)
}

#[cfg(test)]
mod tests {
    use crategen::Item;

    #[test]
    fn every_line_of_a_crate_is_used() {
        let lines = [
            "enum models::Kind: i64",
            "field models::Pet.name: String",
            "field models::Pet.tag: Option<String>",
            "fn models::Pet::new(name)",
            "impl From<models::Pet> for models::Animal",
            "operation operations::pets::List = GET /pets",
            "struct models::Pet",
            "trait api::PetsApi",
            "type operations::pets::List::Output = Vec<models::Pet>",
            "variant models::Kind::N1 = 1",
            "variant models::Kind::Unknown(model::Unknown<i64>)",
        ];
        let items = lines.map(|line| Item { line: line.to_owned(), ..Item::default() });
        let text = super::text(&items);
        for use_ in [
            "emitted::models::Pet { name, tag }",
            "emitted::models::Pet::new(name)",
            "it.tag(value)",
            "(it: models::Pet) -> emitted::models::Animal { it.into() }",
            "<emitted::operations::pets::List as runtime::Operation>::Output) -> Vec<models::Pet>",
            "impl emitted::api::PetsApi for",
            "matches!(it, emitted::models::Kind::N1)",
            "(it: model::Unknown<i64>) -> emitted::models::Kind",
            "let _twice = (it, it); it.as_i64()",
        ] {
            assert!(text.contains(use_), "{use_}\n{text}");
        }
    }
}
