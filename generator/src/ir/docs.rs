//! Documentation as it will stand in the emitted crate.

/// Cleaned Markdown, one string a line, without comment markers. Empty when the document says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// The lines; a blank one separates paragraphs.
    pub lines: Vec<String>,
}

impl Docs {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}
