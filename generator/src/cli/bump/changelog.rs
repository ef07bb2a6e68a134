//! The section of a changelog that is written from a report.
//!
//! It stands under `## Unreleased`, between two comments. The first has a fingerprint of what is between them: as long as
//! that holds, the next run writes the section anew; once somebody has edited it, it is theirs, and a new one comes below.

use sha2::{Digest as _, Sha256};

const BEGIN: &str = "<!-- written by codegen, ";
const BEGIN_END: &str = ": edit it, and it is yours -->";
const END: &str = "<!-- until here -->";
const UNRELEASED: &str = "## Unreleased";

/// A changelog that says nothing.
pub(super) fn empty() -> String {
    "# Changelog\n".to_owned()
}

/// The changelog with this section.
pub(super) fn with_section(text: &str, section: &str) -> String {
    let is_crlf = text.contains("\r\n");
    let text = text.replace("\r\n", "\n");
    let edited = edited(&text, &block(section));
    if is_crlf { edited.replace('\n', "\r\n") } else { edited }
}

fn edited(text: &str, block: &str) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let headings = headings(&lines);
    let Some(start) = headings.iter().copied().find(|&index| lines.get(index).is_some_and(|line| is_unreleased(line)))
    else {
        // Before the newest release, or at the end of a text that knows none.
        let at = headings.first().copied().unwrap_or(lines.len());
        return join(&lines, at, at, &format!("{UNRELEASED}\n\n{block}"));
    };
    let end = headings.iter().copied().find(|&index| index > start).unwrap_or(lines.len());
    match intact(&lines, start, end) {
        Some((from, to)) => join(&lines, from, to, block),
        None => {
            let is_blank = |index: &usize| lines.get(*index).is_some_and(|line| line.trim().is_empty());
            let last = (start..end).rev().find(|index| !is_blank(index)).unwrap_or(start);
            join(&lines, last + 1, end, block)
        }
    }
}

/// The lines with `block` for those from one to the other, set apart by one blank line.
fn join(lines: &[&str], from: usize, to: usize, block: &str) -> String {
    let text = |lines: Option<&[&str]>| lines.unwrap_or_default().concat();
    let (before, after) = (text(lines.get(..from)), text(lines.get(to..)));
    let (before, after) = (before.trim_end_matches('\n'), after.trim_start_matches('\n'));
    let gap = if before.is_empty() { "" } else { "\n\n" };
    match after.is_empty() {
        true => format!("{before}{gap}{block}"),
        false => format!("{before}{gap}{block}\n{after}"),
    }
}

/// The lines of a section that is as it was written, if there is one.
fn intact(lines: &[&str], start: usize, end: usize) -> Option<(usize, usize)> {
    (start..end).find_map(|from| {
        let mark = lines.get(from)?.trim_end().strip_prefix(BEGIN)?.strip_suffix(BEGIN_END)?;
        let to = (from..end).find(|&index| lines.get(index).is_some_and(|line| line.trim_end() == END))?;
        let between = lines.get(from + 1..to)?.concat();
        (fingerprint(&between) == mark).then_some((from, to + 1))
    })
}

/// The lines that begin a release, outside of code.
fn headings(lines: &[&str]) -> Vec<usize> {
    let mut fence: Option<&str> = None;
    let mut headings = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let mark = ["```", "~~~"].into_iter().find(|mark| line.trim_start().starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, None) if line.starts_with("## ") => headings.push(index),
            _ => {}
        }
    }
    headings
}

fn is_unreleased(line: &str) -> bool {
    let title = line.trim_start_matches('#').trim().trim_matches(['[', ']']);
    title.eq_ignore_ascii_case("unreleased")
}

fn block(section: &str) -> String {
    let section = format!("\n{}\n\n", section.trim());
    format!("{BEGIN}{}{BEGIN_END}\n{section}{END}\n", fingerprint(&section))
}

fn fingerprint(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = "# Changelog\n\nWords.\n\n## Unreleased\n\n### Added\n\n- ours\n\n## 0.1.0\n\n- old\n";

    #[test]
    fn the_section_stands_under_what_is_not_released() {
        let log = with_section(OURS, "### a 0.2.0: major\n");
        let (before, after) = log.split_once("### a 0.2.0: major").unwrap();
        assert!(
            before.starts_with("# Changelog\n\nWords.\n\n## Unreleased\n\n### Added\n\n- ours\n\n<!-- written"),
            "{log}"
        );
        assert!(after.ends_with("<!-- until here -->\n\n## 0.1.0\n\n- old\n"), "{log}");
    }

    #[test]
    fn a_second_run_writes_the_section_anew() {
        let once = with_section(OURS, "### one\n");
        assert_eq!(with_section(&once, "### one\n"), once);
        assert_eq!(with_section(&once, "### two\n"), with_section(OURS, "### two\n"));
    }

    #[test]
    fn what_somebody_wrote_is_never_lost() {
        let edited = with_section(OURS, "### one\n").replace("### one", "### one, and why");
        let log = with_section(&edited, "### two\n");
        assert!(log.contains("### one, and why") && log.contains("### two"), "{log}");
        let again = with_section(&log, "### three\n");
        assert!(
            again.contains("### one, and why") && again.contains("### three") && !again.contains("### two"),
            "{again}"
        );
        for line in OURS.lines() {
            assert!(again.contains(line), "{line}");
        }
    }

    #[test]
    fn a_changelog_without_the_heading_gets_one() {
        let log = with_section("# Changelog\n\n```\n## no heading\n```\n\n## 0.1.0\n", "### a\n");
        assert!(log.starts_with("# Changelog\n\n```\n## no heading\n```\n\n## Unreleased\n\n<!-- "), "{log}");
        assert!(log.ends_with("here -->\n\n## 0.1.0\n"), "{log}");
        assert!(with_section("", "### a\n").starts_with("## Unreleased\n\n<!-- "));
        assert!(with_section(&empty(), "### a\n").starts_with("# Changelog\n\n## Unreleased\n\n<!-- "));
    }

    #[test]
    fn line_ends_stay_as_they_are() {
        let log = with_section("# Changelog\r\n\r\n## [unreleased]\r\n", "### a\n");
        assert_eq!(log.matches('\n').count(), log.matches("\r\n").count());
        assert_eq!(with_section(&log, "### a\n"), log);
    }
}
