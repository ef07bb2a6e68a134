//! Silences warnings that the configuration accepts.

use super::Config;
use crate::diagnostics::{Diagnostic, Diagnostics, Severity, codes_lower};

/// Takes the accepted warnings out, never an error. An entry that accepts nothing is an error itself, unless the run
/// has failed anyway and the entry's warning may just not have been reached.
pub fn allow(config: &Config, diagnostics: &mut Diagnostics) {
    let failed = diagnostics.has_errors();
    for entry in &config.allow {
        let before = diagnostics.list.len();
        diagnostics.list.retain(|diagnostic| {
            let there = match (&entry.pointer, &diagnostic.place) {
                (None, _) => true,
                (Some(pointer), Some(place)) => *pointer == place.pointer,
                (Some(_), None) => false,
            };
            diagnostic.severity != Severity::Warning || diagnostic.code != entry.code || !there
        });
        if diagnostics.list.len() == before && !failed {
            let message = format!("`{}` is allowed here, but nothing reports it", entry.code);
            diagnostics.push(
                Diagnostic::error(codes_lower::CONFIG_UNUSED, message)
                    .at(entry.place.clone())
                    .help("delete the entry, or correct its `code` or `pointer`; only warnings can be allowed"),
            );
        }
    }
}
