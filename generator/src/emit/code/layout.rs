//! From code with signs of layout to the text of a file, in one pass.
//!
//! Where the signs leave a choice, a part stands on one line if the line fits into [`WIDTH`]; to know that, the pass looks
//! ahead by no more than that.

use super::{Code, signs};

/// The width of lines that can be broken, less a comma or semicolon that ends them.
const WIDTH: usize = 89;

/// How long that may be which stands in brackets with a space inside, as in `Self { name }`.
const SHORT: usize = 26;

/// The text of the code, which ends with a new line; `path` is told the names that paths begin with.
pub(in crate::emit) fn layout<'a>(code: &'a Code, path: &mut dyn FnMut(&'a str)) -> String {
    let mut layout = Layout {
        code: &code.text,
        text: String::with_capacity(code.text.len() + code.text.len() / 2),
        line: 0,
        pending: Pending::Nothing,
        frame: Frame { kind: Kind::Lines, level: 0, start: 0, calls: Calls::Unknown },
        outer: Vec::new(),
        no_comma: false,
    };
    layout.run(path);
    if !layout.text.is_empty() {
        layout.text.push('\n');
    }
    layout.text
}

/// What stands between what was written and what comes next.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Pending {
    Nothing,
    Space,
    Line,
    Blank,
}

/// What is done with the text between two brackets, or with all of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Lines are those of the templates.
    Lines,
    /// One line, with a space at its ends or without.
    Flat { spaced: bool },
    /// A line for each part.
    Broken,
    /// The value of a match, behind its pattern.
    Arm,
    /// The value of a match, in braces that the template has not.
    Braces,
}

/// Whether calls that follow on one another are on lines of their own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Calls {
    Unknown,
    Flat,
    Broken,
}

/// Text between two brackets that is being written.
struct Frame {
    kind: Kind,
    /// How deep its lines are.
    level: usize,
    /// Where it begins.
    start: usize,
    /// Of the part that is being written.
    calls: Calls,
}

/// How a look ahead ends, if nothing is too long.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Until {
    /// Behind the brackets, where the line can be broken next.
    Behind,
    /// The same, or before brackets that come next and can be broken, too.
    BehindAlone,
    /// At the end of the part.
    EndOfPart,
}

struct Layout<'a> {
    code: &'a str,
    text: String,
    /// Where the last line begins.
    line: usize,
    pending: Pending,
    frame: Frame,
    /// What is around that.
    outer: Vec<Frame>,
    /// Whether a comma that comes next has no place behind a brace.
    no_comma: bool,
}

