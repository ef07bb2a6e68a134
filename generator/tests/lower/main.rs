//! What the typed document and the configuration become, case by case.

#[path = "../support/mod.rs"]
mod support;

mod circles;
mod naming;
mod operations;
mod reach;
mod schemas;
mod share;

use crategen::config::{self, Config, Used};
use crategen::diagnostics::Diagnostics;
use crategen::document::{Source, Sources};
use crategen::ir::{Api, Enum, Field, Operation, Struct, Ty, Type, TypeKind, Union};
use crategen::{check, lower, normalize, parse, resolve};

/// Lowers a document; what is below `paths` and `components` is enough.
fn lower(text: &str) -> Api {
    lower_with(text, "").0
}

/// Lowers a document with a configuration; gives the codes of all warnings, too.
fn lower_with(text: &str, config: &str) -> (Api, Vec<&'static str>) {
    let head = if text.contains("openapi:") { "" } else { "openapi: 3.1.0\ninfo: {title: Test, version: 1.0.0}\n" };
    let paths = if text.contains("paths:") { "" } else { "paths: {}\n" };
    let mut node = support::read(&format!("{head}{paths}{text}"));
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let source = Source { name: "codegen.toml".to_owned(), text: config.to_owned() };
    let file = sources.add(source.clone());
    let config: Config = config::read(&source, file, &mut diagnostics).expect("a configuration that reads well");
    normalize::normalize(&mut node, &mut diagnostics).expect("a version that can be read");
    let openapi = parse::parse(&node, &mut diagnostics).expect("a root that can be read");
    let resolved = resolve::resolve(&openapi, &node, &mut diagnostics);
    let mut used = Used::default();
    let lowered = lower::lower(&resolved, "test.yaml", &config, &mut used);
    let (api, _) = lowered.settle(&node, &config, &mut used, &mut diagnostics);
    check::check(&api, &config, &used, &mut diagnostics);
    config::allow(&config, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{}", diagnostics.render(&sources, false));
    (api, diagnostics.list.iter().map(|diagnostic| diagnostic.code).collect())
}

/// The components of a document with these schemas.
fn schemas(text: &str) -> Api {
    lower(&components(text))
}

fn components(text: &str) -> String {
    let indented: String = text.trim_matches('\n').lines().map(|line| format!("    {line}\n")).collect();
    format!("components:\n  schemas:\n{indented}")
}

fn ty<'a>(api: &'a Api, name: &str) -> &'a Type {
    let names: Vec<&str> = api.types.values().map(|ty| ty.name.as_str()).collect();
    api.types.values().find(|ty| ty.name.as_str() == name).unwrap_or_else(|| panic!("no `{name}` in {names:?}"))
}

fn structure<'a>(api: &'a Api, name: &str) -> &'a Struct {
    match &ty(api, name).kind {
        TypeKind::Struct(structure) => structure,
        other => panic!("{name} is {other:?}"),
    }
}

fn union<'a>(api: &'a Api, name: &str) -> &'a Union {
    match &ty(api, name).kind {
        TypeKind::Union(union) => union,
        other => panic!("{name} is {other:?}"),
    }
}

fn enumeration<'a>(api: &'a Api, name: &str) -> &'a Enum {
    match &ty(api, name).kind {
        TypeKind::Enum(known) => known,
        other => panic!("{name} is {other:?}"),
    }
}

fn field<'a>(api: &'a Api, name: &str, wire: &str) -> &'a Field {
    let fields = &structure(api, name).fields;
    fields.iter().find(|field| field.wire == wire).unwrap_or_else(|| panic!("no `{wire}` in {fields:?}"))
}

fn operation<'a>(api: &'a Api, name: &str) -> &'a Operation {
    let names: Vec<&str> = api.operations.values().map(|operation| operation.name.as_str()).collect();
    api.operations
        .values()
        .find(|found| found.name.as_str() == name)
        .unwrap_or_else(|| panic!("no `{name}` in {names:?}"))
}

/// A type as a user reads it.
fn shown(api: &Api, ty: &Ty) -> String {
    match ty {
        Ty::Integer(integer) => format!("{integer:?}"),
        Ty::List(inner) => format!("[{}]", shown(api, inner)),
        Ty::Map(inner) => format!("{{{}}}", shown(api, inner)),
        Ty::Nullable(inner) => format!("{}?", shown(api, inner)),
        Ty::Named(id) => api.types[*id].name.to_string(),
        other => format!("{other:?}"),
    }
}

/// What another name stands for.
fn alias(api: &Api, name: &str) -> String {
    match &ty(api, name).kind {
        TypeKind::Alias(ty) => shown(api, ty),
        other => panic!("{name} is {other:?}"),
    }
}

/// The names of all types.
fn type_names(api: &Api) -> Vec<&str> {
    api.types.values().map(|ty| ty.name.as_str()).collect()
}

/// The names of all operations.
fn operation_names(api: &Api) -> Vec<&str> {
    api.operations.values().map(|operation| operation.name.as_str()).collect()
}
