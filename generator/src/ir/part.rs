//! Where the parts of a type stand in the document.

use std::borrow::Cow;

use smol_str::SmolStr;

/// Where a part of a type stands: there are tens of thousands, nearly all of them inside of where the type does, which is
/// not said again for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartPointer {
    /// Inside of where the whole stands: the pointer from there.
    Inside(SmolStr),
    /// Elsewhere: the pointer from the root.
    Elsewhere(Box<str>),
}

impl PartPointer {
    /// The place at a pointer of a part of what stands at `whole`.
    pub fn new(pointer: &str, whole: &str) -> Self {
        match pointer.strip_prefix(whole).filter(|rest| rest.is_empty() || rest.starts_with('/')) {
            Some(rest) => Self::Inside(rest.into()),
            None => Self::Elsewhere(pointer.into()),
        }
    }

    /// The pointer, for a part of what stands at `whole`.
    pub fn from_root(&self, whole: &str) -> Cow<'_, str> {
        match self {
            Self::Inside(rest) => Cow::Owned(format!("{whole}{rest}")),
            Self::Elsewhere(pointer) => Cow::Borrowed(pointer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PartPointer;

    #[test]
    fn a_pointer_is_the_same_again() {
        for pointer in ["/a", "/a/b", "/ab", "/c/a/b"] {
            assert_eq!(PartPointer::new(pointer, "/a").from_root("/a"), pointer);
        }
        assert_eq!(PartPointer::new("/ab", "/a"), PartPointer::Elsewhere("/ab".into()));
    }
}
