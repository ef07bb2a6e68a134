//! What the program itself writes where: reports for programs alone on standard output, and pages.

use std::fs;
use std::process::{Command, Output};

/// Runs `cargo xtask` with these arguments, in a folder with this document.
fn xtask(document: &str, arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("api.yaml"), document).expect("a document");
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.current_dir(folder.path()).args(arguments).env_remove("FORCE_HYPERLINK").env_remove("CLICOLOR_FORCE");
    command.output().expect("xtask runs")
}

const CODEGEN: [&str; 5] = ["codegen", "--spec", "api.yaml", "--out", "crate"];

fn codegen(document: &str, format: &str) -> Output {
    xtask(document, &[&CODEGEN[..], &["--format", format]].concat())
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// A warning whose message has what a terminal and a workflow obey.
const HOSTILE: &str =
    "openapi: 3.0.3\ninfo: {title: Things, version: '1', \"\\e]0;x\\a\\n::error::x%0A\": 1}\npaths: {}\n";

#[test]
fn json_stands_alone_on_standard_output() {
    let output = codegen(HOSTILE, "json");
    assert!(output.status.success(), "{output:?}");
    let lines: Vec<serde_json::Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    assert_eq!(lines.len(), 1);
    assert_eq!((&lines[0]["code"], &lines[0]["file"]), (&"W0301".into(), &"api.yaml".into()));
    assert!(text(&output.stderr).contains("Writing") && !text(&output.stderr).contains("W0301"), "{output:?}");
}

#[test]
fn a_refusal_is_reported_in_the_format_and_fails() {
    let output = codegen("openapi: 3.0.3\npaths: {}\npaths: {}\n", "json");
    assert_eq!(output.status.code(), Some(1));
    let severities: Vec<String> = text(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["severity"].to_string())
        .collect();
    assert!(severities.contains(&"\"error\"".to_owned()), "{output:?}");
    assert!(text(&output.stderr).ends_with("error: nothing was written\n"), "{output:?}");
}

#[test]
fn a_workflow_gets_our_commands_and_no_others() {
    let output = codegen(HOSTILE, "github");
    let stdout = text(&output.stdout);
    assert_eq!(stdout.lines().count(), 1, "{stdout}");
    assert!(stdout.starts_with("::warning file=api.yaml,line=2,") && !stdout.contains('\u{1b}'), "{stdout:?}");
    let commands = text(&output.stderr).lines().filter(|line| line.trim_start().starts_with("::")).count();
    assert_eq!(commands, 0, "{output:?}");
}

#[test]
fn pages_and_their_list_are_printed() {
    let page = xtask("", &["explain", "W0601"]);
    assert!(page.status.success() && text(&page.stdout).starts_with("W0601: Two things want the same name\n"));
    let list = xtask("", &["explain"]);
    assert!(text(&list.stdout).lines().count() > 80, "{list:?}");
    let unknown = xtask("", &["explain", "E4242"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(text(&unknown.stderr).contains("`E4242` is no code"), "{unknown:?}");
}
