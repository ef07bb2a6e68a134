//! Vendors' prose as documentation that rustdoc takes without a warning.
//!
//! Descriptions hold Markdown of every quality, HTML, bare URLs, placeholders in angle brackets and text that happens to
//! be indented. They are parsed by the parser that rustdoc uses and written anew, so that what comes out means to rustdoc
//! what it says: no code is a doc test, no bracket a link to an item, no tag HTML. This module knows nothing of OpenAPI.

mod constraints;
mod html;
mod inline;
mod write;

pub(crate) use constraints::Constraints;

use std::borrow::Cow;

use crate::ir::Docs;

/// The longest text that is read; vendors' longest introductions are a tenth of it.
const LONGEST: usize = 400_000;

/// Cleans a description.
pub(crate) fn clean(text: &str) -> Docs {
    Docs::new(&lines(text))
}

/// The lines of a cleaned description.
fn lines(text: &str) -> Vec<String> {
    let text = printable(text);
    write::write(&html::to_markdown(&text))
}

/// Cleans a summary and a description; the summary becomes a first sentence, unless the description starts with it.
pub(crate) fn clean_both(summary: Option<&str>, description: Option<&str>) -> Docs {
    let (summary, description) = (summary.unwrap_or_default().trim(), description.unwrap_or_default().trim());
    let bare = summary.trim_end_matches('.');
    if summary.is_empty() || description.starts_with(bare) {
        return clean(description);
    }
    let stop = if bare.ends_with(char::is_alphanumeric) { "." } else { "" };
    clean(&format!("{bare}{stop}\n\n{description}"))
}

/// Cleans a description and adds a sentence on what values it allows.
pub(crate) fn clean_with(description: Option<&str>, constraints: &Constraints) -> Docs {
    let (description, sentence) = (description.unwrap_or_default().trim_end(), constraints.sentence());
    if sentence.is_empty() {
        return clean(description);
    }
    let mut docs = lines(description);
    let addition = lines(&sentence);
    match (docs.as_slice(), addition.as_slice()) {
        // A short text gets the sentence on its line.
        ([only], [sentence]) if only.len() + sentence.len() < 110 && !only.starts_with(['|', '-', '`']) => {
            let stop = if only.ends_with(char::is_alphanumeric) { "." } else { "" };
            docs = vec![format!("{only}{stop} {sentence}")];
        }
        _ => {
            if !docs.is_empty() {
                docs.push(String::new());
            }
            docs.extend(addition);
        }
    }
    Docs::new(&docs)
}

/// The text without what cannot be seen: control characters, and the marks that change the direction of text, which the
/// compiler refuses in comments.
fn printable(text: &str) -> Cow<'_, str> {
    if text.len() < LONGEST && text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return Cow::Borrowed(text);
    }
    let mut output = String::with_capacity(text.len().min(LONGEST));
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => output.push('\n'),
            '\t' => output.push_str("    "),
            '\n' => output.push('\n'),
            '\u{a0}' => output.push(' '),
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}' => {}
            _ if letter.is_control() => {}
            _ => output.push(letter),
        }
        if output.len() >= LONGEST {
            output.push('…');
            break;
        }
    }
    Cow::Owned(output)
}

#[cfg(test)]
mod tests {
    use super::{Constraints, clean_both, clean_with, lines};

    fn cleaned(text: &str) -> String {
        lines(text).join("\n")
    }

    #[test]
    fn urls_become_links_wherever_they_are_bare() {
        assert_eq!(cleaned("See https://a.example/x_y_z."), "See <https://a.example/x_y_z>.");
        assert_eq!(cleaned("(http://a.example/b(c))"), "(<http://a.example/b(c)>)");
        assert_eq!(cleaned("<https://a.example>"), "<https://a.example>");
        assert_eq!(cleaned("[a](https://a.example) `https://b.example`"), "[a](https://a.example) `https://b.example`");
    }

    #[test]
    fn brackets_are_no_links_to_items() {
        assert_eq!(cleaned("an [optional] list [x][y] of `[u8]`"), r"an \[optional\] list \[x\]\[y\] of `[u8]`");
        assert_eq!(cleaned("[Chat](ChatMessage) [b](/docs/b) [c](#c)"), "Chat b c");
        assert_eq!(cleaned("[`Vec`]"), r"\[`Vec`\]");
        assert_eq!(cleaned("[a]: https://a.example\n\n[a] is"), "[a](https://a.example) is");
    }

