//! JSON pointers (RFC 6901), as text.

use std::borrow::Cow;
use std::fmt::Write as _;

/// A key as it stands in a pointer: `~` and `/` escaped.
pub fn escape(key: &str) -> Cow<'_, str> {
    match key.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
        true => Cow::Owned(key.replace('~', "~0").replace('/', "~1")),
        false => Cow::Borrowed(key),
    }
}

/// What stands before the first sign of a key that is escaped, that sign as it is written, and what stands after it.
fn first_escaped(key: &str) -> Option<(&str, &'static str, &str)> {
    let (before, rest) = key.split_at_checked(key.find(['~', '/'])?)?;
    let mut rest = rest.chars();
    let sign = if rest.next() == Some('~') { "~0" } else { "~1" };
    Some((before, sign, rest.as_str()))
}

/// The key that an escaped part of a pointer stands for.
pub fn unescape(part: &str) -> Cow<'_, str> {
    match part.bytes().any(|byte| byte == b'~') {
        true => Cow::Owned(part.replace("~1", "/").replace("~0", "~")),
        false => Cow::Borrowed(part),
    }
}

/// A pointer that grows while a tree is walked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(String);

impl Pointer {
    /// The pointer to the root.
    pub fn root() -> Self {
        Self::default()
    }

    /// The pointer to a member of what this one points to.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let mut pointer = Self(String::with_capacity(self.0.len() + 1 + key.len()));
        pointer.0.push_str(&self.0);
        pointer.enter(key);
        pointer
    }

    /// The pointer to an item of what this one points to.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        // Few lists have a thousand items.
        let mut text = String::with_capacity(self.0.len() + 4);
        text.push_str(&self.0);
        let _ = write!(text, "/{index}");
        Self(text)
    }

    /// Moves on to a member, without a copy; what it returns leads back by `leave`.
    pub fn enter(&mut self, key: &str) -> usize {
        let length = self.0.len();
        self.0.push('/');
        let mut rest = key;
        while let Some((before, sign, after)) = first_escaped(rest) {
            self.0.push_str(before);
            self.0.push_str(sign);
            rest = after;
        }
        self.0.push_str(rest);
        length
    }

    /// Moves on to an item, without a copy; what it returns leads back by `leave`.
    pub fn enter_index(&mut self, index: usize) -> usize {
        let length = self.0.len();
        let _ = write!(self.0, "/{index}");
        length
    }

    /// Moves back to where `enter` was called.
    pub fn leave(&mut self, length: usize) {
        self.0.truncate(length);
    }

    /// Its text; empty for the root.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Pointer {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Pointer {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<Pointer> for String {
    fn from(pointer: Pointer) -> Self {
        pointer.0
    }
}

impl std::fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}
