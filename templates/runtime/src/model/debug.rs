//! Values for people: like a derived `Debug`, without what must not be shown.

use std::fmt::{self, Write as _};

use super::{Field, Record, Value};

/// Writes a model for a person: like a derived `Debug`, with secrets redacted and absent fields left out.
///
/// # Errors
/// When the formatter fails.
#[inline]
pub fn debug<T: Field>(model: &T, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt::Debug::fmt(&model.value(), formatter)
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Value::Absent => formatter.write_str("(absent)"),
            Value::Null => formatter.write_str("null"),
            Value::Bool(value) => fmt::Debug::fmt(&value, formatter),
            Value::Integer(value) => fmt::Debug::fmt(&value, formatter),
            Value::Float(value) => fmt::Debug::fmt(&value, formatter),
            Value::Single(value) => fmt::Debug::fmt(&value, formatter),
            Value::Number(digits) => formatter.write_str(digits),
            Value::String(text) => fmt::Debug::fmt(text, formatter),
            Value::Text(text) => short(text, formatter),
            Value::Json(value) => fmt::Debug::fmt(&Tree(value), formatter),
            Value::List(list) => formatter.debug_list().entries((0..list.len()).map(|index| list.item(index))).finish(),
            Value::Map(map) => {
                let mut output = formatter.debug_map();
                map.each(&mut |key, value| {
                    output.entry(&key, &value);
                });
                output.finish()
            }
            Value::Record(record) => debug_record(record, formatter),
        }
    }
}

fn debug_record(record: &dyn Record, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let table = record.table();
    let mut output = formatter.debug_struct(table.name);
    for (index, column) in table.columns.iter().enumerate().filter(|(_, column)| column.is().constant.is_none()) {
        match record.field(index).value() {
            Value::Absent => {}
            _ if column.is().secret => {
                output.field(column.name(), &REDACTED);
            }
            value => {
                output.field(column.name(), &value);
            }
        }
    }
    match record.rest().map(Field::value) {
        Some(Value::Map(map)) if !map.is_empty() => {
            output.field("(more)", &Undeclared { map, secret: record.rest_is_secret() })
        }
        _ => &mut output,
    };
    output.finish()
}

const REDACTED: fmt::Arguments<'static> = format_args!("[redacted]");

/// Members that the document does not declare, and of which it therefore cannot say that they are secret.
struct Undeclared<'a> {
    map: &'a dyn super::Map,
    /// Whether it says so of all of them.
    secret: bool,
}

impl fmt::Debug for Undeclared<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut output = formatter.debug_map();
        self.map.each(&mut |key, value| {
            match self.secret || sounds_secret(key) {
                true => output.entry(&key, &REDACTED),
                false => output.entry(&key, &value),
            };
        });
        output.finish()
    }
}

/// JSON that no schema describes, or that a newer service sent.
struct Tree<'a>(&'a serde_json::Value);

impl fmt::Debug for Tree<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            serde_json::Value::Null => formatter.write_str("null"),
            serde_json::Value::Bool(value) => fmt::Debug::fmt(value, formatter),
            serde_json::Value::Number(value) => fmt::Display::fmt(value, formatter),
            serde_json::Value::String(text) => fmt::Debug::fmt(text, formatter),
            serde_json::Value::Array(items) => formatter.debug_list().entries(items.iter().map(Tree)).finish(),
            serde_json::Value::Object(members) => {
                let mut output = formatter.debug_map();
                for (key, value) in members {
                    match sounds_secret(key) {
                        true => output.entry(key, &REDACTED),
                        false => output.entry(key, &Tree(value)),
                    };
                }
                output.finish()
            }
        }
    }
}

/// Whether a name that no document explains is probably that of a secret.
fn sounds_secret(name: &str) -> bool {
    const WORDS: [&str; 9] = [
        "token",
        "secret",
        "password",
        "credential",
        "connectionstring",
        "accesskey",
        "apikey",
        "privatekey",
        "signature",
    ];
    let name: String =
        name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect();
    WORDS.iter().any(|word| name.contains(word))
}

/// A text that may be megabytes of base64, as far as a line has room for it.
fn short(text: &dyn fmt::Display, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    struct Short<'a, 'b> {
        formatter: &'a mut fmt::Formatter<'b>,
        room: usize,
        failed: bool,
    }

    impl fmt::Write for Short<'_, '_> {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            for letter in text.chars() {
                let full = self.room == 0;
                let letter = if full { '…' } else { letter };
                if self.formatter.write_char(letter).is_err() {
                    self.failed = true;
                    return Err(fmt::Error);
                }
                if full {
                    // Stops the writing; not a failure.
                    return Err(fmt::Error);
                }
                self.room -= 1;
            }
            Ok(())
        }
    }

    let mut output = Short { formatter, room: 80, failed: false };
    let _ = write!(output, "{text}");
    if output.failed { Err(fmt::Error) } else { Ok(()) }
}
