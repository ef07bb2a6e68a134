//! JSON's strings and numbers.
//!
//! Apart from the grammar of documents because here every byte counts: most of a document is the inside of strings.

use super::Reader;
use crate::diagnostics::{Diagnostic, codes};
use crate::document::Text;
use crate::document::build::Stop;

impl Reader<'_> {
    /// Reads a string, from its opening quote on.
    pub(super) fn text(&mut self) -> Result<Text, Stop> {
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let segment = self.at;
            self.at += plain_length(self.text.as_bytes().get(segment..).unwrap_or_default());
            let plain = self.text.get(segment..self.at).unwrap_or("");
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    // The usual string has no escape: it is copied once, if at all.
                    if text.is_empty() {
                        return Ok(self.builder.texts.get(plain));
                    }
                    text.push_str(plain);
                    return Ok(self.builder.texts.get(&text));
                }
                Some(b'\\') => {
                    text.push_str(plain);
                    text.push(self.escape()?);
                }
                Some(_) => return Err(self.control()),
                None => {
                    let problem = self
                        .syntax(start, start + 1, "this string never ends")
                        .help("close it with `\"`; if the text ends in the middle, the file was cut off");
                    return Err(Box::new(problem));
                }
            }
        }
    }

    /// Reads a number as it stands, once its grammar is checked.
    pub(super) fn number(&mut self) -> Result<Text, Stop> {
        let start = self.at;
        let length =
            self.rest().bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte)).count();
        self.at += length;
        let text = self.text.get(start..self.at).unwrap_or("");
        if is_json_number(text) {
            return Ok(self.builder.texts.get(text));
        }
        let problem = self
            .syntax(start, self.at, &format!("`{text}` is not a number"))
            .help("a number is written like `-12`, `0.5` or `1e9`; anything else needs double quotes");
        Err(Box::new(problem))
    }

    fn escape(&mut self) -> Result<char, Stop> {
        let start = self.at;
        let letter = self.text.as_bytes().get(start + 1).copied();
        self.at += 2;
        Ok(match letter {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => match self.hexadecimal() {
                Some(unit) => self.code_point(unit, start),
                None => return Err(self.bad_escape(start)),
            },
            _ => return Err(self.bad_escape(start)),
        })
    }

    fn hexadecimal(&mut self) -> Option<u32> {
        let digits =
            self.text.get(self.at..self.at + 4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }

    /// The character of a code unit, together with the next one where two make a pair.
    fn code_point(&mut self, unit: u32, start: usize) -> char {
        if let Some(character) = char::from_u32(unit) {
            return character;
        }
        let after_first = self.at;
        if unit < 0xdc00 && self.rest().starts_with("\\u") {
            self.at += 2;
            let low = self.hexadecimal().filter(|low| (0xdc00..0xe000).contains(low));
            if let Some(character) =
                low.and_then(|low| char::from_u32(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)))
            {
                return character;
            }
            self.at = after_first;
        }
        let problem = Diagnostic::warning(codes::LONE_SURROGATE, "half of a surrogate pair stands alone in a string")
            .at(self.builder.place(start, after_first))
            .help("write both halves, or the character itself; it is read as `\u{fffd}`");
        self.builder.report(problem);
        char::REPLACEMENT_CHARACTER
    }

    fn bad_escape(&self, start: usize) -> Stop {
        let next = self.text.get(start + 1..).and_then(|rest| rest.chars().next());
        let end = start + 1 + next.map_or(0, char::len_utf8);
        let what = match next {
            Some('u') => "`\\u` needs four hexadecimal digits".to_owned(),
            Some(next) => format!("`\\{next}` is no escape"),
            None => "the text ends in an escape".to_owned(),
        };
        Box::new(
            self.syntax(start, end, &what)
                .help("the escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits; write a backslash as `\\\\`"),
        )
    }

    fn control(&self) -> Stop {
        let what = match self.peek() {
            Some(b'\n' | b'\r') => "a string ends at the end of its line",
            _ => "a control character stands in a string",
        };
        Box::new(self.syntax(self.at, self.at + 1, what).help("write it as an escape, such as `\\n` or `\\t`"))
    }
}

/// How many bytes at the start of a string's inside stand for themselves.
fn plain_length(bytes: &[u8]) -> usize {
    bytes.iter().position(|&byte| byte == b'"' || byte == b'\\' || byte < 0x20).unwrap_or(bytes.len())
}

/// Whether this is a number by JSON's grammar.
pub(in crate::document) fn is_json_number(text: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.strip_prefix('-').unwrap_or(text);
    let whole = digits(rest);
    if whole == 0 || (whole > 1 && rest.starts_with('0')) {
        return false;
    }
    let mut rest = rest.get(whole..).unwrap_or("");
    if let Some(fraction) = rest.strip_prefix('.') {
        let length = digits(fraction);
        if length == 0 {
            return false;
        }
        rest = fraction.get(length..).unwrap_or("");
    }
    match rest.strip_prefix(['e', 'E']) {
        Some(exponent) => {
            let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            !exponent.is_empty() && digits(exponent) == exponent.len()
        }
        None => rest.is_empty(),
    }
}
