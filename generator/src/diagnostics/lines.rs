//! Lines and columns of a text, found fast.
//!
//! Built once for each file that a message shows: a thousand messages about a minified document of 13 MB in one line must
//! not count its characters a thousand times.

/// How many bytes lie between two counts of characters.
const STRIDE: usize = 1024;

/// Where the lines of a text begin.
pub(crate) struct Lines<'a> {
    text: &'a str,
    /// The bytes up to the last that is no space: what is missing at the end is shown there.
    length: usize,
    starts: Vec<usize>,
    /// The number of characters before each multiple of `STRIDE`.
    characters: Vec<usize>,
}

/// A part of one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// The line, counted from 0.
    pub(crate) line: usize,
    /// The character of the line at which the part begins, counted from 0.
    pub(crate) column: usize,
    /// The byte of the line at which the part begins.
    pub(crate) start: usize,
    /// The byte of the line at which the part ends.
    pub(crate) end: usize,
}

impl<'a> Lines<'a> {
    /// Counts the lines and characters of a text.
    pub(crate) fn new(text: &'a str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(index, _)| index + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        let mut before = 0;
        let characters = text
            .as_bytes()
            .chunks(STRIDE)
            .map(|chunk| {
                let here = before;
                before += count(chunk);
                here
            })
            .collect();
        Self { text, length: text.trim_end().len(), starts, characters }
    }

    /// The first line of a range of bytes, wherever the range ends.
    pub(crate) fn part(&self, start: usize, end: usize) -> Part {
        let start = self.boundary(start.min(self.length));
        let line = self.starts.partition_point(|&begin| begin <= start).saturating_sub(1);
        let begin = self.starts.get(line).copied().unwrap_or(0);
        let shown = self.line(line);
        let end = self.boundary(end).saturating_sub(begin).min(shown.len());
        let part_start = (start - begin).min(shown.len());
        let end = shown.get(..end).map_or(end, |part| part.trim_end().len()).max(part_start);
        Part { line, column: self.characters_before(start) - self.characters_before(begin), start: part_start, end }
    }

    /// The line and column of a byte, both counted from 1, columns in characters.
    pub(super) fn position(&self, byte: usize) -> (usize, usize) {
        let part = self.part(byte, byte);
        (part.line + 1, part.column + 1)
    }

    /// The text of a line, without its break.
    pub(crate) fn line(&self, line: usize) -> &'a str {
        let begin = self.starts.get(line).copied().unwrap_or(self.text.len());
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        self.text.get(begin..end).unwrap_or("").trim_end_matches(['\n', '\r'])
    }

    /// The nearest byte, not after this one, at which a character begins.
    fn boundary(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }

    fn characters_before(&self, byte: usize) -> usize {
        let chunk = byte / STRIDE;
        let rest = self.text.as_bytes().get(chunk * STRIDE..byte).unwrap_or_default();
        self.characters.get(chunk).copied().unwrap_or(0) + count(rest)
    }
}

/// The number of characters that begin in these bytes.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xc0) != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::{Lines, Part};

    #[test]
    fn columns_count_characters_and_places_count_bytes() {
        let lines = Lines::new("one\r\nzwei: größe\n");
        assert_eq!(lines.part(5, 9), Part { line: 1, column: 0, start: 0, end: 4 });
        assert_eq!(lines.part(11, 18), Part { line: 1, column: 6, start: 6, end: 13 });
        assert_eq!(lines.line(0), "one");
    }

    #[test]
    fn a_range_over_several_lines_is_shown_as_its_first() {
        assert_eq!(Lines::new("a: \n  b: 1\n").part(0, 11), Part { line: 0, column: 0, start: 0, end: 2 });
    }

    #[test]
    fn columns_are_right_far_into_a_long_line() {
        let text = "é".repeat(5000);
        assert_eq!(Lines::new(&text).part(8000, 8002).column, 4000);
    }

    #[test]
    fn places_beyond_the_text_are_its_end() {
        assert_eq!(Lines::new("ab").part(9, 12), Part { line: 0, column: 2, start: 2, end: 2 });
        assert_eq!(Lines::new("").part(0, 0), Part { line: 0, column: 0, start: 0, end: 0 });
    }
}
