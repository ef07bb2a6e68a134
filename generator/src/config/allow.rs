//! Silences warnings that the configuration accepts.

use std::collections::HashSet;

use super::{Allow, Config};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, Severity, codes_lower, written};
use crate::document::Span;

/// Takes the accepted warnings out, never an error. An entry with a pointer takes out that place alone, and a warning
/// only with its last place. An entry that accepts nothing is an error itself, unless the run has failed anyway and the
/// entry's warning may just not have been reached.
pub fn allow(config: &Config, diagnostics: &mut Diagnostics) {
    let failed = diagnostics.has_errors();
    for entry in &config.allow {
        let mut used = false;
        diagnostics.list.retain_mut(|diagnostic| {
            if diagnostic.severity != Severity::Warning || diagnostic.code != entry.code {
                return true;
            }
            let places = usize::from(diagnostic.place.is_some()) + diagnostic.others.len();
            let kept = keeps(entry, diagnostic);
            used |= !kept || usize::from(diagnostic.place.is_some()) + diagnostic.others.len() < places;
            kept
        });
        if !used && !failed {
            let message = format!("`{}` is allowed here, but nothing reports it", entry.code);
            diagnostics.push(
                Diagnostic::error(codes_lower::CONFIG_UNUSED, message)
                    .at(entry.place.clone())
                    .help("delete the entry, or correct its `code` or `pointer`; only warnings can be allowed"),
            );
        }
    }
}

/// Takes the accepted places out of a warning; whether anything is left of it.
fn keeps(entry: &Allow, diagnostic: &mut Diagnostic) -> bool {
    let Some(pointer) = &entry.pointer else { return false };
    let pointer = written(pointer);
    let places = || diagnostic.place.iter().chain(&diagnostic.others);
    // The same bytes under another pointer, where a reference was written out in place, are the same place.
    let spans: HashSet<Span> =
        places().filter(|place| place.written_pointer() == pointer).map(|place| place.span).collect();
    let is_other = |place: &Place| {
        place.written_pointer() != pointer && (place.span.start == place.span.end || !spans.contains(&place.span))
    };
    diagnostic.others.retain(is_other);
    match &diagnostic.place {
        Some(place) if !is_other(place) => {
            if diagnostic.others.is_empty() {
                return false;
            }
            diagnostic.place = Some(diagnostic.others.remove(0));
            true
        }
        _ => true,
    }
}
