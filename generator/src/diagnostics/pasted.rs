//! Lines for the user to paste into the configuration.

use std::fmt::Write as _;

use super::Diagnostic;
use super::clean::visible;

/// The entry that accepts a warning at its place; none for what cannot be accepted, which is every error of its own.
pub(super) fn allow(diagnostic: &Diagnostic) -> Option<String> {
    if !diagnostic.code.starts_with('W') {
        return None;
    }
    let pointer = diagnostic.place.as_ref().map(|place| place.written_pointer()).unwrap_or_default();
    let pointer = if pointer.is_empty() { String::new() } else { format!("pointer = {}\n", toml_text(&pointer)) };
    Some(format!("[[allow]]\ncode = \"{}\"\n{pointer}reason = \"…\"", diagnostic.code))
}

/// A text as TOML has it, in one line, and with nothing that a terminal would obey.
pub(crate) fn toml_text(text: &str) -> String {
    let mut quoted = "\"".to_owned();
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            // Writing to a string cannot fail.
            _ if character.is_control() || visible(character) != character => {
                let _ = write!(quoted, "\\U{:08X}", u32::from(character));
            }
            _ => quoted.push(character),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::toml_text;

    #[test]
    fn what_is_pasted_is_read_as_it_was() {
        for text in ["/a~1b", "\"\\", "\n\t\u{1b}\u{202e}", "名前"] {
            let line = format!("key = {}", toml_text(text));
            assert_eq!(line.lines().count(), 1);
            assert_eq!(toml::from_str::<toml::Table>(&line).unwrap()["key"].as_str(), Some(text));
        }
    }
}
