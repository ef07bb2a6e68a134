//! Whatever a document says, the output is valid Rust in which none of the document's text does anything.

use crategen::document::{Source, Sources};
use crategen::{Input, Output};
use serde_json::{Value, json};
use syn::visit::Visit;

#[test]
fn hostile_names_and_texts_become_inert_rust() {
    for text in nasty() {
        let output = run(&document(&text)).unwrap_or_else(|error| panic!("{text:?} is refused: {error}"));
        assert!(output.summary.types > 0, "{text:?} leaves no types");
        for (path, content) in output.files.iter().chain(output.scaffold.iter()) {
            inert(path, content, &text);
        }
    }
}

#[test]
fn paths_of_files_stay_below_the_folder_and_are_no_devices() {
    for text in nasty() {
        let Ok(output) = run(&document(&text)) else { continue };
        let mut lower: Vec<String> = Vec::new();
        for (path, _) in output.files.iter() {
            assert!(path.len() < 250, "{path}");
            for part in path.split('/') {
                let stem = part.split('.').next().unwrap_or_default();
                assert!(!part.is_empty() && part != "." && part != "..", "{path}");
                assert!(
                    !["con", "nul", "aux", "prn", "com1", "lpt1"].contains(&stem.to_lowercase().as_str()),
                    "{path}"
                );
                let allowed = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
                assert!(part.chars().all(allowed), "{path}");
            }
            lower.push(path.to_lowercase());
        }
        lower.sort();
        let count = lower.len();
        lower.dedup();
        assert_eq!(lower.len(), count, "two files differ only in case");
    }
}

