//! The version in `codegen.toml`, and nothing else of it.

use crate::cli::error::{Error, Result};
use crate::config::{self, Config};
use crate::diagnostics::Diagnostics;
use crate::document::{FileId, Source};

/// The text with another version of the crate.
///
/// # Errors
/// When it is no configuration, or says the version in a way that cannot be edited.
pub(super) fn with_version(text: &str, version: &str) -> Result<String> {
    let by_hand = || {
        Error::new("the version in `spec/codegen.toml` cannot be edited")
            .help(format!("write `version = \"{version}\"` under `[crate]` there"))
    };
    let config = read(text).ok_or_else(by_hand)?;
    let edited = match config.krate.version {
        Some(setting) => {
            let (start, end) = (setting.place.span.start as usize, setting.place.span.end as usize);
            let before = text.get(..start).ok_or_else(by_hand)?;
            let after = text.get(end..).ok_or_else(by_hand)?;
            let quote = if text.get(start..end).is_some_and(|old| old.starts_with('\'')) { '\'' } else { '"' };
            format!("{before}{quote}{version}{quote}{after}")
        }
        None => with_line(text, version),
    };
    // What was written has to say what was meant, whatever the text looked like.
    match read(&edited).and_then(|config| config.krate.version) {
        Some(setting) if setting.value == version => Ok(edited),
        _ => Err(by_hand()),
    }
}

/// The text with a line for the version, at the beginning of `[crate]`.
fn with_line(text: &str, version: &str) -> String {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let line = format!("version = \"{version}\"{newline}");
    let mut edited = String::with_capacity(text.len() + 64);
    let mut is_done = false;
    for old in text.split_inclusive('\n') {
        edited.push_str(old);
        if !is_done && old.split('#').next().is_some_and(|code| code.trim() == "[crate]") {
            if !old.ends_with('\n') {
                edited.push_str(newline);
            }
            edited.push_str(&line);
            is_done = true;
        }
    }
    if !is_done {
        let gap = if text.is_empty() || text.ends_with('\n') { newline.to_owned() } else { newline.repeat(2) };
        edited.push_str(&format!("{gap}[crate]{newline}{line}"));
    }
    edited
}

fn read(text: &str) -> Option<Config> {
    let source = Source { name: String::new(), text: text.to_owned() };
    config::read(&source, FileId(0), &mut Diagnostics::default())
}

#[cfg(test)]
mod tests {
    use super::with_version;

    #[test]
    fn only_the_version_changes() {
        for (old, new) in [
            (
                "[crate]\nname = \"a\"\nversion = \"0.1.0\" # ours\n",
                "[crate]\nname = \"a\"\nversion = \"0.2.0\" # ours\n",
            ),
            ("crate.version='0.1.0'\r\n# version = '0.1.0'\r\n", "crate.version='0.2.0'\r\n# version = '0.1.0'\r\n"),
            ("[crate]\nversion = \"\"\"0.1.0\"\"\"\n", "[crate]\nversion = \"0.2.0\"\n"),
            ("crate = { name = 'a', version = '0.1.0' }", "crate = { name = 'a', version = '0.2.0' }"),
            ("[crate] # it\nname = 'a'\n", "[crate] # it\nversion = \"0.2.0\"\nname = 'a'\n"),
            ("out = '..'", "out = '..'\n\n[crate]\nversion = \"0.2.0\"\n"),
            ("out = '..'\r\n", "out = '..'\r\n\r\n[crate]\r\nversion = \"0.2.0\"\r\n"),
        ] {
            assert_eq!(with_version(old, "0.2.0").unwrap(), new);
        }
    }

    #[test]
    fn what_cannot_be_edited_is_left_to_its_writer() {
        let error = with_version("crate = { name = 'a' }\n", "0.2.0").unwrap_err().to_string();
        assert!(error.contains("cannot be edited") && error.contains("version = \"0.2.0\""), "{error}");
    }
}
