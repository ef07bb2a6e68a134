//! Names of files that a terminal lets one follow.
//!
//! The renderer knows no links but those of codes, so that a name is given to it between two markers, which become a link
//! once it has drawn. What a link says is encoded, and so nothing that a terminal obeys.

use super::Links;
use super::clean::{LINKS, MARKER};

/// Where the names in one report lead.
pub(super) struct Targets<'a> {
    links: Option<&'a Links>,
    urls: Vec<String>,
}

impl<'a> Targets<'a> {
    /// Those of a report without names.
    pub(super) fn new(links: Option<&'a Links>) -> Self {
        Self { links, urls: Vec::new() }
    }

    /// What names and codes lead to.
    pub(super) fn links(&self) -> Option<&'a Links> {
        self.links
    }

    /// A name with the marker of its link before it; the link ends at the next `MARKER`.
    pub(super) fn mark(&mut self, name: &str, shown: String) -> String {
        let (Some(links), Some(marker)) = (self.links, LINKS.clone().nth(self.urls.len())) else { return shown };
        self.urls.push(links.source(name));
        format!("{marker}{shown}")
    }

    /// What was drawn, with links instead of markers, and without the `:line:column` that the renderer wrote after names.
    pub(super) fn link(&self, drawn: &str) -> String {
        let mut text = String::with_capacity(drawn.len());
        let mut open = false;
        let mut rest = drawn.chars();
        while let Some(character) = rest.next() {
            if character == MARKER {
                let after = rest.as_str();
                rest = after.trim_start_matches(|next: char| next == ':' || next.is_ascii_digit()).chars();
                if std::mem::take(&mut open) {
                    text.push_str("\u{1b}]8;;\u{1b}\\");
                }
            } else if let Some(url) = self.url(character) {
                text.push_str(&format!("\u{1b}]8;;{url}\u{1b}\\"));
                open = true;
            } else {
                text.push(character);
            }
        }
        text
    }

    /// What the link leads to that begins with that marker.
    fn url(&self, marker: char) -> Option<&str> {
        let index = u32::from(marker).checked_sub(u32::from(*LINKS.start()))?;
        self.urls.get(usize::try_from(index).ok()?).map(String::as_str)
    }
}
