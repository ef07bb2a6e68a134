//! Writing JSON texts: straight from the tables into the bytes.
//!
//! Numbers, and trees that are JSON already, are left to `serde_json`. It knows nothing of what a text is for, but
//! whether a number without a form is an error.

use std::{
    fmt::{self, Write as _},
    mem,
};

use serde_json::Value as Tree;

use super::{
    super::model::{Record, Value, strangers},
    letters::{is_plain, is_special},
};

/// A text that grows.
pub(super) struct Text {
    bytes: Vec<u8>,
    /// Whether there was a number that JSON has no form for.
    pub(super) lacks_form: bool,
}

impl Text {
    pub(super) fn of(value: Value<'_>) -> Self {
        // Enough for most requests, and no more than a growing text would come to.
        let mut text = Self { bytes: Vec::with_capacity(512), lacks_form: false };
        text.value(value);
        text
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    fn value(&mut self, value: Value<'_>) {
        match value {
            Value::Absent | Value::Null => self.plain("null"),
            Value::Bool(value) => self.plain(if value { "true" } else { "false" }),
            Value::Integer(value) => match i64::try_from(value) {
                Ok(value) => self.number(&value),
                Err(_) => self.number(&value),
            },
            Value::Float(value) => {
                self.lacks_form |= !value.is_finite();
                self.number(&value);
            }
            Value::Single(value) => {
                self.lacks_form |= !value.is_finite();
                self.number(&value);
            }
            Value::Number(digits) => self.plain(digits),
            Value::String(text) => self.quoted(text),
            Value::Text(text) => {
                self.bytes.push(b'"');
                // Writing to memory does not fail.
                let _ = write!(Escaped(self), "{text}");
                self.bytes.push(b'"');
            }
            Value::Json(tree) => self.tree(tree),
            Value::List(list) => {
                self.bytes.push(b'[');
                for index in 0..list.len() {
                    if index > 0 {
                        self.bytes.push(b',');
                    }
                    self.value(list.item(index));
                }
                self.bytes.push(b']');
            }
            Value::Map(map) => {
                let mut before = b'{';
                map.each(&mut |name, value| self.member(&mut before, name, value));
                self.plain(if before == b'{' { "{}" } else { "}" });
            }
            Value::Record(record) => self.record(record),
        }
    }

    fn record(&mut self, record: &dyn Record) {
        let mut before = b'{';
        for (index, column) in record.table().columns.iter().enumerate() {
            match column.value_in(record, index) {
                _ if column.is().read_only => {}
                Value::Absent => {}
                value => self.member(&mut before, column.name(), value),
            }
        }
        strangers(record, &mut |name, value| self.member(&mut before, name, value));
        self.plain(if before == b'{' { "{}" } else { "}" });
    }

    /// Writes a member after what comes before it: the beginning of the object, or the end of another member.
    fn member(&mut self, before: &mut u8, name: &str, value: Value<'_>) {
        self.bytes.push(mem::replace(before, b','));
        self.quoted(name);
        self.bytes.push(b':');
        self.value(value);
    }

    fn plain(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    #[inline(never)]
    fn number(&mut self, value: &impl serde::Serialize) {
        // Writing to memory does not fail; what is no number becomes `null`.
        let _ = serde_json::to_writer(&mut self.bytes, value);
    }

    #[inline(never)]
    fn tree(&mut self, tree: &Tree) {
        // Writing to memory does not fail, and the keys of a tree are texts.
        let _ = serde_json::to_writer(&mut self.bytes, tree);
    }

    fn quoted(&mut self, text: &str) {
        self.bytes.reserve(text.len() + 2);
        self.bytes.push(b'"');
        self.escaped(text);
        self.bytes.push(b'"');
    }

    #[inline]
    fn escaped(&mut self, text: &str) {
        if is_plain(text.as_bytes()) { self.plain(text) } else { self.parts(text) }
    }

    #[inline(never)]
    fn parts(&mut self, text: &str) {
        for part in text.as_bytes().split_inclusive(|&byte| is_special(byte)) {
            let special = part.last().copied().filter(|&byte| is_special(byte));
            self.bytes.extend_from_slice(part.get(..part.len() - usize::from(special.is_some())).unwrap_or(part));
            match special {
                Some(b'"') => self.plain("\\\""),
                Some(b'\\') => self.plain("\\\\"),
                Some(b'\n') => self.plain("\\n"),
                Some(b'\r') => self.plain("\\r"),
                Some(b'\t') => self.plain("\\t"),
                Some(0x08) => self.plain("\\b"),
                Some(0x0c) => self.plain("\\f"),
                Some(control) => self.plain(&format!("\\u{control:04x}")),
                None => {}
            }
        }
    }
}

/// What is displayed, on its way into a text.
struct Escaped<'a>(&'a mut Text);

impl fmt::Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.escaped(text);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_escaped_wherever_a_letter_in_it_has_to_be() {
        for letter in (0..=0x7f).map(char::from).chain(['é', '\u{2028}', '🦀']) {
            for before in 0..40 {
                for after in [0, 1, 20] {
                    let text = format!("{}{letter}{letter}{}", "x".repeat(before), "é".repeat(after));
                    let written = Text::of(Value::String(&text)).into_bytes();
                    assert_eq!(String::from_utf8(written).unwrap(), serde_json::to_string(&text).unwrap());
                }
            }
        }
    }
}
