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
    let integers = old.types.are_integers();
    let rooms = old.types.are_numbers().then(|| (room(was, integers), room(is, integers)));
    let rule = match (walk.direction, rooms) {
        (Direction::Sent, Some((before, after))) if before.fits_into(after) => &REQUEST_FORMAT_LOOSENED,
        (Direction::Received, Some((before, after))) if after.fits_into(before) => &RESPONSE_FORMAT_NARROWED,
        (direction, Some(_)) => direction.of(&REQUEST_FORMAT_CHANGED, &RESPONSE_FORMAT_CHANGED),
        (direction, None) if is_bytes(was) != is_bytes(is) => {
            direction.of(&REQUEST_FORMAT_CHANGED, &RESPONSE_FORMAT_CHANGED)
        }
        (Direction::Sent, None) if is_any_text(is) => &REQUEST_FORMAT_LOOSENED,
        (Direction::Sent, None) => &REQUEST_FORMAT_CHANGED,
        (Direction::Received, None) => &RESPONSE_TEXT_FORMAT_CHANGED,
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

/// The room for numbers of a format. Those that say what a number is about, a point in time say, need that of any.
fn room(format: &str, is_integer: bool) -> Room {
    let (bits, signed) = match (format, is_integer) {
        ("int8", true) => (8, true),
        ("int16", true) => (16, true),
        ("int32", true) => (32, true),
        ("uint8", true) => (8, false),
        ("uint16", true) => (16, false),
        ("uint32", true) => (32, false),
        ("uint64" | "uint", true) => (64, false),
        ("float", false) => (32, true),
        _ => (64, true),
    };
    Room { bits, signed }
}

fn is_bytes(format: &str) -> bool {
    matches!(format, "byte" | "base64" | "base64url")
}

/// Whether a format says nothing of which texts there are.
fn is_any_text(format: &str) -> bool {
    matches!(format, "none" | "binary" | "password" | "string" | "text" | "markdown" | "html" | "multiline")
}
