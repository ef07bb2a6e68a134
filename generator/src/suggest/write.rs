//! The text of an overlay: YAML as a person writes it, with values as JSON, which is YAML too.

use serde_json::Value;

use super::action::Action;

/// How wide a description gets.
const WIDTH: usize = 100;

/// An overlay with these actions, for the document of that name. `names` are lines for the configuration.
pub(super) fn overlay(document: &str, actions: &[Action], names: &[String]) -> String {
    let file = document.rsplit(['/', '\\']).next().unwrap_or(document);
    let mut text = String::from(
        "# Suggested, not decided: each action says what to look at. Delete what is wrong, correct what is nearly right, and\n\
         # let whoever publishes the document know.\n",
    );
    text.push_str("overlay: 1.1.0\ninfo:\n");
    text.push_str(&format!("  title: {}\n", quoted(&format!("Suggested repairs of {file}"))));
    text.push_str("  version: 1.0.0\n");
    text.push_str(if actions.is_empty() { "actions: []\n" } else { "actions:\n" });
    let blocks: Vec<String> = actions.iter().map(action).collect();
    text.push_str(&blocks.join("\n"));
    if !names.is_empty() {
        text.push_str(
            "\n# No overlay can name a schema. For `[names]` in codegen.toml, with names that tell them apart:\n",
        );
        names.iter().for_each(|line| text.push_str(&format!("#   {line}\n")));
    }
    text
}

fn action(action: &Action) -> String {
    let mut text = format!("  - target: {}\n", quoted(action.target()));
    text.push_str("    description: >-\n");
    for line in wrapped(&action.why) {
        text.push_str(&format!("      {line}\n"));
    }
    if let Some(was) = &action.was {
        text.push_str(&format!("    x-was: {was}\n"));
    }
    match &action.update {
        Some(update) => text.push_str(&format!("    update: {update}\n")),
        None => text.push_str("    remove: true\n"),
    }
    text
}

/// A text between quotes, as JSON and YAML both read it.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// The words of a text in lines that are not too long.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut().filter(|line| line.len() + word.len() < WIDTH) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines
}
