//! Signs of layout in the text of a `Code`: control characters, which no other text in it has.
//!
//! The same constants are in `crategen`, in `emit/code/signs.rs`, which says what they mean: a crate of macros can export
//! macros only.

pub(crate) const GAP: char = '\u{1}';
pub(crate) const SPLIT: char = '\u{2}';
pub(crate) const OPEN: char = '\u{3}';
pub(crate) const OPEN_SPACED: char = '\u{4}';
pub(crate) const OPEN_ALONE: char = '\u{5}';
pub(crate) const CLOSE: char = '\u{6}';
pub(crate) const IN: char = '\u{7}';
pub(crate) const OUT: char = '\u{8}';
pub(crate) const LINE: char = '\n';
pub(crate) const BLANK: char = '\u{b}';
pub(crate) const LINK: char = '\u{e}';
pub(crate) const WRAP: char = '\u{f}';
pub(crate) const ARM: char = '\u{10}';
pub(crate) const ARM_END: char = '\u{11}';
pub(crate) const PATH: char = '\u{12}';
