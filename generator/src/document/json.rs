//! JSON text to nodes, strictly by RFC 8259, with places.
//!
//! Written by hand because it is most of what we read (13 MB for one document) and must keep two things that a general
//! crate gives up: each value's bytes and each number's own text. Knows nothing of what keys mean.

mod lexeme;

pub(super) use self::lexeme::is_json_number;

use super::build::{Builder, Key, Open, Stop};
use super::{FileId, Node, Number, Value};
use crate::diagnostics::{Diagnostic, Diagnostics, codes};

/// Reads a JSON text. Problems that leave the rest readable go to `problems`; the error is the one that does not.
pub(super) fn parse(text: &str, file: FileId, problems: &mut Diagnostics) -> Result<Node, Stop> {
    let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = Reader { text, at, builder: Builder::new(file, problems) };
    reader.document()?;
    let end = text.len();
    let nothing =
        Box::new(Diagnostic::error(codes::EMPTY, "the file holds no value").at(reader.builder.place(end, end)));
    reader.builder.finish().ok_or(nothing)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    builder: Builder<'a>,
}

impl Reader<'_> {
    fn document(&mut self) -> Result<(), Stop> {
        loop {
            // Here a value has to come.
            self.skip_space();
            match self.peek() {
                Some(b'{') => {
                    self.builder.open(Open::Object, self.at)?;
                    self.at += 1;
                    self.skip_space();
                    if self.peek() != Some(b'}') {
                        self.key()?;
                        continue;
                    }
                }
                Some(b'[') => {
                    self.builder.open(Open::Array, self.at)?;
                    self.at += 1;
                    self.skip_space();
                    if self.peek() != Some(b']') {
                        continue;
                    }
                }
                _ => self.scalar()?,
            }
            // Here a value has ended, or an empty collection is about to.
            if self.after_value()? {
                return Ok(());
            }
        }
    }

    /// Closes what ends here; says whether the document has ended, or else a value has to come.
    fn after_value(&mut self) -> Result<bool, Stop> {
        loop {
            self.skip_space();
            let innermost = self.builder.innermost();
            match (innermost, self.peek()) {
                (None, None) => return Ok(true),
                (None, Some(_)) => return Err(self.unexpected("the end of the text")),
                (Some(Open::Array), Some(b']')) | (Some(Open::Object), Some(b'}')) => {
                    self.at += 1;
                    if let Some(node) = self.builder.close(Some(self.at)) {
                        self.builder.value(node);
                    }
                }
                (Some(open), Some(b',')) => {
                    let comma = self.at;
                    self.at += 1;
                    self.skip_space();
                    if matches!(self.peek(), Some(b']' | b'}')) {
                        let problem = self.syntax(comma, comma + 1, "a comma stands before a closing bracket");
                        return Err(Box::new(problem.help("remove the comma")));
                    }
                    if open == Open::Object {
                        self.key()?;
                    }
                    return Ok(false);
                }
                (Some(Open::Array), _) => return Err(self.unexpected("`,` or `]`")),
                (Some(Open::Object), _) => return Err(self.unexpected("`,` or `}`")),
            }
        }
    }

    fn key(&mut self) -> Result<(), Stop> {
        let start = self.at;
        if self.peek() != Some(b'"') {
            return Err(self.unexpected("a key in double quotes"));
        }
        let text = self.text()?;
        let span = self.builder.span(start, self.at);
        self.builder.key(Key { text, span, merge: false });
        self.skip_space();
        if self.peek() != Some(b':') {
            return Err(self.unexpected("`:` after the key"));
        }
        self.at += 1;
        Ok(())
    }

    fn scalar(&mut self) -> Result<(), Stop> {
        let start = self.at;
        let value = match self.peek() {
            Some(b'"') => Value::String(self.text()?),
            Some(b'-' | b'0'..=b'9') => Value::Number(Number(self.number()?)),
            Some(b't') if self.literal("true") => Value::Bool(true),
            Some(b'f') if self.literal("false") => Value::Bool(false),
            Some(b'n') if self.literal("null") => Value::Null,
            _ => return Err(self.unexpected("a value")),
        };
        let span = self.builder.span(start, self.at);
        self.builder.value(Node::new(value, span));
        Ok(())
    }

    fn literal(&mut self, word: &str) -> bool {
        let rest = self.rest();
        let found = rest.starts_with(word)
            && !rest.as_bytes().get(word.len()).is_some_and(|next| next.is_ascii_alphanumeric() || *next == b'_');
        if found {
            self.at += word.len();
        }
        found
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn syntax(&self, start: usize, end: usize, what: &str) -> Diagnostic {
        Diagnostic::error(codes::SYNTAX, format!("this is not valid JSON: {what}")).at(self.builder.place(start, end))
    }

    /// The error for finding something other than `expected` here.
    fn unexpected(&self, expected: &str) -> Stop {
        let Some(found) = self.rest().chars().next() else { return self.ended(expected) };
        let end = self.at + found.len_utf8();
        let problem = self.syntax(self.at, end, &format!("expected {expected}, found `{found}`"));
        Box::new(problem.help(match found {
            '/' | '#' => "JSON has no comments: remove it",
            '\'' => "JSON has only double quotes",
            _ if self.builder.innermost().is_none() && self.at > 0 => "a JSON file holds one value",
            _ if expected.starts_with("`,`") => "a comma is missing before it, or a bracket too many or too few",
            _ => "JSON has objects, arrays, strings in double quotes, numbers, `true`, `false` and `null`",
        }))
    }

    /// The error for a text that ends too early.
    fn ended(&self, expected: &str) -> Stop {
        let end = self.text.trim_end().len();
        let problem = self.syntax(end, end, &format!("the text ends where {expected} is expected"));
        let problem = match (self.builder.opened_at(), self.builder.innermost()) {
            (Some(start), Some(Open::Object)) => {
                problem.also(self.builder.place(start, start + 1), "this object is still open")
            }
            (Some(start), Some(Open::Array)) => {
                problem.also(self.builder.place(start, start + 1), "this array is still open")
            }
            _ => problem,
        };
        Box::new(problem.help("the file was probably cut off: get it again"))
    }
}
