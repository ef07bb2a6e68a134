//! Reports that say the same of many places, gathered into one each.
//!
//! Vendors repeat their mistakes hundreds of times; a user wants to read each mistake once, with its first place and the
//! number of the others. A stage that writes references out in place also meets the same bytes twice: that is one place.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::{Diagnostic, Diagnostics, Place};
use crate::document::Span;

/// Warnings by what they say.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    noted: IndexMap<(&'static str, String), Noted>,
}

#[derive(Debug)]
struct Noted {
    first: Place,
    help: String,
    spans: HashSet<Span>,
    places: usize,
}

impl Tally {
    /// Notes a warning. Messages that are equal are one warning.
    pub(crate) fn warn(&mut self, code: &'static str, message: impl Into<String>, place: Place, help: &str) {
        let noted = self.noted.entry((code, message.into())).or_insert_with(|| Noted {
            first: place.clone(),
            help: help.to_owned(),
            spans: HashSet::new(),
            places: 0,
        });
        // Spans are all alike only in trees that have none.
        if place.span.start == place.span.end || noted.spans.insert(place.span) {
            noted.places += 1;
        }
    }

    /// Reports everything that was noted, in the order in which it was first met.
    pub(crate) fn report(self, diagnostics: &mut Diagnostics) {
        for ((code, message), noted) in self.noted {
            let message = match noted.places.saturating_sub(1) {
                0 => message,
                1 => format!("{message}, here and in one other place"),
                others => format!("{message}, here and in {others} other places"),
            };
            diagnostics.push(Diagnostic::warning(code, message).at(noted.first).help(noted.help));
        }
    }
}
