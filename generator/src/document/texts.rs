//! Texts that stand in many places and are kept once.
//!
//! Most of a document is the same few keys, types and references again and again.

use std::collections::HashSet;

use arcstr::ArcStr;

/// A text of a tree: as large as a pointer, and shared with its copies.
pub type Text = ArcStr;

/// The longest text that is looked for among those that were met before. Longer ones are prose, which is never the same.
const LONGEST: usize = 64;

/// The texts that were met.
#[derive(Default)]
pub(super) struct Texts(HashSet<Text>);

impl Texts {
    /// The text, the same one as before if it was met before.
    pub(super) fn get(&mut self, text: &str) -> Text {
        if text.len() > LONGEST {
            return text.into();
        }
        if let Some(known) = self.0.get(text) {
            return known.clone();
        }
        let new = Text::from(text);
        self.0.insert(new.clone());
        new
    }
}
