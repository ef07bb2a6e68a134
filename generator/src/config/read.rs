//! Reads `codegen.toml`, and reports every mistake in it at once.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::table::{Member, Table, place, table, text, text_list, wrong_kind};
use super::{
    Allow, Config, CrateConfig, ExampleConfig, PagingConfig, Setting, SharedParameter, Untagged, is_crate_name,
    is_version,
};
use crate::diagnostics::{Diagnostic, Diagnostics, codes_lower};
use crate::document::{FileId, Source};
use crate::ir::TypeName;

/// Reads the configuration; none, and errors, if something in it is wrong.
pub fn read(source: &Source, file: FileId, diagnostics: &mut Diagnostics) -> Option<Config> {
    let before = diagnostics.list.len();
    let (root, errors) = DeTable::parse_recoverable(&source.text);
    for error in errors {
        let range = error.span().unwrap_or_default();
        diagnostics.push(
            Diagnostic::error(
                codes_lower::CONFIG_SYNTAX,
                format!("this is no TOML: {}", error.message().replace('\n', ", ")),
            )
            .at(place(file, range))
            .help("the syntax is described at https://toml.io"),
        );
    }
    if diagnostics.list.len() > before {
        return None;
    }
    let mut root = Table::new("the configuration", file, root.span(), root.get_ref());
    let config = Config {
        document: root.text("document", diagnostics),
        overlays: root.texts("overlays", diagnostics),
        out: root.text("out", diagnostics),
        strict: root.flag("strict", diagnostics),
        krate: root
            .table("crate", diagnostics)
            .map(|table| krate(table, source, file, diagnostics))
            .unwrap_or_default(),
        names: root.table("names", diagnostics).map(|table| names(table, file, diagnostics)).unwrap_or_default(),
        paging: root.table("paging", diagnostics).map(|table| paging(table, diagnostics)).unwrap_or_default(),
        parameters: root
            .table("parameters", diagnostics)
            .map(|table| parameters(table, file, diagnostics))
            .unwrap_or_default(),
        security: root
            .table("security", diagnostics)
            .map(|table| security(table, file, diagnostics))
            .unwrap_or_default(),
        request_id_header: root.table("client", diagnostics).and_then(|table| client(table, diagnostics)),
        idempotency: root
            .table("idempotency", diagnostics)
            .map(|table| idempotency(table, diagnostics))
            .unwrap_or_default(),
        allow: root.take("allow").map(|member| allow(&member, file, diagnostics)).unwrap_or_default(),
    };
    root.finish(
        "`document`, `overlays`, `out`, `strict`, `[crate]`, `[names]`, `[paging]`, `[parameters]`, `[security]`, `[client]`, \
         `[idempotency]` and `[[allow]]`",
        diagnostics,
    );
    (diagnostics.list.len() == before).then_some(config)
}

fn krate(mut table: Table<'_>, source: &Source, file: FileId, diagnostics: &mut Diagnostics) -> CrateConfig {
    let mut features = table.table("features", diagnostics);
    let default_features = features.as_mut().and_then(|features| features.take("default"));
    let config = CrateConfig {
        name: table.text("name", diagnostics),
        version: table.text("version", diagnostics),
        description: table.text("description", diagnostics),
        license: table.text("license", diagnostics),
        repository: table.text("repository", diagnostics),
        rust_version: table.text("rust-version", diagnostics),
        dependencies: lines(table.table("dependencies", diagnostics), source, file, diagnostics),
        dev_dependencies: lines(table.table("dev-dependencies", diagnostics), source, file, diagnostics),
        features: lines(features, source, file, diagnostics),
        default_features: default_features.map(|member| text_list(file, member.value, "default", diagnostics)),
        memory_budget: table.number("memory-budget", diagnostics),
        untagged: untagged(&mut table, diagnostics),
        examples: table
            .table("examples", diagnostics)
            .map(|table| examples(table, file, diagnostics))
            .unwrap_or_default(),
    };
    table.finish(
        "`name`, `version`, `description`, `license`, `repository`, `rust-version`, `dependencies`, `dev-dependencies`, \
         `features`, `memory-budget`, `untagged` and `examples`",
        diagnostics,
    );
    if let Some(name) = &config.name
        && !is_crate_name(&name.value)
    {
        let help = "a name starts with a letter, has letters, digits, `-` and `_`, and is no keyword of Rust";
        bad_value(name, "is no name that a crate can have", help, diagnostics);
    }
    if let Some(version) = &config.version
        && !is_version(&version.value)
    {
        bad_value(version, "is no version", "a version has three numbers, such as `0.1.0`", diagnostics);
    }
    config
}

