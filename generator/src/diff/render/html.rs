//! One page that needs nothing beside itself: no network, no script. minijinja escapes all that the report says.

use minijinja::{AutoEscape, Environment, UndefinedBehavior};

use super::view::View;
use crate::diagnostics::clean;

const PAGE: &str = include_str!("page.html.j2");

/// How many characters of a text are shown.
const LONGEST: usize = 400;

pub(super) fn render(view: &View) -> String {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let mut syntax = environment.syntax().to_builder();
    syntax.trim_blocks(true).lstrip_blocks(true);
    if let Ok(syntax) = syntax.build() {
        environment.set_syntax(syntax);
    }
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_filter("visible", |text: &str| clean::line(text, LONGEST));
    // The template and all that it mentions stand in this folder: a test renders it.
    environment
        .render_str(PAGE, minijinja::value::Serde(view))
        .unwrap_or_else(|error| format!("<!doctype html>{error}"))
}