    #[test]
    fn tags_are_removed_and_placeholders_stay() {
        assert_eq!(cleaned("a<br>b <b>c</b> &nbsp;d"), "a\n\nb **c** d");
        assert_eq!(cleaned("<p>One</p><p>Two <code>x</code></p>"), "One\n\nTwo `x`");
        assert_eq!(cleaned("to <user-id> or <T>, 1 < 2 > 0"), r"to \<user-id\> or \<T\>, 1 \< 2 \> 0");
        assert_eq!(cleaned("<a href=\"https://a.example/\">here</a>"), "[here](https://a.example/)");
        assert_eq!(cleaned("<ul><li>a</li><li>b</li></ul>"), "- a\n- b");
        assert_eq!(cleaned("<script>alert(1)</script> x"), "x");
        assert_eq!(cleaned("<!-- note --> x"), "x");
    }

    #[test]
    fn code_is_never_a_doc_test() {
        assert_eq!(cleaned("```\nlet x;\n```"), "```text\nlet x;\n```");
        assert_eq!(cleaned("```rust,no_run\nlet x;\n"), "```text\nlet x;\n```");
        assert_eq!(cleaned("a\n\n    let x;\n"), "a\n\n```text\nlet x;\n```");
        assert_eq!(cleaned("````\n```\nx\n```\n````"), "````text\n```\nx\n```\n````");
    }

    #[test]
    fn signs_are_escaped_only_where_they_mean_something() {
        assert_eq!(cleaned("a `tick and snake_case_name, 2 * 3"), r"a \`tick and snake_case_name, 2 \* 3");
        assert_eq!(cleaned("**bold** *it*"), "**bold** *it*");
        assert_eq!(cleaned(r"C:\dir #1 - x"), r"C:\\dir #1 - x");
        assert_eq!(cleaned("1986\\. A year"), r"1986\. A year");
        assert_eq!(cleaned("\\# no head"), r"\# no head");
    }

    #[test]
    fn long_lines_are_wrapped_without_making_lists() {
        let text = format!("{} - not an item 1. nor this # nor this", "word ".repeat(20));
        let lines = lines(&text);
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.len() <= 118 && !line.starts_with(['-', '#'])), "{lines:?}");
        assert_eq!(cleaned(&lines.join("\n")), lines.join("\n"));
    }

    #[test]
    fn lists_tables_and_headings_keep_their_form() {
        assert_eq!(
            cleaned("# Head\nText\n* a\n  more\n* b\n    * c\nend"),
            "**Head**\n\nText\n\n- a more\n- b\n  - c end"
        );
        assert_eq!(cleaned("3. a\n4. b"), "3. a\n4. b");
        assert_eq!(cleaned("- a:\n  - b\n\n  c\n- d"), "- a:\n  - b\n\n  c\n- d");
        assert_eq!(cleaned("|a|b|\n|-|-|\n|1|[x]|"), "| a | b |\n| --- | --- |\n| 1 | \\[x\\] |");
        assert_eq!(cleaned("> quoted\n\n---\nx"), "quoted\n\nx");
    }

    #[test]
    fn what_cannot_be_seen_is_gone() {
        assert_eq!(cleaned("a\u{202e}b\u{0}c\u{feff}\u{7}\td\r\ne"), "abc d e");
        assert_eq!(cleaned(" \n\n"), "");
    }

    #[test]
    fn a_summary_is_the_first_sentence() {
        let both = |summary, description| clean_both(summary, description).text().to_owned();
        assert_eq!(both(Some("Get it"), Some("All of it.")), "Get it.\n\nAll of it.");
        assert_eq!(both(Some("Get it"), Some("Get it now.")), "Get it now.");
        assert_eq!(both(Some("Get it."), None), "Get it.");
    }

    #[test]
    fn constraints_become_a_sentence() {
        let constraints =
            Constraints { minimum: Some("60".to_owned()), maximum: Some("1440".to_owned()), ..Default::default() };
        let said = |description| clean_with(description, &constraints).text().to_owned();
        assert_eq!(said(Some("Lifetime")), "Lifetime. Between 60 and 1440.");
        assert_eq!(said(None), "Between 60 and 1440.");
    }
}
