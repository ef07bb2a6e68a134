//! Formats: which texts and numbers are meant.
//!
//! The format of a number says how much room it needs; some formats of texts say that bytes are encoded in them; the others say
//! what a text is about, which a client can do without.

use super::{
    rules::*,
    schemas,
    view::View,
    walk::{Direction, Walk},
};
use crate::diff::words::from_to;

/// Compares the formats of two schemas of the same types.
pub(super) fn formats<'a>(walk: &mut Walk<'a>, old: &View<'a>, new: &View<'a>) {
    let (was, is) = (old.text("format").unwrap_or("none"), new.text("format").unwrap_or("none"));
    if was == is {
        return;
    }
    let numbers = old.types.are_numbers();
    let (before, after) = match numbers {
        true => (room(was, old.types.are_integers()), room(is, old.types.are_integers())),
        false => (None, None),
    };
    let rule = match (walk.direction, before, after) {
        (Direction::Sent, Some(before), Some(after)) if before.fits_into(after) => &REQUEST_FORMAT_LOOSENED,
        (Direction::Received, Some(before), Some(after)) if after.fits_into(before) => &RESPONSE_FORMAT_NARROWED,
        (direction, ..) if numbers => direction.of(&REQUEST_FORMAT_CHANGED, &RESPONSE_FORMAT_CHANGED),
        (direction, ..) if is_bytes(was) != is_bytes(is) => {
            direction.of(&REQUEST_FORMAT_CHANGED, &RESPONSE_FORMAT_CHANGED)
        }
        (Direction::Sent, ..) if is_any_text(is) => &REQUEST_FORMAT_LOOSENED,
        (Direction::Sent, ..) => &REQUEST_FORMAT_CHANGED,
        (Direction::Received, ..) => &RESPONSE_TEXT_FORMAT_CHANGED,
    };
    schemas::keyword(walk, rule, old, new, "format", format!("format {}", from_to(was, is)));
}

/// How much room a number needs: bits, and whether it may be negative.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Room {
    bits: u32,
    signed: bool,
}

impl Room {
    fn fits_into(self, other: Self) -> bool {
        match (self.signed, other.signed) {
            (true, false) => false,
            (false, true) => self.bits < other.bits,
            _ => self.bits <= other.bits,
        }
    }
}

/// The room for numbers of a format; none for those that are something else, points in time say.
fn room(format: &str, is_integer: bool) -> Option<Room> {
    let signed = |bits| Some(Room { bits, signed: true });
    let unsigned = |bits| Some(Room { bits, signed: false });
    match (format, is_integer) {
        ("none" | "int64" | "integer", true) => signed(64),
        ("int8", true) => signed(8),
        ("int16", true) => signed(16),
        ("int32", true) => signed(32),
        ("uint8", true) => unsigned(8),
        ("uint16", true) => unsigned(16),
        ("uint32", true) => unsigned(32),
        ("uint64" | "uint", true) => unsigned(64),
        ("float", false) => signed(32),
        ("none" | "double" | "number" | "decimal", false) => signed(64),
        _ => None,
    }
}

fn is_bytes(format: &str) -> bool {
    matches!(format, "byte" | "base64" | "base64url")
}

/// Whether a format says nothing of which texts there are.
fn is_any_text(format: &str) -> bool {
    matches!(format, "none" | "binary" | "password" | "string" | "text" | "markdown" | "html" | "multiline")
}