/// How operations without a tag are grouped.
fn untagged(table: &mut Table<'_>, diagnostics: &mut Diagnostics) -> Untagged {
    let Some(setting) = table.text("untagged", diagnostics) else { return Untagged::Together };
    match setting.value.as_str() {
        "together" => Untagged::Together,
        "by-path" => Untagged::ByPath(setting.place),
        _ => {
            bad_value(&setting, "is no way to group operations", "write `together` or `by-path`", diagnostics);
            Untagged::Together
        }
    }
}

/// The members of a table as the lines of `Cargo.toml` that they were written as.
fn lines(table: Option<Table<'_>>, source: &Source, file: FileId, diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut lines = Vec::new();
    for member in table.into_iter().flat_map(|mut table| table.take_all()) {
        let name = source.text.get(member.key_range.clone()).unwrap_or_default();
        let value = source.text.get(member.value.span()).unwrap_or_default();
        let inline = match member.value.get_ref() {
            DeValue::String(_) | DeValue::Array(_) => true,
            DeValue::Table(_) => value.starts_with('{'),
            _ => false,
        };
        if inline {
            lines.push(format!("{name} = {value}"));
        } else {
            wrong_kind(
                file,
                member.value,
                &format!("`{}`", member.key),
                "a string, a list or an inline table",
                diagnostics,
            );
        }
    }
    lines
}

fn examples(mut table: Table<'_>, file: FileId, diagnostics: &mut Diagnostics) -> Vec<ExampleConfig> {
    let mut examples = Vec::new();
    for member in table.take_all() {
        let name = Setting { value: member.key, place: place(file, member.key_range) };
        let features = text_list(file, member.value, &name.value, diagnostics);
        if !is_word(&name.value) {
            let help = "an example has the name of its file without `.rs`: letters, digits, `-` and `_`";
            bad_value(&name, "is no name of an example", help, diagnostics);
        }
        for feature in features.iter().filter(|feature| !is_feature(&feature.value)) {
            bad_value(feature, "is no name of a feature", "write it as `[features]` of Cargo.toml does", diagnostics);
        }
        let features = features.into_iter().map(|feature| feature.value).collect();
        examples.push(ExampleConfig { name: name.value, features });
    }
    examples
}

/// Whether a text is one word of letters and digits that are the same in every file system.
fn is_word(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '_')
        && text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_')
}

/// Whether Cargo could have a feature of that name.
fn is_feature(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_+./".contains(letter))
}

fn names(mut table: Table<'_>, file: FileId, diagnostics: &mut Diagnostics) -> BTreeMap<String, Setting> {
    let names = text_map(&mut table, file, diagnostics);
    for (pointer, name) in &names {
        let camel = name.value.starts_with(|first: char| first.is_ascii_uppercase()) && !name.value.contains('_');
        if !camel || TypeName::new(&name.value).is_none() || name.value == "Self" {
            let help = format!("`{pointer}` needs a name in upper camel case, such as `ChatMessage`");
            bad_value(name, "is no name for a type", &help, diagnostics);
        }
    }
    names
}

fn paging(mut table: Table<'_>, diagnostics: &mut Diagnostics) -> PagingConfig {
    let config = PagingConfig { items: table.text("items", diagnostics), next: table.text("next", diagnostics) };
    table.finish("`items` and `next`", diagnostics);
    config
}

