//! How the files that are not Rust are filled in: one set of rules for all of their templates.
//!
//! Knows no template: each stands with whoever knows what goes into it.

use minijinja::{Environment, UndefinedBehavior};

/// A template filled in: a name that nothing gives is a failure, and lines of instructions leave no trace.
pub(crate) fn render(template: &str, context: &serde_json::Value) -> String {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let mut syntax = environment.syntax().to_builder();
    syntax.keep_trailing_newline(true).trim_blocks(true).lstrip_blocks(true);
    if let Ok(syntax) = syntax.build() {
        environment.set_syntax(syntax);
    }
    environment.add_filter("toml", |text: String| toml::Value::String(text).to_string());
    // The templates are ours, and every value that they name is given: a failure is a bug that tests find, and its
    // text stands where the file's would.
    environment.render_str(template, minijinja::value::Serde(context)).unwrap_or_else(|error| format!("# {error:#}\n"))
}
