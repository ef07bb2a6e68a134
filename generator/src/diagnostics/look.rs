//! How reports are to be shown: for whom, with how much, and with links to where.
//!
//! What a terminal can do and where files are is for the caller to know; here is only what follows from it.

use std::fmt::Write as _;
use std::str::FromStr;

/// For whom reports are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For a person: excerpts of the sources, in the look of rustc.
    #[default]
    Human,
    /// For a program: a JSON object a line, with all that is known.
    Json,
    /// For a workflow of GitHub, which shows them beside the lines that they are about.
    Github,
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "human" => Ok(Self::Human),
            "json" => Ok(Self::Json),
            "github" => Ok(Self::Github),
            _ => Err("the formats are `human`, `json` and `github`".to_owned()),
        }
    }
}

/// How reports are to be shown.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// For whom.
    pub format: Format,
    /// Whether a person sees colours.
    pub color: bool,
    /// Whether every warning is shown where there are many of a kind. Errors always are, and programs get all.
    pub all: bool,
    /// Where names of files and codes lead, where that can be followed.
    pub links: Option<Links>,
}

/// Where names of files and codes lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    folder: String,
    pages: Option<String>,
}

impl Links {
    /// Links to sources whose names start from `folder`, and to the pages of the codes in `pages`, if there are any. Both
    /// are absolute paths, with `/`.
    pub fn new(folder: &str, pages: Option<&str>) -> Self {
        Self { folder: url(folder), pages: pages.map(url) }
    }

    /// The URL of a source.
    pub(super) fn source(&self, name: &str) -> String {
        if is_absolute(name) { url(name) } else { format!("{}/{}", self.folder, encoded(name)) }
    }

    /// The URL of a code's page.
    pub(super) fn page(&self, code: &str) -> Option<String> {
        self.pages.as_ref().map(|folder| format!("{folder}/{code}.md"))
    }
}

fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || has_drive(path)
}

/// Whether a path begins as in `C:/`.
fn has_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [drive, b':', b'/', ..] if drive.is_ascii_alphabetic())
}

/// The URL of an absolute path.
fn url(path: &str) -> String {
    let scheme = if has_drive(path) { "file:///" } else { "file://" };
    format!("{scheme}{}", encoded(path.trim_end_matches('/')))
}

/// A path with all that has a meaning in a URL, or in a terminal, written as `%XX`.
fn encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' | b':' => {
                encoded.push(char::from(byte));
            }
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{Format, Links};

    #[test]
    fn links_lead_to_the_folder_or_to_where_the_name_says() {
        let links = Links::new("/home/me", None);
        assert_eq!(links.source("spec/acs.yaml"), "file:///home/me/spec/acs.yaml");
        assert_eq!(links.source("/tmp/a b.yaml"), "file:///tmp/a%20b.yaml");
        assert_eq!(links.source("C:/a.yaml"), "file:///C:/a.yaml");
        assert_eq!(links.page("E0101"), None);
        let links = Links::new("C:/my crate/", Some("/pages"));
        assert_eq!(links.source("a.yaml"), "file:///C:/my%20crate/a.yaml");
        assert_eq!(links.page("E0101").as_deref(), Some("file:///pages/E0101.md"));
    }

    #[test]
    fn a_name_cannot_leave_its_link() {
        let links = Links::new("/", None);
        assert_eq!(links.source("\u{1b}\\\u{7}\n;é%"), "file:///%1B%5C%07%0A%3B%C3%A9%25");
    }

    #[test]
    fn formats_are_known_by_their_names() {
        assert_eq!("github".parse(), Ok(Format::Github));
        assert!("xml".parse::<Format>().is_err());
    }
}