impl<'a> Layout<'a> {
    fn run(&mut self, path: &mut dyn FnMut(&'a str)) {
        let bytes = self.code.as_bytes();
        let mut start = 0;
        while let Some(rest) = bytes.get(start..).filter(|rest| !rest.is_empty()) {
            let length = before_sign(rest);
            if length > 0 {
                self.word(self.code.get(start..start + length).unwrap_or_default());
            }
            start += length + 1;
            match rest.get(length) {
                Some(&signs::PATH) => path(name(self.code.get(start..).unwrap_or_default())),
                Some(sign) => self.sign(*sign, start),
                None => {}
            }
        }
    }

    fn word(&mut self, word: &str) {
        let word = if self.no_comma { word.strip_prefix(',').unwrap_or(word) } else { word };
        if word.is_empty() {
            return;
        }
        self.no_comma = false;
        match std::mem::replace(&mut self.pending, Pending::Nothing) {
            Pending::Nothing => {}
            // Nothing came for what the space was for.
            Pending::Space if word.starts_with([',', ';']) => {}
            Pending::Space if self.is_first() && self.frame.kind == (Kind::Flat { spaced: false }) => {}
            Pending::Space => self.text.push(' '),
            lines => self.new_line(lines == Pending::Blank),
        }
        self.text.push_str(word);
    }

    fn new_line(&mut self, is_blank: bool) {
        if self.text.is_empty() {
            return;
        }
        let level = self.level();
        if !self.is_first() && (is_blank || (level == 1 && self.ends_member())) {
            self.text.push('\n');
        }
        self.text.push('\n');
        self.line = self.text.len();
        for _ in 0..level {
            self.text.push_str("    ");
        }
    }

    /// Whether nothing stands behind the bracket yet.
    fn is_first(&self) -> bool {
        self.frame.start == self.text.len()
    }

    /// Whether the last line ends a member of an item that has a body: a blank line sets it apart from the next.
    fn ends_member(&self) -> bool {
        matches!(self.text.get(self.line..), Some("    }" | "    };"))
    }

    fn level(&self) -> usize {
        self.frame.level + usize::from(self.frame.calls == Calls::Broken)
    }

    fn column(&self) -> usize {
        self.text.len() - self.line
    }

    fn pend(&mut self, pending: Pending) {
        self.pending = self.pending.max(pending);
    }

    fn sign(&mut self, sign: u8, next: usize) {
        match sign {
            signs::GAP => self.pend(Pending::Space),
            signs::SPLIT if self.frame.kind == Kind::Broken => self.end_part(Pending::Line),
            signs::SPLIT => self.pend(Pending::Space),
            signs::LINE => self.end_part(Pending::Line),
            signs::BLANK => self.end_part(Pending::Blank),
            signs::OPEN | signs::OPEN_SPACED | signs::OPEN_ALONE => self.open(sign, next),
            signs::CLOSE => self.close(),
            signs::IN => {
                self.enter(Kind::Lines, self.level() + 1);
                self.pending = Pending::Line;
            }
            signs::OUT => {
                let is_empty = self.is_first();
                self.leave();
                self.pending = if is_empty { Pending::Nothing } else { Pending::Line };
            }
            signs::LINK => self.link(next),
            signs::WRAP => match self.fits(next, self.column() + 1, Until::EndOfPart) {
                true => self.pend(Pending::Space),
                false => self.pend(Pending::Line),
            },
            signs::ARM => match self.is_flat() || self.fits(next, self.column(), Until::EndOfPart) {
                true => {
                    self.enter(Kind::Arm, self.level());
                    self.pending = Pending::Space;
                }
                false => {
                    self.text.push_str(" {");
                    self.enter(Kind::Braces, self.level() + 1);
                    self.pending = Pending::Line;
                }
            },
            signs::ARM_END => {
                let kind = self.frame.kind;
                self.leave();
                if kind == Kind::Braces {
                    self.pending = Pending::Line;
                    self.word("}");
                    self.no_comma = true;
                }
            }
            _ => {}
        }
    }

    fn end_part(&mut self, pending: Pending) {
        self.frame.calls = Calls::Unknown;
        self.pend(pending);
    }

    fn is_flat(&self) -> bool {
        matches!(self.frame.kind, Kind::Flat { .. })
    }

    fn enter(&mut self, kind: Kind, level: usize) {
        let frame = Frame { kind, level, start: self.text.len(), calls: Calls::Unknown };
        self.outer.push(std::mem::replace(&mut self.frame, frame));
    }

    fn leave(&mut self) {
        if let Some(frame) = self.outer.pop() {
            self.frame = frame;
        }
    }

    fn open(&mut self, sign: u8, next: usize) {
        let spaced = sign == signs::OPEN_SPACED;
        let is_flat = match sign {
            signs::OPEN_SPACED => self.is_short(next),
            signs::OPEN_ALONE => self.is_flat() || self.fits(next, self.column(), Until::BehindAlone),
            _ => self.is_flat() || self.fits(next, self.column(), Until::Behind),
        };
        if is_flat {
            self.enter(Kind::Flat { spaced }, self.level());
            self.pending = if spaced { Pending::Space } else { Pending::Nothing };
        } else {
            self.enter(Kind::Broken, self.level() + 1);
            self.pending = Pending::Line;
        }
    }

    fn close(&mut self) {
        let (kind, is_empty) = (self.frame.kind, self.is_first());
        self.leave();
        self.pending = match kind {
            _ if is_empty => Pending::Nothing,
            Kind::Broken => {
                if !std::mem::take(&mut self.no_comma) && !self.text.ends_with(',') {
                    self.text.push(',');
                }
                Pending::Line
            }
            kind => {
                if self.text.ends_with(',') {
                    self.text.pop();
                }
                if kind == (Kind::Flat { spaced: true }) { Pending::Space } else { Pending::Nothing }
            }
        };
    }

    fn link(&mut self, next: usize) {
        if self.frame.calls == Calls::Unknown {
            let is_flat = self.is_flat() || self.fits(next, self.column(), Until::EndOfPart);
            self.frame.calls = if is_flat { Calls::Flat } else { Calls::Broken };
        }
        self.pending = if self.frame.calls == Calls::Broken { Pending::Line } else { Pending::Nothing };
    }

    /// Whether what stands between the brackets that open there is short.
    fn is_short(&self, next: usize) -> bool {
        let (mut width, mut end) = (0, 0);
        let mut depth = 1;
        for byte in self.code.bytes().skip(next) {
            match byte {
                signs::CLOSE if depth == 1 => return true,
                signs::CLOSE => depth -= 1,
                signs::OPEN | signs::OPEN_SPACED | signs::OPEN_ALONE => depth += 1,
                signs::LINE | signs::BLANK | signs::IN => return false,
                signs::LINK | signs::ARM_END | signs::PATH => {}
                // What may be at the end counts where something follows.
                signs::GAP | signs::SPLIT | b',' => end += 1,
                _ => {
                    width += 1 + std::mem::take(&mut end);
                    if width > SHORT {
                        return false;
                    }
                }
            }
        }
        true
    }

    /// Whether what comes next fits, on the line that has that many columns already.
    fn fits(&self, next: usize, columns: usize, until: Until) -> bool {
        let is_behind = matches!(until, Until::Behind | Until::BehindAlone);
        let mut width = columns;
        // Commas and semicolons at the end.
        let mut punctuation = 0;
        let mut depth = usize::from(is_behind);
        let mut is_gap = false;
        for (index, byte) in self.code.bytes().enumerate().skip(next) {
            match byte {
                signs::ARM if depth == 0 && is_behind => return true,
                signs::GAP | signs::ARM => is_gap = true,
                signs::SPLIT if depth == 0 && self.frame.kind == Kind::Broken => return true,
                signs::SPLIT => is_gap = true,
                signs::OPEN | signs::OPEN_ALONE if depth == 0 && until == Until::BehindAlone => return true,
                signs::OPEN | signs::OPEN_ALONE => {
                    depth += 1;
                    is_gap = false;
                }
                signs::OPEN_SPACED if self.is_short(index + 1) => {
                    depth += 1;
                    width += 2;
                    is_gap = false;
                }
                signs::CLOSE if depth == 0 => return true,
                signs::CLOSE => {
                    depth -= 1;
                    is_gap = false;
                    width -= std::mem::take(&mut punctuation);
                }
                // A list with lines in it has a line for each of its parts.
                signs::IN | signs::OPEN_SPACED => return depth == 0 || until != Until::BehindAlone,
                signs::OUT => return true,
                signs::LINE | signs::BLANK => return depth == 0,
                signs::LINK if depth == 0 && is_behind && self.frame.calls != Calls::Flat => return true,
                signs::LINK => is_gap = false,
                signs::WRAP if depth == 0 && is_behind => return true,
                signs::WRAP => is_gap = true,
                signs::ARM_END if depth == 0 => return true,
                signs::ARM_END | signs::PATH => {}
                // Further bytes of a letter.
                0x80..0xc0 => {}
                letter => {
                    let has_gap = std::mem::take(&mut is_gap);
                    match letter {
                        b',' | b';' => punctuation += 1,
                        _ => punctuation = 0,
                    }
                    width += 1 + usize::from(has_gap && punctuation == 0);
                    if width - punctuation > WIDTH {
                        return false;
                    }
                }
            }
        }
        true
    }
}

/// How long the text is up to the next sign.
fn before_sign(text: &[u8]) -> usize {
    let is_sign = |byte: &u8| *byte < b' ';
    // Without a way out of the inner loop, which makes it one that looks at many bytes at once.
    let has_sign = |chunk: &[u8]| chunk.iter().fold(false, |has_sign, byte| has_sign | is_sign(byte));
    let whole = text.chunks_exact(32).take_while(|chunk| !has_sign(chunk)).count() * 32;
    let rest = text.get(whole..).unwrap_or_default();
    whole + rest.iter().position(is_sign).unwrap_or(rest.len())
}

/// The name that a text begins with.
fn name(text: &str) -> &str {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte == b'#';
    let length = text.bytes().position(|byte| !is_part(&byte)).unwrap_or(text.len());
    text.get(..length).unwrap_or_default()
}
