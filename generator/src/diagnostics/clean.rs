//! Foreign text made fit for a terminal.
//!
//! Documents are written by anybody: a name of 10 kB must not bury the message, and an escape sequence must not reach the
//! terminal of whoever reads it. Nor may a line of ours be a command to the workflow in whose log it stands, which GitHub
//! sees where a line begins with `::`, and where `##[` is anywhere in it.

/// Stands for the position in a line `--> file:line:column`; see `render`. No cleaned text contains it.
pub(super) const MARKER: char = '\u{e000}';

/// Those after it stand where links begin, each for one; see `links`. No cleaned text contains one of them.
pub(super) const LINKS: std::ops::RangeInclusive<char> = '\u{e001}'..='\u{e0ff}';

/// A visible character for one that a terminal would obey or hide; tabs and line feeds stay as they are.
pub(super) fn visible(character: char) -> char {
    match character {
        '\t' | '\n' => character,
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('?'),
        '\u{7f}' => '\u{2421}',
        // C1 controls, soft hyphen, zero-width, bidirectional and separator characters, tags, our markers.
        '\u{80}'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}'
        | MARKER..='\u{e0ff}' => char::REPLACEMENT_CHARACTER,
        _ => character,
    }
}

/// Appends a character as a visible one, and so that no command of a workflow begins with it.
pub(super) fn push(text: &mut String, character: char) {
    match visible(character) {
        '[' if text.ends_with("##") => text.push('\u{ff3b}'),
        ':' if text.strip_suffix(':').is_some_and(begins_line) => text.push('\u{a789}'),
        other => text.push(other),
    }
}

/// Whether what follows is the first in its line but spaces.
fn begins_line(before: &str) -> bool {
    before.trim_end_matches(|space: char| space != '\n' && space.is_whitespace()).ends_with('\n')
}

/// A text of one line that fits a message: shortened in its middle when it has more than `limit` characters.
pub(crate) fn line(text: &str, limit: usize) -> String {
    let one_line = |character| match character {
        '\n' => '\u{240a}',
        '\t' => ' ',
        other => other,
    };
    pushed(shorten(text, limit).chars().map(one_line))
}

/// A text that may have several lines.
pub(super) fn paragraph(text: &str, limit: usize) -> String {
    pushed(shorten(text, limit).chars())
}

fn pushed(characters: impl Iterator<Item = char>) -> String {
    characters.fold(String::new(), |mut text, character| {
        push(&mut text, character);
        text
    })
}

fn shorten(text: &str, limit: usize) -> std::borrow::Cow<'_, str> {
    if text.len() <= limit || text.chars().nth(limit).is_none() {
        return text.into();
    }
    // The beginning says what it is, the end often what is wrong with it.
    let tail = limit / 3;
    let head: String = text.chars().take(limit - tail).collect();
    let end = text.char_indices().rev().nth(tail.saturating_sub(1)).map_or(text.len(), |(index, _)| index);
    format!("{head}…{}", text.get(end..).unwrap_or("")).into()
}

#[cfg(test)]
mod tests {
    use super::{line, paragraph};

    #[test]
    fn a_long_text_is_shortened_in_its_middle() {
        let text = format!("key `{}` stands twice", "é".repeat(10_000));
        let short = line(&text, 60);
        assert_eq!(short.chars().count(), 61);
        assert!(short.starts_with("key `éé") && short.ends_with("` stands twice"), "{short}");
    }

    #[test]
    fn no_line_is_a_command_to_a_workflow() {
        assert_eq!(
            paragraph("a::b\n \u{a0}::error::c\n:d\n##[group]", 100),
            "a::b\n \u{a0}:\u{a789}error::c\n:d\n##\u{ff3b}group]"
        );
        assert_eq!(line("##[error]", 100), "##\u{ff3b}error]");
    }

    #[test]
    fn nothing_that_a_terminal_obeys_comes_through() {
        assert_eq!(line("a\u{1b}[31m\r\n\u{9b}b\u{202e}\t.", 100), "a␛[31m␍␊\u{fffd}b\u{fffd} .");
        assert_eq!(paragraph("a\nb\u{7}", 100), "a\nb␇");
    }
}
