//! Reports that say the same of many places, gathered into one each.
//!
//! Vendors repeat their mistakes hundreds of times; a user wants to read each mistake once, with its first place and the
//! number of the others. All places are kept, since the configuration accepts each for itself.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::{Diagnostic, Diagnostics, Place};
use crate::document::Span;

/// How many bytes of pointers are kept of one warning; a document must not make us hold many times what it holds.
const POINTERS: usize = 4 << 20;

/// Warnings by what they say.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    noted: IndexMap<(&'static str, String), Noted>,
}

#[derive(Debug)]
struct Noted {
    diagnostic: Diagnostic,
    known: HashSet<(Span, String)>,
    bytes: usize,
}

impl Tally {
    /// Notes a warning. Messages that are equal are one warning.
    pub(crate) fn warn(&mut self, code: &'static str, message: impl Into<String>, place: Place, help: &str) {
        self.note(Diagnostic::warning(code, message).at(place).help(help));
    }

    /// Notes a warning that there is more to say of. Of messages that are equal, that is said of the first.
    pub(crate) fn note(&mut self, mut warning: Diagnostic) {
        let key = (warning.code, warning.message.clone());
        let Some(mut place) = warning.place.take() else { return };
        let noted =
            self.noted.entry(key).or_insert_with(|| Noted { diagnostic: warning, known: HashSet::new(), bytes: 0 });
        noted.bytes += place.pointer.len();
        if noted.bytes > POINTERS {
            place.pointer.clear();
        }
        // Spans are all alike only in trees that have none.
        if place.span.start == place.span.end || noted.known.insert((place.span, place.pointer.clone())) {
            match noted.diagnostic.place {
                None => noted.diagnostic.place = Some(place),
                Some(_) => noted.diagnostic.others.push(place),
            }
        }
    }

    /// Reports everything that was noted, in the order in which it was first met.
    pub(crate) fn report(self, diagnostics: &mut Diagnostics) {
        for noted in self.noted.into_values() {
            diagnostics.push(noted.diagnostic);
        }
    }
}
