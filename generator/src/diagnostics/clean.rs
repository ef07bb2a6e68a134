//! Foreign text made fit for a terminal.
//!
//! Documents are written by anybody: a name of 10 kB must not bury the message, and an escape sequence must not reach the
//! terminal of whoever reads it.

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

/// A text of one line that fits a message: shortened in its middle when it has more than `limit` characters.
pub(crate) fn line(text: &str, limit: usize) -> String {
    let one_line = |character| match visible(character) {
        '\n' => '\u{240a}',
        '\t' => ' ',
        other => other,
    };
    shorten(text, limit).chars().map(one_line).collect()
}

/// A text that may have several lines.
pub(super) fn paragraph(text: &str, limit: usize) -> String {
    shorten(text, limit).chars().map(visible).collect()
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
    fn nothing_that_a_terminal_obeys_comes_through() {
        assert_eq!(line("a\u{1b}[31m\r\n\u{9b}b\u{202e}\t.", 100), "a␛[31m␍␊\u{fffd}b\u{fffd} .");
        assert_eq!(paragraph("a\nb\u{7}", 100), "a\nb␇");
    }
}
