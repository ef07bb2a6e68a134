//! Documentation as it will stand in the emitted crate.

/// Cleaned Markdown in lines, without comment markers. Empty when the document says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// The lines with what stands between them: there are tens of thousands of texts, most of one line.
    text: Box<str>,
}

impl Docs {
    /// These lines; a blank one separates paragraphs.
    pub fn new(lines: &[impl AsRef<str>]) -> Self {
        let mut text = String::with_capacity(lines.iter().map(|line| line.as_ref().len() + 1).sum());
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                text.push('\n');
            }
            text.push_str(line.as_ref());
        }
        Self { text: text.into_boxed_str() }
    }

    /// All of it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The lines.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.lines()
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}
