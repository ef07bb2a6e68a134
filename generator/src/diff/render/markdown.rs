//! For a pull request or a changelog: what breaks first, the document's own changes folded away.

use std::fmt::Write as _;

use super::view::{self, Group, Row, Section, View};
use crate::diagnostics::clean;

/// How many characters of a name or a detail are shown.
const LONGEST: usize = 160;

pub(super) fn render(view: &View, heading: usize) -> String {
    let (first, second) = ("#".repeat(heading), "#".repeat(heading + 1));
    let mut text = String::new();
    let versions = match view.next == view.old.version {
        true => code(&view.old.version),
        false => format!("{} → {}", code(&view.old.version), code(&view.next)),
    };
    let _ = writeln!(text, "{first} {}: {}\n", plain(&view.title), view.verdict);
    let sides = match view.old.name == view.new.name {
        true => String::new(),
        false => format!(" From {} to {}.", code(&view.old.name), code(&view.new.name)),
    };
    let _ = writeln!(text, "{versions}: {}.{sides}", view.summary);
    for section in &view.sections {
        let _ = writeln!(text, "\n{second} {}: {}", section.title, section.summary);
        match section.level {
            "document" if section.count > 10 => {
                let count = view::many(section.count, "change", "changes");
                let _ = write!(text, "\n<details><summary>{count}</summary>\n");
                groups(&mut text, section);
                text.push_str("\n</details>\n");
            }
            _ => groups(&mut text, section),
        }
    }
    text
}

fn groups(text: &mut String, section: &Section) {
    for group in &section.groups {
        text.push('\n');
        if let Some(reason) = reason(group) {
            let _ = writeln!(text, "{reason}:\n");
        }
        for row in &group.rows {
            let _ = writeln!(text, "- {}", self::row(row));
        }
    }
}

fn reason(group: &Group) -> Option<String> {
    match (group.label, group.reason.as_str()) {
        ("", "") => None,
        ("", reason) => Some(plain(reason)),
        (label, "") => Some(format!("**{label}**")),
        (label, reason) => Some(format!("**{label}**, {}", plain(reason))),
    }
}

fn row(row: &Row) -> String {
    let Row { kind, subject, name, detail, .. } = row;
    let detail = match (&row.before, &row.after) {
        _ if detail.is_empty() => String::new(),
        (Some(before), Some(after)) => format!(": {} → {}", code(before), code(after)),
        _ => format!(": {}", code(detail)),
    };
    format!("{kind} {subject} {}{detail}", code(name))
}

/// A text as a code span that nothing in it can end.
fn code(text: &str) -> String {
    let text = clean::line(text, LONGEST);
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    match text.trim() {
        "" => "` `".to_owned(),
        inner if inner.starts_with('`') || inner.ends_with('`') => format!("{fence} {inner} {fence}"),
        inner => format!("{fence}{inner}{fence}"),
    }
}

/// A text that is only a text: code spans stay, everything else that Markdown or HTML would obey is escaped.
fn plain(text: &str) -> String {
    let text = clean::line(text, 4 * LONGEST);
    let parts: Vec<&str> = text.split('`').collect();
    // An odd number of backticks leaves the last one alone.
    let paired = parts.len() - (1 - parts.len() % 2);
    let mut plain = String::with_capacity(text.len());
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            plain.push_str(if index < paired { "`" } else { "\\`" });
        }
        match index % 2 == 1 && index < paired {
            true => plain.push_str(part),
            false => part.chars().for_each(|letter| {
                if matches!(letter, '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '|' | '!' | '~' | '@') {
                    plain.push('\\');
                }
                plain.push(letter);
            }),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{code, plain};

    #[test]
    fn code_spans_end_where_they_should() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code("a\n# b"), "`a␊# b`");
        assert_eq!(code(""), "` `");
    }

    #[test]
    fn texts_are_only_texts() {
        assert_eq!(plain("<b>*a*</b> `<i>`"), "\\<b\\>\\*a\\*\\</b\\> `<i>`");
        assert_eq!(plain("a ` <b>"), "a \\` \\<b\\>");
        assert_eq!(plain("@everyone [x](y)"), "\\@everyone \\[x\\](y)");
    }
}
