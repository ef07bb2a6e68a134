//! The lines of a source that a message shows.
//!
//! Chooses which places share an excerpt and cuts long lines down before the renderer sees them, because its cost grows
//! with what it is given. Knows nothing of how an excerpt is drawn.

use super::clean::push;
use super::lines::{Lines, Part};

/// Lines longer than this, in characters, are cut around the place.
const WIDTH: usize = 120;
/// How many characters a cut line shows before the place.
const LEAD: usize = 40;
/// Places that are no further apart than this, in lines, are shown together.
const NEAR: usize = 12;

/// A place to show: a part of one line, and what to say of it.
pub(super) struct Mark {
    /// Where.
    pub(super) part: Part,
    /// What to say; nothing for the primary place, whose message stands above.
    pub(super) label: Option<String>,
    /// Whether it is what the message is about.
    pub(super) primary: bool,
}

/// Successive lines of one file with marked parts.
pub(super) struct Excerpt<'a> {
    /// The number of the first line, from 0.
    pub(super) first_line: usize,
    /// Line and column of the first mark, from 1.
    pub(super) position: (usize, usize),
    /// Its text, fit for a terminal.
    pub(super) text: String,
    /// The marks, as bytes of `text`.
    pub(super) marks: Vec<(std::ops::Range<usize>, &'a Mark)>,
}

/// The excerpts of one file that show all marks; the one with the first mark comes first.
pub(super) fn excerpts<'a>(lines: &Lines<'_>, marks: &'a [Mark]) -> Vec<Excerpt<'a>> {
    let mut groups: Vec<Vec<&Mark>> = Vec::new();
    for mark in marks {
        let fits = |group: &&mut Vec<&Mark>| group.iter().all(|other| together(lines, other.part, mark.part));
        match groups.iter_mut().find(fits) {
            Some(group) => group.push(mark),
            None => groups.push(vec![mark]),
        }
    }
    groups.iter().filter_map(|group| excerpt(lines, group)).collect()
}

fn together(lines: &Lines<'_>, one: Part, other: Part) -> bool {
    if one.line == other.line && one.start.abs_diff(other.start) < LEAD * 3 / 4 {
        return true;
    }
    let (first, last) = (one.line.min(other.line), one.line.max(other.line));
    last - first <= NEAR && (first..=last).all(|line| is_short(lines.line(line)))
}

fn is_short(line: &str) -> bool {
    line.len() <= WIDTH || line.chars().nth(WIDTH).is_none()
}

fn excerpt<'a>(lines: &Lines<'_>, group: &[&'a Mark]) -> Option<Excerpt<'a>> {
    let head = group.first()?;
    let first_line = group.iter().map(|mark| mark.part.line).min()?;
    let last_line = group.iter().map(|mark| mark.part.line).max()?;
    let mut text = String::new();
    let mut marks = Vec::new();
    for number in first_line..=last_line {
        if number > first_line {
            text.push('\n');
        }
        let line = lines.line(number);
        let here = group.iter().filter(|mark| mark.part.line == number);
        let window = if is_short(line) { (0, line.len()) } else { window(line, head.part.start) };
        let begin = text.len();
        let offsets = push_line(&mut text, line, window);
        for mark in here {
            let place = |byte: usize| offsets.at(byte).unwrap_or(text.len());
            let start = place(mark.part.start).max(begin);
            marks.push((start..place(mark.part.end).max(start), *mark));
        }
    }
    let position = (head.part.line + 1, head.part.column + 1);
    Some(Excerpt { first_line, position, text, marks })
}

/// The bytes of a long line that are shown when the place begins at byte `start`.
fn window(line: &str, start: usize) -> (usize, usize) {
    let before = line.get(..start).unwrap_or("");
    let begin = before.char_indices().rev().nth(LEAD - 1).map_or(0, |(index, _)| index);
    let shown = line.get(begin..).unwrap_or("");
    let end = shown.char_indices().nth(WIDTH - 10).map_or(line.len(), |(index, _)| begin + index);
    (begin, end)
}

/// Where the bytes of a line went when it was cleaned.
struct Offsets {
    /// Pairs of a byte in the line and the byte that it became, in order.
    pairs: Vec<(usize, usize)>,
}

impl Offsets {
    fn at(&self, byte: usize) -> Option<usize> {
        let index = self.pairs.partition_point(|(from, _)| *from < byte);
        self.pairs.get(index).map(|(_, to)| *to)
    }
}

fn push_line(text: &mut String, line: &str, (begin, end): (usize, usize)) -> Offsets {
    if begin > 0 {
        text.push('…');
    }
    let mut pairs = Vec::new();
    for (index, character) in line.get(begin..end).unwrap_or("").char_indices() {
        pairs.push((begin + index, text.len()));
        push(text, character);
    }
    pairs.push((end, text.len()));
    if end < line.len() {
        text.push('…');
    }
    Offsets { pairs }
}
