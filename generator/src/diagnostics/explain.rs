//! The pages of the codes, as a terminal shows them.
//!
//! They are written so that they can be read as they are. What is done here is no more than to indent what is quoted and to
//! make headings bold.

use super::{Code, Severity, all_codes};

/// The page of a code; with ANSI colours when `color` is set.
pub fn explain(code: &Code, color: bool) -> String {
    let bold = |line: &str| if color { format!("\u{1b}[1m{line}\u{1b}[0m") } else { line.to_owned() };
    let mut text = String::new();
    let mut quoted = false;
    for line in code.page.lines() {
        match (line.strip_prefix("```"), quoted) {
            (Some(info), _) => {
                quoted = !quoted;
                if let Some((_, name)) = info.split_once(' ') {
                    text.push_str(&format!("  {}\n", bold(name)));
                }
            }
            (None, true) if line.is_empty() => text.push('\n'),
            (None, true) => text.push_str(&format!("    {line}\n")),
            (None, false) => {
                let line = without_links(line);
                match line.trim_start_matches('#').trim_start() {
                    heading if line.starts_with('#') => text.push_str(&(bold(heading) + "\n")),
                    _ => text.push_str(&(line + "\n")),
                }
            }
        }
    }
    text
}

/// A line for every code, under the name of its stage.
pub fn explain_all(color: bool) -> String {
    let paint =
        |style: &str, line: &str| if color { format!("\u{1b}[{style}m{line}\u{1b}[0m") } else { line.to_owned() };
    let mut text = String::new();
    let mut stage = "";
    for code in all_codes() {
        if code.stage() != stage {
            let gap = if stage.is_empty() { "" } else { "\n" };
            stage = code.stage();
            text.push_str(&format!("{gap}{}\n", paint("1", stage)));
        }
        let style = match code.severity() {
            Severity::Error => "31",
            Severity::Warning => "33",
        };
        text.push_str(&format!("  {}  {}\n", paint(style, code.id), code.title));
    }
    text
}

/// A line with the text of each link only.
fn without_links(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("](") {
        let (before, label) = before.rsplit_once('[').unwrap_or((before, ""));
        text.push_str(before);
        text.push_str(label);
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::{explain, explain_all, without_links};
    use crate::diagnostics::{all_codes, code};

    #[test]
    fn a_page_is_shown_without_its_marks() {
        let page = explain(code("w0505").unwrap(), false);
        assert!(page.starts_with("W0505: "), "{page}");
        assert!(page.contains("\nExample\n") && page.contains("\n  document.yaml\n    openapi: 3.0.3\n"), "{page}");
        assert!(!page.contains("```") && !page.contains(".md"), "{page}");
    }

    #[test]
    fn every_code_has_its_line() {
        let list = explain_all(false);
        assert!(all_codes().iter().all(|code| list.contains(&format!("\n  {}  {}\n", code.id, code.title))), "{list}");
    }

    #[test]
    fn links_become_their_text() {
        assert_eq!(without_links("with a [W0505](W0505.md): and `a]`"), "with a W0505: and `a]`");
    }
}
