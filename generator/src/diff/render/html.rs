//! One page that needs nothing beside itself: no network, no script. minijinja escapes all that the report says.

use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};

use super::view::{self, View};
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
    environment.add_filter("breakable", |text: &str| Value::from_safe_string(breakable(&clean::line(text, LONGEST))));
    environment.add_filter("bare", |path: &str| path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned());
    environment.add_filter("grouped", view::grouped);
    // The template and all that it mentions stand in this folder: a test renders it.
    environment
        .render_str(PAGE, minijinja::value::Serde(view))
        .unwrap_or_else(|error| format!("<!doctype html>{error}"))
}

/// A name, escaped, that may be broken between its parts and the words of each.
fn breakable(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 64);
    let mut before = ' ';
    for letter in text.chars() {
        let ends_part = matches!(before, ':' | '.' | '/' | '_' | '<' | ',') && letter != before;
        if ends_part || (before.is_lowercase() && letter.is_uppercase()) {
            html.push_str("<wbr>");
        }
        match letter {
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '&' => html.push_str("&amp;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#x27;"),
            letter => html.push(letter),
        }
        before = letter;
    }
    html
}

#[cfg(test)]
mod tests {
    use super::breakable;

    #[test]
    fn names_break_between_words_and_stay_escaped() {
        assert_eq!(breakable("models::ChatMessage.sent_on"), "models::<wbr>Chat<wbr>Message.<wbr>sent_<wbr>on");
        assert_eq!(breakable("Vec<A>&\"'</b>"), "Vec&lt;<wbr>A&gt;&amp;&quot;&#x27;&lt;<wbr>/<wbr>b&gt;");
    }
}
