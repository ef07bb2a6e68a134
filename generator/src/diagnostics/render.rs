//! Diagnostics as text.

use super::Diagnostics;
use crate::document::Sources;

pub(super) fn render(diagnostics: &Diagnostics, _sources: &Sources, _color: bool) -> String {
    diagnostics.list.iter().map(|diagnostic| format!("{}: {}\n", diagnostic.code, diagnostic.message)).collect()
}