/// Texts that have broken generators.
fn nasty() -> Vec<String> {
    let mut texts: Vec<String> = [
        "fn",
        "self",
        "Self",
        "super",
        "crate",
        "async",
        "gen",
        "dyn",
        "r#type",
        "_",
        "__",
        "0",
        "1abc",
        "",
        " ",
        "Option",
        "Vec",
        "Box",
        "String",
        "Result",
        "Some",
        "None",
        "Ok",
        "Err",
        "Default",
        "Clone",
        "Send",
        "Sync",
        "Into",
        "From",
        "Iterator",
        "Drop",
        "Fn",
        "str",
        "u8",
        "bool",
        "std",
        "core",
        "models",
        "runtime",
        "serde",
        "serde_json",
        "model",
        "json",
        "request",
        "response",
        "http",
        "bytes",
        "new",
        "send",
        "build",
        "value",
        "Unknown",
        "Undeclared",
        "Operation",
        "Client",
        "Error",
        "mod",
        "con",
        "NUL",
        "lib",
        "main",
        "test",
        "*/",
        "/*",
        "//",
        "///",
        "//!",
        "#![allow(warnings)]",
        "#[cfg(any())]",
        "\"",
        "\\",
        "\\\"",
        "'",
        "`",
        "```",
        "```\nlet x = 1;\n```",
        "{{ x }}",
        "{% raw %}",
        "${x}",
        "$crate",
        "println!(\"x\")",
        "; panic!();",
        "}",
        "{",
        "\" } fn evil() {} //",
        "a\u{0}b",
        "\u{7}",
        "\u{1}a\u{3}b\u{6}c\u{8}d\u{b}e\u{12}f",
        "a /// b",
        "\u{202e}abc",
        "\u{200b}",
        "\u{feff}",
        "\r",
        "a\rb",
        "a\nb",
        "\n\n    indented();\n",
        "日本語",
        "Ünïcödé",
        "ﬀ",
        "ß",
        "İ",
        "🦀",
        "é",
        "e\u{301}",
        "[link]",
        "[a](javascript:alert(1))",
        "<script>alert(1)</script>",
        "<b>",
        "</details>",
        "&lt;",
        "http://example.com",
        "../../etc/passwd",
        "a/b",
        "a~b",
        "a.b",
        "..",
        "\u{1b}[31mred",
        "concat!(\"a\")",
        "include_str!(\"/etc/passwd\")",
        "'static",
        "r\"#",
        "r#\"x\"#",
        "b'x'",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.push("x".repeat(10_000));
    texts.push("長".repeat(5_000));
    texts.push("a_".repeat(5_000));
    texts
}

/// A document that says the text wherever it can.
fn document(text: &str) -> Value {
    let other = format!("{text} ");
    json!({
        "openapi": "3.0.3",
        "info": {"title": text, "version": text, "description": text},
        "tags": [{"name": text, "description": text}, {"name": other}],
        "paths": {
            "/a": {
                "get": operation(text, text),
                "post": operation(&other, text),
                "put": operation("plain", &other),
            }
        },
        "components": {
            "schemas": {
                text: {"type": "object", "description": text, "title": text, "properties": {
                    text: {"type": "string", "description": text, "default": text, "pattern": text},
                    other.as_str(): {"type": "string", "enum": [text, other, "x"], "description": text},
                    "inline": {"type": "object", "properties": {text: {"type": "integer"}}},
                }},
                other.as_str(): {"type": "string", "enum": [text, other]},
                "union": {"oneOf": [{"$ref": reference(text)}, {"type": "string"}], "discriminator": {"propertyName": text}},
                "fixed": {"type": "object", "required": [text], "properties": {text: {"type": "string", "enum": [text]}}},
            },
            "securitySchemes": {text: {"type": "apiKey", "in": "header", "name": text, "description": text}},
        },
    })
}

fn operation(id: &str, text: &str) -> Value {
    json!({
        "operationId": id,
        "tags": [text],
        "summary": text,
        "description": text,
        "parameters": [
            {"name": text, "in": "query", "description": text, "schema": {"type": "string", "default": text}},
            {"name": format!("{text} "), "in": "query", "schema": {"type": "string", "enum": [text, "x"]}},
        ],
        "requestBody": {"required": true, "description": text, "content": {"application/json": {"schema": {"$ref": reference(text)}}}},
        "responses": {
            "200": {"description": text, "headers": {"X-Plain": {"description": text, "schema": {"type": "string"}}},
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/union"}}}},
            "400": {"description": text, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/fixed"}}}},
            "500": {"description": text},
        },
    })
}

fn reference(name: &str) -> String {
    let escaped: String = name.replace('~', "~0").replace('/', "~1");
    format!("#/components/schemas/{escaped}")
}

fn run(document: &Value) -> Result<Output, String> {
    let mut sources = Sources::default();
    let document = sources.add(Source { name: "hostile.json".to_owned(), text: document.to_string() });
    let input = Input { sources, document, ..Input::default() };
    crategen::generate(&input).map_err(|diagnostics| diagnostics.render(&input.sources, false))
}

/// Nothing is in the file but what the generator writes.
fn inert(path: &str, content: &str, text: &str) {
    let shown: String = text.chars().take(40).collect();
    let hidden = |letter: char| {
        (letter.is_control() && letter != '\n')
            || ('\u{202a}'..='\u{202e}').contains(&letter)
            || ('\u{2066}'..='\u{2069}').contains(&letter)
    };
    assert!(!content.contains(hidden), "{path} has a hidden character for {shown:?}");
    if path.ends_with("Cargo.toml") {
        let manifest: toml::Table = content.parse().unwrap_or_else(|error| panic!("{path} for {shown:?}: {error}"));
        let allowed = ["package", "features", "dependencies", "target", "lints", "dev-dependencies"];
        assert!(manifest.keys().all(|key| allowed.contains(&key.as_str())), "{path} for {shown:?}");
    }
    if !path.ends_with(".rs") || path.starts_with("src/generated/runtime/") {
        return;
    }
    let file = syn::parse_file(content).unwrap_or_else(|error| panic!("{path} for {shown:?}: {error}\n{content}"));
    let mut check = Check { problems: Vec::new() };
    check.visit_file(&file);
    assert!(check.problems.is_empty(), "{path} for {shown:?}: {:?}", check.problems);
}

/// Finds what the generator never writes.
struct Check {
    problems: Vec<String>,
}

impl<'ast> Visit<'ast> for Check {
    fn visit_macro(&mut self, found: &'ast syn::Macro) {
        self.problems.push(format!("a macro: {:?}", found.path.segments.last().map(|segment| &segment.ident)));
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        let name = attribute.path().get_ident().map(ToString::to_string).unwrap_or_default();
        let known = [
            "doc",
            "derive",
            "non_exhaustive",
            "inline",
            "must_use",
            "deprecated",
            "cfg",
            "allow",
            "expect",
            "rustfmt",
        ];
        let skip = attribute.path().segments.first().is_some_and(|segment| segment.ident == "rustfmt");
        if !known.contains(&name.as_str()) && !skip {
            self.problems.push(format!("an attribute: {name}"));
        }
        if matches!(attribute.style, syn::AttrStyle::Inner(_)) && name != "doc" {
            self.problems.push(format!("an inner attribute: {name}"));
        }
    }

    fn visit_expr_unsafe(&mut self, _: &'ast syn::ExprUnsafe) {
        self.problems.push("unsafe code".to_owned());
    }

    fn visit_item_extern_crate(&mut self, _: &'ast syn::ItemExternCrate) {
        self.problems.push("an extern crate".to_owned());
    }
}
