//! Signs of layout in the text of a `Code`: control characters, which no other text in it has.
//!
//! `code!` writes them by the same constants, in `code/src/signs.rs`.

/// A space, unless nothing stands before or behind it on its line.
pub(super) const GAP: u8 = 0x1;
/// What stands behind a comma: a space, or a new line where the brackets around it are broken.
pub(super) const SPLIT: u8 = 0x2;
/// Behind a bracket: what is inside stands on one line if it fits, and on a line for each of its parts else.
pub(super) const OPEN: u8 = 0x3;
/// The same for brackets with a space inside, if what is inside is short.
pub(super) const OPEN_SPACED: u8 = 0x4;
/// The same for brackets that are not broken for what stands behind others that follow on them.
pub(super) const OPEN_ALONE: u8 = 0x5;
/// The end of what is inside of such brackets.
pub(super) const CLOSE: u8 = 0x6;
/// Behind a bracket: what is inside stands on lines of its own.
pub(super) const IN: u8 = 0x7;
/// The end of what is inside of such brackets.
pub(super) const OUT: u8 = 0x8;
/// A new line.
pub(super) const LINE: u8 = b'\n';
/// A new line, and a blank one before it.
pub(super) const BLANK: u8 = 0xb;
/// Before the call of a method: a new line where the calls that follow on one another do not fit on one.
pub(super) const LINK: u8 = 0xe;
/// A space, or a new line where the rest does not fit.
pub(super) const WRAP: u8 = 0xf;
/// Behind the `=>` of a match: braces around the value where it does not fit.
pub(super) const ARM: u8 = 0x10;
/// The end of that value.
pub(super) const ARM_END: u8 = 0x11;
/// Before the first name of a path, or before a name that is imported: what the file has to import.
pub(super) const PATH: u8 = 0x12;