fn parameters(
    mut table_: Table<'_>,
    file: FileId,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Setting<SharedParameter>> {
    let mut parameters = BTreeMap::new();
    for member in table_.take_all() {
        let (key, place) = (member.key.clone(), place(file, member.key_range.clone()));
        let Some(mut inner) = table(file, member, &format!("`[parameters.{key}]`"), diagnostics) else { continue };
        let default = inner.text("default", diagnostics);
        let tags = inner.table("tags", diagnostics).map(|mut tags| text_map(&mut tags, file, diagnostics));
        let operations = inner.table("operations", diagnostics).map(|mut ids| text_map(&mut ids, file, diagnostics));
        inner.finish("`default`, `tags` and `operations`", diagnostics);
        let value =
            SharedParameter { default, tags: tags.unwrap_or_default(), operations: operations.unwrap_or_default() };
        parameters.insert(key, Setting { value, place });
    }
    parameters
}

fn security(mut table_: Table<'_>, file: FileId, diagnostics: &mut Diagnostics) -> BTreeMap<String, Setting> {
    let mut schemes = BTreeMap::new();
    for member in table_.take_all() {
        let (key, place) = (member.key.clone(), place(file, member.key_range.clone()));
        let Some(mut inner) = table(file, member, &format!("`[security.{key}]`"), diagnostics) else { continue };
        match inner
            .take("custom")
            .map(|custom| (custom.value, matches!(custom.value.get_ref(), DeValue::Boolean(true))))
        {
            Some((_, true)) => {}
            Some((value, false)) => wrong_kind(file, value, "`custom`", "`true`", diagnostics),
            None => diagnostics.push(
                Diagnostic::error(codes_lower::CONFIG_MISSING_KEY, format!("`[security.{key}]` has no `custom`"))
                    .at(place.clone())
                    .help("add `custom = true` if hand-written code serves the scheme, or delete the table"),
            ),
        }
        let reason = inner.needed_text("reason", diagnostics);
        inner.finish("`custom` and `reason`", diagnostics);
        schemes.insert(key, Setting { value: reason.map(|reason| reason.value).unwrap_or_default(), place });
    }
    schemes
}

fn client(mut table: Table<'_>, diagnostics: &mut Diagnostics) -> Option<Setting> {
    let header = table.text("request-id-header", diagnostics);
    table.finish("`request-id-header`", diagnostics);
    if let Some(header) = &header
        && (header.value.is_empty() || !header.value.bytes().all(is_header_letter))
    {
        let help = "write it as HTTP/2 does: in lower case, with digits, `-` and `_`";
        bad_value(header, "is no name of a header", help, diagnostics);
    }
    header
}

fn is_header_letter(letter: u8) -> bool {
    matches!(letter, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_')
}

fn idempotency(mut table: Table<'_>, diagnostics: &mut Diagnostics) -> Vec<Setting> {
    let headers = table.texts("headers", diagnostics);
    table.finish("`headers`", diagnostics);
    headers
}

fn allow(member: &Member<'_>, file: FileId, diagnostics: &mut Diagnostics) -> Vec<Allow> {
    let DeValue::Array(items) = member.value.get_ref() else {
        wrong_kind(file, member.value, "`allow`", "a list of tables under `[[allow]]`", diagnostics);
        return Vec::new();
    };
    let mut entries = Vec::new();
    for item in items.iter() {
        let DeValue::Table(inner) = item.get_ref() else {
            wrong_kind(file, item, "an item of `allow`", "a table", diagnostics);
            continue;
        };
        let mut inner = Table::new("`[[allow]]`", file, item.span(), inner);
        let place = inner.place();
        let code = inner.needed_text("code", diagnostics);
        let pointer = inner.text("pointer", diagnostics);
        let reason = inner.needed_text("reason", diagnostics);
        inner.finish("`code`, `pointer` and `reason`", diagnostics);
        if let (Some(code), Some(reason)) = (code, reason) {
            let pointer = pointer.map(|pointer| pointer.value);
            entries.push(Allow { code: code.value, pointer, reason: reason.value, place });
        }
    }
    entries
}

fn text_map(table: &mut Table<'_>, file: FileId, diagnostics: &mut Diagnostics) -> BTreeMap<String, Setting> {
    let members = table.take_all();
    let read = |member: Member<'_>| {
        let setting = text(file, member.value, &format!("`{}`", member.key), diagnostics)?;
        Some((member.key, setting))
    };
    members.into_iter().filter_map(read).collect()
}

fn bad_value(setting: &Setting, problem: &str, help: &str, diagnostics: &mut Diagnostics) {
    let message = format!("`{}` {problem}", setting.value.escape_debug());
    diagnostics.push(Diagnostic::error(codes_lower::CONFIG_BAD_VALUE, message).at(setting.place.clone()).help(help));
}
