//! The key of what stands in several lines, which says more than the bracket or the first member that it begins with.
//!
//! Works on the text alone: places know nothing of keys, and what was put in the place of a reference has the key of what is
//! written there.

use super::lines::{Lines, Part};

/// How many lines above a value its key is looked for, with comments between.
const FAR: usize = 8;

/// Where a range of bytes begins: its first line, or the key before it if it has more lines than one.
pub(super) fn place(lines: &Lines<'_>, start: usize, end: usize) -> Part {
    let part = lines.part(start, end);
    if lines.part(end.max(start), end.max(start)).line == part.line {
        return part;
    }
    let line = lines.line(part.line);
    let (before, shown) = (line.get(..part.start).unwrap_or(""), line.get(part.start..part.end).unwrap_or(""));
    if matches!(shown, "{" | "[") {
        return key(before).map_or(part, |(start, end)| Part { start, end, column: column(line, start), ..part });
    }
    if before.trim().is_empty() { above(lines, part, shown).unwrap_or(part) } else { part }
}

/// Its line and column, both counted from 1.
pub(super) fn position(lines: &Lines<'_>, start: usize, end: usize) -> (usize, usize) {
    let part = place(lines, start, end);
    (part.line + 1, part.column + 1)
}

/// The key in a line above, where YAML has a value below its key.
fn above(lines: &Lines<'_>, part: Part, shown: &str) -> Option<Part> {
    let is_text = |line: &usize| {
        let text = lines.line(*line).trim();
        !text.is_empty() && !text.starts_with('#')
    };
    let number = (0..part.line).rev().take(FAR).find(is_text)?;
    let line = lines.line(number);
    let depth = line.len() - line.trim_start().len();
    // Lists may stand below their key without an indentation.
    if depth > part.start || depth == part.start && !shown.starts_with("- ") {
        return None;
    }
    let (start, end) = key(line)?;
    Some(Part { line: number, column: column(line, start), start, end })
}

/// The bytes of the key that a text ends with, before its colon.
fn key(text: &str) -> Option<(usize, usize)> {
    let text = text.trim_end().strip_suffix(':')?.trim_end();
    let start = match text.chars().last()? {
        quote @ ('"' | '\'') => text.get(..text.len() - 1)?.rfind(quote)?,
        _ => {
            let begin = text.rfind(['{', ',', '[']).map_or(0, |at| at + 1);
            let rest = text.get(begin..)?.trim_start();
            let rest = rest.strip_prefix("- ").map_or(rest, str::trim_start);
            text.len() - rest.len()
        }
    };
    (start < text.len()).then_some((start, text.len()))
}

fn column(line: &str, byte: usize) -> usize {
    line.get(..byte).unwrap_or("").chars().count()
}

#[cfg(test)]
mod tests {
    use super::place;
    use crate::diagnostics::lines::Lines;

    /// The text that is marked for what stands between two markers.
    fn marked(text: &str) -> String {
        let (start, end) = (text.find('«').unwrap(), text.find('»').unwrap() - '«'.len_utf8());
        let text = text.replace(['«', '»'], "");
        let lines = Lines::new(&text);
        let part = place(&lines, start, end);
        format!("{}:{} {}", part.line + 1, part.column + 1, &lines.line(part.line)[part.start..part.end])
    }

    #[test]
    fn what_has_several_lines_is_marked_by_its_key() {
        assert_eq!(marked("{\n  \"größe\" : «{\n    \"a\": 1\n  }»\n}"), "2:3 \"größe\"");
        assert_eq!(marked("{\"a\": 1, \"b\": «[\n  1]»}"), "1:10 \"b\"");
        assert_eq!(marked("a:\n  Thing:\n\n    # What it is.\n    «type: object\n    x: y»\n"), "2:3 Thing");
        assert_eq!(marked("tags:\n«- a\n- b»\n"), "1:1 tags");
        assert_eq!(marked("- a:\n    «b: 1\n    c: 2»\n"), "1:3 a");
    }

    #[test]
    fn what_has_no_key_or_one_line_is_marked_itself() {
        assert_eq!(marked("a: «{b: 1}»\n"), "1:4 {b: 1}");
        assert_eq!(marked("«{\n  \"a\": 1\n}»"), "1:1 {");
        assert_eq!(marked("- «a: 1\n  b: 2»\n"), "1:3 a: 1");
        assert_eq!(marked("a: &b\n  «c: 1\n  d: 2»\n"), "2:3 c: 1");
        assert_eq!(marked("a: 1\n«b: 2\nc: 3»\n"), "2:1 b: 2");
        assert_eq!(marked("x:\n  y: 1\n«b: 2\nc: 3»\n"), "3:1 b: 2");
    }
}
